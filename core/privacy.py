"""What the portal holds on a person: the words in which each app's `personal_data.py` says it.

A `personal_data.py` is named in `settings.PERSONAL_DATA`:

    RETENTION = [Retention(…)]                how long each kind of data is kept, and from when
    HOLDINGS = [Holding(…), NotPersonal(…)]   every model of the app, field by field
    def leave(subject, *, at)                 what is live ends by its own action before an erasure (if there is any)

A test fails for a field that is in no list. The privacy page, the download of one's data, erasure and the nightly job
all walk these lists, so what they say and what they do cannot part. History tables (pghistory) follow their model.
"""

import datetime as dt
import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum, StrEnum
from importlib import import_module
from typing import Any
from uuid import UUID

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q, QuerySet

from core.words import number_of

# How the address of an empty account ends. No letter ever goes there: `.invalid` is nobody's.
NOWHERE = "@deleted.invalid"


class Basis(Enum):
    """Why the law lets us (UK GDPR, Article 6). A programme's own notice may name another for a purpose."""

    PUBLIC_TASK = "It is part of a public task"
    CONTRACT = "We need it to keep our agreement with you"
    LEGITIMATE = "We have a good reason, and your interests do not outweigh it"
    LEGAL = "The law asks us to"
    CONSENT = "You have agreed. You can take that back at any time"


class Purpose(Enum):
    """What something is for, in words that follow “We use it to”, and the basis that stands unless a programme says."""

    ACCOUNT = "let you into your account", Basis.PUBLIC_TASK
    SECURITY = "keep accounts safe and see who did what", Basis.LEGITIMATE
    APPLYING = "decide on your application and give out places fairly", Basis.PUBLIC_TASK
    SUPPORT = "arrange the support you need to take part", Basis.PUBLIC_TASK
    TAKING_PART = "run the programme you take part in", Basis.PUBLIC_TASK
    MENTORING = "find you a mentor, or somebody to mentor", Basis.PUBLIC_TASK
    EVENTS = "run the events you book", Basis.PUBLIC_TASK
    LETTERS = "write to you, and know what we wrote", Basis.PUBLIC_TASK
    OUTCOMES = "learn whether the programme works and report on it", Basis.PUBLIC_TASK
    EQUALITY = "see whether the programme is fair to everyone", Basis.PUBLIC_TASK
    CONSULTING = "hear what people think about a question", Basis.PUBLIC_TASK
    PARTNERS = "work with employers, schools and volunteers", Basis.LEGITIMATE
    STAFF = "let staff do their work and answer for it", Basis.LEGITIMATE
    INTRODUCTIONS = "introduce you to employers", Basis.CONSENT
    STORIES = "tell your story to others", Basis.CONSENT
    ALUMNI = "keep in touch after the programme", Basis.CONSENT
    MARKETING = "tell you about other programmes and events", Basis.CONSENT

    def __init__(self, words: str, basis: Basis):
        self.words = words
        self.basis = basis


# -- How long --------------------------------------------------------------------------------------------------------


class Unit(StrEnum):
    DAYS = "day"
    MONTHS = "month"


@dataclass(frozen=True)
class Retention:
    """How long one kind of data is kept: a period that administrators set, or with no `period` what `until` says alone.

    Reads as “An application you did not send: 90 days after you last changed it”.

    For the nightly job: `rows` are those that may go, `since` the field their time counts from, `person` the way from a
    row to its account. `ends` is the action that ends what is live about a row; `warning` the letter 14 days before, as
    `post` takes it, given the row and its last day.
    """

    key: str
    what: str
    until: str  # "after you last changed it", or without a period: "until you close your account"
    period: int | None = None
    unit: Unit = Unit.MONTHS
    lowest: int = 1
    highest: int = 120
    rows: Callable[[], QuerySet] | None = None
    since: str = ""
    person: str = ""
    ends: Callable[..., Any] | None = None
    warning: Callable[[Any, dt.date], dict[str, Any]] | None = None

    def how_long(self, period: int | None = None) -> str:
        """“12 months after it was over”, by the period that administrators set or the one it starts from."""
        period = period or self.period
        return f"{number_of(period, self.unit)} {self.until}" if period else self.until


# -- What ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Subject:
    """Somebody whose data are looked for: by account where they have one, by every address we know of, or both."""

    pk: int | None = None
    addresses: frozenset[str] = frozenset()
    # The uuids of what is theirs (their applications): by these a letter to somebody else may be about them.
    things: frozenset[UUID] = frozenset()
    was_staff: bool = False


Whose = Callable[[Subject], Q]


def by_account(*lookups: str) -> Whose:
    """Rows that lead to the person by any of these: `by_account("application__person")`."""
    return lambda subject: _any(
        Q(**{f"{lookup}__in": [] if subject.pk is None else [subject.pk]}) for lookup in lookups
    )


def by_address(*lookups: str) -> Whose:
    """Rows with one of the person's email addresses, whether or not they have an account."""
    return lambda subject: _any(Q(**{f"{lookup}__in": sorted(subject.addresses)}) for lookup in lookups)


def by_address_alone(lookup: str, *, account: str) -> Whose:
    """Rows with one of the person's addresses that belong to no account. Two people may have had the same address."""
    return lambda subject: by_address(lookup)(subject) & Q(**{f"{account}__isnull": True})


def by_thing(*lookups: str) -> Whose:
    """Rows about something of the person's that has a uuid."""
    return lambda subject: _any(Q(**{f"{lookup}__in": sorted(subject.things)}) for lookup in lookups)


def either_way(*ways: Whose) -> Whose:
    return lambda subject: _any(way(subject) for way in ways)


def _any(conditions: Iterator[Q] | list[Q]) -> Q:
    return functools.reduce(lambda one, other: one | other, conditions)


