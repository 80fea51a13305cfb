"""An outline becomes the timetable of a cohort. Laid again, it changes only what nobody has touched by hand."""

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort
from core import audit
from core.bank_holidays import bank_holidays
from core.errors import SeenOtherwise
from core.seen import mark_of
from notifications.timed import replan_all
from participation.actions import experts
from participation.actions.timetable import call_off, hold_timetable
from participation.laying import Away, Laid, lay
from participation.models import Outline, OutlineSession, SchoolHoliday, Session

WORDS = ("kind", "title", "about", "track_id", "is_core", "capacity", "place")


class What(StrEnum):
    ADD = "is added"
    CHANGE = "changes"
    STAY = "stays as it is"
    BY_HAND = "stays as it was set by hand"
    GO = "goes"
    NOT_PLACED = "is not placed"


@dataclass(frozen=True)
class Step:
    """What laying does with one session: of the outline, of the timetable, or both."""

    what: What
    laid: Laid | None = None
    session: Session | None = None

    @property
    def moved(self) -> bool:
        return self.laid is not None and self.laid.day not in (None, self.laid.meant)

    def __str__(self) -> str:
        laid, session = self.laid, self.session
        when = laid.starts_at if laid and laid.day else None
        return f"{self.what} {laid.item.pk if laid else ''} {session.pk if session else ''} {when}"


@dataclass(frozen=True)
class Plan:
    steps: list[Step]

    @property
    def seen(self) -> str:
        """Tells this plan from any other: a press does what was shown, or is shown again."""
        return mark_of(*map(str, self.steps))

    def of(self, *kinds: What) -> list[Step]:
        return [step for step in self.steps if step.what in kinds]

    @property
    def does_something(self) -> bool:
        return bool(self.of(What.ADD, What.CHANGE, What.GO))


def foresee(cohort: Cohort, outline: Outline, *, move: bool, at: dt.datetime) -> Plan:
    """What would become of each session, in the order of the outline; then those the outline does not have."""
    laid = lay(
        outline.sessions.all(),
        first=cohort.starts_on,
        ends=lambda item: _last_day(cohort, item),
        away=away_of(cohort),
        move=move,
    )
    sessions = cohort.sessions.select_related("told").in_order()
    there = {session.laid_from_id: session for session in sessions if session.laid_from_id}
    steps = [_step(one, there.pop(one.item.pk, None), at) for one in laid]
    others = [session for session in sessions if not session.by_hand and not _is_fixed(session, at)]
    known = {step.session.pk for step in steps if step.session}
    return Plan([*steps, *(Step(What.GO, session=one) for one in others if one.pk not in known)])


def _step(laid: Laid, session: Session | None, at: dt.datetime) -> Step:
    if session and (session.by_hand or _is_fixed(session, at)):
        return Step(What.BY_HAND if session.by_hand else What.STAY, laid, session)
    if laid.day is None or laid.starts_at <= at:
        return Step(What.GO if session else What.NOT_PLACED, laid, session)
    if session is None:
        return Step(What.ADD, laid)
    new = _fields(laid)
    if all(getattr(session, name) == value for name, value in new.items()):
        return Step(What.STAY, laid, session)
    # Whom it is for stays once people know of it, as when it is changed by hand.
    if hasattr(session, "told") and (session.kind, session.track_id) != (new["kind"], new["track_id"]):
        return Step(What.STAY, laid, session)
    return Step(What.CHANGE, laid, session)


def _is_fixed(session: Session, at: dt.datetime) -> bool:
    return session.is_off or session.starts_at <= at


def _fields(laid: Laid) -> dict:
    words = {name: getattr(laid.item, name) for name in WORDS}
    return {**words, "starts_at": laid.starts_at, "ends_at": laid.ends_at}


def _last_day(cohort: Cohort, item: OutlineSession) -> dt.date:
    return cohort.follow_on_ends_on if item.kind == Session.Kind.FOLLOW_ON else cohort.ends_on


def away_of(cohort: Cohort) -> Away:
    """On which days nothing is laid: bank holidays, and school holidays of the programme."""
    holidays = list(SchoolHoliday.objects.filter(programme=cohort.programme_id))

    def why(day: dt.date) -> str:
        if day in bank_holidays():
            return "a bank holiday"
        return next((one.name for one in holidays if one.first_on <= day <= one.last_on), "")

    return why


@transaction.atomic
def lay_outline(cohort: Cohort, outline: Outline, *, move: bool, seen: str, by: User, at: dt.datetime) -> Plan:
    """Do what was shown: SeenOtherwise if it would be something else by now."""
    hold_timetable(cohort)
    plan = foresee(cohort, outline, move=move, at=at)
    if seen != plan.seen:
        raise SeenOtherwise("The timetable or the outline has changed since this page was shown. Look at it again.")
    with audit.acting(by=by, why=f"Outline: {outline}"):
        for step in plan.of(What.ADD, What.CHANGE):
            _lay_one(cohort, step, at)
        for step in plan.of(What.GO):
            if step.session:
                call_off(step.session, why="The timetable has changed.", by=by, at=at)
    replan_all(cohort.sessions.filter(starts_at__gt=at), at=at)
    return plan


def _lay_one(cohort: Cohort, step: Step, at: dt.datetime) -> None:
    if step.laid is None:
        return
    fields = _fields(step.laid)
    if step.session is None:
        item = step.laid.item
        Session.objects.create(cohort=cohort, laid_from=item, by_hand=False, changed_at=at, **fields)
        return
    session = step.session
    changed = {name for name, value in fields.items() if getattr(session, name) != value}
    for name, value in fields.items():
        setattr(session, name, value)
    session.changes += 1
    session.changed_at = at
    session.save(update_fields=[*fields, "changes", "changed_at"])
    experts.tell_of_change(session, changed)
