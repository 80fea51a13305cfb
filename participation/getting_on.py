"""How those who take part get on with the sessions that count, read from the registers."""

import datetime as dt
from collections import defaultdict
from typing import Any

from cohorts.models import Cohort, Enrolment, Programme
from core.calendar import uk_day
from participation.completion import USUAL_PERCENT, Core, Standing, standing
from participation.models import Attendance, CompletionRule, Session
from participation.registers import with_register


def percent_of(programme: Programme) -> int:
    """How many per cent of its core sessions a programme asks for."""
    found = CompletionRule.objects.filter(programme=programme).values_list("percent", flat=True).first()
    return found or USUAL_PERCENT


def standings(cohort: Cohort, enrolments: list[Enrolment], *, at: dt.datetime) -> dict[int, Standing]:
    """Of each enrolment, by its key. As many questions for one as for a whole cohort."""
    percent = percent_of(cohort.programme)
    sessions = core_sessions(cohort)
    came = _came([enrolment.pk for enrolment in enrolments], cohort)
    return {
        enrolment.pk: standing(
            [core for core, track in sessions if track in (None, enrolment.strand_id)],
            came=came[enrolment.pk],
            joined_at=enrolment.joined_at,
            percent=percent,
            at=at,
        )
        for enrolment in enrolments
    }


def standing_of(enrolment: Enrolment, *, at: dt.datetime) -> Standing:
    return standings(enrolment.cohort, [enrolment], at=at)[enrolment.pk]


def core_sessions(cohort: Cohort) -> list[tuple[Core, int | None]]:
    """Those that take place, each with the strand it is for alone."""
    rows = Session.objects.standing().filter(cohort=cohort, is_core=True)
    return [(Core(pk, *times), track) for pk, *times, track in rows.values_list("pk", "starts_at", "ends_at", "track")]


def _came(enrolments: list[int], cohort: Cohort) -> dict[int, dict[int, dt.date]]:
    """By enrolment: the sessions they have been to or caught up with, each with the day of that."""
    found: dict[int, dict[int, dt.date]] = defaultdict(dict)
    rows: Any = Attendance.objects.counting().filter(
        enrolment__in=enrolments, session__cohort=cohort, session__is_core=True
    )
    for enrolment, session, status, starts_at, noted_at in rows.values_list(
        "enrolment", "session", "status", "session__starts_at", "noted_at"
    ):
        caught_up = status == Attendance.Status.CAUGHT_UP
        found[enrolment][session] = uk_day(noted_at if caught_up else starts_at)
    return found


def without_register(cohort: Cohort, *, at: dt.datetime) -> int:
    """How many core sessions are over and nobody has said who was there."""
    over = Session.objects.standing().filter(cohort=cohort, is_core=True, ends_at__lte=at)
    sessions: Any = with_register(over)
    return sessions.filter(has_register=False).count()
