"""What the table of an app consists of, and how an address is made of it."""

import re
import uuid
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

from django.urls import reverse

from tests.urls import addresses

Keys = dict[str, Any]
About = dict[str, Callable[[SimpleNamespace], Keys]]
# The parts of addresses of what was never there.
ABSENT: Keys = {
    "slug": "nowhere",
    "number": "nowhere",
    "programme_slug": "nowhere",
    "cohort_slug": "nowhere",
    "key": "nowhere",
    "mode": "nowhere",
    "uuid": uuid.UUID(int=0),
    "message_uuid": uuid.UUID(int=0),
    "session_uuid": uuid.UUID(int=0),
    "enrolment_uuid": uuid.UUID(int=0),
    "mentor_uuid": uuid.UUID(int=0),
    "review_uuid": uuid.UUID(int=0),
    "reviewer_uuid": uuid.UUID(int=0),
    "pk": 2**40,
    "version": 9,
    "token": "nothing",
    "name": "nothing",
    "role": "administrator",
}


@dataclass(frozen=True)
class Around:
    """Who looks at pages of one kind: each column with who that is, and what builds a world with all of them.

    The world's `people` are by column; whoever is not signed in is none of them.
    """

    title: str
    columns: dict[str, str]
    build: Callable[[], SimpleNamespace]


@dataclass(frozen=True)
class Table:
    """The pages of an app: its rows as text, what they are about, and what is sent to each form.

    `looked_at`: to open these is written down, who looked at whom. `quiet`: whoever may press these changes nothing
    that is counted, for a reason that stands beside each.
    """

    around: Around
    text: str
    about: About
    given: dict[str, dict[str, Any]] = field(default_factory=dict)
    fixed: Keys = field(default_factory=dict)
    looked_at: Collection[str] = ()
    quiet: Collection[str] = ()

    @property
    def columns(self) -> list[str]:
        return list(self.around.columns)

    def lines(self) -> list[list[str]]:
        """The cells of each line, the heading first."""
        return [[cell.strip() for cell in line.split("|")] for line in self.text.strip().splitlines()]

    def rows(self) -> list["Row"]:
        head, *lines = self.lines()
        assert head == ["page", "methods", "about", *self.columns]
        return [
            Row(self, page, methods.split(), about, dict(zip(self.columns, may, strict=True)))
            for page, methods, about, *may in lines
        ]


class Row(NamedTuple):
    table: Table
    page: str
    methods: list[str]
    about: str
    may: dict[str, str]

    def __str__(self) -> str:
        return f"{self.page} {self.about}".strip()

    @property
    def given(self) -> dict[str, Any]:
        """What is sent to the page's form: something that would change something."""
        return self.table.given.get(self.page, {"sent": "yes"})

    @property
    def fixed(self) -> Keys:
        """The parts of addresses that are not in question; some pages have their own."""
        return {**self.table.fixed, **self.table.fixed.get(self.page, {})}

    def keys(self, world: SimpleNamespace) -> Keys:
        """What the address of a page about this is made of."""
        return self.table.about[self.about](world)

    def address(self, keys: Keys) -> str:
        return reverse(self.page, kwargs={name: {**self.fixed, **keys}[name] for name in parts(self.page)})

    def absent(self) -> str | None:
        """The address of such a page about something that was never there; none if it is about nothing."""
        if not set(parts(self.page)) - self.fixed.keys():
            return None
        return self.address(ABSENT)


@cache
def parts(page: str) -> list[str]:
    """The names in a page's route."""
    return re.findall(r"<\w+:(\w+)>", next(address.route for address in addresses() if address.name == page))
