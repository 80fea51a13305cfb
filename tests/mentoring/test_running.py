"""A run: started once, worked out by a worker, written down whole or not at all."""

import sys
from functools import partial

import pytest
from django.utils import timezone

from core import jobs
from core.errors import Refused
from core.jobs import Job
from mentoring.actions import running
from mentoring.actions.running import MATCH, carry_out_run, start_run, steps, stop_run
from mentoring.models import Mentor, Proposal, Run, Unmatched, WeightSet
from mentoring.naming import by_name, names_in
from mentoring.people import Rule
from mentoring.tasks import find_mentors
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.mentoring import HandFactory, MentorFactory, PairFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db
Status = Run.Status


def a_cohort(returners=2, mentors=1):
    """Who can all be matched with each other."""
    cohort = CohortFactory()
    for _ in range(returners):
        EnrolmentFactory(cohort=cohort, availability=["tue-school"], terms="all year")
    for _ in range(mentors):
        MentorFactory(programme=cohort.programme)
    return cohort


def start(cohort):
    return start_run(cohort, by=ProgrammeManagerFactory(), at=timezone.now())


def carry_out():
    carry_out_run(jobs.take(MATCH, at=timezone.now()), at=timezone.now())


def test_a_run_writes_the_best_pairs_with_why_and_why_not():
    cohort = a_cohort()
    run = start(cohort)

    find_mentors()

    run.refresh_from_db()
    proposal, unmatched = Proposal.objects.get(), Unmatched.objects.get()
    assert (run.status, run.number, run.is_proven, run.total) == (Status.FOUND, 1, True, proposal.score)
    assert sum(proposal.parts.values()) == proposal.score
    assert proposal.words == "4 steps more senior (4). 1 shared time: Tuesday school hours (2)."
    assert {proposal.enrolment, unmatched.enrolment} == set(cohort.enrolments.all())
    assert (unmatched.rule, str(proposal.mentor.uuid) in unmatched.change) == (Rule.CAPACITY, True)
    assert by_name(unmatched.change, names_in([unmatched.change])) == f"One more place with {proposal.mentor}."
    job = Job.objects.get()
    assert (job.state, job.done, job.total) == (Job.State.FINISHED, len(steps(1)), len(steps(1)))


def test_a_name_does_not_outlive_its_account_in_a_reason():
    assert by_name("One more place with 0b0a7a53-0a35-4f0c-9a3e-4bd7a5f0a5a1.", {}) == (
        "One more place with somebody who has left."
    )


def test_a_programme_without_weights_goes_by_the_usual_ones_which_are_kept():
    run = start(a_cohort())

    assert (WeightSet.objects.get(), run.weight_set.weights.base) == (run.weight_set, 20)


def test_two_presses_start_one_run_and_a_later_one_is_the_next():
    cohort = a_cohort()

    assert start(cohort) == start(cohort)

    find_mentors()
    assert start(cohort).number == 2


@pytest.mark.django_db(transaction=True)
def test_two_who_start_at_once_start_one_run():
    cohort, managers = a_cohort(), [ProgrammeManagerFactory() for _ in range(2)]

    runs = in_parallel(partial(start_run, cohort, by=manager, at=timezone.now()) for manager in managers)

    assert runs[0] == runs[1]
    assert (Run.objects.count(), Job.objects.count(), WeightSet.objects.count()) == (1, 1, 1)


def test_nothing_starts_where_nobody_waits_or_nobody_has_a_place():
    with pytest.raises(Refused, match="Nobody in this cohort waits"):
        start(a_cohort(returners=0))

    cohort = a_cohort(mentors=0)
    PairFactory(mentor=MentorFactory(programme=cohort.programme), enrolment__cohort__programme=cohort.programme)
    with pytest.raises(Refused, match="No mentor of this programme has a free place"):
        start(cohort)


def test_a_run_that_is_stopped_leaves_nothing():
    run = start(a_cohort())

    stop_run(run, by=ProgrammeManagerFactory())
    find_mentors()

    run.refresh_from_db()
    assert (run.status, Job.objects.get().state, Proposal.objects.count()) == (Status.STOPPED, Job.State.STOPPED, 0)


def test_a_run_stopped_on_its_way_leaves_nothing(monkeypatch):
    run = start(a_cohort())
    manager = ProgrammeManagerFactory()

    def stopped_meanwhile(*args, **kwargs):
        stop_run(run, by=manager)
        return match(*args, **kwargs)

    match = running.match
    monkeypatch.setattr(running, "match", stopped_meanwhile)
    carry_out()

    run.refresh_from_db()
    assert (run.status, Proposal.objects.count()) == (Status.STOPPED, 0)


def test_what_is_worked_out_cannot_be_stopped():
    run = start(a_cohort())
    find_mentors()

    stop_run(run, by=ProgrammeManagerFactory())

    run.refresh_from_db()
    assert run.status == Status.FOUND


def test_a_worker_killed_on_the_way_leaves_the_run_to_the_next_who_writes_it_once(monkeypatch):
    run = start(a_cohort())
    began = timezone.now()
    job = jobs.take(MATCH, at=began)
    monkeypatch.setattr(running, "is_best", lambda strand: sys.exit())
    with pytest.raises(SystemExit):
        carry_out_run(job, at=began)
    assert (jobs.take(MATCH, at=began), Proposal.objects.count()) == (None, 0)

    monkeypatch.undo()
    later = timezone.now() + jobs.SILENT
    carry_out_run(jobs.take(MATCH, at=later), at=later)
    # The first was only taken for dead.
    carry_out_run(job, at=later)

    run.refresh_from_db()
    assert (run.status, run.proposals.count(), run.unmatched.count()) == (Status.FOUND, 1, 1)


@pytest.mark.parametrize("times", [1, 2, 9])
def test_whoever_goes_while_a_run_is_worked_out_is_not_in_it(monkeypatch, times):
    """It begins again with those who are there; where people go on coming and going, it stands as it was found."""
    cohort = a_cohort(returners=1, mentors=times + 1)
    run = start(cohort)
    left = iter(range(times))

    def somebody_goes(strand):
        if next(left, None) is not None:
            mentor = Mentor.objects.approved().order_by("pk").first()
            mentor.status = Mentor.Status.PAUSED
            mentor.save()
        return is_best(strand)

    is_best = running.is_best
    monkeypatch.setattr(running, "is_best", somebody_goes)
    carry_out()

    run.refresh_from_db()
    assert (run.status, run.proposals.count() + run.unmatched.count()) == (Status.FOUND, 1)
    if times < running.TIMES:
        assert run.proposals.get().mentor.status == Mentor.Status.APPROVED


def test_pairs_kept_together_that_cannot_be_stop_the_run_with_their_names():
    cohort = a_cohort(mentors=1)
    hand = HandFactory(
        enrolment=cohort.enrolments.first(), mentor=MentorFactory(programme=cohort.programme, availability=[])
    )
    run = start(cohort)

    find_mentors()

    run.refresh_from_db()
    job = Job.objects.get()
    assert (run.status, job.state) == (Status.STOPPED, Job.State.FAILED)
    assert f"{hand.enrolment.person} and {hand.mentor} cannot be locked together" in job.error


def test_a_fault_stops_the_run_and_another_can_be_started(monkeypatch):
    cohort = a_cohort()
    start(cohort)
    monkeypatch.setattr(running, "gather", lambda cohort: 1 / 0)

    carry_out()

    assert Job.objects.get().error == running.FAULT
    monkeypatch.undo()
    start(cohort)
    find_mentors()
    assert [run.status for run in cohort.matching_runs.all()] == [Status.FOUND, Status.STOPPED]
