"""The letters of mentoring, a module for each part of it: what causes them, and what each has to say."""

from notifications.models import Message
from tests.letters import pairs
from tests.letters.letters import Expected, Letters

PARTS = [pairs]
# Read in tests/mentoring/test_views_offering.py and its neighbours.
NOT_YET = {
    "mentor_approved",
    "mentor_brought_back",
    "mentor_left",
    "mentor_paused",
    "mentor_paused_unanswered",
    "mentor_registered",
    "mentor_still_so",
    "mentor_turned_down",
}


def everything_that_is_ever_written() -> None:
    for part in PARTS:
        part.cause()


def expected(message: Message) -> Expected:
    return next(found for part in PARTS if (found := part.expected(message)))


LETTERS = Letters("mentoring", everything_that_is_ever_written, expected, elsewhere=NOT_YET)
