"""What the inbox asks of whoever runs events."""

import datetime as dt
import itertools

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from cohorts.actions import make_manager
from core.calendar import uk_day, uk_instant
from reporting.inbox import tasks
from tests.conftest import sign_in
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)
NOON = uk_instant(uk_day(timezone.now()), 12)
numbers = itertools.count()


@pytest.fixture
def officer():
    return ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)


def titles(person, at=NOON):
    return [task.title for task in tasks(person, at)]


def starting(at, **fields):
    slug = f"insight-{next(numbers)}"
    return EventFactory(title="Insight Event", slug=slug, made_at=at - 30 * DAY, starts_at=at, **fields)


def test_draft_whose_day_is_near_is_to_be_published(officer):
    starting(NOON + 20 * DAY, draft=True)
    starting(NOON + 29 * DAY, draft=True)
    starting(NOON + 10 * DAY)

    assert titles(officer) == ["Publish Insight Event, Leeds"]


def test_full_event_with_a_queue_asks_for_a_look_at_its_seats(officer):
    event = starting(NOON + 20 * DAY, seats=1)
    for _ in range(5):
        BookingFactory(event=event)
    assert titles(officer) == []

    BookingFactory(event=event)

    assert titles(officer) == ["5 bookings wait for Insight Event, Leeds"]


def test_event_of_today_opens_its_door_until_it_is_over(officer):
    event = starting(NOON - dt.timedelta(hours=1))

    assert titles(officer) == ["Today: Insight Event, Leeds"]
    assert titles(officer, NOON - DAY) == []
    assert titles(officer, event.ends_at) == []


def test_event_without_attendance_asks_who_came_until_somebody_is_written_down(officer):
    event = starting(NOON + DAY)
    booking = BookingFactory(event=event)
    after = event.ends_at + DAY
    assert titles(officer, after) == ["Who came to Insight Event, Leeds"]
    assert titles(officer, event.ends_at + 15 * DAY) == []

    booking.attendees.update(arrived_at=event.starts_at)

    assert titles(officer, after) == []


def test_cancelled_event_and_one_nobody_booked_ask_for_nothing(officer):
    starting(NOON, cancelled=True)
    starting(NOON - 3 * DAY)

    assert titles(officer) == []


def test_events_are_asked_of_those_who_run_them():
    event = starting(NOON)
    manager = ProgrammeManagerFactory()
    make_manager(event.programme, person=manager)

    assert titles(manager) == ["Today: Insight Event, Leeds"]
    assert titles(ProgrammeManagerFactory()) == []
    assert titles(AdministratorFactory()) == []


def test_every_event_task_leads_to_a_page_that_opens(officer):
    starting(timezone.now(), seats=1)
    starting(NOON + 20 * DAY, draft=True)
    full = starting(NOON + 5 * DAY, seats=1)
    for _ in range(6):
        BookingFactory(event=full)
    client = sign_in(Client(), officer)

    found = tasks(officer, timezone.now())

    assert len(found) == 3
    assert [client.get(task.url).status_code for task in found] == [200, 200, 200]
    assert client.get(reverse("reporting:inbox")).status_code == 200
