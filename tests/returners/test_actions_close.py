"""The close of applications and the end of offers, to the second, on UK clocks, on both days the clocks change.

On Sunday 25 October 2026 clocks go back at 2am (1am to 2am passes twice), on Sunday 28 March 2027 forward at 1am.
"""

import datetime as dt

import pytest

from core.calendar import uk_instant
from core.errors import Refused
from core.uktime import uk_datetime, uk_deadline, uk_end
from returners import actions
from returners.models import Application
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db

SECOND, INSTANT = dt.timedelta(seconds=1), dt.timedelta(microseconds=1)
BACK, FORWARD = dt.date(2026, 10, 25), dt.date(2027, 3, 28)


def closing(day, hour, minute=0, **kwargs):
    """A complete draft in a cohort that closes when UK clocks show this."""
    closes_at = uk_instant(day, hour, minute)
    cohort = CohortFactory(now=closes_at - dt.timedelta(days=14), closes_at=closes_at, **kwargs)
    return ApplicationFactory(cohort=cohort)


def utc(text):
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


CLOSES = [
    # UK day and time of the close, the same in UTC, how it reads
    ((dt.date(2026, 10, 23), 17), "2026-10-23 16:00", "Friday 23 October 2026 at 5pm"),
    ((BACK, 0), "2026-10-24 23:00", "midnight at the start of Sunday 25 October 2026"),
    ((BACK, 1, 30), "2026-10-25 00:30", "Sunday 25 October 2026 at 1:30am"),  # the first of the two
    ((BACK, 2), "2026-10-25 02:00", "Sunday 25 October 2026 at 2am"),
    ((BACK, 17), "2026-10-25 17:00", "Sunday 25 October 2026 at 5pm"),
    ((FORWARD, 0), "2027-03-28 00:00", "midnight at the start of Sunday 28 March 2027"),
    ((FORWARD, 1, 30), "2027-03-28 01:30", "Sunday 28 March 2027 at 2:30am"),  # no clock shows 1:30 that day
    ((FORWARD, 2), "2027-03-28 01:00", "Sunday 28 March 2027 at 2am"),
    ((FORWARD, 17), "2027-03-28 16:00", "Sunday 28 March 2027 at 5pm"),
    ((dt.date(2027, 3, 29), 0), "2027-03-28 23:00", "midnight at the start of Monday 29 March 2027"),
]


@pytest.mark.parametrize(("clock", "instant", "words"), CLOSES)
def test_close_is_the_instant_uk_clocks_show_it(clock, instant, words):
    cohort = closing(*clock).cohort

    assert cohort.closes_at == utc(instant)
    assert uk_datetime(cohort.closes_at) == words


@pytest.mark.parametrize("before", [SECOND, INSTANT])
@pytest.mark.parametrize(("clock", "instant", "words"), CLOSES)
def test_submit_in_the_last_second_is_in(clock, instant, words, before):
    application = closing(*clock)

    actions.submit(application, at=utc(instant) - before)

    application.refresh_from_db()
    assert application.submitted_at == utc(instant) - before
    assert letters_to(application.person) == ["received", "offered"]


@pytest.mark.parametrize("after", [SECOND * 0, SECOND])
@pytest.mark.parametrize(("clock", "instant", "words"), CLOSES)
def test_submit_a_second_later_is_politely_out_and_the_draft_is_kept(clock, instant, words, after):
    application = closing(*clock)

    with pytest.raises(Refused) as refusal:
        actions.submit(application, at=utc(instant) + after)

    assert f"closed {uk_end(utc(instant))}. Your answers are kept for the next one." in str(refusal.value)
    application.refresh_from_db()
    assert application.is_draft
    assert application.answers().postcode == "LS6 3BN"
    assert letters_to(application.person) == []


def test_submit_in_the_hour_that_passes_twice_is_out_the_second_time():
    application = closing(BACK, 1, 30)

    with pytest.raises(Refused, match="closed"):
        actions.submit(application, at=utc("2026-10-25 01:29"))  # clocks show 1:29 for the second time

    assert Application.objects.get().is_draft


OFFERS = [
    # made at (UTC), good for days, ends at (UTC), how it reads
    ("2026-10-20 12:00", 7, "2026-10-28 00:00", "the end of Tuesday 27 October 2026"),
    ("2026-10-23 22:59", 1, "2026-10-24 23:00", "the end of Saturday 24 October 2026"),
    ("2026-10-23 23:00", 1, "2026-10-26 00:00", "the end of Sunday 25 October 2026"),  # already the 24th in the UK
    ("2027-03-24 12:00", 7, "2027-03-31 23:00", "the end of Wednesday 31 March 2027"),
    ("2027-03-27 12:00", 1, "2027-03-28 23:00", "the end of Sunday 28 March 2027"),
]


@pytest.mark.parametrize(("made", "days", "ends", "words"), OFFERS)
def test_offer_stands_to_the_end_of_its_last_day_in_the_uk(made, days, ends, words):
    cohort = CohortFactory(now=utc(made), offer_days=days)

    application = actions.submit(ApplicationFactory(cohort=cohort), at=utc(made))

    place = application.places.get()
    assert place.offer_expires_at == utc(ends)
    assert uk_deadline(place.offer_expires_at) == words
    assert f"The place is yours until {words}." in letter_to(application.person, "offered").text


@pytest.mark.parametrize(("made", "days", "ends", "words"), OFFERS)
def test_offer_can_be_taken_up_to_its_last_second(made, days, ends, words):
    cohort = CohortFactory(now=utc(made), offer_days=days)
    place = actions.submit(ApplicationFactory(cohort=cohort), at=utc(made)).places.get()
    agreement = cohort.programme.text("agreement")

    with pytest.raises(Refused, match="run out"):
        actions.accept(place, agreement=agreement, signed_name="A Person", at=utc(ends))
    accepted = actions.accept(place, agreement=agreement, signed_name="A Person", at=utc(ends) - SECOND)

    assert accepted.status == "confirmed"


def test_offer_never_outlasts_the_last_joining_instant():
    now = utc("2026-10-22 12:00")
    cohort = CohortFactory(now=now, closes_at=uk_instant(BACK, 12), last_joining_at=uk_instant(BACK, 17))

    place = actions.submit(ApplicationFactory(cohort=cohort), at=now).places.get()

    assert place.offer_expires_at == cohort.last_joining_at
