"""The one release: everybody at once or nobody, once, in the order of the ranking."""

from collections import Counter
from functools import partial

import pytest
from django.utils import timezone

from core import jobs
from core.errors import Refused
from core.jobs import Job
from notifications.models import Message, TimedLetter
from returners import actions
from returners.models import Application, Assessment, Place, Step
from selection import decisions
from selection.actions.preparing import go_back
from selection.actions.releasing import RELEASE, carry_out_release, start_release
from tests.counting import miscounted
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.parallel import in_parallel
from tests.selection.deciding import (
    BEST,
    FAIR,
    GOOD,
    LATER,
    NOW,
    POOR,
    applications,
    ask_for_release,
    prepared_round,
    release,
)

pytestmark = pytest.mark.django_db


def letters():
    return Message.objects.filter(key__startswith="application-assessed:")


def assert_nothing_released(round_):
    round_.refresh_from_db()
    assert round_.status == "prepared"
    assert {application.status for application in applications(round_)} <= {"assessment", "in review", "withdrawn"}
    assert not Place.objects.exists()
    assert not Assessment.objects.exists()
    assert not letters().exists()
    assert not Step.objects.filter(what__in=["offered", "waiting", "not offered"]).exists()
    assert not TimedLetter.objects.exists()


def assert_released(round_, number):
    round_.refresh_from_db()
    assert round_.status == "released"
    assert Assessment.objects.count() == letters().count() == number
    assert not round_.pending.exists()
    assert not miscounted(round_.cohort.pools.get(), Place)


def test_release_offers_in_order_of_rank_lets_others_wait_and_tells_everybody():
    round_ = prepared_round(GOOD, POOR, BEST, FAIR, capacity=1, least_score=40)

    job = release(round_)

    good, poor, best, fair = applications(round_)
    assert [one.status for one in (good, poor, best, fair)] == ["decided", "not offered", "decided", "decided"]
    assert [(place.application, place.status) for place in Place.objects.order_by("position")] == [
        (best, "offered"),
        (good, "waiting"),
        (fair, "waiting"),
    ]
    assert [str(one.assessments.get().get_outcome_display()) for one in (best, good, poor)] == [
        "A place",
        "The waiting list",
        "No place",
    ]
    assert (poor.closed_at, best.closed_at) == (LATER, None)
    assert [step.what for one in (best, good, poor) for step in one.steps.all()] == [
        "offered",
        "waiting",
        "not offered",
    ]
    assert "number 2" in letters().get(subject_uuid=fair.uuid).text
    assert set(letters().values_list("lane", flat=True)) == {"bulk"}
    assert (job.state, job.done, job.total) == ("finished", 4, 4)
    assert (round_.status, round_.released_at, round_.released_by) == ("released", LATER, job.started_by)


def test_the_letter_that_was_read_is_the_letter_that_goes():
    round_ = prepared_round(BEST, GOOD, POOR, least_score=40)
    sheet = decisions.read_sheet(round_)
    rows = list(decisions.with_applications(decisions.standing(round_)))
    read = {
        one.candidate.application.uuid: decisions.letter_of(one, sheet.turns.get(one.candidate_id), at=LATER)
        for one in rows
    }

    release(round_)

    gone = {letter.subject_uuid: letter for letter in letters()}
    assert len(gone) == 3
    for uuid, letter in read.items():
        assert letter == {"subject": gone[uuid].subject, "text": gone[uuid].text, "html": gone[uuid].html}


def test_an_offer_of_a_release_is_reminded_of_and_given_on_like_any_other():
    round_ = prepared_round(BEST, GOOD, FAIR)
    release(round_)
    best, good, _ = applications(round_)

    actions.decline(best.places.get(), at=LATER)

    assert good.places.get().status == "offered"
    assert set(TimedLetter.objects.values_list("rule", "object_id", "state")) == {
        ("offer-reminder", best.places.get().pk, "cancelled"),
        ("offer-reminder", good.places.get().pk, "planned"),
    }


def test_release_fills_each_strand_by_its_own_places():
    round_ = prepared_round(
        BEST,
        GOOD,
        FAIR,
        POOR,
        strands=["Technology", "Technology", "Engineering", "Engineering"],
        pools={"Technology": 1, "Engineering": 1},
    )

    release(round_)

    standing = {one: one.places.get() for one in applications(round_)}
    assert [(place.pool.strand, place.status) for place in standing.values()] == [
        (one.strand, status) for one, status in zip(standing, ["offered", "waiting", "offered", "waiting"], strict=True)
    ]
    assert [letter.text.count("number 1") for letter in letters().filter(template__endswith="waiting")] == [1, 1]


