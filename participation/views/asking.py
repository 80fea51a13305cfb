"""Ask the team: what somebody who takes part asks, and their answers. Nobody else in the cohort reads it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.errors import Refused
from core.paging import newest_first
from core.uktime import uk_deadline
from participation.actions import asking
from participation.models import Question
from participation.own import own_enrolment
from participation.question_forms import QuestionForm
from support import actions as threads
from support import team
from support.forms import WriteForm


@returner
def question_list(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    page = newest_first(request, enrolment.questions.all(), by="changed_at")
    late = [question.pk for question in page.rows if question.is_overdue(request.arrived_at)]
    return render(request, "participation/question_list.html", {"enrolment": enrolment, "page": page, "late": late})


@returner
def question_ask(request: SignedInRequest, programme_slug: str, slug: str) -> HttpResponse:
    enrolment = own_enrolment(request, programme_slug, slug)
    form = QuestionForm(request.POST or None)
    if form.is_valid():
        try:
            asked = asking.ask(enrolment, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"We have your question.{_promise(asked)}")
            return redirect(asked.asker_url)
    return render(request, "participation/question_ask.html", {"enrolment": enrolment, "form": form})


@returner
def question_detail(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    """What was written so far. Writing more opens again what was closed."""
    enrolment = own_enrolment(request, programme_slug, slug)
    asked = _own(enrolment, uuid)
    form = WriteForm(request.POST or None)
    if form.is_valid():
        try:
            asked = asking.say(asked, text=form.cleaned_data["text"], by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            messages.success(request, f"Your message is sent.{_promise(asked)}")
            return redirect("participation:question_detail", programme_slug, slug, uuid)
    context = {
        "enrolment": enrolment,
        "thread": asked,
        "written": team.written(asked),
        "form": form,
        "is_late": asked.is_overdue(request.arrived_at),
    }
    return render(request, "participation/question_detail.html", context)


@returner
@require_POST
def question_close(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> HttpResponse:
    asked = _own(own_enrolment(request, programme_slug, slug), uuid)
    try:
        threads.close(asked, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"“{asked}” is closed. Thank you.")
    return redirect("participation:question_list", programme_slug, slug)


def _own(enrolment: Enrolment, uuid: str) -> Question:
    questions = enrolment.questions.select_related("owner", "enrolment__cohort__programme", "enrolment__person")
    return get_object_or_404(questions, uuid=uuid)


def _promise(asked: Question) -> str:
    return f" We answer by {uk_deadline(asked.due_at)}." if asked.due_at else ""
