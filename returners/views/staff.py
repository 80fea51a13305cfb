"""What programme managers see of applications and cohorts. A programme that is not theirs does not exist."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Pool
from core import audit
from core.errors import Refused
from core.jobs import Job
from core.paging import newest_first
from notifications.models import Message
from returners import actions
from returners.forms import ApplicationFilterForm, OverruleForm, ResizeForm
from returners.models import Application, Place
from returners.summary import summary
from returners.views import tables

QUEUE_SHOWN = 50
LETTERS_SHOWN = 20


@programme_manager
def application_list(request: SignedInRequest) -> HttpResponse:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    form = ApplicationFilterForm(request.GET, cohorts=cohorts)
    rows = Application.objects.managed_by(request.user).select_related("cohort__programme", "strand")
    if form.is_valid():
        rows = rows.filter(**{name: value for name, value in form.cleaned_data.items() if value})
    live_places = Place.objects.order_by("pk")
    page = newest_first(request, rows.prefetch_related(Prefetch("places", live_places)), by="submitted_at")
    context = {"form": form, "page": page, "head": tables.APPLICATIONS, "rows": tables.applications(page.rows)}
    return render(request, "returners/application_list.html", context)


@programme_manager
def application_review(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = managed_application(request, uuid)
    audit.looked(request.user, application)
    place = application.place if application.status == Application.Status.DECIDED else None
    context = {
        "application": application,
        "decisions": application.decisions.select_related("decided_by", "rules").order_by("-pk"),
        "place_label": place.standing if place else "",
        "history": tables.history(application.steps.select_related("by")),
        "answers": summary(application, changeable=False),
        "letters": tables.letters(Message.objects.about(application.uuid)[:LETTERS_SHOWN]),
        "letters_head": tables.LETTERS,
        "can_decide": _can_decide(application),
    }
    return render(request, "returners/application_review.html", context)


@programme_manager
def application_decide(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = managed_application(request, uuid)
    if not _can_decide(application):
        messages.info(request, "This application has been decided already.")
        return redirect("returners:application_review", uuid)
    turned_down = application.status == Application.Status.NOT_ELIGIBLE
    form = OverruleForm(request.POST or None, only_in_favour=turned_down)
    if form.is_valid():
        try:
            actions.overrule(application, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your decision is saved, and the applicant has been told.")
        return redirect("returners:application_review", uuid)
    audit.looked(request.user, application)
    context = {"application": application, "decision": application.decisions.latest(), "form": form}
    return render(request, "returners/application_decide.html", context)


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
    audit.looked_at_many(request.user, [place.application for place in (*offers, *queue)])
    context = {
        "cohort": cohort,
        "pools": pools,
        "waiting": sum(pool.waiting for pool in pools),
        "queue": tables.queue(queue),
        "queue_head": tables.QUEUE,
        "offers": tables.offers(offers),
        "offers_head": tables.OFFERS,
        "calendar": tables.calendar(cohort),
        "confirmed": places.confirmed().count(),
        "jobs": Job.objects.unfinished().filter(kind="close-waiting-list", subject__in=[pool.pk for pool in pools]),
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


def _can_decide(application: Application) -> bool:
    return application.status in (Application.Status.IN_REVIEW, Application.Status.NOT_ELIGIBLE)


def managed_application(request: SignedInRequest, uuid: str) -> Application:
    rows = Application.objects.managed_by(request.user).select_related(
        "cohort__programme", "cohort__rules", "strand", "person"
    )
    return get_object_or_404(rows.prefetch_related("breaks"), uuid=uuid)
