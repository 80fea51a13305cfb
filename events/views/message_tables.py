"""Rows of the staff's tables of messages and their letters, as the components take them."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.uktime import uk_datetime, uk_short_date
from core.words import number_of
from events.models import Event, EventMessage
from notifications.models import Message

MESSAGES = ["Subject", "For", "Written by", "State"]
Status = Message.Status


def messages(event: Event, found: Iterable[EventMessage]) -> list[list[Any]]:
    return [
        [
            {"text": message.subject, "url": reverse("events:message_detail", args=[event.uuid, message.uuid])},
            message.get_audience_display(),
            str(message.made_by or "Somebody who has left"),
            _state(message),
        ]
        for message in found
    ]


def _state(message: EventMessage) -> dict[str, str]:
    if message.sent_at is None:
        return {"tag": "Not sent", "colour": "grey"}
    return {"tag": f"Sent {uk_short_date(message.sent_at)}", "colour": "green"}


def facts(message: EventMessage, counts: Counter) -> list[dict[str, str]]:
    """What was sent, by whom, and what became of its letters, as the summary list takes it."""
    known = {
        "For": message.get_audience_display(),
        "Sent by": str(message.sent_by or "Somebody who has left"),
        "Sent": uk_datetime(message.sent_at) if message.sent_at else "",
        "Letters written": number_of(sum(counts.values()), "letter"),
        "On their way": str(counts[Status.DUE]) if counts[Status.DUE] else "",
        "Could not be delivered": str(counts[Status.FAILED]) if counts[Status.FAILED] else "",
    }
    return [{"key": key, "value": value} for key, value in known.items() if value]
