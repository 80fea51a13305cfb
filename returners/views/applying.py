"""The application as its person fills it in: task list, sections, check your answers, sent."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.http import urlencode

from accounts.gates import public, returner
from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Enrolment
from core.errors import Refused
from core.places import Status
from core.requests import Request
from returners import actions, feedback
from returners.doors import OWN
from returners.forms import ContactChangeForm
from returners.models import Application, Assessment, Decision, awaits_release, with_profile, with_reopening
from returners.next_steps import advice, cohort_to_try
from returners.profile_sections import progress as profile_progress
from returners.summary import summary
from returners.timeline import timeline
from returners.views import filling
from returners.views.check import known_answers


def own_application(request: SignedInRequest, uuid: str, *, profile: bool = False) -> Application:
    """The person's own application, with its profile if wanted; somebody else's does not exist."""
    rows = Application.objects.of(request.user).select_related("programme", "person", "strand")
    rows = with_reopening(rows.select_related("cohort__programme", "cohort__rules", "cohort__rubric"))
    rows = with_profile(rows) if profile else rows
    return get_object_or_404(rows.prefetch_related("breaks"), uuid=uuid)


def on_draft(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages that change a draft: once it has been sent, in another tab too, they lead to where it stands."""

    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str, **kwargs: str) -> HttpResponse:
        application = own_application(request, uuid)
        if application.is_draft:
            try:
                return view(request, application, **kwargs)
            except Refused as refusal:
                messages.error(request, str(refusal))
        else:
            messages.info(request, "You have sent this application, so its answers can no longer be changed.")
        return redirect("returners:application_detail", uuid)

    return wrapped


@public
def application_start(request: Request, programme_slug: str, slug: str) -> HttpResponse:
    """One press makes the draft; following a link makes nothing. Whoever has no account yet is shown the way to one."""
    cohorts = Cohort.objects.public().with_state(request.arrived_at).select_related("programme", "rules")
    cohort = get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)
    if not request.user.is_authenticated:
        return _start_page(request, cohort)
    lives = Application.objects.live().of(request.user).filter(programme=cohort.programme)
    live = lives.select_related("cohort").first()
    if live and (live.cohort_id == cohort.pk or not live.is_draft):
        _say_what_stands(request, live, cohort)
        return redirect("returners:application_detail", live.uuid)
    if request.method == "POST" and cohort.state != Cohort.State.FULL:
        try:
            application = actions.start(
                request.user, cohort=cohort, answers=known_answers(request), at=request.arrived_at
            )
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            return redirect("returners:application_tasks", application.uuid)
    return _start_page(request, cohort, draft=live)


def _say_what_stands(request: Request, live: Application, cohort: Cohort) -> None:
    if live.cohort_id == cohort.pk:
        return
    messages.info(
        request,
        f"You have applied to the {live.cohort.name} already, and can have one application at a time. To apply to the"
        f" {cohort.name} instead, withdraw this one first.",
    )


def _start_page(request: Request, cohort: Any, draft: Application | None = None) -> HttpResponse:
    takes_nobody = cohort.state in (Cohort.State.FULL, Cohort.State.CLOSED)
    context = {
        "cohort": cohort,
        "draft": draft,
        "other_cohort": takes_nobody and cohort.programme.cohort_instead_of(cohort, request.arrived_at),
        "next": urlencode({"next": request.path}),
    }
    return render(request, "returners/application_start.html", context)


@returner
def application_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid, profile=True)
    if application.is_draft:
        return redirect("returners:application_tasks", application.uuid)
    place = application.place
    if place:
        actions.see_offer(place, at=request.arrived_at)
    turned_down = application.status == Application.Status.NOT_ELIGIBLE
    decision = application.decisions.order_by("-pk").first() if turned_down else None
    assessed = _assessed(application, request.arrived_at)
    looked_at = _looking_again(application, decision, request.arrived_at)
    asked = looked_at.get("asked") or assessed.get("asked")
    enrolments = Enrolment.objects.filter(profiles__application=application) if place else Enrolment.objects.none()
    context = {
        "application": application,
        "place": place,
        "decision": decision,
        "can_accept": place is not None and place.is_on_offer(request.arrived_at),
        "turn": place.turn if place and place.status == Status.WAITING else None,
        "late": application.status == Application.Status.IN_REVIEW and application.decide_by <= request.arrived_at,
        "places_given": application.status != Application.Status.IN_REVIEW or not awaits_release(application.cohort),
        "other_cohort": cohort_to_try(application, decision, request.arrived_at),
        **looked_at,
        "enrolment": enrolments.select_related("agreement", "cohort").first(),
        "assessed": assessed,
        "timeline": timeline(application, place, request.arrived_at, asked=asked),
        "reopened": actions.reopened(application),
        "answers": summary(application),
        "progress": profile_progress(application, request.arrived_at),
        "can_apply_again": application.closed_at and application.cohort.is_open(request.arrived_at),
    }
    return render(request, "returners/application_detail.html", context)


