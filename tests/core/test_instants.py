"""An instant as staff type it: a day and a time on clocks in the UK."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError

from core.forms import UKInstantField, read_clock


def typed(day, month, year, time, **kwargs):
    return UKInstantField(subject="The close", **kwargs).clean([day, month, year, time])


@pytest.mark.parametrize(
    ("parts", "instant"),
    [
        (("2", "3", "2026", "9am"), "2026-03-02 09:00"),
        (("2", "3", "2026", "17:30"), "2026-03-02 17:30"),
        (("2", "3", "2026", "23:59"), "2026-03-02 23:59"),
        (("2", "3", "2026", "0:00"), "2026-03-02 00:00"),
        (("2", "3", "2026", "24:00"), "2026-03-03 00:00"),
        # Summer time.
        (("2", "July", "2026", "midday"), "2026-07-02 11:00"),
        # Clocks go back at 2am: the first of the two, and a day of 25 hours.
        (("25", "10", "2026", "1:30am"), "2026-10-25 00:30"),
        (("25", "10", "2026", "24:00"), "2026-10-26 00:00"),
        (("28", "3", "2027", "2am"), "2027-03-28 01:00"),
    ],
)
def test_instant_is_the_one_that_uk_clocks_show(parts, instant):
    assert typed(*parts) == dt.datetime.fromisoformat(instant).replace(tzinfo=dt.UTC)


@pytest.mark.parametrize("time", ["1am", "1:30", "01.59"])
def test_instant_that_no_clock_shows_is_refused_in_words(time):
    with pytest.raises(ValidationError, match=r"clocks go forward that night\. Choose 2am or later"):
        typed("28", "3", "2027", time)


@pytest.mark.parametrize("time", ["9", "midnight", "25:00", "24:01", "13pm", "0am", "9:5", "noonish", "١٢:٠٠", "-1:00"])
def test_time_that_is_not_one_is_refused_in_words(time):
    with pytest.raises(ValidationError, match="The close must have a time, like 9am"):
        typed("2", "3", "2026", time)


def test_instant_with_a_part_missing_says_which():
    with pytest.raises(ValidationError, match="The close must include a time"):
        typed("2", "3", "2026", "")


def test_clock_reads_what_people_write():
    given = {"9am": (9, 0), "5.30 pm": (17, 30), "12am": (0, 0), "12pm": (12, 0), "NOON": (12, 0), "5 p.m.": (17, 0)}

    assert {text: read_clock(text) for text in given} == given


@pytest.mark.parametrize(("is_end", "shown"), [(True, [1, 3, 2026, "24:00"]), (False, [2, 3, 2026, "00:00"])])
def test_midnight_is_shown_as_the_end_or_the_start_of_a_day_and_read_back(is_end, shown):
    field = UKInstantField(is_end=is_end)
    midnight = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)

    assert field.widget.decompress(midnight) == shown
    assert field.clean([str(part) for part in shown]) == midnight
    assert field.widget.decompress(None) == ["", "", "", ""]
