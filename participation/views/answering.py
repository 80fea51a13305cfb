"""What those who take part ask, answered by the managers of their programme."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.paging import newest_first, soonest_first
from core.uktime import uk_deadline, uk_short_date
from participation.models import Question
from participation.question_forms import QuestionFilterForm
from support import actions as threads
from support.forms import AnswerForm

HEAD = ["What it is about", "Who asks", "Cohort", "Where it stands", "Who sees to it", "Last change"]


@programme_manager
def question_inbox(request: SignedInRequest) -> HttpResponse:
    form = QuestionFilterForm(request.GET)
    rows = form.narrow(Question.objects.managed_by(request.user), person=request.user)
    rows = rows.select_related("enrolment__person", "enrolment__cohort__programme", "owner")
    page = (
        soonest_first(request, rows, by="due_at") if form.by_due_day else newest_first(request, rows, by="changed_at")
    )
    audit.looked_at_many(request.user, page.rows, why="List of questions")
    context = {
        "form": form,
        "page": page,
        "head": HEAD,
        "rows": [_row(row, at=request.arrived_at) for row in page.rows],
        "by_due_day": form.by_due_day,
    }
    return render(request, "participation/question_inbox.html", context)


def _row(thread: Question, *, at: dt.datetime) -> list[Any]:
    return [
        {"text": thread.subject, "url": thread.team_url},
        str(thread.enrolment.person),
        str(thread.enrolment.cohort),
        _standing(thread, at=at),
        str(thread.owner) if thread.owner else "Nobody yet",
        uk_short_date(thread.changed_at),
    ]


def _standing(thread: Question, *, at: dt.datetime) -> Any:
    if thread.due_at is None:
        return {"tag": thread.get_status_display(), "colour": "grey" if thread.is_closed else "green"}
    day = uk_short_date(thread.due_at - dt.timedelta(minutes=1))
    return {"tag": f"Overdue since {day}", "colour": "red"} if thread.is_overdue(at) else f"Answer by {day}"


@programme_manager
def question_answer(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(request, uuid)
    form = AnswerForm(request.POST or None)
    if form.is_valid():
        try:
            _answer(request, thread, text=form.cleaned_data["text"])
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return redirect("participation:question_answer", uuid)
    audit.looked(request.user, thread)
    context = {
        "thread": thread,
        "written": thread.messages.select_related("author").order_by("pk"),
        "form": form,
        "is_overdue": thread.is_overdue(request.arrived_at),
    }
    return render(request, "participation/question_answer.html", context)


def _answer(request: SignedInRequest, thread: Question, *, text: str) -> None:
    thread = threads.answer(thread, text=text, by=request.user, at=request.arrived_at)
    if "close" in request.POST:
        threads.close(thread, by=request.user, at=request.arrived_at)
    messages.success(request, f"Sent to {thread.enrolment.person}.")


@programme_manager
@require_POST
def question_shut(request: SignedInRequest, uuid: str) -> HttpResponse:
    try:
        threads.close(_asked(request, uuid), by=request.user, at=request.arrived_at, from_team=True)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("participation:question_inbox")
    messages.success(request, "Closed. We have told whoever asked.")
    return redirect("participation:question_answer", uuid)


@programme_manager
@require_POST
def question_reopen(request: SignedInRequest, uuid: str) -> HttpResponse:
    try:
        thread = threads.reopen(_asked(request, uuid), by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("participation:question_inbox")
    by = f" again, to be answered by {uk_deadline(thread.due_at)}" if thread.due_at else ""
    messages.success(request, f"Open{by}.")
    return redirect("participation:question_answer", uuid)


def _asked(request: SignedInRequest, uuid: str) -> Question:
    questions = Question.objects.managed_by(request.user)
    questions = questions.select_related("owner", "enrolment__cohort__programme", "enrolment__person")
    return get_object_or_404(questions, uuid=uuid)