def _assessed(application: Application, at: dt.datetime) -> dict[str, Any]:
    """What came of an assessment, for whoever was not offered a place by it; and while it lasts, how far it is."""
    if application.status == Application.Status.ASSESSMENT:
        return {"is_late": application.release_by <= at, "has_closed": application.cohort.has_closed(at)}
    assessments = application.assessments.select_related("review_request").order_by("-pk")
    if not application.cohort.is_ranked or (assessment := assessments.first()) is None:
        return {}
    asked = getattr(assessment, "review_request", None)
    looked_at = assessment.reason == Assessment.Reason.LOOKED_AT
    ask_until = application.ask_until(assessment)
    return {
        "assessment": assessment,
        "why": feedback.why(assessment),
        "parts": feedback.parts(application, assessment),
        "asked": asked,
        "looked_at": looked_at,
        "can_ask": asked is None and not looked_at and at < ask_until,
        "ask_until": ask_until,
    }


def _looking_again(application: Application, decision: Decision | None, at: dt.datetime) -> dict[str, Any]:
    """For whoever was turned down: whether a person is asked to look at it, or can be, and what else to try."""
    if decision is None:
        return {}
    asked = application.review_requests.order_by("-pk").first()
    ask_until = application.ask_until(decision)
    return {
        "asked": asked,
        "can_ask": asked is None and not decision.decided_by_id and at < ask_until,
        "ask_until": ask_until,
        "advice": advice(decision.results, only_time_missing=decision.eligible_from is not None),
    }


@returner
def contact_change(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The one section that stays open after sending: people move, and change their number."""
    application = own_application(request, uuid)
    form = ContactChangeForm(request.POST or None, application=application, at=request.arrived_at)
    if form.is_valid():
        try:
            actions.change_contact(application, at=request.arrived_at, **form.answers())
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Your contact details are changed.")
        return redirect("returners:application_detail", uuid)
    return render(request, "returners/contact_change.html", {"application": application, "form": form})


@returner
@on_draft
def application_tasks(request: SignedInRequest, application: Application) -> HttpResponse:
    return render(request, "returners/application_tasks.html", filling.tasks_page(request, application, OWN))


@returner
@on_draft
def application_section(request: SignedInRequest, application: Application, section: str) -> HttpResponse:
    form = filling.section_form(request, application, OWN, section)
    if form.is_valid():
        return redirect(filling.save_section(request, application, OWN, form))
    page = filling.section_page(application, OWN, section, form)
    return render(request, "returners/application_section.html", page)


@returner
@on_draft
def application_question(request: SignedInRequest, application: Application, question: str) -> HttpResponse:
    """The eligibility questions again, for whoever skipped the check or changes an answer."""
    here = filling.find_question(application, question)
    if here is None:
        return redirect("returners:application_tasks", application.uuid)
    form = filling.question_form(request, application, here)
    if form.is_valid():
        return redirect(filling.save_question(request, application, OWN, form))
    page = filling.question_page(request, application, OWN, here, form)
    return render(request, "returners/application_question.html", page)


@returner
@on_draft
def application_break(request: SignedInRequest, application: Application, key: str) -> HttpResponse:
    """One of several breaks."""
    if filling.find_question(application, "break") is None:
        return redirect("returners:application_tasks", application.uuid)
    shown = filling.one_break(request, application, OWN, key)
    if isinstance(shown, str):
        return redirect(shown)
    return render(request, "returners/application_break.html", shown)


@returner
@on_draft
def application_check(request: SignedInRequest, application: Application) -> HttpResponse:
    if OWN.missing(application):
        return redirect("returners:application_tasks", application.uuid)
    context = {
        "application": application,
        "answers": summary(application, door=OWN),
        "has_closed": application.cohort.has_closed(request.arrived_at),
    }
    return render(request, "returners/application_check.html", context)


@returner
def application_submit(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Only a press sends it. Whoever had to sign in on the way comes here by a link, and finds the button again."""
    application = own_application(request, uuid)
    if request.method != "POST":
        return redirect("returners:application_check", uuid)
    try:
        application = actions.submit(application, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("returners:application_tasks", uuid)
    return redirect("returners:application_sent", uuid)


@returner
def application_sent(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Can be bookmarked: it says the same tomorrow."""
    application = own_application(request, uuid)
    if not application.submitted_at:
        return redirect("returners:application_detail", uuid)
    place = application.place
    context = {
        "application": application,
        "place": place,
        "turn": place.turn if place and place.status == Status.WAITING else None,
    }
    return render(request, "returners/application_sent.html", context)
