"""The letters of events."""

from notifications.models import Message
from tests.letters import afterwards
from tests.letters.letters import Expected, Letters


def everything_that_is_ever_written() -> None:
    afterwards.cause()


def expected(message: Message) -> Expected:
    if afterwards.is_one(message):
        return afterwards.expected(message)
    raise NotImplementedError(message.template)


LETTERS = Letters("events", everything_that_is_ever_written, expected, elsewhere=set())
