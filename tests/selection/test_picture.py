"""What the pages of a round show follows everything it rests on, at once."""

import datetime as dt

import pytest
from django.utils import timezone

from cohorts.models import Cohort, Pool
from core.regions import Region, RegionGroup
from returners.models import Application, CareerBreak
from selection import picture
from selection.models import Candidate, Minimum, Move, Round
from selection.picture import picture_of
from tests.factories.selection import CandidateFactory, MoveFactory, ReviewFactory, RoundFactory
from tests.selection.rounds import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def candidate():
    """One of two for one place."""
    round_ = RoundFactory(cohort__pool__capacity=1)
    read(round_, 3, 3, strand="Engineering")
    return read(round_, 2, 2)


def engineering(candidate):
    return candidate.round.cohort.programme.strands.get(name="Engineering")


def withdraw(candidate):
    Application.objects.filter(pk=candidate.application_id).update(status="withdrawn", closed_at=timezone.now())


CHANGES = {
    "a review": lambda one: ReviewFactory(candidate=one, levels=[4, 4, 4]),
    "a review opened again": lambda one: one.reviews.filter(pk=one.reviews.first().pk).update(status="assigned"),
    "a new candidate": lambda one: CandidateFactory(round=one.round),
    "a withdrawal": withdraw,
    "another strand": lambda one: Application.objects.filter(pk=one.application_id).update(strand=engineering(one)),
    "another region": lambda one: Candidate.objects.filter(pk=one.pk).update(region=Region.LONDON),
    "another break": lambda one: CareerBreak.objects.update(start=dt.date(2001, 1, 1)),
    "another reference date": lambda one: Cohort.objects.update(reference_date=dt.date(2030, 1, 1)),
    "a move": lambda one: MoveFactory(candidate=one),
    "a minimum": lambda one: Minimum.objects.create(round=one.round, region_group=RegionGroup.MIDLANDS, least=1),
    "more places": lambda one: Pool.objects.update(capacity=2),
    "an allowance": lambda one: Pool.objects.update(allowance=1),
    "a lowest score": lambda one: Round.objects.update(least_score=60),
    "adjusted scores": lambda one: Round.objects.update(use_normalised=True),
}


@pytest.mark.parametrize("change", CHANGES)
def test_picture_follows(candidate, change):
    before = picture_of(Round.objects.get())

    CHANGES[change](candidate)

    assert picture_of(Round.objects.get()) != before


def test_picture_follows_a_move_that_is_taken_back(candidate):
    MoveFactory(candidate=candidate)
    moved = picture_of(candidate.round)

    Move.objects.update(taken_back_at=timezone.now())

    assert moved.built.made.chosen == {candidate.pk}
    assert picture_of(candidate.round).built.made.chosen != {candidate.pk}


def test_picture_is_worked_out_once(candidate, monkeypatch):
    before = picture_of(candidate.round)
    monkeypatch.delattr(picture, "read_ranking")

    assert picture_of(candidate.round) == before
