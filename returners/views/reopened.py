"""A section that staff have opened again, as its person changes it: the same form, or the same questions."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.gates import returner
from accounts.requests import SignedInRequest
from core.calendar import uk_day
from core.errors import Refused
from returners import actions, questions
from returners.eligibility import Answers
from returners.forms import SECTION_FORMS
from returners.models import Reopening
from returners.question_forms import QUESTION_FORMS
from returners.summary import told
from returners.views.applying import own_application
from returners.views.breaks import Teller, one_break
from returners.views.check import get_question

ELIGIBILITY = Reopening.Section.ELIGIBILITY


def while_reopened(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """For pages of a section that is open again: once it is closed, in another tab too, they lead to what stands."""

    @wraps(view)
    def wrapped(request: SignedInRequest, uuid: str, **kwargs: str) -> HttpResponse:
        reopening = actions.reopened(own_application(request, uuid))
        if reopening is None:
            messages.info(request, "No section of your application is open at the moment.")
            return redirect("returners:application_detail", uuid)
        try:
            return view(request, reopening, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("returners:application_detail", uuid)

    return wrapped


@returner
@while_reopened
def reopened_section(request: SignedInRequest, reopening: Reopening) -> HttpResponse:
    application, is_told = reopening.application, reopening.section == ELIGIBILITY
    context: dict[str, Any] = {"application": application, "reopening": reopening, "form": None}
    if is_told:
        if request.method == "POST":
            actions.change_answers(reopening, at=request.arrived_at)
            return _saved(request, reopening)
        answers, target = reopening.told(), application.cohort.rules.target
        left = questions.unanswered(answers, target)
        context["rows"] = [
            {"key": row["key"], "value": row["value"], "url": _question_url(reopening, row["question"])}
            for row in told(answers, target)
        ]
        context["next_url"] = _question_url(reopening, left[0].slug) if left else ""
    else:
        form = SECTION_FORMS[reopening.section](request.POST or None, application=application, at=request.arrived_at)
        if form.is_valid():
            actions.change_section(reopening, at=request.arrived_at, **form.answers())
            return _saved(request, reopening)
        context["form"] = form
    return render(request, "returners/reopened_section.html", context)


def _saved(request: SignedInRequest, reopening: Reopening) -> HttpResponse:
    messages.success(request, "Your changes are saved. Thank you.")
    return redirect("returners:application_detail", reopening.application.uuid)


@returner
@while_reopened
def reopened_question(request: SignedInRequest, reopening: Reopening, question: str) -> HttpResponse:
    answers, target = reopening.told(), reopening.application.cohort.rules.target
    here = get_question(question, answers, target)
    if here is None or reopening.section != ELIGIBILITY:
        return redirect("returners:reopened_section", reopening.application.uuid)
    form = QUESTION_FORMS[here.slug](request.POST or None, answers=answers, today=uk_day(request.arrived_at))
    teller = _teller(request, reopening) if here.slug == "break" else None
    if form.is_valid():
        answers = form.answered()
        reopening = actions.keep_told(reopening, answers, at=request.arrived_at)
        return redirect((teller and teller.after(request, answers)) or _next_url(reopening))
    context = {
        "application": reopening.application,
        "form": form,
        "question": here,
        "breaks": teller.listed() if teller and not form.is_bound else None,
        "back_url": reverse("returners:reopened_section", args=[reopening.application.uuid]),
    }
    return render(request, "returners/reopened_question.html", context)


@returner
@while_reopened
def reopened_break(request: SignedInRequest, reopening: Reopening, key: str) -> HttpResponse:
    asked = get_question("break", reopening.told(), reopening.application.cohort.rules.target)
    if asked is None or reopening.section != ELIGIBILITY:
        return redirect("returners:reopened_section", reopening.application.uuid)
    page = one_break(request, _teller(request, reopening), key)
    if isinstance(page, str):
        return redirect(page)
    return render(request, "returners/reopened_break.html", {"application": reopening.application, **page})


def _teller(request: SignedInRequest, reopening: Reopening) -> Teller:
    def keep(answers: Answers) -> None:
        actions.keep_told(reopening, answers, at=request.arrived_at)

    uuid = reopening.application.uuid
    return Teller(
        answers=reopening.told(),
        today=uk_day(request.arrived_at),
        list_url=_question_url(reopening, "break"),
        next_url=_next_url(reopening),
        break_url=lambda key: reverse("returners:reopened_break", args=[uuid, key]),
        keep=keep,
    )


def _question_url(reopening: Reopening, slug: str) -> str:
    return reverse("returners:reopened_question", args=[reopening.application.uuid, slug])


def _next_url(reopening: Reopening) -> str:
    """What a changed answer leaves open; then back to all of them."""
    left = questions.unanswered(reopening.told(), reopening.application.cohort.rules.target)
    if left:
        return _question_url(reopening, left[0].slug)
    return reverse("returners:reopened_section", args=[reopening.application.uuid])
