import datetime as dt
import itertools

import pytest

from core.slots import HOURS, SLOTS, Day, Part, in_words, slot_at

MONDAY = dt.date(2026, 3, 2)


def test_slots_are_every_part_of_every_day():
    assert len(SLOTS) == len(Day) * len(Part) == 28
    assert all(SLOTS[code].code == code for code in SLOTS)
    assert SLOTS["tue-school"].label == "Tuesday, school hours (9:30am to 2:30pm)"


def test_parts_are_disjoint_and_follow_one_another():
    hours = [HOURS[part] for part in Part]

    assert all(start < end for start, end in hours)
    assert all(end == start for (_, end), (start, _) in itertools.pairwise(hours))


@pytest.mark.parametrize(
    ("time", "part"),
    [
        (dt.time(6, 59, 59), None),
        (dt.time(7), "morning"),
        (dt.time(9, 29, 59), "morning"),
        (dt.time(9, 30), "school"),
        (dt.time(14, 30), "afternoon"),
        (dt.time(18), "evening"),
        (dt.time(20, 59), "evening"),
        (dt.time(21), None),
        (dt.time(0), None),
    ],
)
def test_slot_at_a_time_of_day(time, part):
    slot = slot_at(dt.datetime.combine(MONDAY, time))

    assert (slot and slot.code) == (part and f"mon-{part}")


def test_slot_at_a_day_of_the_week():
    noons = [dt.datetime.combine(MONDAY + dt.timedelta(days=n), dt.time(12)) for n in range(7)]

    assert [slot_at(noon).day for noon in noons] == list(Day)


def test_slots_in_words_are_a_line_a_day_in_the_order_of_the_week():
    codes = ["wed-evening", "mon-evening", "mon-school", "someday-noon"]

    assert in_words(codes) == ["Monday: school hours, evening", "Wednesday: evening"]
    assert in_words([]) == []
