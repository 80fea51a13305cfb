"""What a reviewer sees and does: what there is to read, one application beside its score form, what they said."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.requests import SignedInRequest
from cohorts.models import Criterion
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_short_date
from returners.models import Application
from selection.actions import reviewing
from selection.actions.reviewers import change_reviewer
from selection.actions.reviewing import Said, Written
from selection.gates import reviewer
from selection.models import Review, Reviewer, Round
from selection.reading import reading
from selection.review_forms import ReviewerForm, ReviewForm, about

TO_READ_HEAD = ["Candidate", "Read by", "State"]
READ_HEAD = ["Candidate", "Submitted"]


@reviewer
def review_list(request: SignedInRequest) -> HttpResponse:
    rows = _own(request).exclude(candidate__round__status=Round.Status.RELEASED)
    by_round: dict[Round, list[Review]] = defaultdict(list)
    for review in rows.order_by("due_on", "pk"):
        by_round[review.candidate.round].append(review)
    context = {
        "rounds": [_round(round_, reviews, request) for round_, reviews in by_round.items()],
        "reads_for": _reads_for(request).order_by("programme__name"),
        "earlier": _earlier(request),
        "to_read_head": TO_READ_HEAD,
        "read_head": READ_HEAD,
    }
    return render(request, "selection/review_list.html", context)


def _round(round_: Round, reviews: list[Review], request: SignedInRequest) -> dict[str, Any]:
    is_open = round_.status == Round.Status.REVIEWING
    done = [review for review in reviews if review.status == Review.Status.SUBMITTED]
    left = [review for review in reviews if review.status == Review.Status.ASSIGNED and review.stands]
    to_read = left if is_open else []
    today = uk_day(request.arrived_at)
    return {
        "cohort": round_.cohort,
        "is_open": is_open,
        "to_read": [[_link(one), uk_short_date(one.due_on), _state(one, late=one.due_on < today)] for one in to_read],
        "next": to_read[0] if to_read else None,
        "due_on": min((review.due_on for review in to_read), default=None),
        "is_late": any(review.due_on < today for review in to_read),
        "done": [[_link(one), uk_short_date(one.submitted_at)] for one in done if one.submitted_at],
        "all": len(done) + len(to_read),
    }


def _link(review: Review) -> dict[str, str]:
    return {"text": f"Candidate {review.candidate.number}", "url": reverse("selection:review_read", args=[review.uuid])}


def _state(review: Review, *, late: bool) -> dict[str, str]:
    state = "Started" if review.is_started else "Not started"
    return {"tag": f"{state}, late", "colour": "red"} if late else {"tag": state, "colour": "grey"}


def _earlier(request: SignedInRequest) -> list[str]:
    """Rounds that are over, in a line each: what was read in them is shown no more."""
    over = Review.objects.of(request.user).submitted().filter(candidate__round__status=Round.Status.RELEASED)
    cohort = "candidate__round__cohort"
    counts = over.values(f"{cohort}__programme__name", f"{cohort}__name").annotate(read=Count("pk"))
    return [
        f"{row[f'{cohort}__programme__name']}, {row[f'{cohort}__name']}: you read {row['read']}"
        for row in counts.order_by("-candidate__round__released_at", "candidate__round")
    ]


@reviewer
def review_read(request: SignedInRequest, uuid: str) -> HttpResponse:
    review = _own_review(request, uuid)
    if request.method == "POST" and "reopen" in request.POST:
        return _reopen(request, review)
    if request.method == "POST":
        return _write(request, review)
    return _page(request, review, ReviewForm(criteria=_criteria(review), saved=reviewing.written(review)))


def _reopen(request: SignedInRequest, review: Review) -> HttpResponse:
    try:
        reviewing.reopen(review, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.info(request, "Your review is open again. It does not count until you submit it again.")
    return redirect("selection:review_read", review.uuid)


def _write(request: SignedInRequest, review: Review) -> HttpResponse:
    """Kept for later, kept while it is being typed, or submitted: by the button that was pressed."""
    while_typing, later = "typing" in request.POST, "later" in request.POST
    submitting = not (while_typing or later)
    criteria, began_with = _criteria(review), request.POST.get("began_with", "")
    form = ReviewForm(request.POST, criteria=criteria, saved=reviewing.written(review), submitting=submitting)
    if not form.is_valid():
        return _not_kept("") if while_typing else _page(request, review, form)
    try:
        if submitting:
            reviewing.submit(review, form.written(), at=request.arrived_at, by=request.user, began_with=began_with)
        else:
            reviewing.save(review, form.written(), began_with=began_with)
    except Refused as refusal:
        if while_typing:
            return _not_kept(str(refusal))
        messages.error(request, str(refusal))
        return _page(request, _own_review(request, str(review.uuid)), form)
    if while_typing:
        return JsonResponse({"began_with": reviewing.mark(form.written())})
    what = "submitted" if submitting else "saved. Submit it when it is finished"
    messages.success(request, f"Your review of candidate {review.candidate.number} is {what}.")
    return redirect("selection:review_list")


def _not_kept(why: str) -> JsonResponse:
    return JsonResponse({"why": why}, status=409)


def _page(request: SignedInRequest, review: Review, form: ReviewForm) -> HttpResponse:
    """The application beside the form; once submitted, beside what was said; no application once that is over."""
    told = None
    if is_readable := review.stands and review.candidate.round.status == Round.Status.REVIEWING:
        audit.looked(request.user, Application(pk=review.candidate.application_id), why="Read for review")
        told = reading(review.candidate)
    saved = reviewing.written(review)
    context = {
        "review": review,
        "candidate": review.candidate,
        "cohort": review.candidate.round.cohort,
        "told": told,
        "form": form,
        # What was typed stays on the page, whatever has become of the review since.
        "is_open": form.is_bound or (is_readable and review.status == Review.Status.ASSIGNED),
        "began_with": reviewing.mark(saved),
        "parts": [
            {**part, "answer": told.answers.get(part["criterion"].pk, "") if told else ""} for part in form.parts()
        ],
        "said": _said(saved, [criterion for _, criterion in form.criteria]),
    }
    return render(request, "selection/review_read.html", context)


def _said(saved: Written, criteria: Sequence[Criterion]) -> list[dict[str, Any]]:
    """What was said on each criterion, and to the team."""
    rows: list[dict[str, Any]] = []
    for criterion in criteria:
        level, why = saved.said.get(criterion.pk, Said())
        rows.append(
            {"key": criterion.name, "value": [] if level is None else [f"{level}: {criterion.levels[level]}", why]}
        )
    flags = [str(Review.Flag(flag).label) for flag in saved.flags]
    return [
        *rows,
        {"key": "Flags", "value": flags or "None"},
        {"key": "Note for the team", "value": saved.note or "None"},
    ]


@reviewer
def review_hand_back(request: SignedInRequest, uuid: str) -> HttpResponse:
    review = _own_review(request, uuid)
    if request.method == "POST":
        try:
            reviewing.hand_back(review, at=request.arrived_at, by=request.user)
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect("selection:review_read", uuid)
        messages.success(request, "You have handed it back. Somebody else reads it, and you do not need to say why.")
        return redirect("selection:review_list")
    return render(request, "selection/review_hand_back.html", {"review": review, "candidate": review.candidate})


@reviewer
def reviewer_change(request: SignedInRequest, slug: str) -> HttpResponse:
    found = get_object_or_404(_reads_for(request), programme__slug=slug)
    form = ReviewerForm(request.POST or None, initial=about(found))
    if form.is_valid():
        change_reviewer(found, **form.cleaned_data, at=request.arrived_at, by=request.user)
        messages.success(request, "Saved.")
        return redirect("selection:review_list")
    return render(request, "selection/reviewer_change.html", {"programme": found.programme, "form": form})


# -- Whose -----------------------------------------------------------------------------------------------------------


def _reads_for(request: SignedInRequest) -> QuerySet[Reviewer]:
    return Reviewer.objects.of(request.user).in_role().select_related("programme")


def _own(request: SignedInRequest) -> QuerySet[Review]:
    """Without the application: what a page of a reviewer may show of it comes from `reading` alone."""
    rows = Review.objects.of(request.user).with_standing().with_started()
    return rows.select_related("candidate__round__cohort__programme")


def _own_review(request: SignedInRequest, uuid: str) -> Review:
    return get_object_or_404(_own(request).prefetch_related("scores"), uuid=uuid)


def _criteria(review: Review) -> list[Criterion]:
    return list(Criterion.objects.filter(rubric__cohorts=review.candidate.round.cohort))
