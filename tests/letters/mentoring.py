"""The letters of mentoring, a module for each part of it: what causes them, and what each has to say."""

from notifications.models import Message
from tests.letters import asks, mentors, pairs
from tests.letters.letters import Expected, Letters

PARTS = [mentors, asks, pairs]


def everything_that_is_ever_written() -> None:
    for part in PARTS:
        part.cause()


def expected(message: Message) -> Expected:
    return next(found for part in PARTS if (found := part.expected(message)))


LETTERS = Letters("mentoring", everything_that_is_ever_written, expected, elsewhere=set())
