"""Mail workers, broker and mail server killed and at fault, for real: nothing is lost, next to nothing is doubled.

Small here, with the waits made short; `make torture` runs the full figures at the portal's own pace.
"""

import os
import signal
import statistics
import time

import pytest
from django.urls import reverse
from django.utils import timezone

from core.places import Status
from notifications import doorbell
from notifications.models import Lane, Message
from notifications.outbox import post
from tests.factories.events import EventFactory
from tests.factories.notifications import MessageFactory
from tests.mailserver import mail_server
from tests.notifications.processes import Broker, mail_workers
from tests.typed import BOOKING

pytestmark = pytest.mark.django_db(transaction=True)
HASTY, REAL = "tests.notifications.hasty", "config"
full = pytest.mark.torture
FAULTS = {1: "421", 2: "cut", 3: "slow", 4: "450"}


@pytest.fixture
def broker(tmp_path, monkeypatch):
    """A broker of the test's own, which the test's own letters ring at."""
    broker = Broker(tmp_path)
    broker.start()
    app = doorbell.current_app
    before = app.conf.broker_url
    app.conf.broker_url = broker.url
    doorbell._line.cache_clear()
    yield broker
    broker.kill()
    app.conf.broker_url = before
    doorbell._line.cache_clear()
    doorbell._hushed_until = 0.0


def fill_outbox(count: int) -> None:
    Message.objects.bulk_create(
        MessageFactory.build(lane=Lane.values[number % 3], due_at=timezone.now()) for number in range(count)
    )


def wait_until_sent(seconds: float) -> float:
    """Seconds until no letter is due. AssertionError if that takes longer than it may."""
    began = time.monotonic()
    while (due := Message.objects.filter(status="due").count()) and time.monotonic() < began + seconds:
        time.sleep(0.1)
    assert due == 0, f"{due} letters still due after {seconds} s"
    return time.monotonic() - began


def report(what: str, **figures) -> None:
    print(f"\n{what}: " + ", ".join(f"{name.replace('_', ' ')} {value}" for name, value in figures.items()))


@pytest.mark.parametrize(
    ("app", "letters", "kills", "seconds"), [(HASTY, 200, 1, 60), pytest.param(REAL, 5000, 5, 900, marks=full)]
)
def test_killed_mail_processes_lose_nothing_and_double_next_to_nothing(broker, app, letters, kills, seconds):
    fill_outbox(letters)
    step = letters // (kills + 1)

    with (
        mail_server(faults=lambda number, to: "slow", slow_seconds=0.01) as mail,
        mail_workers(mail.port, broker.url, app) as processes,
    ):
        for kill in range(1, kills + 1):
            assert mail.wait_for(step * kill, seconds), "\n".join(process.said for process in processes)
            for process in processes:
                process.kill()
        took = wait_until_sent(seconds)

    senders = 3  # the worker of the lane now, and two in the pool of the other
    report("mail processes killed", letters=letters, kills=kills, doubled=mail.doubled, done_after=f"{took:.0f} s")
    assert len(mail.taken) == letters
    assert mail.doubled <= kills * senders


@pytest.mark.parametrize(
    ("app", "rounds", "letters", "seconds"), [(HASTY, 2, 20, 60), pytest.param(REAL, 20, 100, 180, marks=full)]
)
def test_broker_killed_and_restarted_under_load_delivers_everything(broker, app, rounds, letters, seconds):
    with mail_server() as mail, mail_workers(mail.port, broker.url, app) as processes:
        for turn in range(rounds):
            for number in range(letters):
                if number == letters // 2:
                    broker.kill()
                lane = Lane.values[number % 3]
                what = {"what": "your place", "link": "http://localhost:8000/"}
                post(f"{turn}:{number}", to="a@example.org", template="letters/plain", context=what, lane=lane)
                time.sleep(0.01)
            broker.start()
            time.sleep(0.3)
        took = wait_until_sent(seconds)
        restarts = sum(process.starts - 1 for process in processes)

    report(
        "broker killed and restarted",
        rounds=rounds,
        letters=rounds * letters,
        done_after=f"{took:.0f} s",
        doubled=mail.doubled,
        watchdog_restarts=restarts,
    )
    assert len(mail.taken) == rounds * letters


@pytest.mark.parametrize(("app", "away", "seconds"), [(HASTY, 2, 60), pytest.param(REAL, 300, 180, marks=full)])
def test_absent_broker_never_reaches_the_user_and_mail_flows_afterwards(broker, app, away, seconds):
    broker.kill()
    waits, ends = [], time.monotonic() + away
    what = {"what": "your place", "link": "http://localhost:8000/"}

    with mail_server() as mail, mail_workers(mail.port, broker.url, app):
        while time.monotonic() < ends:
            began = time.monotonic()
            post(f"away:{len(waits)}", to="a@example.org", template="letters/plain", context=what, lane=Lane.NOW)
            waits.append(time.monotonic() - began)
            time.sleep(0.05)
        broker.start()
        took = wait_until_sent(seconds)

    # The slowest is the machine's doing among other tests, and the portal's with the machine to itself.
    slow = max(waits) if app == REAL else statistics.median(waits)
    report("broker absent", seconds=away, letters=len(waits), slow_post=f"{slow:.2f} s", done_after=f"{took:.0f} s")
    assert slow < 1.5
    assert len(mail.taken) == len(waits)


def test_a_booking_without_a_broker_is_made_and_its_letter_goes_once_it_is_back(broker, client):
    broker.kill()
    event = EventFactory()

    with mail_server() as mail, mail_workers(mail.port, broker.url, HASTY):
        booked = client.post(reverse("events:booking_create", args=[event.slug]), BOOKING)
        waiting = Message.objects.get().status
        broker.start()
        wait_until_sent(60)

    assert (booked.status_code, waiting) == (302, Message.Status.DUE)
    assert event.bookings.get().status == Status.CONFIRMED
    assert len(mail.taken) == 1


@pytest.mark.parametrize(("app", "letters", "seconds"), [(HASTY, 60, 60), pytest.param(REAL, 2000, 900, marks=full)])
def test_faulty_mail_server_gets_every_letter_in_the_end(broker, app, letters, seconds):
    fill_outbox(letters)

    with (
        mail_server(faults=lambda number, to: FAULTS.get(number % 20), slow_seconds=0.2) as mail,
        mail_workers(mail.port, broker.url, app),
    ):
        took = wait_until_sent(seconds)

    report("mail server at fault", letters=letters, tries=mail.asked, doubled=mail.doubled, done_after=f"{took:.0f} s")
    assert len(mail.taken) == letters
    assert Message.objects.filter(status="sent").count() == letters


def test_worker_that_falls_silent_is_ended_by_its_watchdog_and_the_letters_go(broker):
    MessageFactory(lane=Lane.NORMAL)

    with mail_server() as mail, mail_workers(mail.port, broker.url, HASTY, names=["others"]) as (worker, _clock):
        assert mail.wait_for(1, 30), worker.said
        for child in worker.children():
            os.kill(child, signal.SIGSTOP)
        MessageFactory.create_batch(5, lane=Lane.NORMAL)
        assert mail.wait_for(6, 60), worker.said
        starts = worker.starts

    assert starts == 2
