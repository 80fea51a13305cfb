"""A run is published: every mentor asked at once or none, and whoever has changed meanwhile explained."""

from functools import partial

import pytest

from cohorts import actions as cohorts
from core import jobs
from core.errors import Refused, SeenOtherwise
from core.jobs import Job
from mentoring.actions import asking, publishing, standing
from mentoring.actions.publishing import PUBLISH, carry_out_publishing, start_publishing
from mentoring.foreseeing import foresee, seen_of
from mentoring.models import Hand, Mentor, NextAsk, Pair, Run
from notifications.models import Message, TimedLetter
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.mentoring import ProposalFactory, RunFactory, WantsFactory
from tests.mentoring.two import NOW, a_mentor, a_returner, active, again, ask_the_next, waits, worse
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


def a_run(number=2, **fields) -> Run:
    """It found a mentor for so many, each a mentor of their own."""
    run = RunFactory(**fields)
    for _ in range(number):
        ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=a_mentor(run.cohort))
    return run


def start(run, by=None, at=NOW):
    seen = seen_of(foresee(run))
    return start_publishing(run, seen=seen, by=by or ProgrammeManagerFactory(), at=at)


def work(at=NOW) -> Job:
    while job := jobs.take(PUBLISH, at=at):
        carry_out_publishing(job, at=at)
    return Job.objects.filter(kind=PUBLISH).latest("pk")


def publish(run) -> Job:
    start(run)
    return work()


def assert_nobody_asked(run):
    assert again(run).status == "found"
    assert not Pair.objects.exists()
    assert not Message.objects.exists()
    assert not TimedLetter.objects.exists()


def skipped(run) -> list[str]:
    return [one.skipped for one in run.proposals.order_by("pk")]


def test_publishing_asks_every_mentor_once():
    run = a_run(3)

    job = publish(run)

    assert (job.state, job.done, job.total) == ("finished", 3, 3)
    pairs = list(Pair.objects.asked().order_by("pk"))
    assert {(one.enrolment, one.mentor) for one in pairs} == {
        (one.enrolment, one.mentor) for one in run.proposals.all()
    }
    assert {(one.run, one.asked_at) for one in pairs} == {(run, NOW)}
    assert Message.objects.filter(template="mentoring/email/asked").count() == 3
    assert TimedLetter.objects.filter(rule="mentor-answer-reminder", state="planned").count() == 3
    assert (again(run).status, run.published_at, run.published_by) == ("published", NOW, job.started_by)


def test_only_the_newest_run_of_a_cohort_is_published():
    old = a_run()
    newer = a_run(cohort=old.cohort)
    RunFactory(cohort=old.cohort, status="stopped")

    with pytest.raises(Refused, match="There is a newer run"):
        start(old)

    assert publish(newer).state == "finished"


def test_a_run_that_became_old_between_the_press_and_the_work_asks_nobody():
    run = a_run()
    start(run)
    RunFactory(cohort=run.cohort)

    job = work()

    assert (job.state, job.error) == ("failed", "There is a newer run of this cohort. Publish that one.")
    assert_nobody_asked(run)


def test_a_page_that_showed_something_else_publishes_nothing():
    run = a_run()
    seen = seen_of(foresee(run))
    mentor = run.proposals.first().mentor
    standing.pause(mentor, by=mentor.person, at=NOW)

    with pytest.raises(SeenOtherwise):
        start_publishing(run, seen=seen, by=ProgrammeManagerFactory(), at=NOW)

    assert not Job.objects.exists()


@pytest.mark.parametrize(
    ("change", "because", "looks_on"),
    [
        (lambda one: standing.pause(one.mentor, by=None, at=NOW), "The mentor is having a break.", "yes"),
        (lambda one: standing.leave(one.mentor, by=None, at=NOW), "The mentor has stopped.", "yes"),
        (lambda one: active(enrolment=a_returner(), mentor=one.mentor), "The mentor has no place left.", "yes"),
        (
            lambda one: Mentor.objects.filter(pk=one.mentor.pk).update(availability=["fri-evening"]),
            "Something has changed. They have no time in common.",
            "yes",
        ),
        (
            lambda one: Hand.objects.create(enrolment=one.enrolment, mentor=one.mentor, kind="forbidden", set_at=NOW),
            "Something has changed. Staff ruled them out, or one was asked about the other before.",
            "yes",
        ),
        (
            lambda one: cohorts.end_enrolment(one.enrolment.person, cohort=one.run.cohort, why="Caring", at=NOW),
            "They no longer take part in this cohort.",
            "no",
        ),
        (
            lambda one: WantsFactory(enrolment=one.enrolment, wants_mentor=False),
            "They want no mentor at present.",
            "no",
        ),
        (
            lambda one: active(enrolment=one.enrolment, mentor=worse(one.run.cohort)),
            "They have a mentor, or one is being asked.",
            "no",
        ),
    ],
)
def test_whoever_has_changed_since_the_run_is_passed_over_and_why_is_kept(change, because, looks_on):
    run = a_run()
    first, second = run.proposals.order_by("pk")
    change(first)

    publish(run)

    assert skipped(run) == [because, ""]
    assert Pair.objects.asked().get().enrolment == second.enrolment
    assert waits(first.enrolment) == looks_on


