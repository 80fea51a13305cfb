"""Managers write the outlines of a programme, and say when schools are shut."""

import uuid
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from cohorts.models import Programme
from core import audit
from core.errors import Refused, SeenOtherwise
from core.presses import once
from core.seen import mark_of
from participation.models import Outline, OutlineSession, SchoolHoliday, Session


@transaction.atomic
def add_outline(programme: Programme, *, name: str, by: User) -> Outline:
    """Pressed twice, or made by two at once: the one of that name."""
    with audit.acting(by=by):
        return Outline.objects.get_or_create(programme=programme, name=name)[0]


@transaction.atomic
def rename_outline(outline: Outline, *, name: str, by: User) -> None:
    try:
        with transaction.atomic(), audit.acting(by=by):
            Outline.objects.filter(pk=outline.pk).update(name=name)
    except IntegrityError:
        raise Refused("There is an outline of that name already.") from None


@transaction.atomic
def remove_outline(outline: Outline, *, by: User) -> None:
    """What was laid from it stays in the timetables, as if it had been set by hand."""
    with audit.acting(by=by, why="The outline is removed"):
        Session.objects.filter(laid_from__outline=outline).update(by_hand=True)
        Outline.objects.filter(pk=outline.pk).delete()


@transaction.atomic
def add_to_outline(outline: Outline, *, key: uuid.UUID, by: User, **given: Any) -> OutlineSession:
    with audit.acting(by=by):
        return once(
            outline.sessions.all(), key, lambda: OutlineSession.objects.create(uuid=key, outline=outline, **given)
        )


@transaction.atomic
def change_in_outline(session: OutlineSession, *, by: User, seen: str | None = None, **given: Any) -> OutlineSession:
    """Cohorts on which it was laid follow when it is laid again, not before."""
    held = OutlineSession.objects.select_related("track").lock().filter(pk=session.pk).first()
    if held is None:
        raise Refused("A colleague has removed this session from the outline meanwhile.")
    new = {name: value for name, value in given.items() if value != getattr(held, name)}
    if new and seen not in (None, outline_session_seen(held)):
        raise SeenOtherwise("A colleague has changed this session since you opened this page. Look at what it is now.")
    for name, value in new.items():
        setattr(held, name, value)
    with audit.acting(by=by):
        held.save(update_fields=list(new))
    return held


def outline_session_seen(session: OutlineSession) -> str:
    """The same as long as nobody changes the session."""
    return mark_of(*(getattr(session, field.attname) for field in OutlineSession._meta.concrete_fields))


@transaction.atomic
def remove_from_outline(session: OutlineSession, *, by: User) -> None:
    with audit.acting(by=by):
        session.delete()


@transaction.atomic
def add_holiday(holiday: SchoolHoliday, *, by: User) -> SchoolHoliday:
    def make() -> SchoolHoliday:
        holiday.save(force_insert=True)
        return holiday

    with audit.acting(by=by):
        return once(holiday.programme.school_holidays.all(), holiday.uuid, make)


@transaction.atomic
def remove_holiday(holiday: SchoolHoliday, *, by: User) -> None:
    with audit.acting(by=by):
        holiday.delete()
