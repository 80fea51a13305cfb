"""What a form is to the tests that type into it."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpResponse
from django.test import Client

Scene = Callable[[], tuple[Client, Any]]


class Typed(NamedTuple):
    """Who fills a form in, where the page about this is, with what, and how it is sent."""

    scene: str
    where: Callable[[Any], str]
    given: dict[str, str]
    method: str = "post"


class Form(NamedTuple):
    name: str
    scene: Scene
    typed: Typed

    def __str__(self) -> str:
        return self.name

    def send(self, client: Client, url: str, **given: object) -> HttpResponse:
        """As typed, but for what is given."""
        return getattr(client, self.typed.method)(url, {**self.typed.given, **given})
