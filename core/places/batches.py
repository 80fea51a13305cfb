"""What the clock does to a pool, it does in small steps: while it holds the pool, everybody else who wants it waits."""

import datetime as dt
import logging
from collections.abc import Callable

from core.places.holding import Pool

# Places moved, and their parties told, in one transaction.
BATCH = 25
logger = logging.getLogger(__name__)


def in_batches(step: Callable[..., int], pool: Pool, *, at: dt.datetime) -> int:
    """Do a step, a transaction of its own, until it finds nothing to do. A fault in one pool holds up no other."""
    done = 0
    try:
        while count := step(pool, at=at):
            done += count
    except Exception:  # whatever it is, the next minute tries again
        logger.exception("The places of pool %s could not be moved on.", pool.pk)
    return done
