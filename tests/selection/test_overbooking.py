"""What earlier offers say about an overbooking allowance."""

import pytest
from django.utils import timezone

from cohorts.models import Pool
from core.places import Status
from returners.models import Place
from selection.building import build
from selection.overbooking import effects_of, past_of
from selection.ranking import read_ranking
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.returners import PlaceFactory
from tests.factories.selection import RoundFactory
from tests.selection.rounds import read

pytestmark = pytest.mark.django_db


def place(cohort, status):
    """An offer that ended so."""
    made = PlaceFactory(pool=cohort.pools.get(), confirmed=status == Status.CONFIRMED)
    if status not in (Status.CONFIRMED, Status.OFFERED):
        Place.objects.filter(pk=made.pk).update(status=status, closed_at=timezone.now())
    return made


def test_offers_of_other_cohorts_that_were_answered_count():
    round_ = RoundFactory()
    earlier = CohortFactory(programme=round_.cohort.programme)
    for status in (Status.CONFIRMED, Status.CONFIRMED, Status.DECLINED, Status.EXPIRED, Status.OFFERED):
        place(earlier, status)
    place(round_.cohort, Status.CONFIRMED)
    place(CohortFactory(), Status.DECLINED)

    assert past_of(round_) == (2, 4)


def test_whoever_left_after_joining_had_accepted():
    round_ = RoundFactory()
    earlier = CohortFactory(programme=round_.cohort.programme)
    joined, _never = place(earlier, Status.CANCELLED), place(earlier, Status.CANCELLED)
    EnrolmentFactory(person=joined.application.person, cohort=earlier, ended=True)

    assert past_of(round_) == (1, 2)


def test_the_allowance_that_is_set_is_among_those_shown():
    round_ = RoundFactory(cohort__pool__capacity=40, cohort__pool__allowance=3)
    read(round_, 3, 3)

    ((_, effects),) = effects_of(round_, past_of(round_), build(round_, read_ranking(round_)).proposed)

    assert [effect.allowance for effect in effects] == [0, 2, 3, 4, 6, 8, 10]
    assert {effect.offers for effect in effects} == {1}


def test_each_strand_with_places_of_its_own_has_a_table():
    round_ = RoundFactory(cohort__pool=None, cohort__places_by="strand")
    for strand in round_.cohort.programme.strands.all():
        Pool.objects.create(cohort=round_.cohort, strand=strand, capacity=1)
    for _ in range(2):
        read(round_, 3, 3, strand="Technology")

    tables = effects_of(round_, past_of(round_), build(round_, read_ranking(round_)).proposed)

    assert [(str(pool.strand), effects[1].offers) for pool, effects in tables] == [
        ("Engineering", 0),
        ("Technology", 2),
    ]
