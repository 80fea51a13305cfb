"""Keyset pages: a list is walked from a row on, so that its last page costs what its first does."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet
from django.http import HttpRequest

PAGE_SIZE = 30
MARKS = ("older", "newer", "before", "after")
ORDER = {"gt": lambda by: (by, "pk"), "lt": lambda by: (f"-{by}", "-pk")}


@dataclass(frozen=True)
class Page:
    """Rows in the order of the list, and the addresses of the pages beside this one."""

    rows: list[Any]
    newer_url: str = ""
    older_url: str = ""


def filters_in_address(request: HttpRequest) -> str:
    """The address's parameters as they stand, without the mark of the page."""
    query = request.GET.copy()
    for mark in MARKS:
        query.pop(mark, None)
    return query.urlencode()


def newest_first(request: HttpRequest, rows: QuerySet, *, by: str, size: int = PAGE_SIZE) -> Page:
    """A page of rows ordered by an instant (never null) and by id, newest first.

    The address says where it begins (`older=` or `newer=` a row); a mark that cannot be read, or behind which nothing
    is left, means the first page. Other parameters, the filters, are kept.
    """
    return _walk(request, rows, by, size, ahead="older", back="newer")


def soonest_first(request: HttpRequest, rows: QuerySet, *, by: str, size: int = PAGE_SIZE) -> Page:
    """The same the other way round, for what is still to come: the next pages are those of newer rows."""
    return _walk(request, rows, by, size, ahead="newer", back="older")


def alphabetical(request: HttpRequest, rows: QuerySet, *, by: str, size: int = PAGE_SIZE) -> Page:
    """A page of rows ordered by a text and by id. The mark in the address is the row's id alone: texts may be names."""
    return _sorted(request, rows, by, size, on="gt", back="lt")


def highest_first(request: HttpRequest, rows: QuerySet, *, by: str, size: int = PAGE_SIZE) -> Page:
    """The same of a number (never null), from the highest down."""
    return _sorted(request, rows, by, size, on="lt", back="gt")


def _sorted(request: HttpRequest, rows: QuerySet, by: str, size: int, *, on: str, back: str) -> Page:
    after, before = (_row_at(rows, by, request.GET.get(mark, "")) for mark in ("after", "before"))
    if before and not after and (found := list(_past(rows, by, before, back).order_by(*ORDER[back](by))[: size + 1])):
        return _leaf(request, found[:size][::-1], back=len(found) > size, on=True)
    if after and (found := list(_past(rows, by, after, on).order_by(*ORDER[on](by))[: size + 1])):
        return _leaf(request, found[:size], back=True, on=len(found) > size)
    found = list(rows.order_by(*ORDER[on](by))[: size + 1])
    return _leaf(request, found[:size], back=False, on=len(found) > size)


def _row_at(rows: QuerySet, by: str, mark: str) -> tuple[str, int] | None:
    """What is at a mark: its text and id."""
    if not (mark.isascii() and mark.isdigit() and len(mark) < 19):
        return None
    return rows.model._base_manager.filter(pk=int(mark)).values_list(by, "pk").first()


def _past(rows: QuerySet, by: str, at: tuple[str, int], than: str) -> QuerySet:
    text, pk = at
    return rows.filter(**{f"{by}__{than}e": text}).filter(Q(**{f"{by}__{than}": text}) | Q(**{f"pk__{than}": pk}))


def _leaf(request: HttpRequest, rows: list[Any], *, back: bool, on: bool) -> Page:
    def url(name: str, row: Any) -> str:
        filters = filters_in_address(request)
        return f"?{filters}{'&' if filters else ''}{name}={row.pk}"

    return Page(rows, newer_url=url("before", rows[0]) if back else "", older_url=url("after", rows[-1]) if on else "")


def _walk(request: HttpRequest, rows: QuerySet, by: str, size: int, *, ahead: str, back: str) -> Page:
    """A page of rows in the order that leads `ahead`, from the mark in the address on."""
    on, back_from = _read(request.GET.get(ahead, "")), _read(request.GET.get(back, ""))
    if back_from and not on and (found := list(_beyond(rows, by, back_from, back)[: size + 1])):
        return _page(request, found[:size][::-1], by, {back: len(found) > size, ahead: True})
    if on and (found := list(_beyond(rows, by, on, ahead)[: size + 1])):
        return _page(request, found[:size], by, {back: True, ahead: len(found) > size})
    found = list(_in_order(rows, by, ahead)[: size + 1])
    return _page(request, found[:size], by, {back: False, ahead: len(found) > size})


def _in_order(rows: QuerySet, by: str, way: str) -> QuerySet:
    return rows.order_by(f"-{by}", "-pk") if way == "older" else rows.order_by(by, "pk")


def _beyond(rows: QuerySet, by: str, mark: tuple[dt.datetime, int], way: str) -> QuerySet:
    """Those that lie this way from the mark, the nearest first."""
    instant, pk = mark
    than = "lt" if way == "older" else "gt"
    # The first condition says nothing new, but lets the database start at the right place of its index.
    rows = rows.filter(**{f"{by}__{than}e": instant})
    return _in_order(rows.filter(Q(**{f"{by}__{than}": instant}) | Q(**{f"pk__{than}": pk})), by, way)


def _page(request: HttpRequest, rows: list[Any], by: str, has: dict[str, bool]) -> Page:
    """`rows` as they are shown. What lies older begins at the oldest of them, what lies newer at the newest."""

    def url(way: str) -> str:
        if not (rows and has[way]):
            return ""
        query = request.GET.copy()
        for mark in ("older", "newer"):
            query.pop(mark, None)
        row = (min if way == "older" else max)(rows, key=lambda row: (getattr(row, by), row.pk))
        query[way] = f"{getattr(row, by).timestamp():.6f}_{row.pk}"
        return f"?{query.urlencode()}"

    return Page(rows, newer_url=url("newer"), older_url=url("older"))


def _read(mark: str) -> tuple[dt.datetime, int] | None:
    seconds, _, pk = mark.partition("_")
    try:
        instant = dt.datetime.fromtimestamp(float(seconds), tz=dt.UTC)
        number = int(pk)
    except (ValueError, OverflowError, OSError):
        return None
    return (instant, number) if 0 < number < 2**63 else None
