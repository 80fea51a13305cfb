"""Letters at a time: rules in code, their days and hours in the database, one planned row for each letter.

An app lists its rules in its `letters.py`, named in `settings.TIMED_RULES`, as `RULES = [Rule(...)]`. Whoever moves a
date calls `replan(obj)` in the same transaction. A planned letter is asked for again when it falls due, so that it is
never sent for what has changed, and twice the clock sends one letter.
"""

import datetime as dt
import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from core import audit
from core.calendar import uk_day, uk_instant
from core.errors import Refused
from notifications.models import TimedLetter, TimedRule
from notifications.outbox import post

logger = logging.getLogger(__name__)

State = TimedLetter.State
BATCH = 50


@dataclass(frozen=True)
class Rule:
    """A letter that hangs on an instant of an object. All callables take the object and write nothing.

    `anchor`: the instant it is about, None while there is none. `wanted`: whether to send it, asked when it is
    planned and again when it falls due. `letter`: to, template, context, person and about, as `post` takes them.
    `latest`: the last instant at which it is of use; later it is missed, not sent. `offset_days` (below zero: before)
    counts from the anchor's day in the UK, `uk_hour` is what clocks there show: what staff start from.
    """

    key: str
    name: str
    model: type[models.Model]
    anchor: Callable[[Any], dt.datetime | None]
    wanted: Callable[[Any], bool]
    letter: Callable[[Any], dict]
    latest: Callable[[Any], dt.datetime]
    offset_days: int
    uk_hour: int


@functools.cache
def _declared(modules: tuple[str, ...]) -> dict[str, Rule]:
    return {rule.key: rule for module in modules for rule in import_module(module).RULES}


def all_rules() -> dict[str, Rule]:
    """Every rule of every app, by key."""
    return _declared(tuple(settings.TIMED_RULES))


def rule_settings() -> dict[str, TimedRule]:
    """Every rule's settings, by key: what code says until staff say otherwise."""
    found = {row.key: row for row in TimedRule.objects.filter(key__in=all_rules())}
    missing = [rule for key, rule in all_rules().items() if key not in found]
    if missing:
        TimedRule.objects.bulk_create(
            [TimedRule(key=rule.key, offset_days=rule.offset_days, uk_hour=rule.uk_hour) for rule in missing],
            ignore_conflicts=True,
        )
        found = {row.key: row for row in TimedRule.objects.filter(key__in=all_rules())}
    return found


def due_instant(anchor: dt.datetime, row: TimedRule) -> dt.datetime:
    """The hour that UK clocks show, so many days from the anchor's day there: right across a change of the clocks."""
    return uk_instant(uk_day(anchor) + dt.timedelta(days=row.offset_days), row.uk_hour)


@transaction.atomic
def replan(obj: models.Model) -> None:
    """Bring the planned letters of an object into line with its dates. Any floor, in the caller's transaction.

    A letter already sent, or missed, for the same anchor is not planned again.
    """
    rules = [rule for rule in all_rules().values() if isinstance(obj, rule.model)]
    rows = rule_settings() if rules else {}
    for rule in rules:
        _replan(rule, rows[rule.key], obj)


def _replan(rule: Rule, row: TimedRule, obj: models.Model) -> None:
    anchor = rule.anchor(obj)
    letters = TimedLetter.objects.filter(rule=rule.key, object_id=obj.pk)
    if anchor is None or not rule.wanted(obj):
        letters.planned().update(state=State.CANCELLED)
        return
    letters.planned().exclude(on=anchor).update(state=State.CANCELLED)
    # A rule that is switched off plans its letters as cancelled: switching it on finds them.
    state = State.PLANNED if row.enabled else State.CANCELLED
    plan = {"due_at": due_instant(anchor, row), "state": state, "person": rule.letter(obj).get("person")}
    letter, is_new = TimedLetter.objects.get_or_create(rule=rule.key, object_id=obj.pk, on=anchor, defaults=plan)
    if not is_new and any(getattr(letter, field) != value for field, value in plan.items()):
        letters.filter(pk=letter.pk, state__in=[State.PLANNED, State.CANCELLED]).update(**plan)


