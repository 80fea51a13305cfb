"""Managers write the outlines of a programme, and say when schools are shut."""

import uuid
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Programme
from core import audit
from core.presses import once
from participation.models import Outline, OutlineSession, SchoolHoliday


@transaction.atomic
def add_outline(programme: Programme, *, name: str, by: User) -> Outline:
    """Pressed twice, or made by two at once: the one of that name."""
    with audit.acting(by=by):
        return Outline.objects.get_or_create(programme=programme, name=name)[0]


@transaction.atomic
def add_to_outline(outline: Outline, *, key: uuid.UUID, by: User, **given: Any) -> OutlineSession:
    with audit.acting(by=by):
        return once(
            outline.sessions.all(), key, lambda: OutlineSession.objects.create(uuid=key, outline=outline, **given)
        )


@transaction.atomic
def change_in_outline(session: OutlineSession, *, by: User, **given: Any) -> OutlineSession:
    """Cohorts on which it was laid follow when it is laid again, not before."""
    session = OutlineSession.objects.lock().get(pk=session.pk)
    for name, value in given.items():
        setattr(session, name, value)
    with audit.acting(by=by):
        session.save(update_fields=list(given))
    return session


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
