"""What the letters of an app are to the tests that read them all."""

from collections.abc import Callable
from typing import NamedTuple

from notifications.models import Message


class Expected(NamedTuple):
    """Of one letter: whom it greets and where it goes; what it names, its subject too; to which pages it may lead."""

    hello: str
    to: str
    text_names: str
    subject_names: str
    leads_to: set[str]


class Letters(NamedTuple):
    """`cause` makes everything happen that a letter is written about; `elsewhere` are those another test reads."""

    app: str
    cause: Callable[[], None]
    expected: Callable[[Message], Expected]
    elsewhere: set[str]

    def written(self) -> list[Message]:
        self.cause()
        return list(Message.objects.filter(template__startswith=f"{self.app}/email/").order_by("pk"))