def test_whoever_loses_their_mentor_that_way_gets_the_next_best():
    run = a_run()
    spare = a_mentor(run.cohort)
    first = run.proposals.order_by("pk").first()
    standing.pause(first.mentor, by=first.mentor.person, at=NOW)

    publish(run)

    assert ask_the_next().mentor == spare


def test_where_a_mentor_has_fewer_places_than_before_the_better_pair_keeps_one():
    run = RunFactory()
    mentor = a_mentor(run.cohort, capacity=1)
    low = ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=mentor, score=10)
    high = ProposalFactory(run=run, enrolment=a_returner(run.cohort), mentor=mentor, score=30)

    publish(run)

    assert Pair.objects.asked().get().enrolment == high.enrolment
    assert again(low).skipped == "The mentor has no place left."


def test_a_run_of_which_nobody_can_be_asked_any_more_is_refused():
    run = a_run(1)
    mentor = run.proposals.get().mentor
    standing.leave(mentor, by=mentor.person, at=NOW)

    with pytest.raises(Refused, match="Run the matching again"):
        start(run)


def test_a_second_run_published_later_leaves_the_first_ones_pairs_alone():
    run = a_run()
    publish(run)
    pairs = list(Pair.objects.values_list("pk", "status"))
    later = RunFactory(cohort=run.cohort)
    for one in run.proposals.all():
        ProposalFactory(run=later, enrolment=one.enrolment, mentor=worse(run.cohort))
    new = ProposalFactory(run=later, enrolment=a_returner(run.cohort), mentor=a_mentor(run.cohort))

    publish(later)

    assert list(Pair.objects.filter(run=run).values_list("pk", "status")) == pairs
    assert Pair.objects.get(run=later).enrolment == new.enrolment


def test_a_worker_that_dies_leaves_nothing_behind_and_the_next_one_begins_anew(monkeypatch):
    run = a_run(3)
    start(run)
    real, asked = publishing.ask, []

    def dies(*args, **more):
        if asked:
            raise KeyboardInterrupt
        asked.append(real(*args, **more))

    monkeypatch.setattr(publishing, "ask", dies)
    with pytest.raises(KeyboardInterrupt):
        work()
    assert_nobody_asked(run)

    monkeypatch.undo()
    assert work(at=NOW + jobs.SILENT).done == 3


def test_a_fault_asks_nobody_and_can_be_tried_again(monkeypatch, caplog):
    run = a_run()
    start(run)
    monkeypatch.setattr(publishing, "ask", lambda *args, **more: 1 / 0)

    assert work().error == publishing.FAULT
    assert_nobody_asked(run)

    monkeypatch.undo()
    assert publish(run).state == "finished"


def test_a_returner_who_stops_after_publication_frees_their_mentor_who_hears_of_it():
    run = a_run()
    publish(run)
    pair = Pair.objects.first()

    cohorts.end_enrolment(pair.person, cohort=run.cohort, why="Caring", at=NOW)

    assert again(pair).status == "withdrawn"
    assert Message.objects.get(template="mentoring/email/taken_back").to == pair.mentor.person.email
    assert asking.free_place(pair.mentor) == 1
    assert not NextAsk.objects.exists()


# -- At once ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_staff_who_publish_at_once_ask_each_mentor_once():
    run = a_run(3)
    people = [ProgrammeManagerFactory() for _ in range(2)]

    in_parallel(partial(start, run, by=person) for person in people)
    in_parallel([work, work])

    assert Job.objects.filter(kind=PUBLISH).count() == 1
    assert Pair.objects.asked().count() == 3
    assert Message.objects.filter(template="mentoring/email/asked").count() == 3


@pytest.mark.django_db(transaction=True)
def test_two_runs_of_a_cohort_published_at_once_ask_for_each_returner_once():
    """As when a newer run is found while the older one is being published."""
    first = a_run(3)
    start(first)
    second = RunFactory(cohort=first.cohort)
    for one in first.proposals.all():
        ProposalFactory(run=second, enrolment=one.enrolment, mentor=one.mentor)
    start(second)

    in_parallel([work, work])

    assert Pair.objects.asked().count() == 3
    assert Run.objects.get(pk=second.pk).status == "published"


@pytest.mark.django_db(transaction=True)
def test_a_mentor_who_has_a_break_while_a_run_is_published_is_asked_nothing():
    """Whichever comes first: the question is not asked, or taken back; and somebody else is asked at once."""
    run = a_run(2)
    spare = worse(run.cohort)
    one = run.proposals.order_by("pk").first()
    start(run)

    in_parallel([work, partial(standing.pause, one.mentor, by=one.mentor.person, at=NOW)])
    asking.ask_next_due(NOW)

    live = {pair.enrolment_id: pair.mentor_id for pair in Pair.objects.live()}
    assert again(run).status == "published"
    assert live[one.enrolment_id] == spare.pk
    assert len(live) == 2


@pytest.mark.django_db(transaction=True)
def test_a_returner_who_stops_while_a_run_is_published_has_nobody_asked():
    run = a_run(2)
    one = run.proposals.order_by("pk").first()
    start(run)
    stop = partial(cohorts.end_enrolment, one.enrolment.person, cohort=run.cohort, why="Caring", at=NOW)

    in_parallel([work, stop])

    assert again(run).status == "published"
    assert [pair.enrolment_id for pair in Pair.objects.live()] != [one.enrolment_id]
    assert Pair.objects.live().count() == 1
    assert not NextAsk.objects.exists()
