"""Who reads what in a round: the list of reviews, giving one to somebody else, conflicts."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.paging import newest_first
from core.words import number_of
from returners.models import Application
from selection import standing
from selection.actions import assigning, opening
from selection.models import Candidate, Conflict, Review, Reviewer, Round
from selection.round_forms import ConflictForm, GiveForm, ReassignForm, ReviewFilterForm
from selection.views import round_tables
from selection.views.managed import managed_round


@programme_manager
def round_reviews(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    today = uk_day(request.arrived_at)
    form = ReviewFilterForm(request.GET, round_=round_, today=today)
    rows = _reviews(round_)
    page = newest_first(request, form.narrow(rows) if form.is_valid() else rows, by="assigned_at")
    context = {
        "round": round_,
        "is_reviewing": round_.status == Round.Status.REVIEWING,
        "form": form,
        "page": page,
        "head": round_tables.REVIEWS,
        "rows": round_tables.reviews(round_, page.rows, today),
    }
    return render(request, "selection/round_reviews.html", context)


@programme_manager
def round_missing(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    wants, shared = standing.foresee(round_)
    is_reviewing = round_.status == Round.Status.REVIEWING
    come_in = Application.objects.in_assessment().filter(cohort=round_.cohort, candidate=None)
    context = {
        "round": round_,
        "is_reviewing": is_reviewing,
        "can_be_given": len(shared.pairs) if is_reviewing else 0,
        "new": come_in.count() if is_reviewing else 0,
        "unmet": [
            round_tables.unmet(round_, wants.numbers[one.key], one, is_third=one.key in wants.thirds)
            for one in shared.unmet
        ],
        "head": ["Candidate", {"text": "Reviews missing", "number": True}, "Why"],
    }
    return render(request, "selection/round_missing.html", context)


@programme_manager
@require_POST
def round_fill(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    unmet = assigning.fill(round_, at=request.arrived_at, by=request.user)
    if unmet:
        missing = number_of(sum(one.missing for one in unmet), "review")
        messages.error(request, f"{missing} found no reader. This page says why.")
        return redirect("selection:round_missing", uuid)
    messages.success(request, "Everybody has enough readers.")
    return redirect("selection:round_detail", uuid)


@programme_manager
@require_POST
def round_even(request: SignedInRequest, uuid: str) -> HttpResponse:
    """What nobody has begun, shared out again."""
    round_ = managed_round(request, uuid)
    try:
        moved = assigning.even_out(round_, at=request.arrived_at, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        words = f"{number_of(moved, 'review')} moved. Whoever has something new to read has been told."
        messages.success(request, words if moved else "Nothing moved. The shares are as even as they can be.")
    return redirect("selection:round_detail", uuid)


@programme_manager
def round_reviewer(request: SignedInRequest, uuid: str, reviewer_uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    reviewers = Reviewer.objects.filter(programme=round_.cohort.programme_id).select_related("person", "programme")
    reviewer = get_object_or_404(reviewers, uuid=reviewer_uuid)
    if request.method == "POST":
        _press(request, reviewer, round_)
        return redirect("selection:round_reviewer", uuid, reviewer_uuid)
    today = uk_day(request.arrived_at)
    share = next((one for one in standing.shares(round_, today) if one.reviewer == reviewer), None)
    context = {
        "round": round_,
        "reviewer": reviewer,
        "share": share,
        "tag": round_tables.share_tag(share) if share else None,
        "left": share.reviews - share.submitted if share else 0,
        "is_reviewing": round_.status == Round.Status.REVIEWING,
    }
    return render(request, "selection/round_reviewer.html", context)


def _press(request: SignedInRequest, reviewer: Reviewer, round_: Round) -> None:
    try:
        if request.POST.get("do") == "hand over":
            left = assigning.hand_over(reviewer, round_, by=request.user, at=request.arrived_at)
            words = f"{number_of(left, 'review')} found nobody else." if left else "It is all with others now."
            messages.success(request, f"What {reviewer} has not submitted was given to others. {words}")
        else:
            opening.chase(reviewer, round_, at=request.arrived_at)
            messages.success(request, f"{reviewer} is asked by email to finish.")
    except Refused as refusal:
        messages.error(request, str(refusal))


@programme_manager
def review_reassign(request: SignedInRequest, uuid: str, review_uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    review = get_object_or_404(_reviews(round_).select_related("candidate__application"), uuid=review_uuid)
    able = _able(round_, review.candidate, request)
    form = ReassignForm(request.POST or None, able=able)
    if form.is_valid():
        try:
            assigning.reassign(review, to=form.chosen(), by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("to", str(refusal))
        else:
            messages.success(request, f"{review.candidate} is read by somebody else now. They have been told.")
            return redirect("selection:round_reviews", uuid)
    context = {"round": round_, "review": review, "form": form, **_readers(review.candidate, request)}
    return render(request, "selection/review_reassign.html", context)


@programme_manager
def review_give(request: SignedInRequest, uuid: str) -> HttpResponse:
    """One more reader of an application, by hand."""
    round_ = managed_round(request, uuid)
    form = GiveForm(request.POST or None, round_=round_, initial={"number": request.GET.get("number", "")})
    if form.is_valid():
        reviewer = form.cleaned_data["reviewer"]
        try:
            assigning.give(form.candidate, to=reviewer, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("reviewer", str(refusal))
        else:
            messages.success(request, f"{reviewer} is asked to read {form.candidate}.")
            return redirect("selection:round_reviews", uuid)
    return render(request, "selection/review_give.html", {"round": round_, "form": form})


def _able(round_: Round, candidate: Candidate, request: SignedInRequest) -> list[standing.Share]:
    """Those who may be given a candidate that they do not read yet, whoever has least first."""
    reading = set(candidate.reviews.live().values_list("reviewer", flat=True))
    must_not = set(Conflict.objects.filter(application=candidate.application_id).values_list("reviewer", flat=True))
    return sorted(
        (
            share
            for share in standing.shares(round_, uk_day(request.arrived_at))
            if share.is_in_role
            and not share.reviewer.is_away
            and share.reviewer.pk not in reading | must_not
            and share.reviewer.person_id != candidate.application.person_id
        ),
        key=lambda share: share.reviews,
    )


def _readers(candidate: Candidate, request: SignedInRequest) -> dict[str, Any]:
    rows = candidate.reviews.live().select_related("reviewer__person").order_by("pk")
    return {"head": round_tables.READERS, "rows": round_tables.readers(rows, uk_day(request.arrived_at))}


def _reviews(round_: Round):
    return Review.objects.filter(candidate__round=round_).select_related("candidate", "reviewer__person")


# -- Conflicts -------------------------------------------------------------------------------------------------------


@programme_manager
def conflict_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    rows = _conflicts(round_).select_related("reviewer__person", "application__candidate")
    page = newest_first(request, rows, by="at")
    audit.looked_at_many(request.user, [row.application for row in page.rows], why="List of conflicts")
    context = {
        "round": round_,
        "is_reviewing": round_.status == Round.Status.REVIEWING,
        "page": page,
        "head": round_tables.CONFLICTS,
        "rows": round_tables.conflicts(round_, page.rows),
    }
    return render(request, "selection/conflict_list.html", context)


@programme_manager
def conflict_add(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    form = ConflictForm(request.POST or None, round_=round_, initial={"number": request.GET.get("number", "")})
    if form.is_valid():
        reviewer, why = form.cleaned_data["reviewer"], form.cleaned_data["why"]
        try:
            assigning.declare_conflict(form.candidate, reviewer, why=why, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"{reviewer} does not read {form.candidate}.")
            return redirect("selection:conflict_list", uuid)
    return render(request, "selection/conflict_add.html", {"round": round_, "form": form})


@programme_manager
def conflict_remove(request: SignedInRequest, uuid: str, pk: int) -> HttpResponse:
    round_ = managed_round(request, uuid)
    rows = _conflicts(round_).select_related("reviewer__person", "application__candidate")
    conflict = get_object_or_404(rows, pk=pk)
    if request.method == "POST":
        try:
            assigning.forget_conflict(conflict, by=request.user, at=request.arrived_at)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "The conflict is taken back.")
        return redirect("selection:conflict_list", uuid)
    return render(request, "selection/conflict_remove.html", {"round": round_, "conflict": conflict})


def _conflicts(round_: Round):
    return Conflict.objects.filter(application__candidate__round=round_)
