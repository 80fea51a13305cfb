"""What the clock does for pairs: close those whose time is over, ask half way, and write to those that fell silent.

Each pair is seen to in a transaction of its own that holds it first, so that a worker may die at any moment, and two
may run at once.
"""

import datetime as dt
import logging
from collections.abc import Callable

from django.db import transaction

from core.uktime import to_uk
from mentoring import pair_letters, watching
from mentoring.actions import ending
from mentoring.models import Mentor, Pair
from mentoring.models.pair import PairQuerySet

logger = logging.getLogger(__name__)

BATCH = 200
# When kind letters go out, on clocks in the UK.
FIRST_HOUR, LAST_HOUR = 9, 18

Find = Callable[[PairQuerySet, dt.datetime], PairQuerySet]
See = Callable[[Pair, dt.datetime], None]


def see_to_pairs(*, at: dt.datetime) -> int:
    """How many were seen to. In the night and the evening, nobody is written to."""
    if not FIRST_HOUR <= to_uk(at).hour < LAST_HOUR:
        return 0
    return sum(_each(find, see, at) for find, see in STEPS)


def _each(find: Find, see: See, at: dt.datetime) -> int:
    ids = list(find(Pair.objects.all(), at).order_by("pk").values_list("pk", flat=True)[:BATCH])
    return sum(_tried(pk, find, see, at) for pk in ids)


def _tried(pk: int, find: Find, see: See, at: dt.datetime) -> bool:
    """One that cannot be seen to must not keep the others waiting; the next round tries it again."""
    try:
        return _one(pk, find, see, at)
    except Exception as error:
        # No traceback: the database's errors quote the row, and so the person.
        logger.error("A pair could not be seen to: %s, %s.", pk, type(error).__name__)
        return False


@transaction.atomic
def _one(pk: int, find: Find, see: See, at: dt.datetime) -> bool:
    """Held, and looked at again: they may have met, or another worker been here, this second.

    The mentor first, as in every action that frees a place. Whoever is held by somebody else waits for the next round.
    """
    if Mentor.objects.filter(pairs=pk).lock_free().first() is None:
        return False
    rows = Pair.objects.select_related("person", "mentor__person", "programme", "enrolment")
    pair = rows.filter(pk=pk).lock_free().first()
    if pair is None or not find(Pair.objects.filter(pk=pk), at).exists():
        return False
    see(pair, at)
    return True


def _close(pair: Pair, at: dt.datetime) -> None:
    ending.complete(pair, at=at)


def _ask(pair: Pair, at: dt.datetime) -> None:
    Pair.objects.filter(pk=pair.pk).update(midway_asked_at=at)
    pair_letters.midway(pair)


def _nudge(pair: Pair, at: dt.datetime) -> None:
    Pair.objects.filter(pk=pair.pk).update(nudged_at=at)
    pair_letters.quiet(pair, at=at)


STEPS: list[tuple[Find, See]] = [(watching.over, _close), (watching.half_way, _ask), (watching.to_nudge, _nudge)]
