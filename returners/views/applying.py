"""The application as its person fills it in: task list, sections, check your answers, sent."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import urlencode

from accounts.gates import public, returner
from accounts.requests import SignedInRequest
from cohorts.models import Cohort
from core.calendar import uk_day
from core.errors import Refused
from core.places import Status
from core.requests import Request
from returners import actions, questions
from returners.forms import SECTION_FORMS, ContactChangeForm
from returners.models import Application, Place
from returners.question_forms import QUESTION_FORMS
from returners.sections import SECTIONS, incomplete
from returners.summary import summary
from returners.timeline import timeline
from returners.views.check import get_question, known_answers


def own_application(request: SignedInRequest, uuid: str) -> Application:
    """The person's own application; somebody else's does not exist."""
    rows = Application.objects.of(request.user).select_related("cohort__programme", "cohort__rules", "strand")
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
        "sections": SECTIONS,
        "next": urlencode({"next": request.path}),
    }
    return render(request, "returners/application_start.html", context)


@returner
def application_detail(request: SignedInRequest, uuid: str) -> HttpResponse:
    application = own_application(request, uuid)
    if application.is_draft:
        return redirect("returners:application_tasks", application.uuid)
    place = application.place
    enrolments = request.user.enrolments.filter(cohort=application.cohort)
    context = {
        "application": application,
        "place": place,
        "decision": application.decisions.order_by("-pk").first(),
        "can_accept": place is not None and place.is_on_offer(request.arrived_at),
        "turn": place.turn if place and place.status == Status.WAITING else None,
        "other_cohort": _cohort_instead(application, place, request.arrived_at),
        "enrolment": enrolments.select_related("agreement").order_by("-pk").first(),
        "timeline": timeline(application, place, request.arrived_at),
        "answers": summary(application, changeable=False),
        "can_apply_again": application.closed_at and application.cohort.is_open(request.arrived_at),
    }
    return render(request, "returners/application_detail.html", context)


def _cohort_instead(application: Application, place: Place | None, at: dt.datetime) -> Cohort | None:
    """Where to try next once the waiting list has closed."""
    if place is None or place.status != Status.CANCELLED or application.status == Application.Status.WITHDRAWN:
        return None
    return application.programme.cohort_instead_of(application.cohort, at)


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
    missing = incomplete(application)
    tasks = [
        {
            "title": section.title,
            "status": section.state(application),
            "url": _section_url(application, section.slug),
        }
        for section in SECTIONS
    ]
    check = {"title": "Check your answers and send your application", "status": "Cannot start yet"}
    if not missing:
        check |= {"status": "Not yet started", "url": reverse("returners:application_check", args=[application.uuid])}
    context = {
        "application": application,
        "tasks": tasks,
        "check": [check],
        "done": len(SECTIONS) - len(missing),
        "of": len(SECTIONS),
        "has_closed": application.cohort.has_closed(request.arrived_at),
    }
    return render(request, "returners/application_tasks.html", context)


@returner
@on_draft
def application_section(request: SignedInRequest, application: Application, section: str) -> HttpResponse:
    if section not in SECTION_FORMS:
        raise Http404
    form = SECTION_FORMS[section](request.POST or None, application=application, at=request.arrived_at)
    if form.is_valid():
        application = actions.answer(application, at=request.arrived_at, **form.answers())
        return redirect(_after(application))
    title = next(s.title for s in SECTIONS if s.slug == section)
    context = {"application": application, "form": form, "title": title}
    return render(request, "returners/application_section.html", context)


@returner
@on_draft
def application_question(request: SignedInRequest, application: Application, question: str) -> HttpResponse:
    """The eligibility questions again, for whoever skipped the check or changes an answer."""
    answers, target = application.answers(), application.cohort.rules.target
    here = get_question(question, answers, target)
    if here is None:
        return redirect("returners:application_tasks", application.uuid)
    form = QUESTION_FORMS[here.slug](request.POST or None, answers=answers, today=uk_day(request.arrived_at))
    if form.is_valid():
        answers = form.answered()
        application = actions.keep_answers(application, answers, at=request.arrived_at)
        left = questions.unanswered(answers, target)
        return redirect(_question_url(application, left[0].slug) if left else _after(application))
    before = questions.before(here.slug, answers, target)
    tasks_url = reverse("returners:application_tasks", args=[application.uuid])
    context = {
        "application": application,
        "form": form,
        "question": here,
        "back_url": _question_url(application, before.slug) if before else tasks_url,
    }
    return render(request, "returners/application_question.html", context)


@returner
@on_draft
def application_check(request: SignedInRequest, application: Application) -> HttpResponse:
    if incomplete(application):
        return redirect("returners:application_tasks", application.uuid)
    context = {
        "application": application,
        "answers": summary(application, changeable=True),
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


def _section_url(application: Application, slug: str) -> str:
    if slug != "eligibility":
        return reverse("returners:application_section", args=[application.uuid, slug])
    left = questions.unanswered(application.answers(), application.cohort.rules.target)
    # With everything answered, begin where the questions begin.
    first = left[0].slug if left else questions.QUESTIONS[0].slug
    return _question_url(application, first)


def _question_url(application: Application, slug: str) -> str:
    return reverse("returners:application_question", args=[application.uuid, slug])


def _after(application: Application) -> str:
    """Where a finished section leads: back to the list, or on to the check once everything is there."""
    name = "application_tasks" if incomplete(application) else "application_check"
    return reverse(f"returners:{name}", args=[application.uuid])
