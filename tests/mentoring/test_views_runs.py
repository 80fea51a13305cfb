"""The pages of a run: who is ready, how far it is, what it found, what is different; and what counts."""

from dataclasses import asdict

import pytest
from django.utils import timezone

from cohorts.actions import make_manager
from core import jobs
from core.jobs import Job
from mentoring import results
from mentoring.actions.running import MATCH
from mentoring.models import Hand, Mentor, Run, WeightSet
from mentoring.tasks import find_mentors
from mentoring.weights import Weights
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.mentoring import HandFactory, MentorFactory, PairFactory, WeightSetFactory
from tests.mentoring.test_running import a_cohort, start

pytestmark = pytest.mark.django_db


@pytest.fixture
def managed(staff_client):
    """A cohort of theirs with two who wait, and a mentor for one of them."""
    cohort = a_cohort()
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


def page(client, cohort):
    return f"/staff/programmes/{cohort.programme.slug}/cohorts/{cohort.slug}/mentoring/"


def run_page(run):
    return f"/staff/mentoring/runs/{run.uuid}/"


def text(response):
    return " ".join(response.content.decode().split())


def test_a_cohort_says_who_is_ready_and_starts_a_run(staff_client, managed):
    PairFactory(enrolment=EnrolmentFactory(cohort=managed), active=True)
    url = page(staff_client, managed)

    shown = staff_client.get(url)
    started = staff_client.post(f"{url}start/", follow=True)

    assert [shown.context[name] for name in ("waiting", "mentors", "places", "with_mentor")] == [2, 1, 1, 1]
    assert "It begins within a few seconds." in text(started)
    assert "is being worked out" in text(staff_client.get(url))


def test_a_run_that_cannot_start_says_why(staff_client, managed):
    Mentor.objects.update(status=Mentor.Status.PAUSED)

    answer = staff_client.post(f"{page(staff_client, managed)}start/", follow=True)

    assert "No mentor of this programme has a free place." in text(answer)
    assert not Run.objects.exists()


def test_a_run_says_which_step_it_is_at_and_can_be_stopped(staff_client, managed):
    run = start(managed)
    jobs.advance(jobs.take(MATCH, at=timezone.now()), 1)

    shown = staff_client.get(run_page(run))
    stopped = staff_client.post(f"{run_page(run)}stop/", follow=True)

    steps = [(step["name"], step["is_done"], step["is_now"]) for step in shown.context["steps"]]
    assert steps[:2] == [("Read who takes part and who mentors", True, False), ("Find the best pairs", False, True)]
    assert "Run 1 is stopped. Nothing was kept of it." in text(stopped)
    assert "Start another run" in text(stopped)


def test_a_run_that_was_worked_out_meanwhile_is_not_stopped(staff_client, managed):
    run = start(managed)
    find_mentors()

    answer = staff_client.post(f"{run_page(run)}stop/", follow=True)

    assert "there was nothing to stop" in text(answer)


def test_what_was_found_is_shown_with_why_and_who_is_left(staff_client, managed):
    run = start(managed)
    find_mentors()

    shown = staff_client.get(run_page(run))
    left = staff_client.get(f"{run_page(run)}?left=yes")

    proposal, unmatched = run.proposals.get(), run.unmatched.get()
    assert "Proven: nobody can find a mentor for more of them" in text(shown)
    for words in (str(proposal.enrolment.person), str(proposal.mentor), proposal.words, "1 <span", "of 2"):
        assert words in text(shown)
    assert f"One more place with {proposal.mentor}." in text(left)
    assert str(unmatched.enrolment.person) in text(left)


def test_why_a_run_could_not_be_worked_out_is_said_with_names(staff_client, managed):
    mentor = MentorFactory(programme=managed.programme, availability=[])
    hand = HandFactory(enrolment=managed.enrolments.first(), mentor=mentor)
    run = start(managed)
    find_mentors()

    shown = staff_client.get(run_page(run))

    assert f"{hand.enrolment.person} and {mentor} cannot be locked together" in text(shown)


