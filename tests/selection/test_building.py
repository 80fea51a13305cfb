"""The cohort that a round proposes, and what everybody would get."""

import pytest

from cohorts.models import Cohort, Pool
from core.regions import Region, RegionGroup
from returners.models import Assessment
from selection.building import build, decided, places_of
from selection.models import Minimum, Move
from selection.ranking import read_ranking
from tests.factories.selection import MoveFactory, RoundFactory
from tests.selection.rounds import read

pytestmark = pytest.mark.django_db
Outcome, Reason = Assessment.Outcome, Assessment.Reason


def built(round_):
    return build(round_, read_ranking(round_))


def of(made):
    """What each candidate gets and why."""
    return {one.standing.candidate: (one.outcome, one.reason) for one in decided(made)}


@pytest.fixture
def round_():
    """Two places."""
    return RoundFactory(cohort__pool__capacity=2)


def test_the_best_get_the_places_and_the_rest_wait(round_):
    best, second, third = read(round_, 4, 4), read(round_, 3, 3), read(round_, 2, 2)

    made = built(round_).made

    assert made.is_proven
    assert of(made) == {
        best.pk: (Outcome.OFFERED, Reason.AMONG_BEST),
        second.pk: (Outcome.OFFERED, Reason.AMONG_BEST),
        third.pk: (Outcome.WAITING, Reason.HIGHER),
    }


def test_an_overbooking_allowance_makes_more_offers(round_):
    Pool.objects.filter(cohort=round_.cohort).update(allowance=1)
    for level in (4, 3, 2, 1):
        read(round_, level, level)

    assert len(built(round_).made.chosen) == 3


def test_a_place_that_is_taken_is_not_offered_again(round_):
    Pool.objects.filter(cohort=round_.cohort).update(taken=1)

    assert places_of(round_) == 1


def test_whoever_is_below_the_lowest_score_gets_none(round_):
    round_.least_score = 50
    enough, below = read(round_, 2, 2), read(round_, [2, 2, 1], 2)

    assert of(built(round_).made) == {
        enough.pk: (Outcome.OFFERED, Reason.AMONG_BEST),
        below.pk: (Outcome.NOT_OFFERED, Reason.TOO_LOW),
    }


def test_a_minimum_of_a_strand_comes_before_the_scores(round_):
    best, second = read(round_, 4, 4), read(round_, 3, 3)
    engineer = read(round_, 2, 2, strand="Engineering")
    Minimum.objects.create(round=round_, strand=engineer.application.strand, least=1)

    assert of(built(round_).made) == {
        best.pk: (Outcome.OFFERED, Reason.AMONG_BEST),
        second.pk: (Outcome.WAITING, Reason.HIGHER),
        engineer.pk: (Outcome.OFFERED, Reason.MINIMUM),
    }


def test_a_minimum_of_a_region_group_comes_before_the_scores(round_):
    for _ in range(2):
        read(round_, 4, 4)
    northern = read(round_, 2, 2, region=Region.NORTH_WEST)
    Minimum.objects.create(round=round_, region_group=RegionGroup.NORTH_WEST, least=1)

    assert northern.pk in built(round_).made.chosen


def test_a_minimum_that_cannot_be_met_says_why(round_):
    engineer = read(round_, 4, 4, strand="Engineering")
    read(round_, 3, 3)
    Minimum.objects.create(round=round_, strand=engineer.application.strand, least=2)

    (short,) = built(round_).made.choice.shortfalls

    assert (short.name, short.wanted, short.met) == ("Engineering", 2, 1)
    assert short.why == "Only 1 can be chosen here."


def test_strands_with_places_of_their_own_fill_their_own():
    round_ = RoundFactory(cohort__pool=None, cohort__places_by=Cohort.PlacesBy.STRAND)
    for strand in round_.cohort.programme.strands.all():
        Pool.objects.create(cohort=round_.cohort, strand=strand, capacity=1)
    best, second = read(round_, 4, 4, strand="Technology"), read(round_, 3, 3, strand="Technology")
    engineer = read(round_, 1, 1, strand="Engineering")

    made = built(round_).made

    assert places_of(round_) == {"Technology": 1, "Engineering": 1}
    assert made.chosen == {best.pk, engineer.pk}
    assert second.pk not in made.chosen


def test_moves_change_the_cohort_and_not_the_proposal(round_):
    best, second, third = read(round_, 4, 4), read(round_, 3, 3), read(round_, 2, 2)
    MoveFactory(candidate=third, to=Move.To.IN)
    MoveFactory(candidate=best, to=Move.To.OUT)

    proposed, made, trouble = built(round_)

    assert not trouble
    assert proposed.chosen == {best.pk, second.pk}
    assert of(made) == {
        best.pk: (Outcome.NOT_OFFERED, Reason.MOVED),
        second.pk: (Outcome.OFFERED, Reason.AMONG_BEST),
        third.pk: (Outcome.OFFERED, Reason.MOVED),
    }
    assert [one.candidate for one in made.takes_beyond(proposed)] == [third.pk]
    assert [one.candidate for one in proposed.takes_beyond(made)] == [best.pk]


def test_whoever_is_moved_in_needs_no_lowest_score(round_):
    round_.least_score = 50
    low = read(round_, 1, 1)
    MoveFactory(candidate=low, to=Move.To.IN)

    assert of(built(round_).made) == {low.pk: (Outcome.OFFERED, Reason.MOVED)}


def test_moves_that_no_longer_fit_the_places_are_said_beside_the_proposal(round_):
    for _ in range(3):
        MoveFactory(candidate=read(round_, 2, 2), to=Move.To.IN)

    proposed, made, trouble = built(round_)

    assert len(proposed.chosen) == 2
    assert made is None
    assert trouble.startswith("You kept in 3 applications")


def test_a_move_of_whoever_has_withdrawn_counts_no_more(round_):
    stays, gone = read(round_, 3, 3), read(round_, 2, 2)
    MoveFactory(candidate=gone, to=Move.To.IN)
    gone.application.status = "withdrawn"
    gone.application.closed_at = gone.application.submitted_at
    gone.application.save()

    assert built(round_).made.chosen == {stays.pk}
