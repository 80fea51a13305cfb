"""What programme managers see of their cohorts: how full they are, who waits, and how many places there are."""

from typing import Any

from django.contrib import messages
from django.db.models import Prefetch, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Pool
from core import audit
from core.errors import Refused
from core.jobs import Job
from returners import actions
from returners.actions.scheduling import CALENDAR_CHANGE
from returners.models import Place
from returners.staff_forms import ResizeForm
from returners.views import tables

QUEUE_SHOWN = 50
CHANGES_SHOWN = 10


@programme_manager
def cohort_list(request: SignedInRequest) -> HttpResponse:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    cohorts = cohorts.prefetch_related(Prefetch("pools", Pool.objects.select_related("strand").order_by("pk")))
    return render(request, "returners/cohort_list.html", {"cohorts": cohorts.with_state(request.arrived_at)})


@programme_manager
def cohort_detail(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme", "rules")
    cohort = get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)
    pools = list(cohort.pools.select_related("strand").order_by("pk"))
    places = Place.objects.filter(pool__in=pools).select_related("application__strand")
    queue = list(places.waiting().in_turn()[:QUEUE_SHOWN])
    offers = list(places.offered().order_by("offer_expires_at", "pk")[:QUEUE_SHOWN])
    held = list(places.held().order_by("pending_until", "pk")[:QUEUE_SHOWN])
    audit.looked_at_many(request.user, [place.application for place in (*offers, *held, *queue)])
    context = {
        "cohort": cohort,
        "takes_applications": cohort.is_open(request.arrived_at),
        "pools": pools,
        "waiting": sum(pool.waiting for pool in pools),
        "queue": tables.queue(queue),
        "queue_head": tables.QUEUE,
        "offers": tables.offers(offers),
        "offers_head": tables.OFFERS,
        "held": tables.held(held),
        "held_head": tables.HELD,
        "calendar": tables.calendar(cohort),
        "confirmed": places.confirmed().count(),
        "round": getattr(cohort, "round", None),
        "assessed": cohort.applications.in_assessment().count() if cohort.is_ranked else 0,
        "jobs": _jobs(cohort, pools),
        "changes": cohort.calendar_changes.select_related("made_by")[:CHANGES_SHOWN],
    }
    return render(request, "returners/cohort_detail.html", context)


@programme_manager
def pool_resize(request: SignedInRequest, pk: int) -> HttpResponse:
    pools = Pool.objects.filter(cohort__in=Cohort.objects.managed_by(request.user))
    pool = get_object_or_404(pools.select_related("cohort__programme", "strand"), pk=pk)
    initial = {"capacity": pool.capacity, "allowance": pool.allowance}
    form = ResizeForm(request.POST or None, initial=initial)
    if form.is_valid():
        try:
            promoted = actions.resize_pool(pool, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("capacity", str(refusal))
        else:
            offered = f" {len(promoted)} offered to people who were waiting." if promoted else ""
            messages.success(request, f"The number of places is changed.{offered}")
            return redirect("returners:cohort_detail", pool.cohort.programme.slug, pool.cohort.slug)
    return render(request, "returners/pool_resize.html", {"pool": pool, "form": form})


def _jobs(cohort: Cohort, pools: list[Pool]) -> list[dict[str, Any]]:
    """What is being done with the cohort, in words, with how far it has come."""
    closing = Q(kind="close-waiting-list", subject__in=[pool.pk for pool in pools])
    moving = Q(kind=CALENDAR_CHANGE, subject__in=cohort.calendar_changes.values("pk"))
    doing = {
        "close-waiting-list": "Telling people that the waiting list has closed",
        CALENDAR_CHANGE: "Moving reminders and telling people about the new dates",
    }
    return [{"label": doing[job.kind], "job": job} for job in Job.objects.unfinished().filter(closing | moving)]
