"""Ends a mail worker that has fallen silent, so that its supervisor starts it anew.

Seen in a third of trials: after the broker came back, workers took no more tasks, for good and without a word. A
thread in the worker's first process looks every few seconds. It kills only when everything the worker needs is there,
letters have waited unclaimed for a minute, and the worker has begun no task and tried no letter in that minute.
A mail server that is down does not count: it is being tried.
"""

import logging
import os
import signal
import threading
import time

import billiard
from celery import Celery, signals
from django.db import Error, connections
from django.utils import timezone

from notifications import heartbeat
from notifications.models import Lane, Message

logger = logging.getLogger(__name__)

LOOK_SECONDS = 15.0
SILENCE_SECONDS = 60.0

# A worker that takes tasks is alive, whatever they are.
signals.task_prerun.connect(heartbeat.beat)


@signals.celeryd_after_setup.connect
def start(sender: str, instance, **_signal) -> None:
    """Watch over a worker that consumes a mail lane. Before it first reaches the broker: it may get stuck there."""
    lanes = [lane for lane in Lane if lane in instance.app.amqp.queues.consume_from]
    if lanes:
        threading.Thread(target=watch, args=[instance.app, lanes], name="watchdog", daemon=True).start()


def watch(app: Celery, lanes: list[Lane]) -> None:
    # Silence counts from here on: from the start, and from the last moment there was an excuse for it.
    excused = time.monotonic()
    while True:
        time.sleep(LOOK_SECONDS)
        silent = time.monotonic() - max(excused, heartbeat.last_beat())
        if silent < SILENCE_SECONDS:
            continue
        if not broker_answers(app):
            excused = time.monotonic()
            continue
        waiting = seconds_waiting(lanes)
        if waiting is None:
            excused = time.monotonic()
        elif waiting > SILENCE_SECONDS:
            logger.critical("Silent for %d s with letters waiting for %d s: ending this worker.", silent, waiting)
            end_this_worker()


def broker_answers(app: Celery) -> bool:
    try:
        with app.connection_for_read(transport_options={"max_retries": 0, "socket_timeout": 2}) as connection:
            connection.default_channel.client.ping()
    except Exception:  # whatever it is, it is not the worker's fault
        return False
    return True


def seconds_waiting(lanes: list[Lane]) -> float | None:
    """How long the oldest unclaimed letter of these lanes has been due: 0 if none is, None if the database is away."""
    now = timezone.now()
    try:
        oldest = [Message.objects.due(lane, now).values_list("due_at", flat=True).first() for lane in lanes]
    except Error:
        return None
    finally:
        # The pool forks: no child may inherit this thread's connection.
        connections.close_all()
    return max(((now - due_at).total_seconds() for due_at in oldest if due_at), default=0.0)


def end_this_worker() -> None:
    """SIGKILL for the children, then for this process: whatever holds it up, it cannot say no."""
    for child in billiard.active_children():
        os.kill(child.pid, signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
