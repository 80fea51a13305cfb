"""Whether the counters of a pool agree with its rows."""

from django.db.models import Sum

from core.places import AbstractPlace, AbstractPool


def miscounted(pool: AbstractPool, model: type[AbstractPlace]) -> bool:
    """Never, unless somebody went round the engine."""
    places = model.objects.filter(pool=pool)
    taken = places.seated().aggregate(seats=Sum("seats", default=0))["seats"]
    return (pool.taken, pool.waiting) != (taken, places.waiting().count())
