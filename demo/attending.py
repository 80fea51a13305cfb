"""Who was at which session: the registers of those that are over, and what people thought of them."""

import datetime as dt
import random
import uuid
from collections import defaultdict
from dataclasses import dataclass

from django.utils.text import slugify

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from participation.actions.attendance import keep_register, tell_cannot_come
from participation.actions.feedback import give_session_feedback
from participation.actions.sharing import share_material
from participation.models import Attendance, Session
from participation.registers import people_of

Status = Attendance.Status
LIKELY = {Status.PRESENT: 84, Status.PART: 6, Status.ABSENT: 10}


@dataclass(frozen=True)
class Leaving:
    """By the keys of enrolments: who misses the `last` core sessions, and from when on somebody comes no more."""

    drifting: frozenset[int]
    gone: dict[int, dt.datetime]
    last: int = 2

    def is_missed(self, session: Session, sessions: list[Session]) -> bool:
        return session in [one for one in sessions if one.is_core][-self.last :]


COMMENTS = [
    "Good to hear that others are as nervous as I am.",
    "Ten minutes more for questions would help.",
    "I have told my sister about it already.",
    "The exercise in threes was better than I feared.",
    "I came out of it with a list.",
]


def over(cohort: Cohort, at: dt.datetime) -> list[Session]:
    """Those that took place, first things first. Check-ins, for which nobody keeps a register, are left out."""
    sessions = cohort.sessions.standing().exclude(kind=Session.Kind.FOLLOW_ON)
    return list(sessions.filter(ends_at__lte=at).select_related("leader").in_order())


def keep_registers(sessions: list[Session], leaving: Leaving, chance: random.Random) -> None:
    """Kept when a session ends, by who leads it. Nobody misses two in a row but those who drift away."""
    missed: dict[int, bool] = defaultdict(bool)
    for number, session in enumerate(sessions):
        expected = people_of(session).order_by("pk").values_list("pk", flat=True)
        here = [pk for pk in expected if pk not in leaving.gone or session.ends_at < leaving.gone[pk]]
        drifting = leaving.drifting if leaving.is_missed(session, sessions) else frozenset()
        if number % 2:
            excuse_somebody(session, [pk for pk in here if pk not in leaving.drifting], chance)
        excused = set(session.attendances.own_excuses().values_list("enrolment", flat=True))
        marks: dict[int, str] = {}
        for pk in here:
            [status] = chance.choices([*LIKELY], [*LIKELY.values()])
            if pk in drifting:
                status = Status.ABSENT
            elif missed[pk] or pk in leaving.drifting:
                status = Status.PRESENT
            if pk not in excused:
                marks[pk] = status
                missed[pk] = status == Status.ABSENT if session.is_core else missed[pk]
        keep_register(session, marks, by=leader_of(session), at=session.ends_at)


def excuse_somebody(session: Session, people: list[int], chance: random.Random) -> None:
    """The evening before, somebody tells us that they cannot come."""
    if not people:
        return
    enrolment = Enrolment.objects.select_related("person").get(pk=chance.choice(people))
    excuse = chance.choice([Attendance.Excuse.CARING, Attendance.Excuse.CARING, Attendance.Excuse.ILL])
    eve = session.starts_at - dt.timedelta(hours=14)
    tell_cannot_come(enrolment, session, excuse=excuse, by=enrolment.person, at=eve)


def catch_up(cohort: Cohort, most: int, *, by: User, after: dt.timedelta, until: dt.datetime) -> None:
    """Some have seen to what they missed, those who missed it first before the others."""
    missed = Attendance.objects.filter(session__cohort=cohort, status__in=[Status.ABSENT, Status.EXCUSED])
    missed = missed.filter(session__ends_at__lte=until - after).select_related("session")
    for attendance in missed.order_by("session__starts_at", "pk")[:most]:
        at = attendance.session.ends_at + after
        keep_register(attendance.session, {attendance.enrolment_id: Status.CAUGHT_UP}, by=by, at=at)


def say_what_they_thought(sessions: list[Session], chance: random.Random, until: dt.datetime) -> None:
    """Half of those who were there say it on the same day or the next; some in a sentence."""
    for session in sessions:
        there = session.attendances.counting().select_related("enrolment__person").order_by("pk")
        for attendance in there:
            at = session.ends_at + dt.timedelta(hours=chance.randint(1, 30))
            comment = chance.choice(COMMENTS) if chance.random() < 0.2 else ""
            useful = chance.choice([5, 5, 4, 4, 4, 3])
            if chance.random() < 0.5 and at < until:
                enrolment = attendance.enrolment
                give_session_feedback(
                    session, enrolment=enrolment, useful=useful, comment=comment, by=enrolment.person, at=at
                )


def share_slides(sessions: list[Session]) -> None:
    """Some hours later, by who leads it."""
    for session in sessions:
        share_material(
            session,
            title=f"Slides: {session.title}",
            link=f"https://slides.example.org/{slugify(session.title)}",
            document=None,
            key=uuid.uuid5(session.uuid, "slides"),
            by=leader_of(session),
            at=session.ends_at + dt.timedelta(hours=3),
        )


def leader_of(session: Session) -> User:
    if session.leader is None:
        raise LookupError(f"Nobody leads {session}.")
    return session.leader
