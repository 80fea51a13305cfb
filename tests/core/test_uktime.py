import datetime as dt

import pytest

from core import uktime


def utc(*parts):
    return dt.datetime(*parts, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("instant", "words"),
    [
        (utc(2023, 4, 24, 9), "Monday 24 April 2023 at 10am"),
        (utc(2023, 4, 24, 9, 30), "Monday 24 April 2023 at 10:30am"),
        (utc(2023, 12, 1, 17, 5, 59), "Friday 1 December 2023 at 5:05pm"),
        (utc(2023, 12, 1, 12), "Friday 1 December 2023 at midday"),
        (utc(2023, 12, 1, 12, 1), "Friday 1 December 2023 at 12:01pm"),
        (utc(2023, 12, 1, 0, 1), "Friday 1 December 2023 at 12:01am"),
        (utc(2023, 4, 23, 23), "midnight at the start of Monday 24 April 2023"),
    ],
)
def test_uk_datetime_reads_as_people_say_it(instant, words):
    assert uktime.uk_datetime(instant) == words


@pytest.mark.parametrize(
    ("instant", "time"),
    [
        (utc(2027, 3, 28, 0, 59), "12:59am"),
        (utc(2027, 3, 28, 1, 0), "2am"),
        (utc(2026, 10, 25, 0, 30), "1:30am"),
        (utc(2026, 10, 25, 1, 30), "1:30am"),
        (utc(2026, 10, 25, 2, 0), "2am"),
    ],
)
def test_uk_time_follows_both_clock_changes(instant, time):
    assert uktime.uk_time(instant) == time


def test_an_instant_late_in_the_evening_of_summer_is_on_the_next_day_in_the_uk():
    assert uktime.uk_date(utc(2023, 6, 30, 23, 30)) == "Saturday 1 July 2023"
    assert uktime.uk_short_date(utc(2023, 6, 30, 23, 30)) == "1 July 2023"
    assert uktime.uk_month(utc(2023, 6, 30, 23, 30)) == "July 2023"


def test_a_plain_date_stays_the_day_it_is():
    assert uktime.uk_date(dt.date(2023, 4, 24)) == "Monday 24 April 2023"
    assert uktime.uk_month(dt.date(2023, 4, 1)) == "April 2023"


def test_a_deadline_at_midnight_is_the_end_of_the_day_before():
    assert uktime.uk_deadline(utc(2023, 9, 20, 23)) == "the end of Wednesday 20 September 2023"
    assert uktime.uk_deadline(utc(2023, 9, 20, 16)) == "Wednesday 20 September 2023 at 5pm"


def test_an_end_in_the_past_names_the_day_that_was_still_good():
    assert uktime.uk_end(utc(2023, 9, 20, 23)) == "at the end of Wednesday 20 September 2023"
    assert uktime.uk_end(utc(2023, 9, 20, 16)) == "on Wednesday 20 September 2023 at 5pm"


def test_a_deadline_at_the_end_of_the_day_the_clocks_go_back():
    assert uktime.uk_deadline(utc(2026, 10, 26, 0)) == "the end of Sunday 25 October 2026"


def test_an_instant_without_a_time_zone_is_refused():
    with pytest.raises(ValueError, match="time zone"):
        uktime.uk_datetime(dt.datetime(2023, 4, 24, 9))  # noqa: DTZ001 the point of the test


def test_uk_on_reads_after_a_verb_at_any_hour():
    assert uktime.uk_on(dt.datetime(2023, 4, 24, 9, tzinfo=dt.UTC)) == "on Monday 24 April 2023 at 10am"
    assert (
        uktime.uk_on(dt.datetime(2023, 4, 23, 23, tzinfo=dt.UTC)) == "at midnight at the start of Monday 24 April 2023"
    )