def test_release_of_three_hundred():
    levels = [[n % 5, n // 5 % 5, n // 25 % 5] for n in range(300)]
    round_ = prepared_round(*levels, capacity=40, least_score=50, cohort__pool__allowance=5)
    expected = Counter(line.outcome for line in decisions.read_sheet(round_).lines)

    release(round_)

    assert_released(round_, 300)
    assert Counter(Assessment.objects.values_list("outcome", flat=True)) == expected
    assert Place.objects.offered().count() == expected["offered"] == 45
    by_position = Place.objects.order_by("position").values_list("application__assessments__rank", flat=True)
    assert list(by_position) == sorted(by_position)


# -- What has changed since ------------------------------------------------------------------------------------------


def late(round_, **state):
    ApplicationFactory(cohort=round_.cohort, **state)


def withdraw(round_, number):
    actions.withdraw(applications(round_)[number], at=NOW)


def resize(round_, capacity):
    pool = round_.cohort.pools.get()
    actions.resize_pool(pool, capacity=capacity, allowance=0, why="Money", by=ProgrammeManagerFactory(), at=NOW)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (partial(late, assessment=True), "1 application to this cohort came to be decided since."),
        (partial(late, in_review=True), "1 application to this cohort came to be decided since."),
        (partial(withdraw, number=0), "Somebody who was to be offered a place has left since."),
        (partial(resize, capacity=2), "The number of places has changed since."),
        (partial(resize, capacity=0), "The number of places has changed since."),
    ],
    ids=["late", "referred", "withdrawn", "more places", "fewer places"],
)
def test_release_is_refused_once_it_would_decide_otherwise(change, words):
    round_ = prepared_round(BEST, GOOD, FAIR)
    change(round_)

    with pytest.raises(Refused, match=words):
        start_release(round_, by=ProgrammeManagerFactory(), at=LATER)

    assert not Job.objects.exists()
    assert_nothing_released(round_)


def test_a_change_between_the_press_and_the_worker_stops_the_release_and_says_why():
    round_ = prepared_round(BEST, GOOD, FAIR)
    job = ask_for_release(round_)
    withdraw(round_, 0)

    carry_out_release(job, at=LATER)

    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error.startswith("Somebody who was to be offered a place has left since.")
    assert_nothing_released(round_)


def test_whoever_was_to_wait_and_has_withdrawn_is_passed_over():
    round_ = prepared_round(BEST, GOOD, FAIR)
    withdraw(round_, 1)

    release(round_)

    _best, good, fair = applications(round_)
    assert good.status == "withdrawn"
    assert "number 1" in letters().get(subject_uuid=fair.uuid).text
    assert_released(round_, 2)


def test_nothing_is_released_that_was_not_prepared():
    round_ = prepared_round(BEST)
    go_back(round_, by=ProgrammeManagerFactory())

    with pytest.raises(Refused, match="Prepare them first"):
        start_release(round_, by=ProgrammeManagerFactory(), at=LATER)


def test_going_back_takes_back_a_release_that_no_worker_has_begun():
    round_ = prepared_round(BEST)
    job = ask_for_release(round_)

    go_back(round_, by=ProgrammeManagerFactory())
    carry_out_release(job, at=LATER)

    job.refresh_from_db()
    assert job.state == "stopped"
    assert not Place.objects.exists()


def test_nobody_goes_back_behind_a_release():
    round_ = prepared_round(BEST)
    release(round_)

    with pytest.raises(Refused):
        go_back(round_, by=ProgrammeManagerFactory())

    assert_released(round_, 1)


# -- All of it or nothing, and once ----------------------------------------------------------------------------------


def test_a_fault_on_the_way_releases_nothing_and_the_same_button_finishes_later():
    round_ = prepared_round(BEST, GOOD, POOR)
    last = applications(round_)[-1].person
    # No letter can be written to this.
    type(last).objects.filter(pk=last.pk).update(email="two\nlines@example.org")

    job = release(round_)

    assert job.state == "failed"
    assert "You can press release again" in job.error
    assert_nothing_released(round_)

    type(last).objects.filter(pk=last.pk).update(email=last.email)
    release(round_)
    assert_released(round_, 3)


def test_release_pressed_twice_is_one_release():
    round_ = prepared_round(BEST, GOOD)

    jobs_made = {ask_for_release(round_).pk for _ in range(2)}
    release(round_)
    again = start_release(round_, by=ProgrammeManagerFactory(), at=LATER)

    assert len(jobs_made) == 1
    assert again.status == "released"
    assert Job.objects.filter(kind=RELEASE).count() == 1
    assert_released(round_, 2)


@pytest.mark.django_db(transaction=True)
def test_two_managers_and_two_workers_at_once_release_once():
    round_ = prepared_round(BEST, GOOD, FAIR)
    presses = [partial(start_release, round_, by=ProgrammeManagerFactory(), at=LATER) for _ in range(2)]
    in_parallel(presses)
    job = Job.objects.get(kind=RELEASE)

    in_parallel([partial(carry_out_release, job, at=LATER)] * 2)

    assert Job.objects.get().state == "finished"
    assert_released(round_, 3)


@pytest.mark.django_db(transaction=True)
def test_a_withdrawal_at_the_same_moment_leaves_nothing_half_done():
    round_ = prepared_round(BEST, GOOD, FAIR)
    job = ask_for_release(round_)
    best = applications(round_)[0]

    in_parallel([partial(carry_out_release, job, at=LATER), partial(actions.withdraw, best, at=LATER)])

    best.refresh_from_db()
    assert best.status == "withdrawn"
    round_.refresh_from_db()
    if round_.status == "released":
        assert [place.status for place in Place.objects.order_by("position")] == ["cancelled", "offered", "waiting"]
    else:
        assert_nothing_released(round_)


def test_a_worker_that_fell_silent_leaves_its_job_to_the_next():
    round_ = prepared_round(BEST)
    ask_for_release(round_)
    taken = jobs.take(RELEASE, at=timezone.now())

    again = jobs.take(RELEASE, at=timezone.now() + jobs.SILENT)

    assert taken == again
    carry_out_release(again, at=LATER)
    assert_released(round_, 1)


def test_whoever_gets_no_place_can_apply_to_another_cohort():
    round_ = prepared_round(BEST, POOR, least_score=40)
    release(round_)
    turned_down = applications(round_)[1]

    assert not Application.objects.live().filter(person=turned_down.person).exists()
