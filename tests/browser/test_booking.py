"""Somebody at a council books for two, changes it and cancels: by finger, by keyboard at 320 px, without JavaScript."""

import pytest

from core.places import Status
from events.links import manage_path
from events.models import Booking, Event
from tests.browser.inspection import inspect
from tests.browser.post import last_letter, link_in
from tests.browser.visitor import Visitor
from tests.factories.events import BookingFactory, EventFactory

EMAIL = "leila@council.example"


@pytest.fixture
def leeds(live_server) -> Event:
    return EventFactory(title="Insight in Leeds", slug="insight-leeds", seats=3, online=True)


def test_somebody_books_for_two_changes_it_and_cancels(any_visitor: Visitor, leeds: Event):
    visitor = any_visitor
    visitor.page.set_viewport_size({"width": 320, "height": 640})

    book(visitor)
    change_who_comes(visitor)
    visitor.open(link_in(last_letter(EMAIL))).follow("Cancel the booking").press("Cancel the booking")

    visitor.sees("Cancelled", "the booking has been cancelled")
    assert Booking.objects.get().status == Status.CANCELLED
    assert "cancelled" in last_letter(EMAIL).subject


def test_a_long_name_or_address_widens_no_page(visitor: Visitor, leeds: Event):
    long = "Wolfeschlegelsteinhausenbergerdorffvoralternwarengewissenhaft"

    visitor.open("/events/insight-leeds/book/").choose("In person").fill(name=long, email=f"a@{long[:60]}.example")
    found = inspect(visitor.press("Book").page)
    for more in ("", "names/", "tickets/", "cancel/"):
        found += inspect(visitor.open(manage_path(Booking.objects.get()) + more).page)

    assert found == []


def book(visitor: Visitor) -> None:
    """The first press forgets the address, and nothing that was typed is lost on the way."""
    visitor.open("/events/insight-leeds/").press("Book a place")
    visitor.choose("In person").fill(name="Leila Haddad").press("Add another person")
    visitor.fill(name_2="Omar Haddad").press("Book")
    visitor.sees_error("Enter your email address").fill(email=EMAIL).press("Book")
    visitor.sees("Look in your email", EMAIL)
    visitor.open(link_in(last_letter(EMAIL)))
    assert visitor.heading == "Insight in Leeds"
    visitor.sees("Booked", "Leila Haddad", "Omar Haddad", "Show the tickets")
    assert Booking.objects.get().seats == 2


def change_who_comes(visitor: Visitor) -> None:
    visitor.open(link_in(last_letter(EMAIL))).follow("Change who comes, or what they need")
    visitor.fill(name_2="Ola Haddad").press("Save").sees("Ola Haddad")
    visitor.follow("Fewer people come").choose("Ola Haddad").press("Take them out")
    visitor.sees("Your booking is now for 1 person")
    assert Booking.objects.get().seats == 1


def test_who_waits_is_offered_the_places_and_takes_them(any_visitor: Visitor, leeds: Event):
    first = BookingFactory(event=leeds, mode="in person", names=["Ada", "Bo", "Cy"], email="ada@example.org")
    BookingFactory(event=leeds, mode="in person", names=["Di", "Ed"], email=EMAIL)
    visitor = any_visitor

    visitor.open("/booking/find/").fill(email="ada@example.org").press("Send me the link")
    visitor.open(link_in(last_letter("ada@example.org"))).follow("Cancel the booking").press("Cancel the booking")
    visitor.open(link_in(last_letter(EMAIL))).sees("there is room for 2 people")
    visitor.press("Take the places").press("Take the places")

    visitor.sees("Booked", "Show the tickets")
    first.refresh_from_db()
    assert first.status == Status.CANCELLED
    assert Booking.objects.get(email=EMAIL).status == Status.CONFIRMED
