"""What somebody does with their own roadmap."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused, SeenOtherwise
from core.presses import once
from core.seen import mark_of
from participation.models import NextStep, Roadmap


@transaction.atomic
def write_roadmap(enrolment: Enrolment, part: str, *, text: str, by: User, seen: str | None = None) -> Roadmap:
    """Goals, strengths or values as they are now. Words from another device are not written over unread."""
    with audit.acting(by=by):
        Roadmap.objects.get_or_create(enrolment=enrolment)
        roadmap = Roadmap.objects.lock().get(enrolment=enrolment)
        now = getattr(roadmap, part)
        if text == now:
            return roadmap
        if seen not in (None, mark_of(now)):
            raise SeenOtherwise("You have written something here since you opened this page. Both are below.")
        setattr(roadmap, part, text)
        roadmap.save(update_fields=[part])
    return roadmap


@transaction.atomic
def add_next_step(
    enrolment: Enrolment, *, what: str, due_on: dt.date | None, by: User, key: uuid.UUID | None = None
) -> NextStep:
    """Something to do, by a day or not. Pressed twice, it is there once. Refused once there are very many."""
    Enrolment.objects.lock().get(pk=enrolment.pk)
    key = key or uuid.uuid4()
    steps = enrolment.next_steps.all()
    if not steps.filter(uuid=key).exists() and steps.to_do().count() >= NextStep.MOST:
        raise Refused(f"There are {NextStep.MOST} steps on your list. Finish one, or take one off, to add another.")
    with audit.acting(by=by):
        return once(
            steps, key, lambda: NextStep.objects.create(uuid=key, enrolment=enrolment, what=what, due_on=due_on)
        )


@transaction.atomic
def change_next_step(step: NextStep, *, what: str, due_on: dt.date | None, by: User) -> None:
    """Other words, another day. One that was taken off in another tab stays off."""
    with audit.acting(by=by):
        NextStep.objects.filter(pk=step.pk).update(what=what, due_on=due_on)


@transaction.atomic
def mark_next_step(step: NextStep, *, done: bool, by: User, at: dt.datetime) -> None:
    """Done, or not done after all. Pressed twice, the first press says when."""
    with audit.acting(by=by):
        NextStep.objects.filter(pk=step.pk, done_at__isnull=done).update(done_at=at if done else None)


@transaction.atomic
def remove_next_step(step: NextStep, *, by: User) -> None:
    with audit.acting(by=by):
        NextStep.objects.filter(pk=step.pk).delete()
