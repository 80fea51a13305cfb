"""The letters of events."""

from notifications.models import Message
from tests.letters import afterwards, booking, event
from tests.letters.letters import Expected, Letters


def everything_that_is_ever_written() -> None:
    booking.cause()
    afterwards.cause()
    event.cause()


def expected(message: Message) -> Expected:
    if afterwards.is_one(message):
        return afterwards.expected(message)
    if event.is_one(message):
        return event.expected(message)
    if booking.is_one(message):
        return booking.expected(message)
    raise NotImplementedError(message.template)


LETTERS = Letters("events", everything_that_is_ever_written, expected, elsewhere=set())