@dataclass(frozen=True)
class Fact:
    """Fields (names with spaces between) that say something about a person: what, in plain words, and what for."""

    fields: str
    what: str
    purpose: Purpose

    @property
    def names(self) -> list[str]:
        return self.fields.split()


@dataclass(frozen=True)
class Delete:
    """Erasure deletes the rows."""


@dataclass(frozen=True)
class Anonymise:
    """Erasure keeps the rows and sets these fields: to a value, an expression, or a function of the Subject.

    `kept` are personal fields that tell nobody apart once the rest is gone; `why` says what they are kept for.
    """

    values: dict[str, Any]
    why: str
    kept: str = ""


@dataclass(frozen=True)
class Keep:
    """Erasure leaves the rows as they are: they hold nothing but numbers, or the law asks for them."""

    why: str


Erasure = Delete | Anonymise | Keep


@dataclass(frozen=True)
class Holding:
    """What one model holds on a person.

    `whose` finds the rows of a Subject; `facts` are the personal fields; `plain` those that say nothing about anybody;
    `actors` point to members of staff who did something (after an erasure: to “a former member of staff”).
    `history` finds the rows of the model's history table where `whose` does not fit it. `hidden` fields are in no
    download, since they open something. The foreign key or keys by which rows are found count as declared: `links`.
    """

    model: type[models.Model]
    title: str
    whose: Whose
    facts: Sequence[Fact]
    retention: str
    erasure: Erasure = field(default_factory=Delete)
    links: str = ""
    plain: str = ""
    actors: str = ""
    hidden: str = ""
    exported: bool = True
    # Rows that are in no download yet: what is still being decided.
    not_yet: Q | None = None
    history: Whose | None = None
    # The rows that belong to one row of another model (an application), where no foreign key says so.
    part: Callable[[Any], Q] | None = None

    @property
    def personal(self) -> list[str]:
        return [name for fact in self.facts for name in fact.names]

    def rows(self, subject: Subject) -> QuerySet:
        return self.model._base_manager.filter(self.whose(subject))

    def told(self, rows: QuerySet) -> QuerySet:
        """Those of these rows, of the model or of its history, that a download may hold by now."""
        return rows if self.not_yet is None else rows.exclude(self.not_yet)


@dataclass(frozen=True)
class NotPersonal:
    """A model that is about nobody: settings, calendars, counters. `actors` point to the staff who made a row."""

    model: type[models.Model]
    plain: str
    actors: str = ""


# -- The lists, walked -----------------------------------------------------------------------------------------------


def declared() -> list[Holding | NotPersonal]:
    """Everything the apps declare, from the ground floor up."""
    return [entry for module in _modules(tuple(settings.PERSONAL_DATA)) for entry in module.HOLDINGS]


def holdings() -> list[Holding]:
    return [entry for entry in declared() if isinstance(entry, Holding)]


def retentions() -> dict[str, Retention]:
    """Every kind of data by its key."""
    modules = _modules(tuple(settings.PERSONAL_DATA))
    return {kind.key: kind for module in modules for kind in getattr(module, "RETENTION", [])}


def leavings() -> list[Callable[..., None]]:
    """How somebody leaves what is live before they are erased, from the top floor down."""
    modules = reversed(_modules(tuple(settings.PERSONAL_DATA)))
    return [module.leave for module in modules if hasattr(module, "leave")]


def with_things(subject: Subject) -> Subject:
    """The same person, with the uuids of their rows."""
    with_uuid = [holding for holding in holdings() if "uuid" in (f.name for f in holding.model._meta.concrete_fields)]
    first, *others = (holding.rows(subject).order_by().values_list("uuid", flat=True) for holding in with_uuid)
    return replace(subject, things=frozenset(first.union(*others, all=True)))


@functools.cache
def _modules(names: tuple[str, ...]) -> list[Any]:
    return [import_module(name) for name in names]


# -- History ---------------------------------------------------------------------------------------------------------


def histories(holding: Holding) -> list[type[models.Model]]:
    """The tables in which pghistory keeps what the model's rows were before."""
    return [model for model in apps.get_models() if getattr(model, "pgh_tracked_model", None) is holding.model]


def past(holding: Holding, history: type[models.Model], subject: Subject) -> QuerySet:
    """What somebody's rows were before, rows that are gone included."""
    whose = holding.history or holding.whose
    return history._base_manager.filter(whose(subject))


# -- One thing of a person's -----------------------------------------------------------------------------------------


def belonging_to(whole: models.Model) -> list[tuple[Holding, Q]]:
    """What hangs on one row, itself included: each holding with the way to its rows."""
    found = [(holding, _way(holding, whole)) for holding in holdings()]
    return [(holding, way) for holding, way in found if way is not None]


def past_of(holding: Holding, history: type[models.Model], whole: models.Model, way: Q) -> QuerySet:
    """What these rows were before; by a foreign key, also those that are gone."""
    held = {field.name for field in history._meta.concrete_fields}
    if holding.part or isinstance(whole, holding.model) or _key(holding, whole) not in held:
        # Read now: the past is deleted after the rows, when nobody could find them any more.
        way = Q(pgh_obj__in=list(holding.model._base_manager.filter(way).values_list("pk", flat=True)))
    return history._base_manager.filter(way)


def _way(holding: Holding, whole: models.Model) -> Q | None:
    if isinstance(whole, holding.model):
        return Q(pk=whole.pk)
    if holding.part:
        return holding.part(whole)
    key = _key(holding, whole)
    return Q(**{key: whole.pk}) if key else None


def _key(holding: Holding, whole: models.Model) -> str:
    fields = holding.model._meta.concrete_fields
    return next((f.name for f in fields if f.is_relation and f.related_model is type(whole)), "")
