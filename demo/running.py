"""The Winter cohort, half way through: sessions behind it and ahead, small groups, and all that comes up meanwhile."""

import datetime as dt
import random
import uuid
from typing import NamedTuple

from accounts.models import User
from cohorts.models import Cohort, Enrolment, Pool, Programme
from core.calendar import uk_day, uk_instant
from demo import mentoring
from demo.attending import Leaving, catch_up, keep_registers, over, say_what_they_thought, share_slides
from demo.feeling import answer
from demo.leading import Leaders
from demo.people import phone
from demo.roadmaps import plan_ahead
from demo.taking_part import DAY, add_cohort, choose_refresh_week, enrol, known, strangers
from demo.telling import tell_more
from demo.timetables import lay
from participation.actions import asking, enrolling, groups, supporting
from participation.actions.following_up import follow_up
from participation.models import GroupMember, Moment, Outline
from participation.proposing import propose, standing_of
from support import actions as threads

HALF_WAY, HALF_WAY_NAME = "carys.vaughan@example.org", "Carys Vaughan"
PEOPLE, PLACES = 27, 28
STARTS = -33
# How long ago somebody began a break, stopped, and put the programme off.
BREAK, END, DEFERRAL = 9 * DAY, 15 * DAY, DAY / 12
CAPTIONS = "I hear badly on one side. Captions help, and so do people who speak one at a time."
BACK_TO_CAMERA = "I may have to go for a few minutes when my mother calls. I come back."
QUESTION = "Can I come to the session on interviews from my phone? We have one laptop, and my son needs it that day."
ANSWERED = "My child is off nursery this week. Is there a recording of “Your strengths”?"
ANSWER = (
    "We do not record the sessions, so that people can talk freely. Marie sends you her notes, and calls on Friday."
)


class Team(NamedTuple):
    manager: User
    leaders: Leaders


class Parts(NamedTuple):
    """Those of whom something is special; the rest take part."""

    own: Enrolment
    drifting: Enrolment
    seen_to: Enrolment
    paused: Enrolment
    ended: Enrolment
    deferred: Enrolment


def add_running(programme: Programme, team: Team, outline: Outline, later: Cohort, at: dt.datetime) -> Cohort:
    """`later`: the cohort to which one of them puts the programme off."""
    chance = random.Random("winter")
    cohort = add_cohort(programme, name="Winter cohort", slug="winter", places=PLACES, starts=STARTS, at=at)
    first, *others = strangers("winter")[: PEOPLE - 1]
    enrolments = enrol(cohort, [first, known(HALF_WAY, "LS13"), *others], chance)
    starts = cohort.starts_on - uk_day(at)
    began = at + starts
    tell_more(cohort, chance, began - 14 * DAY)
    lay(cohort, outline, team.leaders, by=team.manager, at=began - 12 * DAY)
    mentoring.match(cohort, enrolments, team.manager, at)
    form_groups(cohort, team.manager, began - 6 * DAY)
    parts = Parts(enrolments[1], *enrolments[-5:])
    answer(enrolments[:-7], Moment.START, began - 2 * DAY)
    choose_refresh_week(enrolments[1:-5:2], began + DAY)
    tell_needs(enrolments, began)
    sit_in(cohort, parts, chance, team, at)
    change_course(parts, later, at)
    ask(enrolments, team.manager, at)
    plan_ahead(enrolments[1:6], at)
    mentoring.keep_going(cohort, parts.own, team.manager, at)
    return cohort


def form_groups(cohort: Cohort, manager: User, at: dt.datetime) -> None:
    """As the portal proposes them. Most share how to reach them; some do not."""
    groups.use_proposal(cohort, seen=propose(standing_of(cohort)).seen, by=manager)
    groups.tell(cohort, seen=groups.told_seen(list(groups.to_tell(cohort))), at=at, by=manager)
    for number, member in enumerate(GroupMember.objects.filter(told__cohort=cohort).order_by("enrolment_id")):
        if number % 4:
            number_to_call = phone(100 + number) if number % 2 else ""
            by = member.enrolment.person
            groups.share(member, email=True, phone=number_to_call, at=at + (1 + number % 3) * DAY, by=by)


def tell_needs(enrolments: list[Enrolment], at: dt.datetime) -> None:
    """One lets session leaders know what would help; another tells the team alone."""
    for enrolment, text, is_shared in [(enrolments[2], CAPTIONS, True), (enrolments[4], BACK_TO_CAMERA, False)]:
        supporting.tell_support_needs(enrolment, text=text, is_shared=is_shared, by=enrolment.person, at=at)


def sit_in(cohort: Cohort, parts: Parts, chance: random.Random, team: Team, at: dt.datetime) -> None:
    """All registers are kept but that of the last coaching. One of the two who drift away has had a call."""
    sessions = over(cohort, at)
    sessions.remove([session for session in sessions if session.leader == team.leaders.coach][-1])
    gone = {one.pk: at - ago for one, ago in zip(parts[3:], (BREAK, END, DEFERRAL), strict=True)}
    keep_registers(sessions, Leaving(frozenset({parts.drifting.pk, parts.seen_to.pk}), gone), chance)
    catch_up(cohort, 3, by=team.manager, after=5 * DAY, until=at)
    say_what_they_thought(sessions, chance, at)
    share_slides(sessions[:4])
    last = next(session for session in reversed(sessions) if session.is_core)
    follow_up(parts.seen_to, session=last, by=team.manager, at=min(last.ends_at + DAY, at))


def change_course(parts: Parts, later: Cohort, at: dt.datetime) -> None:
    """A break, an end, and a later start."""
    Reason = Enrolment.Reason
    back_on = uk_day(at + 6 * DAY)
    enrolling.end_early(parts.ended, reason=Reason.JOB, by=parts.ended.person, at=at - END)
    enrolling.pause(parts.paused, reason=Reason.CARING, back_on=back_on, by=parts.paused.person, at=at - BREAK)
    pool = Pool.objects.get(cohort=later)
    enrolling.defer(parts.deferred, pool, reason=Reason.CARING, by=parts.deferred.person, at=at - DEFERRAL)


def ask(enrolments: list[Enrolment], manager: User, at: dt.datetime) -> None:
    """One question is answered, one waits."""
    own, other = enrolments[1], enrolments[7]
    asked = uk_instant(uk_day(at) - 11 * DAY, 9, 20)
    key = uuid.UUID(int=11, version=4)
    answered = asking.ask(own, subject="Missed session", text=ANSWERED, key=key, by=own.person, at=asked)
    threads.answer(answered, text=ANSWER, by=manager, at=asked + DAY / 8)
    key = uuid.UUID(int=12, version=4)
    asking.ask(other, subject="Interviews on a phone", text=QUESTION, key=key, by=other.person, at=at - DAY)
