"""Mentors and whom they mentor, in the demonstration world."""

import datetime as dt
from collections import Counter

import pytest
from django.utils import timezone

from cohorts.models import Enrolment
from demo.finished import FINISHED
from demo.mentors import MENTOR
from demo.running import HALF_WAY
from mentoring import watching
from mentoring.models import Concern, Hand, Meeting, Mentor, Pair, PairFeedback, Run, Side

pytestmark = pytest.mark.django_db

Status = Pair.Status


def of_cohort(slug):
    return Pair.objects.filter(enrolment__cohort__slug=slug)


def test_forty_five_people_have_offered_to_mentor_and_two_wait(built):
    states = Counter(Mentor.objects.values_list("status", flat=True))

    assert states == {"approved": 42, "paused": 1, "waiting": 2}
    assert Mentor.objects.exclude(organisation=None).count() > 30
    assert len(set(Mentor.objects.values_list("region", flat=True))) >= 4


def test_mentors_of_winter_were_found_by_a_run_and_asked_in_one_release(built):
    run = Run.objects.get(cohort__slug="winter")

    assert (run.status, run.is_proven) == (Run.Status.PUBLISHED, True)
    assert run.pairs.count() == run.proposals.count() >= 18
    assert run.unmatched.exists()
    assert Hand.objects.get().kind == Hand.Kind.LOCKED


def test_most_said_yes_and_the_next_best_was_asked_for_the_others(built):
    refused = of_cohort("winter").filter(status__in=[Status.DECLINED, Status.EXPIRED])

    assert sorted(refused.values_list("status", flat=True)) == ["declined", "expired"]
    assert all(of_cohort("winter").active().filter(person=pair.person).exists() for pair in refused)
    assert of_cohort("winter").active().count() >= 15


def test_one_pair_has_been_silent_for_five_weeks_and_the_rest_meet(built):
    now = timezone.now()
    silent = watching.silent(Pair.objects.all(), now).get()

    assert dt.timedelta(days=35) <= now - silent.last_contact < dt.timedelta(days=36)
    assert not silent.meetings.exists()
    assert Concern.objects.open().count() == 1


def test_the_two_sign_ins_are_a_pair_who_have_met_and_will_meet(built):
    pair = Pair.objects.active().get(mentor__person__email=MENTOR)
    held, coming = pair.meetings.held(), pair.meetings.agreed()

    assert pair.person.email == HALF_WAY
    assert (held.count(), coming.get().starts_at > timezone.now()) == (2, True)
    assert pair.goals.count() == 3
    assert pair.notes.get().side == Side.MENTOR


def test_the_mentor_of_the_sign_in_is_asked_about_a_second_person(built):
    asked = Pair.objects.asked().get()

    before = of_cohort("winter").get(person=asked.person, status=Status.ENDED)

    assert asked.mentor.person.email == MENTOR
    assert (before.ended_by_side, before.reason) == (Side.RETURNER, Pair.Reason.FIT)


def test_pairs_of_the_finished_cohort_are_complete_with_hours_and_feedback(built):
    pairs = of_cohort("pilot")
    hours = Meeting.objects.held().filter(pair__in=pairs)
    said = PairFeedback.objects.filter(pair__in=pairs, moment=PairFeedback.Moment.END)

    assert set(pairs.values_list("status", flat=True)) == {"completed"}
    assert pairs.filter(person__email=FINISHED).exists()
    assert hours.count() >= 4 * pairs.count()
    assert said.count() == 2 * pairs.count()


def test_a_run_of_spring_waits_to_be_published(built):
    run = Run.objects.get(cohort__slug="spring")

    assert run.status == Run.Status.FOUND
    assert run.proposals.count() > Enrolment.objects.filter(cohort=run.cohort).count() / 2
