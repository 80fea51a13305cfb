"""How two people come to meet: times are proposed, one is picked, changed or called off, and they say that they met."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from core.calendar import UK, uk_day, uk_instant
from core.errors import Refused, SeenOtherwise
from core.presses import once
from core.seen import mark_of
from core.uktime import uk_date, uk_datetime
from mentoring import meeting_letters as letters
from mentoring.actions.holding import check_day, hold_pair, hold_pair_and_place, hold_pair_to_log
from mentoring.models import Meeting, Pair, Side
from mentoring.sides import seat_at
from mentoring.suiting import Busy, clashes, suggested
from notifications.timed import replan

Status = Meeting.Status
USUAL_MINUTES = 60


# -- Looking ---------------------------------------------------------------------------------------------------------


def open_meeting(pair: Pair) -> Meeting | None:
    """What the two are arranging, or have arranged and not said whether they met."""
    return pair.meetings.open().first()


def shown(meeting: Meeting | None) -> str:
    """Tells what a page shows of it from anything else: see core/seen.py."""
    if meeting is None:
        return mark_of("none")
    starts = meeting.starts_at.timestamp() if meeting.starts_at else None
    times = [time.timestamp() for time in meeting.times]
    return mark_of(meeting.uuid, str(meeting.status), times, starts, meeting.minutes, meeting.where)


def suggestions(pair: Pair, *, at: dt.datetime) -> list[dt.datetime]:
    """Times that suit both, as far as we know."""
    return suggested(
        pair.mentor.availability,
        pair.enrolment.availability,
        minutes=USUAL_MINUTES,
        busy=busy(pair, at=at),
        until=pair.ends_on or uk_day(at),
        at=at,
    )


def busy(pair: Pair, *, at: dt.datetime, but: Meeting | None = None) -> list[Busy]:
    """When either of the two meets somebody they mentor, or who mentors them."""
    people = [pair.person_id, pair.mentor.person_id]
    theirs = Q(pair__person__in=people) | Q(pair__mentor__person__in=people)
    longest = dt.timedelta(minutes=Meeting.LONGEST)
    meetings = Meeting.objects.agreed().filter(theirs, starts_at__gt=at - longest).exclude(pk=but.pk if but else None)
    return [Busy(meeting.starts_at, meeting.ends_at) for meeting in meetings if meeting.starts_at]


# -- Arranging -------------------------------------------------------------------------------------------------------


@transaction.atomic
def propose(
    pair: Pair,
    *,
    side: Side,
    times: Collection[dt.datetime],
    minutes: int,
    where: str,
    by: User,
    at: dt.datetime,
    seen: str | None = None,
) -> Meeting:
    """Two or three times, or others instead of those that were proposed. The other side picks one.

    Of two who propose at once the second sees what the first has proposed.
    """
    pair, times = hold_pair(pair), sorted(set(times))
    before = open_meeting(pair)
    offered = {"proposed_by": side, "times": times, "minutes": minutes, "where": where}
    if before and before.status == Status.PROPOSED and all(getattr(before, k) == v for k, v in offered.items()):
        return before
    if seen not in (None, shown(before)):
        raise SeenOtherwise(f"{_other(pair, side)} has changed your next meeting since you opened that page.")
    if before and before.status == Status.AGREED:
        raise Refused("You have a meeting already. Change it, call it off, or say whether you met.")
    _check_times(pair, times, at)
    meeting = before or Meeting(pair=pair)
    for name, value in {**offered, "proposed_at": at}.items():
        setattr(meeting, name, value)
    with audit.acting(by):
        meeting.save()
    letters.proposed(meeting, to=seat_at(pair, side).other, at=at)
    return meeting


@transaction.atomic
def pick(meeting: Meeting, *, side: Side, time: dt.datetime, by: User, at: dt.datetime) -> Meeting:
    """One of the times that the other side has proposed: both have it in their calendar. Pressed twice, it is one."""
    meeting = _hold(meeting)
    if meeting.status == Status.AGREED and meeting.starts_at == time:
        return meeting
    if meeting.status != Status.PROPOSED or time not in meeting.times:
        raise SeenOtherwise(f"{_other(meeting.pair, side)} has changed your next meeting since you opened that page.")
    if meeting.proposed_by == side:
        raise Refused(f"You proposed these times. {_other(meeting.pair, side)} picks one of them.")
    _check_start(meeting.pair, time, meeting.minutes, at)
    return _agree(meeting, starts_at=time, by=by, at=at, letter=letters.agreed)


@transaction.atomic
def change(
    meeting: Meeting,
    *,
    starts_at: dt.datetime,
    minutes: int,
    where: str,
    by: User,
    at: dt.datetime,
    seen: str | None = None,
) -> Meeting:
    """Another time, length or place of what is agreed: both are told, and their calendars move it."""
    meeting = _hold(meeting)
    if (meeting.status, meeting.starts_at, meeting.minutes, meeting.where) == (
        Status.AGREED,
        starts_at,
        minutes,
        where,
    ):
        return meeting
    if seen not in (None, shown(meeting)):
        raise SeenOtherwise("This meeting has been changed since you opened that page.")
    if meeting.status != Status.AGREED:
        raise Refused("There is no time for this meeting yet, so there is nothing to change.")
    if (starts_at, minutes) != (meeting.starts_at, meeting.minutes):
        _check_start(meeting.pair, starts_at, minutes, at, but=meeting)
    meeting.minutes, meeting.where = minutes, where
    return _agree(meeting, starts_at=starts_at, by=by, at=at, letter=letters.changed)


@transaction.atomic
def call_off(meeting: Meeting, *, side: Side, by: User, at: dt.datetime, seen: str | None = None) -> Meeting:
    """It does not take place, or the times are taken back. What is over and never took place needs no letter."""
    meeting = _hold(meeting)
    if meeting.status == Status.CALLED_OFF:
        return meeting
    if meeting.status == Status.HELD:
        raise Refused("You have said that you met. You can correct that on its own page.")
    if seen not in (None, shown(meeting)):
        raise SeenOtherwise("This meeting has been changed since you opened that page. Look at it again.")
    drop(meeting, by=by)
    if meeting.starts_at is None:
        letters.taken_back(meeting, to=seat_at(meeting.pair, side).other)
    elif meeting.starts_at > at:
        letters.called_off(meeting, at=at)
    return meeting


def drop(meeting: Meeting, *, by: User | None) -> None:
    """Without a letter: whoever calls this writes one."""
    meeting.move_to(Status.CALLED_OFF)
    meeting.changes += 1
    with audit.acting(by):
        meeting.save(update_fields=["status", "changes"])
    replan(meeting)


def _agree(meeting: Meeting, *, starts_at: dt.datetime, by: User, at: dt.datetime, letter) -> Meeting:
    meeting.move_to(Status.AGREED)
    meeting.starts_at = starts_at
    meeting.changes += 1
    with audit.acting(by):
        meeting.save(update_fields=["status", "starts_at", "minutes", "where", "changes"])
    letter(meeting, at=at)
    replan(meeting, at=at)
    return meeting


# -- Afterwards ------------------------------------------------------------------------------------------------------


@transaction.atomic
def log(meeting: Meeting, *, side: Side, on: dt.date, minutes: int, by: User, at: dt.datetime) -> Meeting:
    """They met, for so long; or a correction of that. Either says so, and the other is not asked."""
    meeting = _hold(meeting, to_log=at)
    if meeting.starts_at is None:
        raise Refused("No time was agreed for this meeting. Log the one you had by its day.")
    if meeting.status == Status.AGREED and uk_day(meeting.starts_at) > uk_day(at):
        raise Refused("This meeting is still to come. Log the one you had by its day.")
    check_day(meeting.pair, on, at)
    _refuse_second(meeting.pair, on, but=meeting)
    meeting.move_to(Status.HELD)
    if on != uk_day(meeting.starts_at):
        clock = meeting.starts_at.astimezone(UK)
        meeting.starts_at = uk_instant(on, clock.hour, clock.minute)
    meeting.held_minutes, meeting.logged_by = minutes, side
    with audit.acting(by):
        meeting.save(update_fields=["status", "starts_at", "held_minutes", "logged_by"])
    replan(meeting)
    return meeting


@transaction.atomic
def log_unplanned(
    pair: Pair, *, side: Side, on: dt.date, minutes: int, key: uuid.UUID, by: User, at: dt.datetime
) -> Meeting:
    """They met without having arranged it here: on a day, for so long."""
    pair = hold_pair_to_log(pair, at)
    if made := pair.meetings.filter(uuid=key).first():
        return made
    check_day(pair, on, at)
    _refuse_second(pair, on)
    met = Meeting(
        uuid=key,
        pair=pair,
        status=Status.HELD,
        proposed_by=side,
        proposed_at=at,
        starts_at=uk_instant(on, 12),
        minutes=minutes,
        held_minutes=minutes,
        logged_by=side,
    )

    def make() -> Meeting:
        met.save()
        return met

    with audit.acting(by):
        return once(pair.meetings.all(), key, make)


@transaction.atomic
def unlog(meeting: Meeting, *, by: User, at: dt.datetime) -> Meeting:
    """It was logged by mistake. Twice is once."""
    meeting = _hold(meeting, to_log=at)
    if meeting.status == Status.CALLED_OFF:
        return meeting
    if meeting.status != Status.HELD:
        raise Refused("You have not said that you met. You can call the meeting off on its own page.")
    meeting.move_to(Status.CALLED_OFF)
    meeting.held_minutes = None
    with audit.acting(by):
        meeting.save(update_fields=["status", "held_minutes"])
    return meeting


# -- Rules -----------------------------------------------------------------------------------------------------------


def _hold(meeting: Meeting, *, to_log: dt.datetime | None = None) -> Meeting:
    """With the mentor, who may be asked for one time by two people at once."""
    pair = hold_pair_to_log(meeting.pair, to_log) if to_log else hold_pair_and_place(meeting.pair)
    meeting = Meeting.objects.lock().get(pk=meeting.pk)
    meeting.pair = pair
    return meeting


def _other(pair: Pair, side: Side) -> str:
    return seat_at(pair, side).other_name


def _check_times(pair: Pair, times: list[dt.datetime], at: dt.datetime) -> None:
    if not Meeting.FEWEST_TIMES <= len(times) <= Meeting.MOST_TIMES:
        raise Refused("Propose two or three times.")
    for time in times:
        _check_when(pair, time, at)


def _check_start(pair: Pair, starts_at: dt.datetime, minutes: int, at: dt.datetime, but: Meeting | None = None) -> None:
    _check_when(pair, starts_at, at)
    if clashes(starts_at, minutes, busy(pair, at=at, but=but)):
        raise Refused("One of you meets somebody else at that time by now. Choose another time.")


def _check_when(pair: Pair, time: dt.datetime, at: dt.datetime) -> None:
    if time <= at:
        raise Refused(f"{uk_datetime(time)} has passed. Choose another time.")
    if pair.ends_on and uk_day(time) > pair.ends_on:
        raise Refused(f"Your mentoring together runs until {uk_date(pair.ends_on)}. Choose a time before that.")


def _refuse_second(pair: Pair, on: dt.date, *, but: Meeting | None = None) -> None:
    """Both may log what they had together; it counts once."""
    held = pair.meetings.held().exclude(pk=but.pk if but else None)
    if any(uk_day(met.starts_at) == on for met in held if met.starts_at):
        raise Refused(f"A meeting on {uk_date(on)} is here already. If its length is not right, correct that one.")
