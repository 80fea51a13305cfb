"""Staff write to those who booked an event: a draft, the letter as it goes out, how far its sending is."""

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.requests import SignedInRequest
from core import audit
from core.errors import Refused
from core.jobs import Job
from core.paging import newest_first
from core.words import lower_first
from events import actions, news
from events.actions.messaging import EVENT_MESSAGE
from events.booking_letters import people
from events.gates import events_team, run_event
from events.message_forms import MessageForm
from events.models import Event, EventMessage
from events.views import message_tables as tables
from notifications.models import Message
from notifications.rendering import linked


@events_team
@require_safe
def message_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    """What was written to those who booked, the latest first."""
    event = run_event(request, uuid)
    page = newest_first(request, event.messages.select_related("made_by", "sent_by"), by="made_at")
    context = {"event": event, "page": page, "head": tables.MESSAGES, "rows": tables.messages(event, page.rows)}
    return render(request, "events/message_list.html", context)


@events_team
def message_create(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    form = MessageForm(request.POST or None, event=event, at=request.arrived_at)
    if form.is_valid():
        try:
            message = actions.draft_message(event, by=request.user, at=request.arrived_at, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:message_detail", uuid, message.uuid)
    return render(request, "events/message_create.html", {"event": event, "form": form})


@events_team
def message_change(request: SignedInRequest, uuid: str, message_uuid: str) -> HttpResponse:
    event, message = _message(request, uuid, message_uuid)
    form = MessageForm(request.POST or None, event=event, at=request.arrived_at, message=message)
    if message.is_sent:
        messages.info(request, "This message has been sent, so it cannot be changed any more.")
        return redirect("events:message_detail", uuid, message_uuid)
    if form.is_valid():
        try:
            actions.change_message(message, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("events:message_detail", uuid, message_uuid)
    return render(request, "events/message_change.html", {"event": event, "message": message, "form": form})


@events_team
@require_safe
def message_detail(request: SignedInRequest, uuid: str, message_uuid: str) -> HttpResponse:
    """Before it is sent: the letter that one of its readers would get. Afterwards: what became of the letters."""
    event, message = _message(request, uuid, message_uuid)
    context: dict[str, Any] = {"event": event, "message": message}
    if message.is_sent:
        context |= _progress(message)
    elif readers := actions.readers(message):
        audit.looked(request.user, readers[0].row, why="A message before it is sent")
        letter, count = news.preview(readers[0], message), people(len(readers))
        context |= {
            "letter": letter,
            "text": linked(letter["text"]),
            "to": readers[0].name,
            "people": count,
            "audience": lower_first(message.get_audience_display()),
            "press": f"Send it to {count}",
        }
    return render(request, "events/message_detail.html", context)


def _progress(message: EventMessage) -> dict[str, Any]:
    letters = Message.objects.filter(key__startswith=news.message_key(message))
    counts = Counter(dict(letters.order_by().values_list("status").annotate(Count("pk"))))
    job = Job.objects.filter(kind=EVENT_MESSAGE, subject=message.pk).order_by("-pk").first()
    return {
        "job": job,
        "is_running": job is not None and job.state in (Job.State.WAITING, Job.State.RUNNING),
        "facts": tables.facts(message, counts),
    }


@events_team
@require_POST
def message_send(request: SignedInRequest, uuid: str, message_uuid: str) -> HttpResponse:
    _, message = _message(request, uuid, message_uuid)
    return _press(request, message, actions.send_message, "The letters are being written.", at=request.arrived_at)


@events_team
@require_POST
def message_stop(request: SignedInRequest, uuid: str, message_uuid: str) -> HttpResponse:
    _, message = _message(request, uuid, message_uuid)
    return _press(request, message, actions.stop_message, "Stopped. Nobody else is written to.")


@events_team
@require_POST
def message_delete(request: SignedInRequest, uuid: str, message_uuid: str) -> HttpResponse:
    _, message = _message(request, uuid, message_uuid)
    try:
        actions.delete_message(message, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return _back(message)
    messages.success(request, "The draft is deleted.")
    return redirect("events:message_list", uuid)


def _press(
    request: SignedInRequest, message: EventMessage, action: Callable[..., Any], said: str, **more: Any
) -> HttpResponse:
    try:
        action(message, by=request.user, **more)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said)
    return _back(message)


def _back(message: EventMessage) -> HttpResponse:
    """To its page; to the list, if a colleague has deleted it meanwhile."""
    if EventMessage.objects.filter(pk=message.pk).exists():
        return redirect("events:message_detail", message.event.uuid, message.uuid)
    return redirect("events:message_list", message.event.uuid)


def _message(request: SignedInRequest, uuid: str, message_uuid: str) -> tuple[Event, EventMessage]:
    event = run_event(request, uuid)
    return event, get_object_or_404(event.messages.select_related("event", "made_by", "sent_by"), uuid=message_uuid)
