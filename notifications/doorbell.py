"""The doorbell: tell the workers that a lane has letters. No letter depends on it, a sweep finds them all."""

import functools
import logging
import threading
import time

from celery import current_app
from django.db import transaction
from kombu.pools import producers

from notifications.models import Lane

logger = logging.getLogger(__name__)

# How long nobody rings after a failure, so that one dead broker costs a process half a second now and then at most.
HUSH_SECONDS = 10
# A ring nobody answered for so long is of no use: the sweep has been round.
EXPIRES_SECONDS = 60
DELIVER = "notifications.tasks.deliver"

# Half a second for each step of reaching the broker, and no step twice.
HASTY = {"socket_connect_timeout": 0.5, "socket_timeout": 0.5, "max_retries": 0}

_hushed_until = 0.0
_pending = threading.local()


@functools.cache
def _line():
    """The bell's own connections, pooled: the app's are patient, as a worker's must be."""
    return producers[current_app.connection_for_write(transport_options=HASTY)]


def ring_after_commit(lane: Lane) -> None:
    """Ring once the transaction commits; once for the lane, however many letters it holds."""
    lanes = _pending.__dict__.setdefault("lanes", set())
    lanes.add(lane)

    def ring_if_first():
        # A rollback leaves its lane in the set: the next commit takes it out, with one ring all the same.
        if lane in lanes:
            lanes.discard(lane)
            ring(lane)

    transaction.on_commit(ring_if_first, robust=True)


def ring(lane: Lane) -> bool:
    """Ask a worker to deliver the lane. False, and one line in the log, if the broker is away: it never raises."""
    global _hushed_until  # noqa: PLW0603 one switch for the process
    if time.monotonic() < _hushed_until:
        return False
    try:
        with _line().acquire(block=True, timeout=0.5) as producer:
            current_app.send_task(
                DELIVER, args=[str(lane)], queue=str(lane), expires=EXPIRES_SECONDS, retry=False, producer=producer
            )
    except Exception as error:  # whatever a broker can do wrong, the person's request goes on
        _hushed_until = time.monotonic() + HUSH_SECONDS
        logger.warning("The broker is away (%s): the sweep will send what is due.", type(error).__name__)
        return False
    return True
