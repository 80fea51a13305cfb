"""What a manager sets and moves while the cohort is being built."""

from decimal import Decimal
from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from core.audit import AuditEntry
from core.errors import Refused, SeenOtherwise
from selection.actions import building as actions
from selection.actions.assigning import hold
from selection.building import build
from selection.models import Move, Round
from selection.ranking import read_ranking
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.selection import CandidateFactory, RoundFactory
from tests.parallel import blocked, in_parallel
from tests.selection.rounds import read

pytestmark = pytest.mark.django_db
WHY = {"reason": Move.Reason.EVIDENCE, "why": "Much of what counts here is not in the scores."}


@pytest.fixture
def round_():
    """One place, and two for it."""
    return RoundFactory(cohort__pool__capacity=1)


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def seen(candidate, to):
    return actions.preview(candidate, to, read_ranking(candidate.round)).seen


def chosen(round_):
    return build(round_, read_ranking(round_)).made.chosen


def test_preview_says_who_comes_in_who_goes_out_and_what_it_costs(round_):
    best, second = read(round_, 4, 4), read(round_, 3, 3)

    preview = actions.preview(second, "in", read_ranking(round_))

    assert [one.candidate for one in preview.comes_in] == [second.pk]
    assert [one.candidate for one in preview.goes_out] == [best.pk]
    assert preview.points == -2_500
    assert chosen(round_) == {best.pk}


def test_move_takes_somebody_into_the_cohort_for_a_reason(round_, manager):
    read(round_, 4, 4)
    second, now = read(round_, 3, 3), timezone.now()

    actions.move(second, to="in", **WHY, at=now, by=manager, seen=seen(second, "in"))

    assert chosen(round_) == {second.pk}
    entry = AuditEntry.objects.filter(table="selection_move").latest("pk")
    assert (entry.actor, entry.why) == (manager, "Moved by a manager")


def test_move_to_the_other_side_takes_the_place_of_the_first(round_, manager):
    best, second = read(round_, 4, 4), read(round_, 3, 3)
    actions.move(best, to="in", **WHY, at=timezone.now(), by=manager)

    actions.move(best, to="out", **WHY, at=timezone.now(), by=manager)

    assert [move.to for move in best.moves.standing()] == ["out"]
    assert best.moves.count() == 2
    assert chosen(round_) == {second.pk}


def test_the_same_move_made_twice_is_one(round_, manager):
    candidate = read(round_, 3, 3)

    for _ in range(2):
        actions.move(candidate, to="out", **WHY, at=timezone.now(), by=manager)

    assert candidate.moves.count() == 1


def test_move_is_shown_again_once_it_would_do_something_else(round_, manager):
    best, second = read(round_, 4, 4), read(round_, 3, 3)
    before = seen(second, "in")
    actions.move(best, to="in", **WHY, at=timezone.now(), by=manager)
    round_.cohort.pools.update(capacity=2)

    with pytest.raises(SeenOtherwise, match="has changed"):
        actions.move(second, to="in", **WHY, at=timezone.now(), by=manager, seen=before)

    assert not second.moves.exists()


def test_more_than_there_are_places_cannot_be_moved_in(round_, manager):
    first, second = read(round_, 4, 4), read(round_, 3, 3)
    actions.move(first, to="in", **WHY, at=timezone.now(), by=manager)

    with pytest.raises(Refused, match="You kept in 2 applications, but the number of places is 1"):
        actions.move(second, to="in", **WHY, at=timezone.now(), by=manager)

    assert Move.objects.standing().count() == 1


def test_whoever_has_no_score_cannot_be_moved(round_, manager):
    candidate = CandidateFactory(round=round_)

    with pytest.raises(Refused, match="no score yet"):
        actions.move(candidate, to="in", **WHY, at=timezone.now(), by=manager)


def test_take_back_lets_the_scores_decide_again(round_, manager):
    best, second = read(round_, 4, 4), read(round_, 3, 3)
    move = actions.move(second, to="in", **WHY, at=timezone.now(), by=manager)

    for _ in range(2):
        actions.take_back(move, at=timezone.now(), by=manager)

    move.refresh_from_db()
    assert move.taken_back_at
    assert chosen(round_) == {best.pk}


@pytest.mark.parametrize(("status", "words"), [("prepared", "are prepared"), ("released", "have been released")])
def test_nothing_is_moved_once_decisions_are_prepared(round_, manager, status, words):
    candidate, now = read(round_, 3, 3), timezone.now()
    move = actions.move(candidate, to="out", **WHY, at=now, by=manager)
    released = {"released_at": now} if status == "released" else {}
    Round.objects.filter(pk=round_.pk).update(status=status, prepared_at=now, **released)

    for act in (
        partial(actions.move, candidate, to="in", **WHY, at=now, by=manager),
        partial(actions.take_back, move, at=now, by=manager),
        partial(actions.change_settings, round_, use_normalised=True, least_score=Decimal(0), least={}, by=manager),
    ):
        with pytest.raises(Refused, match=words):
            act()

    assert list(candidate.moves.standing()) == [move]


def test_settings_are_kept_and_written_down(round_, manager):
    strand = round_.cohort.programme.strands.first()

    for least in ({strand: 2, "Midlands": 3}, {strand: 1, "Midlands": 0}):
        actions.change_settings(round_, use_normalised=True, least_score=Decimal("55.5"), least=least, by=manager)

    round_.refresh_from_db()
    assert (round_.use_normalised, round_.least_score) == (True, Decimal("55.50"))
    assert [(one.strand, one.region_group, one.least) for one in round_.minimums.all()] == [(strand, "", 1)]
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.table, entry.row) == (manager, "selection_round", round_.pk)


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_move_in_the_last_two_at_once_fill_one_place():
    round_ = RoundFactory(cohort__pool__capacity=1)
    first, second, manager = read(round_, 4, 4), read(round_, 3, 3), ProgrammeManagerFactory()

    outcomes = in_parallel(
        (
            partial(actions.move, candidate, to="in", **WHY, at=timezone.now(), by=manager)
            for candidate in (first, second)
        ),
        may_raise=(Refused,),
    )

    assert sorted(isinstance(outcome, Move) for outcome in outcomes) == [False, True]
    assert Move.objects.standing().count() == 1


@pytest.mark.django_db(transaction=True)
def test_move_that_crosses_with_preparing_is_refused():
    candidate, manager = read(RoundFactory(), 3, 3), ProgrammeManagerFactory()

    with transaction.atomic():
        round_ = hold(candidate.round)
        crossing = blocked(partial(actions.move, candidate, to="out", **WHY, at=timezone.now(), by=manager))
        Round.objects.filter(pk=round_.pk).update(status="prepared", prepared_at=timezone.now())

    with pytest.raises(Refused, match="are prepared"):
        crossing.result()
    assert not Move.objects.exists()
