"""Caring-aware time slots: when in the week a person can take part. Defined once, here; disjoint; UK wall time."""

import datetime as dt
from collections.abc import Collection
from typing import NamedTuple

from django.db import models


class Day(models.TextChoices):
    MONDAY = "mon", "Monday"
    TUESDAY = "tue", "Tuesday"
    WEDNESDAY = "wed", "Wednesday"
    THURSDAY = "thu", "Thursday"
    FRIDAY = "fri", "Friday"
    SATURDAY = "sat", "Saturday"
    SUNDAY = "sun", "Sunday"


class Part(models.TextChoices):
    """A part of the day, from its start up to, not including, its end."""

    MORNING = "morning", "Early morning (7am to 9:30am)"
    SCHOOL = "school", "School hours (9:30am to 2:30pm)"
    AFTERNOON = "afternoon", "Afternoon (2:30pm to 6pm)"
    EVENING = "evening", "Evening (6pm to 9pm)"

    @property
    def short(self) -> str:
        """School hours"""
        return self.label.partition(" (")[0]


HOURS = {
    Part.MORNING: (dt.time(7), dt.time(9, 30)),
    Part.SCHOOL: (dt.time(9, 30), dt.time(14, 30)),
    Part.AFTERNOON: (dt.time(14, 30), dt.time(18)),
    Part.EVENING: (dt.time(18), dt.time(21)),
}


class Slot(NamedTuple):
    day: Day
    part: Part

    @property
    def code(self) -> str:
        return f"{self.day}-{self.part}"

    @property
    def label(self) -> str:
        return f"{self.day.label}, {self.part.label[0].lower()}{self.part.label[1:]}"


SLOTS = {slot.code: slot for slot in (Slot(day, part) for day in Day for part in Part)}


def slot_at(when: dt.datetime) -> Slot | None:
    """The slot a UK wall-clock time falls in; None in the night. Give it UK local time."""
    for part, (start, end) in HOURS.items():
        if start <= when.time() < end:
            return Slot(list(Day)[when.weekday()], part)
    return None


def in_words(codes: Collection[str]) -> list[str]:
    """A line for each day that has any: “Monday: school hours, evening”. A code that is none of ours says nothing."""
    week = [(day, [part.short.lower() for part in Part if f"{day}-{part}" in codes]) for day in Day]
    return [f"{day.label}: {', '.join(parts)}" for day, parts in week if parts]
