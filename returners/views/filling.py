"""Sections and questions as they are filled in, whichever door somebody came in by."""

from typing import Any

from django.http import Http404

from core.calendar import uk_day
from core.requests import Request
from returners import actions, questions
from returners.doors import Door
from returners.eligibility import Answers
from returners.forms import SECTION_FORMS, AnySection, CriterionForm
from returners.models import Application
from returners.question_forms import QUESTION_FORMS, BreakForm, QuestionForm
from returners.questions import Question
from returners.views import breaks
from returners.views.check import get_question

Context = dict[str, Any]


def tasks_page(request: Request, application: Application, door: Door) -> Context:
    """The task list: each section with its state and address, and the check at the end of it."""
    sections, missing = door.sections(application), door.missing(application)
    tasks = [
        {"title": one.title, "status": one.state(application), "url": door.section_url(application, one.slug)}
        for one in sections
    ]
    check = {"title": door.check_title, "status": "Cannot start yet"}
    if not missing:
        check |= {"status": "Not yet started", "url": door.check_url(application)}
    return {
        "application": application,
        "tasks": tasks,
        "check": [check],
        "done": len(sections) - len(missing),
        "of": len(sections),
        "has_closed": application.cohort.has_closed(request.arrived_at),
    }


def section_form(request: Request, application: Application, door: Door, slug: str) -> AnySection:
    section = next((one for one in door.sections(application) if one.slug == slug), None)
    if section and section.criterion:
        return CriterionForm(request.POST or None, application=application, criterion=section.criterion)
    if section is None or slug not in SECTION_FORMS:
        raise Http404
    return SECTION_FORMS[slug](request.POST or None, application=application, at=request.arrived_at)


def save_section(request: Request, application: Application, door: Door, form: AnySection) -> str:
    """Save what a valid form holds; answers with the address to go on to."""
    at = request.arrived_at
    if isinstance(form, CriterionForm):
        return door.url_after(
            actions.answer_question(application, form.criterion, text=form.cleaned_data["answer"], at=at)
        )
    return door.url_after(actions.answer(application, at=at, **form.answers()))


def section_page(application: Application, door: Door, slug: str, form: AnySection) -> Context:
    title = next(section.title for section in door.sections(application) if section.slug == slug)
    return {"application": application, "form": form, "title": title, "back_url": door.tasks_url(application)}


def find_question(application: Application, slug: str) -> Question | None:
    """None where this application is not asked such a question."""
    return get_question(slug, application.answers(), application.cohort.rules.target)


def question_form(request: Request, application: Application, here: Question) -> QuestionForm:
    form = QUESTION_FORMS[here.slug]
    return form(request.POST or None, answers=application.answers(), today=uk_day(request.arrived_at))


def save_question(request: Request, application: Application, door: Door, form: QuestionForm) -> str:
    """Save the answer of a valid form; answers with the address of what is left to ask, or to go on to."""
    answers = form.answered()
    application = actions.keep_answers(application, answers, at=request.arrived_at)
    own_next = _teller(request, application, door).after(request, answers) if isinstance(form, BreakForm) else ""
    return own_next or door.url_after_question(application)


def question_page(
    request: Request, application: Application, door: Door, here: Question, form: QuestionForm
) -> Context:
    lists = isinstance(form, BreakForm) and not form.is_bound
    before = questions.before(here.slug, application.answers(), application.cohort.rules.target)
    back_url = door.question_url(application, before.slug) if before else door.tasks_url(application)
    return {
        "application": application,
        "form": form,
        "question": here,
        "breaks": _teller(request, application, door).listed() if lists else None,
        "back_url": back_url,
    }


def one_break(request: Request, application: Application, door: Door, key: str) -> str | Context:
    """One of several breaks: the address to go on to, or what its page shows."""
    shown = breaks.one_break(request, _teller(request, application, door), key)
    return shown if isinstance(shown, str) else {"application": application, **shown}


def _teller(request: Request, application: Application, door: Door) -> breaks.Teller:
    def keep(answers: Answers) -> None:
        actions.keep_answers(application, answers, at=request.arrived_at)

    return breaks.Teller(
        answers=application.answers(),
        today=uk_day(request.arrived_at),
        list_url=door.question_url(application, "break"),
        next_url=door.url_after_question(application),
        break_url=lambda key: door.break_url(application, key),
        keep=keep,
    )
