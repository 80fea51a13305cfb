"""One search that finds anyone: what each kind of staff may find, in sections."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.people import labels
from core import audit
from returners.models import Application, Place
from returners.views import tables

SHOWN = 30
WHY = "Search"


@dataclass(frozen=True)
class Section:
    """The rows of one kind that were found, as the table component takes them; `more`: there are others."""

    title: str
    head: list[str]
    rows: list[list[Any]]
    more: bool


def find(text: str, *, by: User) -> list[Section]:
    """Whoever the text points to, among those this member of staff may see. Each is written down as looked at."""
    found = []
    if by.is_programme_manager:
        found.append(_section("Applications", tables.APPLICATIONS, _applications(text, by), tables.applications, by))
    if by.is_administrator:
        found.append(_section("People with an account", PEOPLE, _people(text), _people_rows, by))
    return [section for section in found if section.rows]


def _section(title: str, head: list[str], found: QuerySet, as_rows: Any, by: User) -> Section:
    rows: list[Model] = list(found[: SHOWN + 1])
    audit.looked_at_many(by, rows[:SHOWN], why=WHY)
    return Section(title, head, as_rows(rows[:SHOWN]), more=len(rows) > SHOWN)


def _applications(text: str, by: User) -> QuerySet:
    rows = Application.objects.managed_by(by).matching(text).select_related("cohort__programme", "strand")
    return rows.prefetch_related(Prefetch("places", Place.objects.order_by("pk"))).order_by("-submitted_at", "-pk")


PEOPLE = ["Name", "Email address", "Roles"]


def _people(text: str) -> QuerySet:
    return User.objects.matching(text).with_access().order_by("name", "email")


def _people_rows(people: Iterable[User]) -> list[list[Any]]:
    return [
        [
            {"text": person.name or person.email, "url": reverse("accounts:person_detail", args=[person.uuid])},
            person.email,
            ", ".join(labels(person.roles)),
        ]
        for person in people
    ]
