"""The letters of a thread. Every context is plain strings."""

import datetime as dt
from typing import Any

from accounts.models import User
from core.uktime import uk_deadline
from notifications.outbox import letter_url, post
from support.models import Thread, ThreadMessage


def received(thread: Thread) -> None:
    """To whoever asked: that we have it, and by when we answer."""
    if thread.asked_by:
        _post(f"{_name(thread)}-received:{thread.pk}", "received", thread, thread.asked_by, thread.asker_url)


def answered(thread: Thread, message: ThreadMessage) -> None:
    for person in thread.people():
        key = f"{_name(thread)}-answered:{message.pk}:{person.pk}"
        _post(key, "answered", thread, person, thread.asker_url, by=str(message.author), text=message.text)


def closed(thread: Thread, *, by: User, at: dt.datetime) -> None:
    for person in thread.people():
        key = f"{_name(thread)}-closed:{thread.pk}:{at:%Y%m%d%H%M%S}:{person.pk}"
        _post(key, "closed", thread, person, thread.asker_url, by=str(by))


def asked(thread: Thread, message: ThreadMessage) -> None:
    """To its owner. What nobody owns is a task in everybody's inbox instead."""
    if thread.owner:
        key = f"{_name(thread)}-asked:{message.pk}"
        _post(key, "asked", thread, thread.owner, thread.team_url, by=str(message.author))


def given(thread: Thread, *, by: User, at: dt.datetime) -> None:
    """To its new owner, from the colleague who gave it to them."""
    if thread.owner:
        key = f"{_name(thread)}-given:{thread.pk}:{thread.owner.pk}:{at:%Y%m%d%H%M%S}"
        _post(key, "given", thread, thread.owner, thread.team_url, by=str(by))


def _post(key: str, name: str, thread: Thread, to: User, path: str, **context: Any) -> None:
    post(
        key,
        to=to.email,
        person=to,
        about=thread.uuid,
        template=f"support/email/{name}",
        context={
            "name": to.name,
            "subject": thread.subject,
            "due": uk_deadline(thread.due_at) if thread.due_at else "",
            "url": letter_url(path),
            "team": thread.team_name,
            **context,
        },
    )


def _name(thread: Thread) -> str:
    """The beginning of its letters' keys: each table counts from one."""
    return thread._meta.label_lower
