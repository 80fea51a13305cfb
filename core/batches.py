"""Work on many rows that ends when none is left: some in each transaction, two workers beside each other."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from core.querysets import QuerySet


def work_off(rows: QuerySet, step: Callable[[list[Any]], object], *, size: int = 500) -> int:
    """Do a step with all of these rows, `size` at a time; how many there were.

    The step has to leave none of what it is given among `rows`. Rows that somebody else holds are passed over.
    """
    done = 0
    while count := _batch(rows, step, size):
        done += count
    return done


@transaction.atomic
def _batch(rows: QuerySet, step: Callable[[list[Any]], object], size: int) -> int:
    batch = list(rows.order_by("pk").lock_free()[:size])
    if batch:
        step(batch)
    return len(batch)


def delete(rows: list[Any]) -> None:
    """The step after which these rows are gone."""
    type(rows[0])._base_manager.filter(pk__in=keys(rows)).delete()


def keys(rows: list[Any]) -> list[int]:
    return [row.pk for row in rows]
