"""The rule of updating days: who needs how many, and what counts towards them."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import months_before
from outcomes.money import pounds, read_pounds
from outcomes.updating import (
    DAY_MINUTES,
    Bands,
    Hours,
    Worked,
    add_up,
    in_days,
    in_hours,
    ready_on,
)

REFERENCE = dt.date(2026, 3, 10)
DAY = DAY_MINUTES


@pytest.mark.parametrize(
    ("last", "days"),
    [
        (dt.date(2026, 3, 1), 0),
        (dt.date(2024, 4, 1), 0),
        (dt.date(2024, 3, 1), 30),  # two years exactly
        (dt.date(2021, 4, 1), 30),
        (dt.date(2021, 3, 1), 60),  # five years exactly are five or more
        (dt.date(1999, 1, 1), 60),
        (dt.date(2027, 1, 1), 0),
    ],
)
def test_days_by_time_out_of_practice(last, days):
    assert Bands().days(last, REFERENCE) == days


def test_bands_are_those_of_the_strand():
    bands = Bands(middle_from=1, long_from=3, short=5, middle=10, long=20)

    assert [bands.days(dt.date(year, 3, 1), REFERENCE) for year in (2026, 2025, 2023)] == [5, 10, 20]


@pytest.mark.parametrize(
    ("hours", "counted", "not_counted"),
    [
        (Hours(supervised=20 * DAY, private=10 * DAY), 30 * DAY, 0),
        (Hours(supervised=10 * DAY, formal=5 * DAY, private=15 * DAY), 30 * DAY, 0),
        (Hours(formal=10 * DAY, private=20 * DAY), 20 * DAY, 10 * DAY),
        (Hours(private=30 * DAY), 0, 30 * DAY),
        (Hours(), 0, 0),
    ],
)
def test_private_study_is_at_most_half_of_what_counts(hours, counted, not_counted):
    assert (hours.counted, hours.not_counted) == (counted, not_counted)


@given(st.builds(Hours, *[st.integers(0, 10_000)] * 3))
def test_what_counts_is_the_most_that_keeps_private_study_to_half(hours):
    taken = min(hours.private, hours.counted - hours.taught)

    assert taken == hours.counted - hours.taught
    assert taken * 2 <= hours.counted
    assert taken == hours.private or (taken + 1) * 2 > hours.taught + taken + 1
    assert hours.counted + hours.not_counted == hours.taught + hours.private


def days_of(kind, number, first):
    return [Worked(first + dt.timedelta(days=n), kind, DAY) for n in range(number)]


def test_ready_with_the_day_that_makes_it_enough():
    begun = dt.date(2026, 1, 1)
    worked = [*days_of("supervised", 15, begun), *days_of("private", 15, begun + dt.timedelta(days=15))]

    assert ready_on(worked, days=30, within_months=24) == dt.date(2026, 1, 30)
    assert ready_on(worked[:-1], days=30, within_months=24) is None
    assert ready_on(reversed(worked), days=30, within_months=24) == dt.date(2026, 1, 30)


def test_ready_waits_for_practice_where_private_study_came_first():
    begun = dt.date(2026, 1, 1)
    worked = [*days_of("private", 20, begun), *days_of("formal", 15, begun + dt.timedelta(days=20))]

    assert ready_on(worked, days=30, within_months=24) == dt.date(2026, 2, 4)


def test_hours_that_are_too_old_do_not_count():
    old, new = days_of("formal", 15, dt.date(2024, 1, 1)), days_of("formal", 15, dt.date(2026, 1, 10))

    assert ready_on([*old, *new], days=30, within_months=24) is None
    assert ready_on([*old, *new], days=30, within_months=25) == dt.date(2026, 1, 24)


moments = st.builds(
    Worked,
    st.dates(dt.date(2025, 1, 1), dt.date(2026, 12, 31)),
    st.sampled_from(["supervised", "formal", "private"]),
    st.integers(15, 720),
)


@given(st.lists(moments, max_size=12), st.integers(1, 4), st.integers(1, 24))
def test_ready_is_the_first_day_on_which_enough_counts(worked, days, months):
    """By trying every day there is."""

    def counts(day):
        since = months_before(day, months)
        return add_up(one for one in worked if since < one.on <= day).counted

    every = (dt.date(2025, 1, 1) + dt.timedelta(days=n) for n in itertools.count())
    tried = itertools.takewhile(lambda day: day.year < 2027, every)

    assert ready_on(worked, days=days, within_months=months) == next(
        (day for day in tried if counts(day) >= days * DAY), None
    )


@pytest.mark.parametrize(
    ("minutes", "days", "hours"),
    [
        (0, "0 days", "0 hours"),
        (30, "30 minutes", "30 minutes"),
        (420, "1 day", "7 hours"),
        (1065, "2 days 3 hours 45 minutes", "17 hours 45 minutes"),
    ],
)
def test_time_is_said_in_days_and_hours(minutes, days, hours):
    assert (in_days(minutes), in_hours(minutes)) == (days, hours)


@pytest.mark.parametrize(
    ("typed", "pence"),
    [
        ("45", 4500),
        ("£45.5", 4550),
        ("1,250.05", 125005),
        (" 600 000 ", 60000000),
        ("0", 0),
        ("45.555", None),
        ("-1", None),
        ("٤٥", None),
        ("1,25", None),
        ("", None),
    ],
)
def test_pounds_are_read_as_people_write_them(typed, pence):
    assert read_pounds(typed) == pence


def test_pounds_are_written_with_pence_only_where_there_are_some():
    assert [pounds(pence) for pence in (0, 4500, 4505, 125000000)] == ["£0", "£45", "£45.05", "£1,250,000"]
