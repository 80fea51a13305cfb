"""The pages of a pair, and those of the team about pairs."""

import datetime as dt

from django.utils import timezone

from mentoring.models import Pair
from tests.factories.mentoring import (
    ConcernFactory,
    GoalFactory,
    MeetingFactory,
    PairFactory,
    PairFeedbackFactory,
    PairNoteFactory,
)
from tests.queries import growing
from tests.queries.listed import Listed, Scene

BEGAN = dt.timedelta(days=100)


def scene() -> Scene:
    """Two who have met, and arrange to meet again, and who manages their programme."""
    pair = PairFactory(active=True, asked_at=timezone.now() - BEGAN)
    for fields in ({}, {"held": True}):
        MeetingFactory(pair=pair, **fields)
    GoalFactory(pair=pair)
    PairNoteFactory(pair=pair)
    ConcernFactory(pair=pair)
    return {"pair": pair, "person": pair.person, "manager": growing.manager_of(pair.programme)}


def kept(scene: Scene, number: int) -> None:
    """Meetings, goals and notes."""
    for n in range(number):
        MeetingFactory(pair=scene["pair"], held=True, starts_at=timezone.now() - dt.timedelta(days=n + 5))
        GoalFactory(pair=scene["pair"])
        PairNoteFactory(pair=scene["pair"])


def pairs(scene: Scene, number: int) -> None:
    """In cohorts of their own, silent, and not working."""
    for _ in range(number):
        pair = PairFactory(
            active=True, asked_at=timezone.now() - BEGAN, enrolment__cohort__programme=scene["pair"].programme
        )
        ConcernFactory(pair=pair)
        PairFeedbackFactory(pair=pair)


def of_pair(scene: Scene) -> list:
    return [scene["pair"].uuid]


def of_programme(scene: Scene) -> list:
    pair: Pair = scene["pair"]
    return [pair.programme.slug]


LISTS = [
    Listed("mentoring:pair_detail", "person", kept, of_pair),
    Listed("mentoring:meeting_list", "person", kept, of_pair),
    Listed("mentoring:note_list", "person", kept, of_pair),
    Listed("mentoring:pair_record", "manager", kept, of_pair),
    Listed("mentoring:quiet_list", "manager", pairs, of_programme),
    Listed("mentoring:concern_list", "manager", pairs, of_programme),
    Listed("mentoring:mentoring_figures", "manager", pairs, of_programme),
]
