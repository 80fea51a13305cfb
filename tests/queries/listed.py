"""What a list is to the tests that count its queries, and how they count."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.staying import stay_signed_in

MOST = 12

# What there is on a page, and by their part in it, the people who look at it.
Scene = dict[str, Any]
Args = Callable[[Scene], list[Any]]


class Listed(NamedTuple):
    """A page, who looks at it, what makes it longer by so many rows, and the parts of its address."""

    page: str
    who: str
    grow: Callable[[Scene, int], None]
    args: Args = lambda scene: []
    query: str = ""
    # What is sent before it is looked at: words to search for.
    sent: dict[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.page} {self.who} {self.grow.__name__}"

    def url(self, scene: Scene) -> str:
        return reverse(self.page, args=self.args(scene)) + self.query


def cost(client: Client, url: str) -> list[str]:
    """The queries of a page, counted the second time: what a process keeps (rules, councils) is not.

    Nor is the note that a member of staff was seen, once a minute.
    """
    first = client.get(url)
    assert first.status_code == 200, first
    stay_signed_in(client)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return [query["sql"] for query in queries]
