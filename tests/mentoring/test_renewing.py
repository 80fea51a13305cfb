"""Once a year mentors say that all is still so, or are given a break."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring import mentor_personal_data as personal_data
from mentoring.actions.renewing import ask_who_is_due, pause_who_did_not_answer
from mentoring.models import Mentor
from portal.actions.erasing import erase, forget_one
from portal.models import Erasure
from tests.conftest import sign_in
from tests.factories.mentoring import MentorFactory, PairFactory
from tests.letters import letters_to
from tests.mentoring.offering import typed

pytestmark = pytest.mark.django_db

Status = Mentor.Status
YEAR, MONTH = dt.timedelta(days=365), dt.timedelta(days=30)


@pytest.fixture
def due():
    return MentorFactory(renewed_at=timezone.now() - YEAR)


def test_mentor_is_asked_once_a_year_and_who_has_a_break_is_not(due):
    MentorFactory(renewed_at=timezone.now() - 2 * YEAR, status=Status.PAUSED)
    MentorFactory(renewed_at=timezone.now() - YEAR + dt.timedelta(hours=1))

    written = [ask_who_is_due(at=timezone.now()) for _ in range(2)]

    assert written == [1, 0]
    assert letters_to(due.person) == ["mentor_still_so"]


def test_one_press_says_that_all_is_still_so(due):
    ask_who_is_due(at=timezone.now())
    client, url = sign_in(Client(), due.person), reverse("mentoring:offer_renew", args=[due.uuid])

    asked = client.get(url).text
    page = client.post(url, follow=True).text

    due.refresh_from_db()
    assert "Is this still right?" in asked
    assert "We ask you again in a year." in page
    assert due.renewed_at > timezone.now() - dt.timedelta(minutes=1)
    assert ask_who_is_due(at=timezone.now()) == pause_who_did_not_answer(at=timezone.now() + MONTH) == 0


def test_whoever_changes_something_comes_back_to_the_question(due):
    ask_who_is_due(at=timezone.now())
    client = sign_in(Client(), due.person)

    page = client.post(reverse("mentoring:offer_change", args=[due.uuid, "times"]), typed()["times"])

    assert page.url == reverse("mentoring:offer_renew", args=[due.uuid])


def test_no_answer_for_a_month_is_a_break_and_one_press_ends_it(due):
    ask_who_is_due(at=timezone.now())
    MentorFactory(renewed_at=timezone.now())
    active = PairFactory(mentor=due, active=True)

    paused = [pause_who_did_not_answer(at=timezone.now() + MONTH) for _ in range(2)]

    due.refresh_from_db()
    active.refresh_from_db()
    assert (paused, due.status, active.status) == ([1, 0], Status.PAUSED, "active")
    assert letters_to(due.person) == ["mentor_still_so", "mentor_paused_unanswered"]
    sign_in(Client(), due.person).post(reverse("mentoring:offer_come_back", args=[due.uuid]))
    assert ask_who_is_due(at=timezone.now()) == 0


# -- Erasure ---------------------------------------------------------------------------------------------------------


def test_whoever_closes_their_account_mentors_nobody_and_leaves_nothing_of_theirs():
    mentor = MentorFactory(job_title="Lead developer", employer="Cummins", about="Words", not_with="Somebody")
    active = PairFactory(mentor=mentor, active=True)

    erase(mentor.person, by=None, how=Erasure.How.HERE, at=timezone.now())

    mentor.refresh_from_db()
    active.refresh_from_db()
    assert (mentor.status, active.status) == (Status.LEFT, "ended")
    assert (mentor.job_title, mentor.employer, mentor.about, mentor.not_with, mentor.availability) == (
        "",
        "",
        "",
        "",
        [],
    )
    assert not mentor.skills.exists()
    assert not mentor.events.exists()


def test_offer_of_long_ago_is_made_anonymous_once():
    at = timezone.now()
    mentor = MentorFactory(status=Status.LEFT, left_at=at - 3 * YEAR, job_title="Lead developer")

    before = list(personal_data.left_mentors())
    forget_one(mentor)

    mentor.refresh_from_db()
    assert before == [mentor]
    assert (mentor.job_title, list(personal_data.left_mentors())) == ("", [])
