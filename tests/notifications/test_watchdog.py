import datetime as dt
import time
from types import SimpleNamespace

import pytest
from django.utils import timezone

from config.celery import app
from notifications import heartbeat, watchdog
from notifications.models import Lane
from tests.factories.notifications import MessageFactory


class Ended(Exception):
    """Stands for the SIGKILL."""


class Rested(Exception):
    """Enough looks for the test."""


@pytest.fixture
def looks(monkeypatch):
    """Let the watchdog look a number of times, 15 seconds apart: `looks(4)` is True if it ended the worker."""
    clock = SimpleNamespace(now=1000.0)

    def end():
        raise Ended

    def watch_for(count: int, *lanes: Lane) -> bool:
        rests = iter(range(count))

        def sleep(seconds):
            clock.now += seconds
            if next(rests, None) is None:
                raise Rested

        monkeypatch.setattr(watchdog, "time", SimpleNamespace(monotonic=lambda: clock.now, sleep=sleep))
        try:
            watchdog.watch(app, list(lanes or [Lane.NORMAL]))
        except Ended:
            return True
        except Rested:
            return False

    monkeypatch.setattr(watchdog, "end_this_worker", end)
    monkeypatch.setattr(watchdog, "broker_answers", lambda app: True)
    monkeypatch.setattr(watchdog.connections, "close_all", lambda: None)
    monkeypatch.setattr(heartbeat, "last_beat", lambda: 0.0)
    return watch_for


def overdue(**fields) -> None:
    MessageFactory(due_at=timezone.now() - dt.timedelta(seconds=90), **fields)


@pytest.mark.django_db
def test_watchdog_ends_a_silent_worker_whose_letters_wait(looks):
    overdue()

    assert looks(4)


@pytest.mark.django_db
def test_watchdog_gives_a_worker_a_minute(looks):
    overdue()

    assert not looks(3)


@pytest.mark.django_db
def test_watchdog_leaves_a_worker_alone_that_tries(looks, monkeypatch):
    overdue()
    monkeypatch.setattr(heartbeat, "last_beat", lambda: watchdog.time.monotonic() - 20)

    assert not looks(20)


@pytest.mark.django_db
def test_watchdog_leaves_a_worker_alone_that_has_nothing_to_do(looks):
    overdue(lane=Lane.BULK)
    MessageFactory(due_at=timezone.now() + dt.timedelta(hours=1))
    MessageFactory(status="failed", error="550")

    assert not looks(20, Lane.NORMAL, Lane.NOW)


@pytest.mark.django_db
def test_watchdog_blames_no_worker_for_an_absent_broker(looks, monkeypatch):
    overdue()
    monkeypatch.setattr(watchdog, "broker_answers", lambda app: False)

    assert not looks(20)


@pytest.mark.django_db
def test_watchdog_blames_no_worker_for_an_absent_database(looks, monkeypatch):
    monkeypatch.setattr(watchdog, "seconds_waiting", lambda lanes: None)

    assert not looks(20)


def test_broker_answers_tells_present_from_absent():
    absent = app.__class__("absent", broker="redis://127.0.0.1:9/0", set_as_current=False)

    assert watchdog.broker_answers(app)
    assert not watchdog.broker_answers(absent)


@pytest.mark.parametrize(("queues", "started"), [(["now"], True), (["other", "bulk"], True), (["other"], False)])
def test_start_watches_workers_of_mail_lanes_only(monkeypatch, queues, started):
    threads = []
    monkeypatch.setattr(
        watchdog.threading, "Thread", lambda **options: SimpleNamespace(start=lambda: threads.append(1))
    )
    worker = SimpleNamespace(app=SimpleNamespace(amqp=SimpleNamespace(queues=SimpleNamespace(consume_from=queues))))

    watchdog.start(sender="now@host", instance=worker)

    assert bool(threads) is started


def test_heartbeat_is_the_moment_of_the_last_beat():
    heartbeat.beat()

    assert 0 <= time.monotonic() - heartbeat.last_beat() < 1
