"""What those who take part ask, answered by the managers of their programme."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.gates import programme_manager
from accounts.requests import SignedInRequest
from core import audit
from core.paging import newest_first, soonest_first
from core.uktime import uk_short_date
from participation.models import Question
from participation.question_forms import QuestionFilterForm
from support import team
from support.forms import AnswerForm, DueForm, OwnerForm

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
        team.standing(thread, at=at),
        str(thread.owner) if thread.owner else "Nobody yet",
        uk_short_date(thread.changed_at),
    ]


@programme_manager
def question_answer(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(request, uuid)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and team.answered(request, thread, form):
        return redirect("participation:question_answer", uuid)
    audit.looked(request.user, thread)
    context = {
        "thread": thread,
        "written": team.written(thread),
        "form": form,
        "is_overdue": thread.is_overdue(request.arrived_at),
        "is_mine": thread.owner == request.user,
        "me": str(request.user.uuid),
    }
    return render(request, "participation/question_answer.html", context)


@programme_manager
def question_assign(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(request, uuid)
    form = OwnerForm(request.POST or None, thread=thread)
    if form.is_valid() and team.handed_on(request, thread, form):
        return redirect("participation:question_answer", uuid)
    return render(request, "participation/question_assign.html", {"thread": thread, "form": form})


@programme_manager
def question_due(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(request, uuid)
    form = DueForm(request.POST or None)
    if form.is_valid() and team.day_set(request, thread, form):
        return redirect("participation:question_answer", uuid)
    return render(request, "participation/question_due.html", {"thread": thread, "form": form})


@programme_manager
@require_POST
def question_shut(request: SignedInRequest, uuid: str) -> HttpResponse:
    done = team.shut(request, _asked(request, uuid))
    return redirect("participation:question_answer", uuid) if done else redirect("participation:question_inbox")


@programme_manager
@require_POST
def question_reopen(request: SignedInRequest, uuid: str) -> HttpResponse:
    done = team.reopened(request, _asked(request, uuid))
    return redirect("participation:question_answer", uuid) if done else redirect("participation:question_inbox")


def _asked(request: SignedInRequest, uuid: str) -> Question:
    questions = Question.objects.managed_by(request.user)
    questions = questions.select_related("owner", "enrolment__cohort__programme", "enrolment__person")
    return get_object_or_404(questions, uuid=uuid)
