"""Somebody's own part on the page: a break and back, a later cohort, an early end, what would help."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.models import Enrolment, Pool
from participation.actions import enrolling
from participation.models import SupportNeeds
from tests.conftest import sign_in
from tests.factories.cohorts import CohortFactory
from tests.factories.participation import SupportNeedsFactory
from tests.factories.profiles import ProfileFactory

pytestmark = pytest.mark.django_db


def somebody(**kwargs):
    """Their part, and a browser of theirs."""
    enrolment = ProfileFactory(**kwargs).enrolment
    return enrolment, sign_in(Client(), enrolment.person)


def url(name, enrolment):
    return reverse(f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug])


def later_than(enrolment, **kwargs):
    starts_on = enrolment.cohort.starts_on + dt.timedelta(days=90)
    return CohortFactory(programme=enrolment.cohort.programme, name="Autumn", starts_on=starts_on, **kwargs)


def test_a_break_and_back():
    enrolment, client = somebody()

    away = client.post(url("enrolment_pause", enrolment), {"reason": "caring"}, follow=True).text
    again = client.post(url("enrolment_pause", enrolment), {"reason": "caring"}, follow=True).text
    back = client.post(url("enrolment_come_back", enrolment), follow=True).text

    assert "Your break has begun. Your place is kept." in away
    assert "You are having a break" in away
    assert "You are having a break" in again
    assert "Welcome back. You take part again." in back
    enrolment.refresh_from_db()
    assert enrolment.status == "active"


@pytest.mark.parametrize(
    ("days", "words"), [(0, "The day must be after today"), (400, "Enter a day before that, or none")]
)
def test_a_break_ends_while_the_cohort_lasts(days, words):
    enrolment, client = somebody()
    back_on = timezone.localdate() + dt.timedelta(days=days)

    page = client.post(
        url("enrolment_pause", enrolment),
        {
            "reason": "caring",
            **{f"back_on_{part}": getattr(back_on, part) for part in ("day", "month", "year")},
        },
    ).text

    assert words in page
    enrolment.refresh_from_db()
    assert enrolment.status == "active"


def test_only_a_press_brings_somebody_back():
    enrolment, client = somebody()
    enrolling.pause(enrolment, reason="caring", back_on=None, by=enrolment.person, at=timezone.now())

    client.get(url("enrolment_come_back", enrolment))

    enrolment.refresh_from_db()
    assert enrolment.status == "paused"


def test_a_later_cohort_with_room_is_a_press_away():
    enrolment, client = somebody()
    later = later_than(enrolment)

    page = client.post(url("enrolment_defer", enrolment), {"reason": "caring", "cohort": later.slug}, follow=True).text

    joined = Enrolment.objects.live().get()
    assert "You have moved to the Autumn. Your place there is confirmed." in page
    assert (joined.cohort, joined.moved_from) == (later, enrolment)
    assert "You have moved to the Autumn." in client.get(url("enrolment_detail", enrolment)).text
    application = client.get(reverse("returners:application_detail", args=[joined.profiles.get().application.uuid]))
    assert "You have moved to the Autumn, and your place there is confirmed." in application.text


def test_a_later_cohort_that_has_filled_up_meanwhile_is_said_on_the_page():
    enrolment, client = somebody()
    later = later_than(enrolment)
    form = client.get(url("enrolment_defer", enrolment)).text
    Pool.objects.filter(cohort=later).update(capacity=0)

    page = client.post(url("enrolment_defer", enrolment), {"reason": "caring", "cohort": later.slug}).text

    assert "Autumn" in form
    assert "At the moment no later cohort has a free place." in page
    enrolment.refresh_from_db()
    assert enrolment.status == "active"


def test_stopping_says_what_else_there_is_and_then_that_it_is_done():
    enrolment, client = somebody()

    asked = client.get(url("enrolment_end", enrolment)).text
    done = client.post(url("enrolment_end", enrolment), {"reason": "job"}, follow=True).text
    again = client.post(url("enrolment_end", enrolment), {"reason": "job"}, follow=True).text

    assert "move to a later cohort" in asked
    assert "You no longer take part. Thank you for letting us know." in done
    assert "You stopped taking part on" in again
    application = client.get(reverse("returners:application_detail", args=[enrolment.profiles.get().application.uuid]))
    assert "You stopped taking part on" in application.text


def test_support_needs_begin_with_what_was_told_before_and_are_shared_only_by_a_choice():
    enrolment, client = somebody(application__needs_support="yes", application__support_needs="Large print")

    page = client.get(url("support_needs", enrolment)).text
    wrong = client.post(url("support_needs", enrolment), {"text": "Captions"}).text
    client.post(url("support_needs", enrolment), {"text": "Captions", "is_shared": "yes"})

    assert "Large print" in page
    assert "Select whether those who lead your sessions may read this" in wrong
    needs = SupportNeeds.objects.get()
    assert (needs.text, needs.is_shared) == ("Captions", True)
    assert "Shared with those who lead your sessions" in client.get(url("enrolment_detail", enrolment)).text


def test_support_needs_are_deleted_by_a_press_alone():
    enrolment, client = somebody()
    SupportNeedsFactory(enrolment=enrolment, shared=True)

    client.get(url("support_needs_remove", enrolment))
    kept = SupportNeeds.objects.exists()
    page = client.post(url("support_needs_remove", enrolment), follow=True).text

    assert kept
    assert "What you told us is deleted." in page
    assert not SupportNeeds.objects.exists()


def test_support_needs_are_no_page_for_whoever_stopped():
    enrolment, client = somebody()
    enrolling.end_early(enrolment, reason="job", by=enrolment.person, at=timezone.now())

    response = client.get(url("support_needs", enrolment))

    assert response.url == url("enrolment_detail", enrolment)
