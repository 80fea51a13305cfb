"""How full a cohort is, judged pool by pool as the engine does (core.places), in the query that fetches it."""

from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Count, F, Q, Sum, Value

# Of a pool: a place at once; a place or a turn on the waiting list.
HAS_PLACE = Q(pools__waiting=0, pools__taken__lt=F("pools__capacity") + F("pools__allowance"))
HAS_ROOM = HAS_PLACE | Q(pools__waiting_limit__isnull=True) | Q(pools__waiting__lt=F("pools__waiting_limit"))


def figures() -> dict[str, Any]:
    """How many people wait, how many pools have a place or room, and which strands have none."""
    return {
        "in_queue": Sum("pools__waiting"),
        "with_place": Count("pools", filter=HAS_PLACE),
        "with_room": Count("pools", filter=HAS_ROOM),
        "taken_strands": _strands(~HAS_PLACE),
        "full_strands": _strands(~HAS_ROOM),
    }


def _strands(which: Q) -> ArrayAgg:
    return ArrayAgg("pools__strand__name", filter=which & Q(pools__strand__isnull=False), default=Value([]))