def test_pairs_kept_together_whose_mentor_has_a_break_are_named(staff_client, managed):
    paused = MentorFactory(programme=managed.programme, status=Mentor.Status.PAUSED)
    hand = HandFactory(enrolment=managed.enrolments.first(), mentor=paused, kind=Hand.Kind.LOCKED)
    run = start(managed)
    find_mentors()

    assert f"{hand.enrolment.person} and {paused}" in text(staff_client.get(run_page(run)))


def test_two_runs_are_set_beside_each_other(staff_client, managed):
    """The second has another mentor for one, and a mentor for somebody who had none."""
    [first, second] = managed.enrolments.order_by("pk")
    HandFactory(enrolment=first, mentor=Mentor.objects.get())
    start(managed)
    find_mentors()
    Hand.objects.all().delete()
    better = MentorFactory(programme=managed.programme, region=first.region)
    HandFactory(enrolment=first, mentor=better)
    later = start(managed)
    find_mentors()

    shown = staff_client.get(run_page(later))
    changes = staff_client.get(f"{run_page(later)}changes/")

    assert "1 with another mentor, 0 without one now, 1 with one who had none." in text(shown)
    assert [part["title"] for part in changes.context["parts"]] == ["Another mentor", "A mentor now"]
    for person in (first.person, second.person, better):
        assert str(person) in text(changes)


def test_the_first_run_has_nothing_to_be_set_beside(staff_client, managed):
    run = start(managed)
    find_mentors()

    answer = staff_client.get(f"{run_page(run)}changes/")

    assert answer.url == run_page(run)


def test_changes_are_those_of_people_in_the_later_run():
    before = {1: 7, 2: 8, 3: 9, 4: None, 5: 6}

    assert results.changes(before, {1: 7, 2: 9, 3: None, 4: 8, 6: 6}) == ([2], [3], [4, 6])
    assert not results.changes(before, {1: 7, 4: None}).any


@pytest.mark.parametrize(
    ("scores", "told"),
    [
        ([], []),
        ([26], [("25 to 29", 1)]),
        ([26, 29, 41], [("25 to 29", 2), ("30 to 34", 0), ("35 to 39", 0), ("40 to 44", 1)]),
        ([20, 129], [(f"{least} to {least + 19}", 1 if least in (20, 120) else 0) for least in range(20, 121, 20)]),
        ([0, 9_000], [("0 to 8999", 1), ("9000 to 17999", 1)]),
    ],
)
def test_scores_fall_into_ranges_without_a_gap(scores, told):
    assert [(one.label, one.pairs) for one in results.histogram(scores)] == told


# -- What counts -------------------------------------------------------------------------------------------------------


def weights_page(cohort):
    return f"/staff/programmes/{cohort.programme.slug}/mentoring/weights/"


def test_a_change_of_what_counts_is_a_new_version_and_runs_keep_theirs(staff_client, managed):
    run = start(managed)
    told = asdict(Weights(base=0)) | {"seen": "1"}

    answer = staff_client.post(f"{weights_page(managed)}change/", told, follow=True)

    assert "Version 2 counts from the next run on." in text(answer)
    assert [one.points["base"] for one in WeightSet.objects.all()] == [0, 20]
    assert "Before" in text(answer)
    run.refresh_from_db()
    assert run.weight_set.version == 1


def test_pressed_twice_it_is_one_version(staff_client, managed):
    for _ in range(2):
        staff_client.post(f"{weights_page(managed)}change/", asdict(Weights(base=0)) | {"seen": "0"})

    assert WeightSet.objects.get().version == 1


def test_a_colleagues_change_is_not_written_over(staff_client, managed):
    WeightSetFactory(programme=managed.programme, version=1, points=asdict(Weights(base=7)))

    answer = staff_client.post(f"{weights_page(managed)}change/", asdict(Weights(base=9)) | {"seen": "0"})

    assert "A colleague has changed the weights" in text(answer)
    assert WeightSet.objects.get().weights.base == 7


def test_a_fault_leaves_a_run_that_says_so(staff_client, managed):
    run = start(managed)
    Run.objects.update(status=Run.Status.STOPPED)
    jobs.fail(Job.objects.get(), "A fault.")

    assert "A fault." in text(staff_client.get(run_page(run)))
