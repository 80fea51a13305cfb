"""The letters of events."""

from notifications.models import Message
from tests.letters.letters import Expected, Letters


def everything_that_is_ever_written() -> None:
    """Nothing yet."""


def expected(message: Message) -> Expected:
    raise NotImplementedError(message.template)


LETTERS = Letters("events", everything_that_is_ever_written, expected, elsewhere=set())