def cancel_timed(obj: models.Model) -> None:
    """Take back every planned letter of an object: it is over, or about to be deleted."""
    keys = [rule.key for rule in all_rules().values() if isinstance(obj, rule.model)]
    TimedLetter.objects.planned().filter(rule__in=keys, object_id=obj.pk).update(state=State.CANCELLED)


@transaction.atomic
def set_rule(rule: Rule, *, offset_days: int, uk_hour: int, enabled: bool, by, at: dt.datetime) -> TimedRule:
    """Set a rule's day, hour and switch; letters not yet sent move with it. Refused outside 400 days and 24 hours."""
    if not (-400 <= offset_days <= 400 and 0 <= uk_hour <= 23):
        raise Refused("Choose at most 400 days before or after, and an hour from 0 to 23.")
    rule_settings()
    row = TimedRule.objects.lock().get(key=rule.key)
    row.offset_days, row.uk_hour, row.enabled = offset_days, uk_hour, enabled
    with audit.acting(by, why=f"Timed letter: {rule.name}"):
        row.save(update_fields=["offset_days", "uk_hour", "enabled"])
    letters = TimedLetter.objects.filter(rule=rule.key)
    if not enabled:
        letters.planned().update(state=State.CANCELLED)
        return row
    # What was cancelled and lies ahead may be wanted again; each object is asked.
    first = at - dt.timedelta(days=max(0, offset_days) + 1)
    ahead = letters.filter(Q(state=State.PLANNED) | Q(state=State.CANCELLED, on__gt=first))
    ids = ahead.values_list("object_id", flat=True).distinct().order_by("object_id")
    for start in range(0, len(ids), 500):
        for obj in rule.model._base_manager.in_bulk(list(ids[start : start + 500])).values():
            _replan(rule, row, obj)
    return row


def send_due(at: dt.datetime) -> int:
    """Post what is planned for this instant or earlier: how many letters. Any number of these may run at once."""
    posted, after = 0, Q()
    while batch := _send_batch(at, after):
        posted += sum(letter.state == State.SENT for letter in batch)
        last = batch[-1]
        # Past what was just looked at: a letter that cannot be written must not keep the others waiting.
        after = Q(due_at__gt=last.due_at) | Q(due_at=last.due_at, pk__gt=last.pk)
    return posted


@transaction.atomic
def _send_batch(at: dt.datetime, after: Q) -> list[TimedLetter]:
    due = TimedLetter.objects.planned().filter(after, rule__in=all_rules(), due_at__lte=at)
    batch = list(due.order_by("due_at", "id").lock_free()[:BATCH])
    objects = {
        key: all_rules()[key].model._base_manager.in_bulk([row.object_id for row in batch if row.rule == key])
        for key in {row.rule for row in batch}
    }
    for letter in batch:
        try:
            with transaction.atomic():
                _send(letter, objects[letter.rule].get(letter.object_id), at)
        except Exception as error:  # one letter that cannot be written stays planned, and the others go
            # No traceback: the database's errors quote the row, and so the person.
            reason = type(error).__name__
            logger.error("The timed letter %s %s could not be written: %s.", letter.rule, letter.object_id, reason)
    return batch


def _send(letter: TimedLetter, obj: models.Model | None, at: dt.datetime) -> None:
    """Post one planned letter, or write down why not. The object is asked again: it may have changed since."""
    rule, message = all_rules()[letter.rule], None
    if obj is None or rule.anchor(obj) != letter.on or not rule.wanted(obj):
        state = State.CANCELLED
    elif at > rule.latest(obj):
        state = State.MISSED
    else:
        state = State.SENT
        message = post(f"{rule.key}:{obj.pk}:{uk_day(letter.on).isoformat()}", **rule.letter(obj))
    letter.move_to(state)
    letter.message = message
    letter.save(update_fields=["state", "message"])
    if state == State.CANCELLED and obj is not None:
        # A date moved and nobody said so: plan what should be.
        replan(obj)
