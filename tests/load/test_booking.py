"""Many people book the same few seats at the same moment, through the real web server, while others cancel."""

import random
import threading
import time
import uuid
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg2
import pytest
from django.db import connection
from django.urls import reverse

from core.places import Status
from events.links import manage_path
from events.models import Attendee, Booking, Event, Pool
from notifications.models import Message
from tests.counting import miscounted
from tests.factories.events import EventFactory
from tests.load.portal import Answer, database_of_test, gunicorn, press

pytestmark = pytest.mark.django_db(transaction=True)

# What is true at one commit: one statement sees one state of the database.
STANDING = """
    SELECT taken, waiting, capacity + allowance,
        (SELECT coalesce(sum(seats), 0) FROM events_booking b
         WHERE b.pool_id = p.id AND b.status IN ('offered', 'confirmed')),
        (SELECT count(*) FROM events_booking b WHERE b.pool_id = p.id AND b.status = 'waiting')
    FROM events_pool p WHERE id = %s
"""


@dataclass
class Watcher:
    """Looks at the pool from a connection of its own, again and again, and keeps what must never be."""

    pool: Pool
    looks: int = 0
    most_taken: int = 0
    wrong: list[tuple] = field(default_factory=list)

    @contextmanager
    def watching(self) -> Iterator[None]:
        over = threading.Event()
        thread = threading.Thread(target=self._watch, args=[over], daemon=True)
        thread.start()
        try:
            yield
        finally:
            over.set()
            thread.join()

    def _watch(self, over: threading.Event) -> None:
        line = psycopg2.connect(database_of_test())
        line.autocommit = True
        with line.cursor() as cursor:
            while not over.is_set():
                cursor.execute(STANDING, [self.pool.pk])
                taken, waiting, limit, seated, queued = seen = cursor.fetchone()
                self.looks, self.most_taken = self.looks + 1, max(self.most_taken, taken)
                if taken != seated or waiting != queued or taken > limit:
                    self.wrong.append(seen)
                time.sleep(0.002)
        line.close()


@dataclass
class Crowd:
    """Parties of one to three. Some press twice at once, some cancel as soon as they have booked."""

    port: int
    event: Event
    parties: int
    clients: int
    booked: list[Answer] = field(default_factory=list)
    changed: list[Answer] = field(default_factory=list)

    def book(self) -> float:
        """How long it took."""
        self.left = list(range(self.parties))
        began = time.monotonic()
        threads = [threading.Thread(target=self._work, daemon=True) for _ in range(self.clients)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return time.monotonic() - began

    def _work(self) -> None:
        while self.left:
            try:
                number = self.left.pop()
            except IndexError:
                return
            self._one(number, random.Random(number))

    def _one(self, number: int, chance: random.Random) -> None:
        people = chance.choice([1, 1, 2, 3])
        form = {
            "request_key": str(uuid.UUID(int=number)),
            "people": str(people),
            "name": f"Person {number}",
            "email": f"person{number}@example.org",
        }
        answers: list[Answer] = []
        twice = [
            threading.Thread(target=self._press, args=[number, form, answers]) for _ in range(1 + (number % 5 == 0))
        ]
        for thread in twice:
            thread.start()
        for thread in twice:
            thread.join()
        self.booked += answers
        if chance.random() < 0.2:
            booking = Booking.objects.get(email=form["email"])
            connection.close()
            path = f"{manage_path(booking)}cancel/"
            self.changed.append(press(self.port, path, "", {}))

    def _press(self, number: int, form: dict[str, str], answers: list[Answer]) -> None:
        # Each from an address of its own, as people at home.
        there = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
        url = reverse("events:booking_create", args=[self.event.slug])
        answers.append(press(self.port, url, "", form, sent_from=there))


def everybody_books(parties: int, clients: int, seats: int) -> tuple[Crowd, Watcher]:
    event = EventFactory(seats=seats, party_limit=3)
    watcher = Watcher(event.pools.get())
    with gunicorn(database_of_test(), TRUSTED_PROXY_COUNT="1") as port:
        crowd = Crowd(port, event, parties, clients)
        with watcher.watching():
            seconds = crowd.book()
    posts = len(crowd.booked) + len(crowd.changed)
    print(
        f"\n{posts} posts by {clients} clients on {seats} seats in {seconds:.0f} s, {posts / seconds:.0f} a second;"
        f" at most {watcher.most_taken} taken in {watcher.looks} looks"
    )
    return crowd, watcher


def assert_nobody_lost(crowd: Crowd, watcher: Watcher) -> None:
    """Every press was answered; each party is there once, in one order; the seats are never more than there are."""
    assert Counter(answer.status for answer in crowd.booked + crowd.changed) == {
        302: len(crowd.booked) + len(crowd.changed)
    }
    assert watcher.looks
    assert not watcher.wrong
    pool = Pool.objects.get(pk=watcher.pool.pk)
    bookings = list(Booking.objects.order_by("position"))
    assert [booking.position for booking in bookings] == list(range(1, crowd.parties + 1))
    assert len({booking.request_key for booking in bookings}) == crowd.parties
    assert [booking.pk for booking in bookings] == sorted(booking.pk for booking in bookings)
    assert not miscounted(pool, Booking)
    assert Attendee.objects.count() == sum(booking.seats for booking in bookings)
    assert sum(booking.status == Status.CANCELLED for booking in bookings) == len(crowd.changed)


def assert_in_order(pool: Pool) -> None:
    """Nobody waits who fits; nobody who waits came before somebody who was let in."""
    waiting = pool.places.waiting().in_turn()
    first = waiting.first()
    assert first is None or first.seats > pool.free
    promoted = pool.places.offered().order_by("-position").first()
    assert promoted is None or first is None or promoted.position < first.position


def assert_everybody_was_told(crowd: Crowd) -> None:
    """A booking and its letter are one: what came of it at once, and what changed since."""
    letters = Counter(Message.objects.values_list("template", flat=True))
    assert letters["events/email/booking_confirmed"] + letters["events/email/booking_waiting"] == crowd.parties
    assert letters["events/email/booking_cancelled"] == len(crowd.changed)


def test_a_crowd_books_and_cancels_and_no_seat_is_given_twice():
    crowd, watcher = everybody_books(parties=150, clients=16, seats=40)

    assert_nobody_lost(crowd, watcher)
    assert_in_order(Pool.objects.get())
    assert_everybody_was_told(crowd)


@pytest.mark.torture
def test_10000_posts_by_64_clients_on_40_seats():
    # A fifth press twice, a fifth cancel: 7,200 parties make 10,000 posts and some.
    crowd, watcher = everybody_books(parties=7200, clients=64, seats=40)

    assert len(crowd.booked) + len(crowd.changed) >= 10_000
    assert_nobody_lost(crowd, watcher)
    assert_in_order(Pool.objects.get())
    assert_everybody_was_told(crowd)
