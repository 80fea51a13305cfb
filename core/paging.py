"""Keyset pages: a list is walked from a row on, so that its last page costs what its first does."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 30


@dataclass(frozen=True)
class Page:
    """Rows in the order of the list, and the addresses of the pages beside this one."""

    rows: list[Any]
    newer_url: str = ""
    older_url: str = ""


def newest_first(request: HttpRequest, rows: QuerySet, *, by: str, size: int = PAGE_SIZE) -> Page:
    """A page of rows ordered by an instant (never null) and by id, newest first.

    The address says where it begins (`older=` or `newer=` a row); a mark that cannot be read, or behind which nothing
    is left, means the first page. Other parameters, the filters, are kept.
    """
    older, newer = _read(request.GET.get("older", "")), _read(request.GET.get("newer", ""))
    if newer and not older and (found := list(_beyond(rows, by, newer, "gt").order_by(by, "pk")[: size + 1])):
        return _page(request, found[:size][::-1], by, has_newer=len(found) > size, has_older=True)
    rows = rows.order_by(f"-{by}", "-pk")
    if older and (found := list(_beyond(rows, by, older, "lt")[: size + 1])):
        return _page(request, found[:size], by, has_newer=True, has_older=len(found) > size)
    found = list(rows[: size + 1])
    return _page(request, found[:size], by, has_newer=False, has_older=len(found) > size)


def _beyond(rows: QuerySet, by: str, mark: tuple[dt.datetime, int], way: str) -> QuerySet:
    instant, pk = mark
    # The first condition says nothing new, but lets the database start at the right place of its index.
    return rows.filter(**{f"{by}__{way}e": instant}).filter(Q(**{f"{by}__{way}": instant}) | Q(**{f"pk__{way}": pk}))


def _page(request: HttpRequest, rows: list[Any], by: str, *, has_newer: bool, has_older: bool) -> Page:
    def url(name: str, row: Any) -> str:
        query = request.GET.copy()
        for mark in ("older", "newer"):
            query.pop(mark, None)
        query[name] = f"{getattr(row, by).timestamp():.6f}_{row.pk}"
        return f"?{query.urlencode()}"

    return Page(
        rows,
        newer_url=url("newer", rows[0]) if rows and has_newer else "",
        older_url=url("older", rows[-1]) if rows and has_older else "",
    )


def _read(mark: str) -> tuple[dt.datetime, int] | None:
    seconds, _, pk = mark.partition("_")
    try:
        instant = dt.datetime.fromtimestamp(float(seconds), tz=dt.UTC)
        number = int(pk)
    except (ValueError, OverflowError, OSError):
        return None
    return (instant, number) if 0 < number < 2**63 else None
