"""The nightly job: whatever has been kept as long as it is to be kept goes, row by row, and is counted."""

import datetime as dt
import logging

from django.db import transaction
from django.db.models import CharField, Count, F, QuerySet, Value

from accounts.models import User
from core import audit, privacy, retention
from core.calendar import uk_day
from core.privacy import Retention
from notifications.models import Message
from notifications.outbox import post
from portal.actions.erasing import erase, forget_one
from portal.models import Erasure, LegalHold, RetentionRun

logger = logging.getLogger(__name__)

WARNED = dt.timedelta(days=14)
BATCH = 200


def kinds() -> list[Retention]:
    """Those whose rows the job looks for."""
    return [kind for kind in privacy.retentions().values() if kind.rows]


def due(kind: Retention, *, at: dt.datetime, period: int | None = None) -> QuerySet:
    """What of a kind goes at this instant: nothing of anybody on a legal hold."""
    rows = retention.over(kind, period or retention.periods()[kind.key], at=at)
    return rows.exclude(**{f"{kind.person}__in": LegalHold.objects.standing().values("person")})


def preview(*, at: dt.datetime) -> dict[str, int]:
    """How many rows of each kind go by this instant, in one query. A kind of which none goes is not in it."""
    periods = retention.periods()
    counts = [
        due(kind, at=at, period=periods[kind.key])
        .order_by()
        .annotate(kind=Value(kind.key, CharField()))
        .values("kind")
        .annotate(count=Count("pk"))
        .values_list("kind", "count")
        for kind in kinds()
    ]
    first, *others = counts
    return {key: count for key, count in first.union(*others, all=True) if count}


def retain(*, at: dt.datetime) -> None:
    """One night: warn, then let go. Run again on the same night, it goes on where it was stopped."""
    for kind in kinds():
        if kind.warning:
            _warn(kind, at=at)
        run, _ = RetentionRun.objects.get_or_create(
            kind=kind.key,
            day=uk_day(at),
            defaults={"rule": retention.sentences()[kind.key], "started_at": at},
        )
        if run.finished_at is None:
            _work(run, kind, at=at)


def _work(run: RetentionRun, kind: Retention, *, at: dt.datetime) -> None:
    after = 0
    while batch := list(due(kind, at=at).filter(pk__gt=after).values_list("pk", flat=True)[:BATCH]):
        for pk in batch:
            try:
                _let_go(run, kind, pk, at=at)
            except Exception as error:  # one row that cannot go must not keep the others; tomorrow it is tried again
                logger.error("A row kept too long could not go: %s %s, %s.", kind.key, pk, type(error).__name__)
        after = batch[-1]
    RetentionRun.objects.filter(pk=run.pk, finished_at=None).update(finished_at=at)


@transaction.atomic
def _let_go(run: RetentionRun, kind: Retention, pk: int, *, at: dt.datetime) -> None:
    """Hold the row and look again: somebody may be at work on it this second, or another worker was here before."""
    row = due(kind, at=at).filter(pk=pk).select_for_update(of=("self",), no_key=True).first()
    if row is None or (kind.warning and not _was_warned(kind, row, at=at)):
        return
    with audit.acting(why=f"Kept long enough: {run.rule}"):
        if kind.ends:
            kind.ends(row, at=at)
        if isinstance(row, User):
            erase(row, by=None, how=Erasure.How.TIME, at=at)
        else:
            forget_one(row)
    RetentionRun.objects.filter(pk=run.pk).update(count=F("count") + 1)


# -- Warnings --------------------------------------------------------------------------------------------------------


def _warn(kind: Retention, *, at: dt.datetime) -> None:
    """Write to those whose rows go in two weeks. The key holds the day it counts from: one letter for each change."""
    after = 0
    soon = due(kind, at=at + WARNED)
    while batch := list(soon.filter(pk__gt=after)[:BATCH]):
        known = set(Message.objects.filter(key__in=[_key(kind, row) for row in batch]).values_list("key", flat=True))
        for row in batch:
            if _key(kind, row) not in known:
                post(_key(kind, row), **kind.warning(row, uk_day(at + WARNED)))  # type: ignore[misc]
        after = batch[-1].pk


def _key(kind: Retention, row) -> str:
    return f"retention:{kind.key}:{row.pk}:{getattr(row, kind.since):%Y-%m-%d}"


def _was_warned(kind: Retention, row, *, at: dt.datetime) -> bool:
    return Message.objects.filter(key=_key(kind, row), created_at__lte=at - WARNED).exists()


# -- Holds -----------------------------------------------------------------------------------------------------------


@transaction.atomic
def place_hold(person: User, *, why: str, by: User, at: dt.datetime) -> LegalHold:
    """From now on nothing of this person's is deleted. Twice is once."""
    User.objects.lock().get(pk=person.pk)
    if hold := LegalHold.objects.standing().filter(person=person).first():
        return hold
    return LegalHold.objects.create(person=person, why=why, placed_by=by, placed_at=at)


@transaction.atomic
def lift_hold(person: User, *, by: User, at: dt.datetime) -> None:
    """What is kept too long by now goes the next night."""
    LegalHold.objects.standing().filter(person=person).update(lifted_at=at, lifted_by=by)
