"""What a page is to the tests of the browser, and the usual ways to its address."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from tests.browser.visitor import Visitor
from tests.browser.world import World

Path = Callable[[World], str]
Way = Callable[[Visitor, World], None]
NotPages = dict[str, str]


@dataclass(frozen=True)
class Page:
    """`name` in the URLconf; `who` of the world ("" for somebody not signed in); `path`, or a `way` to walk there."""

    name: str
    who: str = ""
    path: Path | None = None
    way: Way | None = None
    state: str = ""
    status: int = 200

    def __str__(self) -> str:
        return "-".join(filter(None, [self.name, self.who, self.state]))

    def visit(self, visitor: Visitor, world: World) -> None:
        if self.way:
            self.way(visitor, world)
        else:
            visitor.open(self.path(world) if self.path else reverse(self.name))
            assert visitor.status == self.status


def programme(name: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.programme.slug, *more])


def application(name: str, state: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.applications[state].uuid, *more])


def person(name: str, who: str, *more: str) -> Path:
    return lambda world: reverse(name, args=[world.people[who].uuid, *more])
