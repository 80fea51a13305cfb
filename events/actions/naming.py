"""Who speaks at an event and who supports it, as its page names them, in order."""

from typing import Any

from django.db import transaction
from django.db.models import Max, Model

from accounts.models import User
from core import audit
from core.errors import Refused
from events.actions.holding import hold_event, refuse_if_cancelled
from events.models import Event, Speaker, Supporter

Named = Speaker | Supporter


@transaction.atomic
def add_named(event: Event, kind: type[Named], *, by: User, **words: Any) -> Named:
    """Another speaker or supporter, after those there are. The same again is a second press: it is the one there."""
    event = hold_event(event)
    refuse_if_cancelled(event)
    if same := kind.objects.filter(event=event, **words).first():
        return same
    last = kind.objects.filter(event=event).aggregate(last=Max("position"))["last"] or 0
    with audit.acting(by=by):
        named = kind.objects.create(event=event, position=last + 1, **words)
        _note(by, named, sorted(words), "Added")
    return named


@transaction.atomic
def change_named(named: Named, *, by: User, **words: Any) -> Named:
    """Other words for them on the page. Refused once the event is cancelled, or they are taken off the page."""
    refuse_if_cancelled(hold_event(named.event))
    if not type(named).objects.filter(pk=named.pk).exists():
        raise Refused(f"{named} has been removed from this event.")
    for name, value in words.items():
        setattr(named, name, value)
    with audit.acting(by=by):
        named.save(update_fields=list(words))
        _note(by, named, sorted(words), "Changed")
    return named


@transaction.atomic
def remove_named(named: Named, *, by: User) -> None:
    """Taken off the page. Twice is once."""
    refuse_if_cancelled(hold_event(named.event))
    with audit.acting(by=by):
        _note(by, named, ["name"], "Removed")
        type(named).objects.filter(pk=named.pk).delete()


def _note(by: User, named: Model, fields: list[str], why: str) -> None:
    """Supporters are organisations: they have no trail of their own."""
    if isinstance(named, Supporter):
        audit.changed(by, named, fields, why=f"{why}: supporter of an event")
