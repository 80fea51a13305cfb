"""The locks of an event's actions, and what every change of it writes down."""

from typing import Any

from accounts.models import User
from core import audit
from core.errors import Refused, SeenOtherwise
from events.models import Event


def hold_event(event: Event) -> Event:
    """The event as it is now, held until this transaction ends: its pools first, by pk, as every booking does.

    So a booking that waited for the pool while the event was moved or cancelled reads the event anew.
    """
    list(event.pools.lock().order_by("pk"))
    return Event.objects.lock().select_related("venue").get(pk=event.pk)


def refuse_if_cancelled(event: Event) -> None:
    if event.status == Event.Status.CANCELLED:
        raise Refused("This event has been cancelled, so it cannot be changed any more.")


def refuse_if_changed(event: Event, seen: int | None) -> None:
    """`seen` is the edition that a page showed."""
    if seen not in (None, event.edition):
        raise SeenOtherwise("A colleague has changed this event since you opened this page. Look at it again.")


def save(event: Event, new: dict[str, Any], *, by: User | None, why: str = "") -> Event:
    """Write these fields of a held event, and that it is another edition of it."""
    for name, value in new.items():
        setattr(event, name, value)
    event.edition += 1
    with audit.acting(by=by, why=why):
        event.save(update_fields=[*new, "edition"])
    return event
