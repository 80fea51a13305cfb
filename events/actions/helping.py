"""Day links: how helpers without an account get to the door of one event."""

import datetime as dt
import uuid
from functools import partial

from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from core.presses import once
from events.models import DayLink, Event
from events.models.door import has_closed


@transaction.atomic
def make_day_link(event: Event, *, name: str, by: User, at: dt.datetime, key: uuid.UUID | None = None) -> DayLink:
    """A link for one helper, or for all who share a phone. Refused where there is no door any more.

    Sent twice under one key, it is made once.
    """
    key = key or uuid.uuid4()
    if has_closed(event, at):
        raise Refused("This event is over or was called off, so there is no door to help at.")
    with audit.acting(by=by):
        make = partial(DayLink.objects.create, uuid=key, event=event, name=name, made_by=by, made_at=at)
        return once(DayLink.objects.filter(event=event, made_by=by), key, make)


@transaction.atomic
def take_back(link: DayLink, *, by: User, at: dt.datetime) -> DayLink:
    """From now on it opens nothing, on no phone. Twice is the same as once."""
    link = DayLink.objects.lock().get(pk=link.pk)
    if link.taken_back_at is None:
        link.taken_back_at, link.taken_back_by = at, by
        with audit.acting(by=by):
            link.save(update_fields=["taken_back_at", "taken_back_by"])
    return link


def note_opened(link: DayLink) -> None:
    """A phone has opened the list of names. Once a phone, not once a look."""
    audit.looked(None, link, why="A helper opened the door list")
