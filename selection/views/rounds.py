"""The rounds of a manager: which there are, opening one, how far it has come, by when it is read."""

import math

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.gates import programme_keeper
from cohorts.models import Cohort
from core.calendar import uk_day
from core.errors import Refused
from returners.models import Application
from selection import standing
from selection.actions import opening
from selection.models import Review, Reviewer, Round
from selection.round_forms import ReadByForm, RoundForm
from selection.views import round_tables
from selection.views.managed import managed_round


@programme_keeper
def round_list(request: SignedInRequest) -> HttpResponse:
    """Each leads managers to the round, and administrators to its report."""
    reviews = "candidates__reviews"
    rounds = Round.objects.kept_by(request.user).select_related("cohort__programme")
    rounds = rounds.annotate(
        given=Count(reviews, filter=Q(**{f"{reviews}__status__in": Review.LIVE})),
        submitted=Count(reviews, filter=Q(**{f"{reviews}__status": Review.Status.SUBMITTED})),
    )
    managed = set(Round.objects.managed_by(request.user).values_list("pk", flat=True))
    cohorts = Cohort.objects.managed_by(request.user).filter(admission=Cohort.Admission.RANKED, round__isnull=True)
    cohorts = cohorts.select_related("programme").order_by("closes_at", "pk")
    context = {
        "to_open": [cohort for cohort in cohorts if cohort.has_closed(request.arrived_at)],
        "coming": [cohort for cohort in cohorts if not cohort.has_closed(request.arrived_at)],
        "head": round_tables.ROUNDS,
        "rows": round_tables.rounds(rounds.order_by("-opened_at", "-pk"), managed=managed),
    }
    return render(request, "selection/round_list.html", context)


@programme_manager
def round_open(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohorts = Cohort.objects.managed_by(request.user).filter(admission=Cohort.Admission.RANKED)
    cohorts = cohorts.select_related("programme", "rubric", "round")
    cohort = get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)
    if hasattr(cohort, "round"):
        messages.info(request, "The applications to this cohort have been given out.")
        return redirect("selection:round_detail", cohort.round.uuid)
    referred, at = opening.referred(cohort), request.arrived_at
    form = RoundForm(request.POST or None, referred=referred, initial={"review_by": opening.usual_day(cohort, at)})
    if form.is_valid():
        try:
            round_ = opening.open_round(cohort, by=request.user, at=at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The applications are given out, and the reviewers have been told.")
            return redirect("selection:round_detail", round_.uuid)
    count = Application.objects.in_assessment().filter(cohort=cohort).count()
    readers = Reviewer.objects.active().filter(programme=cohort.programme).count()
    context = {
        "cohort": cohort,
        "form": form,
        "why_not": opening.why_not_open(cohort, at),
        "count": count,
        "referred": referred,
        "readers": readers,
        "share": math.ceil(count * cohort.rubric.reviews_each / readers) if readers else 0,
    }
    return render(request, "selection/round_open.html", context)


@programme_manager
def round_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    today = uk_day(request.arrived_at)
    shares = standing.shares(round_, today)
    context = {
        "round": round_,
        "cohort": round_.cohort,
        "tag": round_tables.round_tag(round_),
        "is_reviewing": round_.status == Round.Status.REVIEWING,
        "progress": standing.progress(round_, today),
        "is_late": round_.review_by < today,
        "referred": opening.referred(round_.cohort),
        "head": round_tables.SHARES,
        "rows": round_tables.shares(round_, shares),
        "is_uneven": standing.is_uneven(shares),
    }
    return render(request, "selection/round_detail.html", context)


@programme_manager
def round_read_by(request: SignedInRequest, uuid: str) -> HttpResponse:
    round_ = managed_round(request, uuid)
    form = ReadByForm(request.POST or None, initial={"review_by": round_.review_by})
    if form.is_valid():
        try:
            opening.set_review_by(round_, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("review_by", str(refusal))
        else:
            messages.success(request, "The day is saved. Whoever has something to read has been told.")
            return redirect("selection:round_detail", uuid)
    return render(request, "selection/round_read_by.html", {"round": round_, "form": form})
