"""What an organisation asks the team, read and answered on both sides."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.paging import newest_first, soonest_first
from core.uktime import uk_deadline, uk_short_date
from employers import actions
from employers.gates import contact, partners_team
from employers.models import Organisation, SupportRequest
from employers.support_forms import SupportFilterForm, SupportForm, supporting
from support import actions as threads
from support import team
from support.forms import AnswerForm, DueForm, OwnerForm, WriteForm

# -- A contact's -----------------------------------------------------------------------------------------------------


@contact
def support_ask(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = get_object_or_404(Organisation.objects.with_member(request.user), uuid=uuid)
    programmes, ended = supporting(request.arrived_at)
    form = SupportForm(request.POST or None, programmes=programmes)
    if programmes and request.method == "POST" and form.is_valid():
        try:
            asked = actions.ask_for_support(organisation, **form.question(), by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            by = f" We answer by {uk_deadline(asked.due_at)}." if asked.due_at else ""
            messages.success(request, f"We have your question.{by}")
            return redirect("employers:support_request", asked.uuid)
    context = {"organisation": organisation, "form": form, "programmes": programmes, "ended": ended}
    return render(request, "employers/support_ask.html", context)


def _own(request: SignedInRequest, uuid: str) -> SupportRequest:
    rows = SupportRequest.objects.of_member(request.user).select_related("organisation", "programme", "owner")
    return get_object_or_404(rows, uuid=uuid)


@contact
def support_request(request: SignedInRequest, uuid: str) -> HttpResponse:
    asked = _own(request, uuid)
    form = WriteForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            asked = actions.say(asked, text=form.cleaned_data["text"], by=request.user, at=request.arrived_at)
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            by = f" We answer by {uk_deadline(asked.due_at)}." if asked.due_at else ""
            messages.success(request, f"Your message is sent.{by}")
            return redirect("employers:support_request", uuid)
    context = {
        "thread": asked,
        "written": team.written(asked),
        "form": form,
        "is_late": asked.is_overdue(request.arrived_at),
        "can_write": not asked.is_closed or asked.programme.supports_employers_at(request.arrived_at),
    }
    return render(request, "employers/support_request.html", context)


@contact
@require_POST
def support_close(request: SignedInRequest, uuid: str) -> HttpResponse:
    asked = _own(request, uuid)
    try:
        threads.close(asked, by=request.user, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("portal:organisation_home", asked.organisation.uuid)
    messages.success(request, f"“{asked}” is closed. Thank you.")
    return redirect("employers:support_request", uuid)


# -- The team's ------------------------------------------------------------------------------------------------------

HEAD = ["What it is about", "Organisation", "Programme", "Where it stands", "Who sees to it", "Last change"]


@partners_team
def support_list(request: SignedInRequest) -> HttpResponse:
    form = SupportFilterForm(request.GET)
    rows = form.narrow(SupportRequest.objects.all(), person=request.user)
    rows = rows.select_related("organisation", "programme", "owner")
    page = (
        soonest_first(request, rows, by="due_at") if form.by_due_day else newest_first(request, rows, by="changed_at")
    )
    context = {
        "form": form,
        "page": page,
        "head": HEAD,
        "rows": [_row(row, at=request.arrived_at) for row in page.rows],
        "by_due_day": form.by_due_day,
        "is_of_one": bool(form.chosen.get("organisation")),
    }
    return render(request, "employers/support_list.html", context)


def _row(thread: SupportRequest, *, at: dt.datetime) -> list[Any]:
    return [
        {"text": thread.subject, "url": thread.team_url},
        thread.organisation.name,
        thread.programme.name,
        team.standing(thread, at=at),
        str(thread.owner) if thread.owner else "Nobody yet",
        uk_short_date(thread.changed_at),
    ]


def _asked(uuid: str) -> SupportRequest:
    rows = SupportRequest.objects.select_related("organisation", "programme", "owner", "asked_by")
    return get_object_or_404(rows, uuid=uuid)


@partners_team
def support_answer(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(uuid)
    form = AnswerForm(request.POST or None)
    if form.is_valid() and team.answered(request, thread, form):
        return redirect("employers:support_answer", uuid)
    audit.looked(request.user, thread)
    context = {
        "thread": thread,
        "written": team.written(thread),
        "form": form,
        "is_overdue": thread.is_overdue(request.arrived_at),
        "is_mine": thread.owner == request.user,
        "me": str(request.user.uuid),
    }
    return render(request, "employers/support_answer.html", context)


@partners_team
def support_assign(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(uuid)
    form = OwnerForm(request.POST or None, thread=thread)
    if form.is_valid() and team.handed_on(request, thread, form):
        return redirect("employers:support_answer", uuid)
    return render(request, "employers/support_assign.html", {"thread": thread, "form": form})


@partners_team
def support_due(request: SignedInRequest, uuid: str) -> HttpResponse:
    thread = _asked(uuid)
    form = DueForm(request.POST or None)
    if form.is_valid() and team.day_set(request, thread, form):
        return redirect("employers:support_answer", uuid)
    return render(request, "employers/support_due.html", {"thread": thread, "form": form})


@partners_team
@require_POST
def support_shut(request: SignedInRequest, uuid: str) -> HttpResponse:
    done = team.shut(request, _asked(uuid))
    return redirect("employers:support_answer", uuid) if done else redirect("employers:support_list")


@partners_team
@require_POST
def support_reopen(request: SignedInRequest, uuid: str) -> HttpResponse:
    done = team.reopened(request, _asked(uuid))
    return redirect("employers:support_answer", uuid) if done else redirect("employers:support_list")
