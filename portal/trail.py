"""The audit trail, as it is read: whose rows an entry is about, and its words. Never a value: the trail has none."""

from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import CharField, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.utils.text import capfirst

from accounts.models import User
from accounts.personal_data import subject_of
from core import privacy
from core.audit import AuditEntry
from core.uktime import uk_datetime
from returners.models import Application

STAFF_HEAD = ["When", "Who", "What", "Record", "Which parts", "Why"]
OWN_HEAD = ["When", "Who", "What", "Which parts"]


def audited() -> dict[str, type[models.Model]]:
    """Every model with a trail, by the name of its table."""
    found = [model for model in apps.get_models() if any(t.name == "audit_trail" for t in _triggers(model))]
    return {model._meta.db_table: model for model in found}


def _triggers(model: type[models.Model]) -> list[Any]:
    return getattr(model._meta, "triggers", [])


# -- Which entries ---------------------------------------------------------------------------------------------------


def of_applications(applications: QuerySet) -> Q:
    """Entries about these applications and whatever hangs on one by a foreign key."""
    found = Q(table=Application._meta.db_table, row__in=applications.values("pk"))
    for table, model in audited().items():
        if any(field.name == "application" for field in model._meta.concrete_fields):
            rows = model._base_manager.filter(application__in=applications.values("pk"))
            found |= Q(table=table, row__in=rows.values("pk"))
    return found


def of_person(person: User, *, told_alone: bool = False) -> Q:
    """Entries about the rows that a person has now, as everything declared on people says.

    `told_alone`: as they may read it themselves, without what is still being decided.
    """
    subject, tables = subject_of(person), audited()
    rows = [
        (holding.told(holding.rows(subject)) if told_alone else holding.rows(subject))
        .order_by()
        .values_list(Value(holding.model._meta.db_table, CharField()), Cast("pk", models.BigIntegerField()))
        for holding in privacy.holdings()
        if holding.model._meta.db_table in tables
    ]
    theirs: dict[str, list[int]] = {}
    for table, pk in rows[0].union(*rows[1:], all=True):
        theirs.setdefault(table, []).append(pk)
    found = Q(pk__in=[])
    for table, pks in theirs.items():
        found |= Q(table=table, row__in=pks)
    return found


def read_by(staff: User) -> QuerySet[AuditEntry]:
    """Administrators read all of it, managers what is about the applications they see: none before it was sent."""
    if staff.is_administrator:
        return AuditEntry.objects.all()
    return AuditEntry.objects.filter(of_applications(Application.objects.managed_by(staff)))


# -- In words --------------------------------------------------------------------------------------------------------


def staff_rows(entries: list[AuditEntry]) -> list[list[str]]:
    models_by_table = audited()
    theirs = [entry.row for entry in entries if entry.table == Application._meta.db_table]
    references = dict(Application.objects.filter(pk__in=theirs).values_list("pk", "reference"))
    return [
        [
            uk_datetime(entry.at),
            str(entry.actor) if entry.actor else "A closed account" if entry.actor_id else "The portal",
            entry.get_verb_display(),
            f"{_name(models_by_table.get(entry.table), entry.table)} {_number(entry, references)}",
            ", ".join(_labels(models_by_table.get(entry.table), entry.fields)),
            entry.why,
        ]
        for entry in entries
    ]


def own_rows(entries: list[AuditEntry], person: User) -> list[list[str]]:
    """Colleagues are named by what they are, never by who. Reasons are the staff's to read."""
    titles = {holding.model._meta.db_table: holding.title.lower() for holding in privacy.holdings()}
    models_by_table = audited()
    return [
        [
            uk_datetime(entry.at),
            _who(entry, person),
            f"{entry.get_verb_display()}: {titles.get(entry.table, entry.table)}",
            ", ".join(_labels(models_by_table.get(entry.table), entry.fields)),
        ]
        for entry in entries
    ]


def _who(entry: AuditEntry, person: User) -> str:
    if entry.actor_id is None:
        return "The portal, by itself"
    return "You" if entry.actor_id == person.pk else "A member of the programme team"


def _number(entry: AuditEntry, references: dict[int, str]) -> str:
    """An application goes by its reference, as everywhere; anything else by its number."""
    is_application = entry.table == Application._meta.db_table
    return references.get(entry.row, str(entry.row)) if is_application else str(entry.row)


def _name(model: type[models.Model] | None, table: str) -> str:
    return capfirst(str(model._meta.verbose_name)) if model else table


def _labels(model: type[models.Model] | None, columns: list[str]) -> list[str]:
    names = {field.column: str(field.verbose_name) for field in model._meta.concrete_fields} if model else {}
    return [names.get(column, column) for column in columns]
