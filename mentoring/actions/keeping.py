"""What a pair keeps for itself: notes that both read, and goals. No page of staff shows them."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from core import audit
from core.errors import Refused, SeenOtherwise
from core.presses import once
from core.seen import mark_of
from mentoring.actions.holding import hold_pair
from mentoring.models import Goal, Pair, PairNote, Side

# -- Notes -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def write_note(pair: Pair, *, side: Side, text: str, key: uuid.UUID, by: User, at: dt.datetime) -> PairNote:
    """Both read it. Pressed twice, it is there once."""
    pair = hold_pair(pair)
    note = PairNote(uuid=key, pair=pair, side=side, text=text, written_at=at)

    def make() -> PairNote:
        note.save()
        return note

    with audit.acting(by):
        return once(pair.notes.filter(side=side), key, make)


@transaction.atomic
def change_note(note: PairNote, *, text: str, by: User, seen: str | None = None) -> None:
    """By whoever wrote it. Words from another device are not written over unread."""
    hold_pair(note.pair)
    now = PairNote.objects.lock().filter(pk=note.pk).first()
    if now is None:
        raise Refused("You have deleted this note since you opened that page.")
    if now.text != text and seen not in (None, mark_of(now.text)):
        raise SeenOtherwise("You have changed this note since you opened that page. Both are below.")
    with audit.acting(by):
        PairNote.objects.filter(pk=note.pk).update(text=text)


@transaction.atomic
def remove_note(note: PairNote, *, by: User) -> None:
    """By whoever wrote it, at any time. Twice is once."""
    with audit.acting(by):
        PairNote.objects.filter(pk=note.pk).delete()


# -- Goals -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def add_goal(pair: Pair, *, text: str, key: uuid.UUID, by: User, at: dt.datetime) -> Goal:
    """Pressed twice, it is there once. Refused once there are very many."""
    pair = hold_pair(pair)
    if not pair.goals.filter(uuid=key).exists() and pair.goals.count() >= Goal.MOST:
        raise Refused(f"You have {Goal.MOST} goals. Remove one to add another.")
    with audit.acting(by):
        return once(pair.goals.all(), key, lambda: Goal.objects.create(uuid=key, pair=pair, text=text, set_at=at))


@transaction.atomic
def mark_goal(goal: Goal, *, done: bool, by: User, at: dt.datetime) -> None:
    """Done, or not done after all, by either of them. Pressed twice, the first press says when."""
    hold_pair(goal.pair)
    with audit.acting(by):
        Goal.objects.filter(pk=goal.pk, done_at__isnull=done).update(done_at=at if done else None)


@transaction.atomic
def remove_goal(goal: Goal, *, by: User) -> None:
    hold_pair(goal.pair)
    with audit.acting(by):
        Goal.objects.filter(pk=goal.pk).delete()
