"""UK days and instants, across both clock changes: 29 March and 25 October 2026, 28 March 2027."""

import datetime as dt

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from core.bank_holidays import FILE, bank_holidays
from core.calendar import (
    UK,
    add_months,
    add_working_days,
    end_of_uk_day,
    months_after,
    months_before,
    uk_day,
    uk_instant,
)
from core.management.commands.list_bank_holidays import listed


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("day", "time", "instant"),
    [
        (dt.date(2026, 1, 15), (12, 0), utc(2026, 1, 15, 12)),
        (dt.date(2026, 7, 15), (12, 0), utc(2026, 7, 15, 11)),
        (dt.date(2027, 3, 28), (0, 59), utc(2027, 3, 28, 0, 59)),
        (dt.date(2027, 3, 28), (1, 30), utc(2027, 3, 28, 1, 30)),  # missing: 2:30am
        (dt.date(2027, 3, 28), (2, 30), utc(2027, 3, 28, 1, 30)),
        (dt.date(2026, 10, 25), (1, 30), utc(2026, 10, 25, 0, 30)),  # twice: the first
        (dt.date(2026, 10, 25), (2, 0), utc(2026, 10, 25, 2)),
    ],
)
def test_uk_instant_reads_the_clock_on_the_wall(day, time, instant):
    assert uk_instant(day, *time) == instant


@pytest.mark.parametrize(
    ("instant", "day"),
    [
        (utc(2026, 7, 15, 22, 59, 59), dt.date(2026, 7, 15)),
        (utc(2026, 7, 15, 23), dt.date(2026, 7, 16)),
        (utc(2026, 1, 15, 23, 59, 59), dt.date(2026, 1, 15)),
        (utc(2026, 10, 25, 23, 30), dt.date(2026, 10, 25)),
    ],
)
def test_uk_day_changes_at_midnight_in_the_uk(instant, day):
    assert uk_day(instant) == day


@pytest.mark.parametrize(
    ("day", "end", "hours"),
    [
        (dt.date(2026, 1, 15), utc(2026, 1, 16), 24),
        (dt.date(2026, 7, 15), utc(2026, 7, 15, 23), 24),
        (dt.date(2026, 3, 29), utc(2026, 3, 29, 23), 23),
        (dt.date(2026, 10, 25), utc(2026, 10, 26), 25),
        (dt.date(2027, 3, 28), utc(2027, 3, 28, 23), 23),
    ],
)
def test_end_of_uk_day_is_the_next_midnight_in_the_uk(day, end, hours):
    assert end_of_uk_day(day) == end
    assert end - end_of_uk_day(day - dt.timedelta(days=1)) == dt.timedelta(hours=hours)


@given(st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_the_end_of_a_day_is_the_first_instant_not_on_it(day):
    end = end_of_uk_day(day)

    assert uk_day(end) == day + dt.timedelta(days=1)
    assert uk_day(end - dt.timedelta(microseconds=1)) == day
    assert end.astimezone(UK).time() == dt.time(0)


@pytest.mark.parametrize(
    ("day", "months", "found"),
    [
        (dt.date(2023, 1, 31), 1, dt.date(2023, 2, 1)),
        (dt.date(2023, 12, 1), 1, dt.date(2024, 1, 1)),
        (dt.date(2023, 10, 1), 12, dt.date(2024, 10, 1)),
        (dt.date(2023, 1, 1), -1, dt.date(2022, 12, 1)),
        (dt.date(2023, 1, 15), 0, dt.date(2023, 1, 1)),
        (dt.date(2023, 12, 31), -24, dt.date(2021, 12, 1)),
    ],
)
def test_add_months_gives_the_first_of_a_month(day, months, found):
    assert add_months(day, months) == found


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (dt.date(2026, 3, 31), 1, dt.date(2026, 2, 28)),
        (dt.date(2024, 2, 29), 12, dt.date(2023, 2, 28)),
        (dt.date(2026, 1, 15), 24, dt.date(2024, 1, 15)),
        (dt.date(2026, 8, 31), -6, dt.date(2027, 2, 28)),
    ],
)
def test_months_before_stays_in_its_month(day, months, before):
    assert months_before(day, months) == before
    assert months_after(day, -months) == before


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (dt.date(2026, 3, 2), 5, dt.date(2026, 3, 9)),  # Monday
        (dt.date(2026, 3, 6), 1, dt.date(2026, 3, 9)),  # Friday
        (dt.date(2026, 3, 7), 1, dt.date(2026, 3, 9)),  # Saturday
        (dt.date(2026, 3, 8), 5, dt.date(2026, 3, 13)),  # Sunday
        (dt.date(2026, 3, 4), 0, dt.date(2026, 3, 4)),
    ],
)
def test_add_working_days_passes_over_weekends(day, days, found):
    assert add_working_days(day, days) == found


@pytest.mark.parametrize(
    ("day", "days", "found"),
    [
        (dt.date(2026, 4, 2), 1, dt.date(2026, 4, 7)),  # the Thursday before Easter
        (dt.date(2026, 3, 30), 5, dt.date(2026, 4, 8)),  # Good Friday and Easter Monday lie between
        (dt.date(2026, 12, 24), 1, dt.date(2026, 12, 29)),  # Boxing Day is a Saturday, so Monday is free
        (dt.date(2027, 12, 24), 1, dt.date(2027, 12, 29)),  # Christmas Day is a Saturday, so Monday and Tuesday are
        (dt.date(2026, 12, 31), 1, dt.date(2027, 1, 4)),
        (dt.date(2026, 5, 1), 1, dt.date(2026, 5, 5)),
        (dt.date(2023, 5, 5), 1, dt.date(2023, 5, 9)),  # a coronation
        (dt.date(2026, 3, 16), 2, dt.date(2026, 3, 18)),  # Saint Patrick's is none in England
    ],
)
def test_add_working_days_passes_over_bank_holidays_in_england(day, days, found):
    assert add_working_days(day, days) == found


def test_bank_holidays_are_those_the_package_knows():
    years = [day.year for day in bank_holidays()]

    assert FILE.read_text() == listed(range(min(years), max(years) + 1))


def test_bank_holidays_are_listed_for_years_to_come():
    """Write the list anew before any promise reaches its end: `manage.py list_bank_holidays`."""
    assert max(bank_holidays()).year >= timezone.now().year + 10
