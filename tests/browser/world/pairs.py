"""Mentoring pairs: two who meet, two who arrange to, two who just began, and two who are done."""

import datetime as dt
from typing import Any

from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from mentoring.models import Pair, Side
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory
from tests.factories.mentoring import (
    ConcernFactory,
    GoalFactory,
    MeetingFactory,
    MentorFactory,
    PairFactory,
    PairFeedbackFactory,
    PairNoteFactory,
)

NOW = timezone.now()
DAY = dt.timedelta(days=1)
WEEK = ["tue-school", "wed-evening", "fri-school"]


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Back with a Mentor", slug="mentored")
    make_manager(programme, person=world.people["manager"])
    cohorts = [CohortFactory(programme=programme, name=f"{name} cohort", slug=name.lower()) for name in ("One", "Two")]
    _meets(_pair(world, "meets", "Amina Yusuf", "Priya Shah", cohorts[0], days=130))
    _arranges(_pair(world, "arranges", "Bea Holt", "Grace Obi", cohorts[0], days=40))
    _pair(world, "begins", "Carys Lloyd", "Helen Marsh", cohorts[1], days=35)
    _over(_pair(world, "over", "Dana Reid", "Ines Costa", cohorts[1], days=200, **OVER))


OVER: dict[str, Any] = {"status": Pair.Status.COMPLETED, "ended_at": NOW - 10 * DAY}


def _pair(world: World, state: str, returner: str, mentor: str, cohort, *, days: int, **fields: Any) -> Pair:
    people = [
        UserFactory(name=name, email=f"{state}-{side}@example.org")
        for side, name in (("mentored", returner), ("mentor", mentor))
    ]
    world.people[f"{state}-mentored"], world.people[f"{state}-mentor"] = people
    began = NOW - days * DAY
    enrolment = EnrolmentFactory(person=people[0], cohort=cohort, availability=WEEK)
    offer = MentorFactory(person=people[1], programme=cohort.programme, availability=WEEK, region=enrolment.region)
    pair = PairFactory(active=True, enrolment=enrolment, mentor=offer, asked_at=began)
    if fields:
        Pair.objects.filter(pk=pair.pk).update(**fields)
        pair.refresh_from_db()
    world.pairs[state] = pair
    return pair


def _meets(pair: Pair) -> None:
    """Half way, with enough meetings to finish; and one of them is not happy."""
    for n in range(1, 8):
        MeetingFactory(pair=pair, held=True, starts_at=NOW - n * 14 * DAY, held_minutes=40 + n)
    MeetingFactory(
        pair=pair, agreed=True, times=[NOW + 6 * DAY], minutes=45, where="https://meet.example.org/amina-and-priya"
    )
    GoalFactory(pair=pair, text="Find three jobs to apply for", done_at=NOW - 20 * DAY)
    GoalFactory(pair=pair, text="Practise an interview out loud")
    PairNoteFactory(pair=pair, text="What I said about my strengths:\n- I finish things\n- I ask early")
    PairNoteFactory(pair=pair, side=Side.MENTOR, text="Bring one job advert to each meeting.")
    ConcernFactory(pair=pair, words="It is hard to find an evening.")


def _arranges(pair: Pair) -> None:
    """The mentor has proposed times."""
    MeetingFactory(pair=pair, times=[NOW + n * DAY for n in (5, 6, 8)])
    PairFeedbackFactory(pair=pair, given_at=NOW)


def _over(pair: Pair) -> None:
    MeetingFactory(pair=pair, held=True, starts_at=NOW - 30 * DAY)
    PairNoteFactory(pair=pair, text="Thank you for all of it.")
    Pair.objects.filter(pk=pair.pk).update(ends_on=uk_day(NOW - 10 * DAY))
