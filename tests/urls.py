"""Every address of the portal, for the tests that walk them all."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver


class Address(NamedTuple):
    """One pattern: its name with its namespaces, its whole route, and the view behind it."""

    name: str
    route: str
    view: Callable

    @property
    def is_ours(self) -> bool:
        """Those of allauth and of Django's admin are theirs, by the names they go under."""
        return not self.name.startswith(("admin:", "account_", "mfa_", "usersessions_"))


def addresses() -> list[Address]:
    return list(walk(get_resolver(), "", ""))


def walk(resolver: URLResolver, namespace: str, route: str) -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield Address(f"{namespace}{pattern.name}", here, pattern.callback)
        else:
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from walk(pattern, inner, here)
