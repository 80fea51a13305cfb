"""The letters of taking part. A module for each part: its `cause`, the names of its LETTERS, and `expected`."""

from types import ModuleType

from notifications.models import Message
from tests.letters import enrolments, experts, groups, progress, timetable
from tests.letters.letters import Expected, Letters

PARTS: list[ModuleType] = [enrolments, experts, groups, progress, timetable]


def everything_that_is_ever_written() -> None:
    for part in PARTS:
        part.cause()


def expected(message: Message) -> Expected:
    name = message.template.rpartition("/")[2]
    return next(part for part in PARTS if name in part.LETTERS).expected(message)


LETTERS = Letters("participation", everything_that_is_ever_written, expected, elsewhere=set())
