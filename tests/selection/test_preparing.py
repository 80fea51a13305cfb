"""What will be released, fixed: who gets what and why, what stands in the way, and the way back."""

from functools import partial

import pytest

from core.errors import Refused
from returners.models import Application
from selection.actions.preparing import go_back, prepare
from selection.models import Pending, Review, Reviewer, Round
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import MoveFactory
from tests.parallel import in_parallel
from tests.selection.deciding import BEST, FAIR, GOOD, NOW, POOR, applications, enter, prepared_round, read_round

pytestmark = pytest.mark.django_db


def decided(round_):
    """In the order in which the applications were entered."""
    rows = round_.pending.order_by("candidate__application")
    return list(rows.values_list("rank", "outcome", "reason"))


def refusal(round_):
    with pytest.raises(Refused) as refused:
        prepare(round_, by=ProgrammeManagerFactory(), at=NOW)
    round_.refresh_from_db()
    assert (round_.status, Pending.objects.count()) == ("reviewing", 0)
    return str(refused.value)


def test_prepare_decides_for_everybody_with_the_reason():
    round_ = read_round(GOOD, POOR, BEST, FAIR, capacity=1, least_score=40)

    prepare(round_, by=(manager := ProgrammeManagerFactory()), at=NOW)

    assert decided(round_) == [
        (2, "waiting", "higher"),
        (4, "not offered", "too low"),
        (1, "offered", "among best"),
        (3, "waiting", "higher"),
    ]
    round_.refresh_from_db()
    assert (round_.status, round_.prepared_at, round_.prepared_by) == ("prepared", NOW, manager)


def test_prepare_keeps_to_what_a_manager_moved():
    round_ = read_round(BEST, GOOD, FAIR, capacity=1)
    MoveFactory(candidate=applications(round_)[0].candidate, to="out")

    prepare(round_, by=ProgrammeManagerFactory(), at=NOW)

    assert [(outcome, reason) for _, outcome, reason in decided(round_)] == [
        ("not offered", "moved"),
        ("offered", "among best"),
        ("waiting", "higher"),
    ]


def test_prepare_puts_nobody_on_a_waiting_list_that_is_full():
    round_ = read_round(BEST, GOOD, FAIR, capacity=1, cohort__pool__waiting_limit=1)

    prepare(round_, by=ProgrammeManagerFactory(), at=NOW)

    assert [(outcome, reason) for _, outcome, reason in decided(round_)] == [
        ("offered", "among best"),
        ("waiting", "higher"),
        ("not offered", "higher"),
    ]


def test_prepare_keeps_what_the_readers_thought_without_who_they_are():
    round_ = read_round(FAIR)
    first, second = Review.objects.order_by("pk")
    reader = Reviewer.objects.get(pk=first.reviewer_id).person
    readiness = first.scores.last()
    first.scores.filter(pk=readiness.pk).update(level=3, why=f"Clear plans. {reader.name}, {reader.email}")
    second.scores.filter(criterion=readiness.criterion).update(why="Knows what they want.")

    prepare(round_, by=ProgrammeManagerFactory(), at=NOW)

    *_, last = Pending.objects.get().feedback
    assert (last["criterion"], last["level"], last["words"]) == ("Readiness", 3, "Much")
    assert last["said"] == ["Clear plans. [name], [email]", "Knows what they want."]


def test_prepare_pressed_twice_prepares_once():
    round_ = prepared_round(BEST, GOOD)

    again = prepare(round_, by=ProgrammeManagerFactory(), at=NOW)

    assert again.prepared_by == round_.prepared_by
    assert Pending.objects.count() == 2


def test_prepare_waits_for_every_review():
    round_ = read_round(BEST, GOOD)
    Review.objects.filter(pk=Review.objects.first().pk).update(status="assigned", submitted_at=None)

    assert refusal(round_).startswith("1 candidate with a review still to come.")


def test_prepare_waits_for_whoever_a_person_has_to_look_at():
    round_ = read_round(BEST)
    ApplicationFactory(cohort=round_.cohort, in_review=True)

    assert refusal(round_).startswith("1 application still with a person.")


def test_prepare_leaves_out_nobody_who_was_found_eligible_late():
    round_ = read_round(BEST)
    ApplicationFactory(cohort=round_.cohort, assessment=True)

    assert refusal(round_).startswith("1 eligible application not given to reviewers yet.")


def test_prepare_needs_somebody_to_decide_on():
    assert refusal(read_round()) == "There is nobody to decide on."


def test_prepare_decides_on_nobody_who_has_withdrawn():
    round_ = read_round(BEST, GOOD)
    Application.objects.filter(pk=applications(round_)[0].pk).update(status="withdrawn", closed_at=NOW)

    prepare(round_, by=ProgrammeManagerFactory(), at=NOW)

    assert decided(round_) == [(1, "offered", "among best")]


def test_go_back_throws_away_what_was_prepared():
    round_ = prepared_round(BEST, GOOD)

    for _ in range(2):
        go_back(round_, by=ProgrammeManagerFactory())

    round_.refresh_from_db()
    assert (round_.status, round_.prepared_at, Pending.objects.count()) == ("reviewing", None, 0)
    assert {application.status for application in applications(round_)} == {"assessment"}


def test_whoever_comes_late_is_in_the_decisions_that_are_prepared_anew():
    round_ = prepared_round(GOOD)
    go_back(round_, by=ProgrammeManagerFactory())
    enter(round_, BEST)

    prepare(round_, by=ProgrammeManagerFactory(), at=NOW)

    assert decided(round_) == [(2, "waiting", "higher"), (1, "offered", "among best")]


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_prepare_at_once_prepare_once():
    round_ = read_round(BEST, GOOD, FAIR)
    calls = [partial(prepare, round_, by=ProgrammeManagerFactory(), at=NOW) for _ in range(4)]

    outcomes = in_parallel(calls)

    assert {outcome.prepared_by_id for outcome in outcomes} == {Round.objects.get().prepared_by_id}
    assert Pending.objects.count() == 3
