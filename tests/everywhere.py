"""Every address of the portal with every id there is: how the tests of an attacker walk, and what they look for."""

import random
import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from typing import Any

from django.apps import apps
from django.db.models import SlugField, UUIDField
from django.test import Client
from django.urls import reverse

from cohorts.models import Programme
from returners.models import Application, WorkRole
from selection.models import Candidate, Review
from tests.permissions import rows
from tests.selection.hiding import found
from tests.staying import stay_signed_in
from tests.undoing import undone
from tests.urls import Address, addresses

PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>(?:\[[^]]*\]|[^)])*\)")
A_FEW = 2
# At each address of a walk that is not thorough, so many ids; and those of the models that are named, in their apps.
BY_CHANCE, NAMED, AT_HOME = 8, "named", "at home"
Known = dict[str, list[str]]


def area_of(address: Address) -> str:
    return address.name.partition(":")[0] if ":" in address.name else "allauth"


AREAS = sorted({area_of(address) for address in addresses()})


def values(whole: Collection[Any]) -> Known:
    """What may stand in an address, by the name of its part or else by its kind: the ids there are.

    Of the models named all, which are in every state, and a few of everything else.
    """
    models = [model for model in apps.get_models() if not model.__name__.endswith("Event")]
    known = words()
    for kind, field in (("uuid", UUIDField), ("slug", SlugField)):
        known[kind] = [one for model in models if _has(model, kind, field) for one in _column(model, kind, whole)]
    with_numbers = (Application, Candidate, Review, WorkRole)
    known["int"] = [one for model in with_numbers for one in _column(model, "pk", whole)[:A_FEW]]
    known["number"] = list(Candidate.objects.values_list("number", flat=True))
    known[NAMED] = [one for model in whole for one in _column(model, "uuid", whole)]
    known[AT_HOME] = [model._meta.app_label for model in whole]
    known["programme_slug"] = [*Programme.objects.values_list("slug", flat=True)]
    known[""] = [*Application.objects.values_list("reference", flat=True)[:A_FEW], *known["uuid"][:A_FEW]]
    return known


def words() -> Known:
    """Those parts of addresses that are never in question, as the tables of who may do what know them."""
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for name, value in row.fixed.items():
            known[name].add(str(value))
    return {name: sorted(found) for name, found in known.items()}


def _has(model: Any, name: str, kind: type) -> bool:
    return any(field.name == name and isinstance(field, kind) for field in model._meta.concrete_fields)


def _column(model: Any, name: str, whole: Collection[Any]) -> list[str]:
    found = model._base_manager.order_by("pk").values_list(name, flat=True)
    return [str(one) for one in (found if model in whole else found[:A_FEW])]


def urls(address: Address, known: Known, *, thorough: bool) -> Iterator[str]:
    """The address with every id in every part of it, side by side; and, where it has none, with a search.

    If not thorough, with some, at each address different ones; in the apps of the models named, with all ids of these.
    """
    parts = list(PART.finditer(address.route))
    route = re.sub(r"\\Z|[$^]", "", address.route)
    choices = [_choices(part, known) for part in parts]
    numbers = range(max(map(len, choices), default=1))
    by_chance = set(numbers if thorough else random.Random(route).sample(numbers, min(len(numbers), BY_CHANCE)))
    named = set(known[NAMED] if area_of(address) in known[AT_HOME] else [])
    for number in numbers:
        if number not in by_chance and not any(found[number % len(found)] in named for found in choices):
            continue
        given = iter([found[number % len(found)] for found in choices])
        yield "/" + PART.sub(lambda part, given=given: next(given), route)
    if not parts:
        yield f"/{route}?q=z&text=z&search=z&query=z&page=1&older=0"


def _choices(part: re.Match[str], known: Known) -> list[str]:
    return known.get(part["name"] or part["named"]) or known.get(part["kind"] or "") or known[""] or ["nothing"]


def walk(
    client: Client, wanted: list[Address], known: Known, *, secrets: set[str], since: int, thorough: bool = True
) -> tuple[set[str], dict[str, set[str]]]:
    """The names of the pages that opened, and which secrets were found where."""
    opened, leaks = set(), {}
    # Seen for once, or else each request would write down, and take back, that they are there.
    client.get(reverse("portal:home"))
    for address in wanted:
        stay_signed_in(client)
        for url in urls(address, known, thorough=thorough):
            for method in ("get", "post"):
                with undone(client):
                    response = getattr(client, method)(url)
                    if told := found(response, secrets, to=client.user.email, since=since):  # type: ignore[attr-defined]
                        leaks[f"{method} {url}"] = told
                if response.status_code == 404:
                    break
                if response.status_code == 200:
                    opened.add(address.name)
    return opened, leaks


def area(name: str) -> list[Address]:
    return [one for one in addresses() if area_of(one) == name]
