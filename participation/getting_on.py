"""How those who take part get on with the sessions that count, read from the registers."""

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from cohorts.models import Cohort, Enrolment, Programme
from core.calendar import uk_day
from participation.completion import USUAL_PERCENT, Core, Standing, standing
from participation.models import Attendance, CompletionRule, GroupMember, Session
from participation.registers import with_register


@dataclass(frozen=True)
class CoreSession:
    """A core session that takes place, and the strand or the small group it is for alone."""

    core: Core
    track: int | None
    group: int | None


@dataclass
class Registered:
    """What the registers say of somebody: on which sessions they are, and the day from which each counts for them."""

    named: set[int] = field(default_factory=set)
    came: dict[int, dt.date] = field(default_factory=dict)


def percent_of(programme: Programme) -> int:
    """How many per cent of its core sessions a programme asks for."""
    found = CompletionRule.objects.filter(programme=programme).values_list("percent", flat=True).first()
    return found or USUAL_PERCENT


def standings(
    cohort: Cohort, enrolments: list[Enrolment], *, sessions: list[CoreSession], at: dt.datetime
) -> dict[int, Standing]:
    """Of each enrolment, by its key; `sessions`: `core_sessions`. As many questions for one as for a whole cohort."""
    percent = percent_of(cohort.programme)
    keys = [enrolment.pk for enrolment in enrolments]
    registered = _registered(keys, cohort)
    members = {member.enrolment_id: member for member in GroupMember.objects.filter(enrolment__in=keys)}
    return {
        enrolment.pk: standing(
            [one.core for one in sessions if _is_theirs(one, enrolment, members, registered[enrolment.pk])],
            came=registered[enrolment.pk].came,
            joined_at=enrolment.joined_at,
            percent=percent,
            at=at,
        )
        for enrolment in enrolments
    }


def standing_of(enrolment: Enrolment, *, at: dt.datetime) -> Standing:
    return standings(enrolment.cohort, [enrolment], sessions=core_sessions(enrolment.cohort), at=at)[enrolment.pk]


def _is_theirs(
    session: CoreSession, enrolment: Enrolment, members: dict[int, GroupMember], registered: Registered
) -> bool:
    """What their small group met for before they knew they were in it is not, unless a register names them.

    So whoever changes groups keeps what they came to with the first, and owes nothing from before to the second.
    """
    if session.group is None:
        return session.track in (None, enrolment.strand_id)
    if session.core.key in registered.named:
        return True
    member = members.get(enrolment.pk)
    if member is None or member.told_id != session.group:
        return False
    return member.told_at is None or session.core.starts_at >= member.told_at


def core_sessions(cohort: Cohort) -> list[CoreSession]:
    """Those that take place."""
    rows = Session.objects.standing().filter(cohort=cohort, is_core=True)
    rows = rows.values_list("pk", "starts_at", "ends_at", "track", "group")
    return [CoreSession(Core(pk, starts_at, ends_at), track, group) for pk, starts_at, ends_at, track, group in rows]


def _registered(enrolments: list[int], cohort: Cohort) -> dict[int, Registered]:
    """By enrolment."""
    found: dict[int, Registered] = defaultdict(Registered)
    rows: Any = Attendance.objects.filter(enrolment__in=enrolments, session__cohort=cohort, session__is_core=True)
    for enrolment, session, status, starts_at, noted_at in rows.values_list(
        "enrolment", "session", "status", "session__starts_at", "noted_at"
    ):
        found[enrolment].named.add(session)
        if status in Attendance.COUNT:
            caught_up = status == Attendance.Status.CAUGHT_UP
            found[enrolment].came[session] = uk_day(noted_at if caught_up else starts_at)
    return found


def without_register(cohort: Cohort, *, at: dt.datetime) -> int:
    """How many core sessions are over and nobody has said who was there."""
    over = Session.objects.standing().filter(cohort=cohort, is_core=True, ends_at__lte=at)
    sessions: Any = with_register(over)
    return sessions.filter(has_register=False).count()
