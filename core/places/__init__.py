"""The allocation of places: one engine for cohort places and event seats, never oversold, in strict order.

A **pool** has seats; a **place** is a party's claim on some of them. The pool's row is the only lock: every function
here holds it first and until the caller's transaction ends, so no two paths can deadlock, and a turn (`position`,
`joined_at`) is taken while it is held, so turns have no gap and no tie. Seats are never counted under the lock: `taken`
and `waiting` are counters moved by a conditional UPDATE, with a check constraint behind them.

The functions return the rows they changed; the calling action writes the letters and the history. Call them inside a
transaction; `at` is the instant things happen.
"""

from core.places.admitting import admit
from core.places.batches import BATCH, in_batches
from core.places.claiming import claim
from core.places.holding import hold
from core.places.models import LIVE, SEATED, AbstractPlace, AbstractPool, PlaceQuerySet, Status
from core.places.moving import close_queue, confirm, expire, give_up, promote, release, resize, settle, shrink

__all__ = [
    "BATCH",
    "LIVE",
    "SEATED",
    "AbstractPlace",
    "AbstractPool",
    "PlaceQuerySet",
    "Status",
    "admit",
    "claim",
    "close_queue",
    "confirm",
    "expire",
    "give_up",
    "hold",
    "in_batches",
    "promote",
    "release",
    "resize",
    "settle",
    "shrink",
]
