"""Keyset pages: every row once, in order, both ways, and the cost of the last page is that of the first."""

import datetime as dt

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from core.paging import _read, newest_first
from notifications.models import Message
from tests.factories.notifications import MessageFactory

NOW = dt.datetime(2026, 3, 2, 12, 0, 0, 123456, tzinfo=dt.UTC)
SIZE = 3
ODD_MARKS = [
    "", "_", "1", "1_", "_1", "x_1", "1_x", "nan_1", "inf_1", "-inf_1", "1e400_1", "1e20_1", "-1e20_1",
    "-62135596800_1", "253402300799_1", "1_0", "1_-1", f"1_{2**63}", f"1_{'9' * 5000}", "1_1_1", "\x00_1", "1_\x00",
    "١_١", "1_1 OR 1=1", "🙂", "1_1.5", " 1_1 ",
]  # fmt: skip


def page(query=""):
    request = RequestFactory().get("/", QueryDict(query))
    request.GET = QueryDict(query.removeprefix("?"))
    return newest_first(request, Message.objects.all(), by="created_at", size=SIZE)


def rows_at(*instants):
    return [MessageFactory(created_at=instant) for instant in instants]


def walk(way, query=""):
    """The pages from this one on, by their links."""
    pages = [page(query)]
    while url := getattr(pages[-1], f"{way}_url"):
        pages.append(page(url))
        assert len(pages) < 50
    return pages


def keys(pages):
    return [row.pk for one in pages for row in one.rows]


@pytest.mark.django_db
@pytest.mark.parametrize("number", [0, 1, 2, 3, 4, 6, 7])
def test_pages_show_every_row_once_newest_first(number):
    rows = rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(number)))

    pages = walk("older")

    assert keys(pages) == [row.pk for row in rows[::-1]]
    assert all(one.rows for one in pages) or not number


@pytest.mark.django_db
@pytest.mark.parametrize("number", [1, 3, 4, 7])
def test_pages_lead_back_the_way_they_came(number):
    rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(number)))

    last = walk("older")[-1]
    back = [last.rows, *([one.rows for one in walk("newer", last.newer_url)] if last.newer_url else [])]

    assert [row.pk for rows in back[::-1] for row in rows] == keys(walk("older"))


@pytest.mark.django_db
def test_pages_part_rows_of_one_instant_by_their_id():
    rows = rows_at(*[NOW] * 7)

    assert keys(walk("older")) == [row.pk for row in rows[::-1]]


@pytest.mark.django_db
def test_pages_part_rows_a_microsecond_apart():
    """The mark in the address is exact."""
    rows = rows_at(*(NOW + dt.timedelta(microseconds=n) for n in range(7)))

    assert keys(walk("older")) == [row.pk for row in rows[::-1]]


@pytest.mark.django_db
def test_first_page_has_nothing_newer_and_the_last_nothing_older():
    rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(4)))

    first, last = walk("older")

    assert (first.newer_url, bool(first.older_url)) == ("", True)
    assert (bool(last.newer_url), last.older_url) == (True, "")


@pytest.mark.django_db
def test_page_stays_where_it_is_when_rows_come_in():
    rows = rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(7)))
    link = page().older_url
    before = keys([page(link)])

    rows_at(NOW + dt.timedelta(hours=1))

    assert keys([page(link)]) == before == [row.pk for row in rows[3:0:-1]]


@pytest.mark.django_db
def test_page_whose_rows_are_gone_still_has_a_way_on():
    rows = rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(7)))
    link = page().older_url
    Message.objects.filter(pk__in=[row.pk for row in rows[1:4]]).delete()

    assert keys([page(link)]) == [rows[0].pk]


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["older", "newer"])
def test_page_behind_which_nothing_is_left_is_the_first(way):
    rows = rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(4)))
    lone = rows[0] if way == "older" else rows[3]

    found = page(f"{way}={lone.created_at.timestamp():.6f}_{lone.pk}")

    assert keys([found]) == [row.pk for row in rows[3:0:-1]]
    assert found.newer_url == ""
    assert found.older_url


@pytest.mark.django_db
def test_links_keep_the_filters_and_replace_the_mark():
    rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(7)))

    middle = page(page("cohort=3&status=in+review").older_url)

    older, newer = QueryDict(middle.older_url[1:]), QueryDict(middle.newer_url[1:])
    assert (older["cohort"], older["status"]) == ("3", "in review")
    assert set(older) == {"cohort", "status", "older"}
    assert set(newer) == {"cohort", "status", "newer"}


@pytest.mark.django_db
@pytest.mark.parametrize("way", ["older", "newer"])
@pytest.mark.parametrize("mark", ODD_MARKS)
def test_mark_that_cannot_be_read_is_harmless(way, mark):
    rows_at(NOW)
    query = QueryDict(mutable=True)
    query[way] = mark

    assert len(page(query.urlencode()).rows) <= 1


@given(st.text())
def test_any_mark_reads_as_a_place_or_none(mark):
    found = _read(mark)

    assert found is None or (found[0].tzinfo == dt.UTC and 0 < found[1] < 2**63)


@given(st.datetimes(dt.datetime(1970, 1, 2), dt.datetime(2200, 1, 1)), st.integers(1, 2**63 - 1))  # noqa: DTZ001
def test_mark_reads_as_the_instant_it_was_written_from(instant, pk):
    instant = instant.replace(tzinfo=dt.UTC)

    assert _read(f"{instant.timestamp():.6f}_{pk}") == (instant, pk)


@pytest.mark.django_db
def test_page_is_one_query_wherever_it_begins():
    rows_at(*(NOW + dt.timedelta(minutes=n) for n in range(7)))
    for query in ("", page().older_url, walk("older")[-1].newer_url):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            page(query)

        assert len(queries) == 1
        assert "OFFSET" not in queries[0]["sql"]
