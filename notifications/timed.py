"""Letters at a time: rules in code, their days and hours in the database, one planned row for each letter.

An app lists its rules in its `letters.py`, named in `settings.TIMED_RULES`, as `RULES = [Rule(...)]`. Whoever moves a
date calls `replan(obj)` in the same transaction, or `replan_all(objs)` where it is the date of many. A planned letter
is asked for again when it falls due, so that it is never sent for what has changed, and twice the clock sends one
letter.
"""

import datetime as dt
import functools
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q

from core import audit
from core.calendar import uk_day, uk_instant
from core.errors import Refused
from notifications.models import Message, TimedLetter, TimedRule
from notifications.outbox import post

logger = logging.getLogger(__name__)

State = TimedLetter.State
BATCH = 50
# How many objects are planned for at once: one question, and one statement for what is new.
PLANNED_AT_ONCE = 500
OPEN = [State.PLANNED, State.CANCELLED]
WEEK_OF_MINUTES = 7 * 24 * 60


@dataclass(frozen=True)
class Rule:
    """A letter that hangs on an instant of an object. All callables take the object and write nothing.

    `anchor`: the instant it is about, None while there is none. `wanted`: whether to send it, asked when it is
    planned and again when it falls due. `letter`: to, template, context, person and about, as `post` takes them.
    `latest`: the last instant at which it is of use; later it is missed, not sent. When it falls due is what staff
    start from: `offset_days` (below zero: before) counts from the anchor's day in the UK and `uk_hour` is what clocks
    there show; or `offset_minutes` counts from the anchor itself.

    `proven`: asked only when it falls due, of what nobody can know before: who came. `copies`: the same to others,
    each with what tells its key from theirs. `rows`: where objects are read from, with all that the callables look at.
    `account`: the pk of whose letter it is, where writing the letter only to see that would be slow. With it, `letter`
    and `copies` are asked only as they are posted, and may write what the letter leads to.
    """

    key: str
    name: str
    model: type[models.Model]
    anchor: Callable[[Any], dt.datetime | None]
    wanted: Callable[[Any], bool]
    letter: Callable[[Any], dict]
    latest: Callable[[Any], dt.datetime]
    offset_days: int | None = None
    uk_hour: int | None = None
    offset_minutes: int | None = None
    proven: Callable[[Any], bool] = lambda obj: True
    copies: Callable[[Any], Iterable[tuple[str, dict]]] = lambda obj: ()
    rows: Callable[[], models.QuerySet] | None = None
    account: Callable[[Any], int | None] | None = None

    def read(self, ids: Iterable[int]) -> dict[int, Any]:
        """The objects as they are now, by pk; those that are gone are not there."""
        rows = self.rows() if self.rows else self.model._base_manager.all()
        return rows.in_bulk(list(ids))

    def person_id(self, obj: Any) -> int | None:
        if self.account:
            return self.account(obj)
        person = self.letter(obj).get("person")
        return person.pk if person else None


@functools.cache
def _declared(modules: tuple[str, ...]) -> dict[str, Rule]:
    return {rule.key: rule for module in modules for rule in import_module(module).RULES}


def all_rules() -> dict[str, Rule]:
    """Every rule of every app, by key."""
    return _declared(tuple(settings.TIMED_RULES))


def rules_of(model: type[models.Model]) -> list[Rule]:
    return [rule for rule in all_rules().values() if issubclass(model, rule.model)]


def rule_settings() -> dict[str, TimedRule]:
    """Every rule's settings, by key: what code says until staff say otherwise."""
    found = {row.key: row for row in TimedRule.objects.filter(key__in=all_rules())}
    missing = [rule for key, rule in all_rules().items() if key not in found]
    if missing:
        TimedRule.objects.bulk_create(
            [
                TimedRule(
                    key=rule.key,
                    offset_days=rule.offset_days,
                    uk_hour=rule.uk_hour,
                    offset_minutes=rule.offset_minutes,
                )
                for rule in missing
            ],
            ignore_conflicts=True,
        )
        found = {row.key: row for row in TimedRule.objects.filter(key__in=all_rules())}
    return found


def due_instant(anchor: dt.datetime, row: TimedRule) -> dt.datetime:
    """The hour that UK clocks show, so many days from the anchor's day there: right across a change of the clocks.

    Or so many minutes from the anchor, which no change of the clocks touches.
    """
    if row.offset_minutes is not None:
        return anchor.astimezone(dt.UTC) + dt.timedelta(minutes=row.offset_minutes)
    return uk_instant(uk_day(anchor) + dt.timedelta(days=row.offset_days or 0), row.uk_hour or 0)


def replan(obj: models.Model, *, at: dt.datetime | None = None) -> None:
    """Bring the planned letters of an object into line with its dates. Any floor, in the caller's transaction.

    A letter already sent, or missed, for the same anchor is not planned again. One that would have been due before
    `at` is missed: whoever joins on the eve has just been written to.
    """
    _replan_rules([(rule, [obj]) for rule in rules_of(type(obj))], at)


def replan_all(objs: models.QuerySet, *, at: dt.datetime | None = None) -> None:
    """The same for many objects whose date moved together: a few statements for each rule and some hundred of them."""
    rules = rules_of(objs.model)
    ids = list(objs.order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(ids), PLANNED_AT_ONCE):
        some = ids[start : start + PLANNED_AT_ONCE]
        # Rules that read their objects in one way share them.
        read = {rows: list(rule.read(some).values()) for rows, rule in {rule.rows: rule for rule in rules}.items()}
        _replan_rules([(rule, read[rule.rows]) for rule in rules], at)


@transaction.atomic(savepoint=False)
def _replan_rules(rules: list[tuple[Rule, list]], at: dt.datetime | None) -> None:
    """One question and one statement for what is new, however many rules: some bookings wait while this one is made."""
    settings_of = rule_settings() if rules else {}
    plans = {
        (rule.key, obj.pk, anchor): _plan(rule, settings_of[rule.key], obj, anchor, at)
        for rule, objs in rules
        for obj in objs
        if (anchor := rule.anchor(obj)) is not None and rule.wanted(obj)
    }
    letters = TimedLetter.objects.filter(rule__in=[rule.key for rule, _ in rules])
    of_these = letters.filter(object_id__in={obj.pk for _, objs in rules for obj in objs})
    found = {(letter.rule, letter.object_id, letter.on): letter for letter in of_these}
    over = [letter.pk for key, letter in found.items() if letter.state == State.PLANNED and key not in plans]
    if over:
        letters.planned().filter(pk__in=over).update(state=State.CANCELLED)
    new = [(key, plan) for key, plan in plans.items() if key not in found]
    TimedLetter.objects.bulk_create(
        [TimedLetter(rule=rule, object_id=pk, on=on, **plan) for (rule, pk, on), plan in new], ignore_conflicts=True
    )
    moved = [letter for key, letter in found.items() if key in plans and _has_moved(letter, plans[key])]
    # What was sent meanwhile stays sent.
    letters.filter(state__in=OPEN).bulk_update(moved, ["due_at", "state", "person"])


def _plan(rule: Rule, row: TimedRule, obj: models.Model, anchor: dt.datetime, at: dt.datetime | None) -> dict[str, Any]:
    due_at = due_instant(anchor, row)
    state = State.MISSED if at and due_at < at else State.PLANNED
    if not row.enabled:
        # A rule that is switched off plans its letters as cancelled: switching it on finds them.
        state = State.CANCELLED
    return {"due_at": due_at, "state": state, "person_id": rule.person_id(obj)}


def _has_moved(letter: TimedLetter, plan: dict[str, Any]) -> bool:
    """Whether a letter that is there should be as planned now. One that is late is late, not missed."""
    if letter.state not in OPEN or plan["state"] == State.MISSED:
        return False
    if all(getattr(letter, field) == value for field, value in plan.items()):
        return False
    for field, value in plan.items():
        setattr(letter, field, value)
    return True


def cancel_timed(obj: models.Model) -> None:
    """Take back every planned letter of an object: it is over, or about to be deleted."""
    keys = [rule.key for rule in rules_of(type(obj))]
    TimedLetter.objects.planned().filter(rule__in=keys, object_id=obj.pk).update(state=State.CANCELLED)


@transaction.atomic
def set_rule(
    rule: Rule,
    *,
    offset_days: int | None = None,
    uk_hour: int | None = None,
    offset_minutes: int | None = None,
    enabled: bool,
    by,
    at: dt.datetime,
) -> TimedRule:
    """Set a rule's day and hour, or its minutes, and its switch; letters not yet sent move with it.

    Refused outside 400 days and 24 hours, or a week of minutes. Which of both it goes by, code says.
    """
    if rule.offset_minutes is None:
        if offset_days is None or uk_hour is None or not (-400 <= offset_days <= 400 and 0 <= uk_hour <= 23):
            raise Refused("Choose at most 400 days before or after, and an hour from 0 to 23.")
        offset_minutes = None
    else:
        if offset_minutes is None or abs(offset_minutes) > WEEK_OF_MINUTES:
            raise Refused("Choose at most 7 days before or after.")
        offset_days = uk_hour = None
    rule_settings()
    row = TimedRule.objects.lock().get(key=rule.key)
    row.offset_days, row.uk_hour, row.offset_minutes, row.enabled = offset_days, uk_hour, offset_minutes, enabled
    with audit.acting(by, why=f"Timed letter: {rule.name}"):
        row.save(update_fields=["offset_days", "uk_hour", "offset_minutes", "enabled"])
    letters = TimedLetter.objects.filter(rule=rule.key)
    if not enabled:
        letters.planned().update(state=State.CANCELLED)
        return row
    _replan_ahead(rule, row, at)
    return row


def _replan_ahead(rule: Rule, row: TimedRule, at: dt.datetime) -> None:
    """What was cancelled and lies ahead may be wanted again; each object is asked."""
    longest = max(0, row.offset_days or 0, (row.offset_minutes or 0) // (24 * 60) + 1)
    first = at - dt.timedelta(days=longest + 1)
    letters = TimedLetter.objects.filter(rule=rule.key)
    ahead = letters.filter(Q(state=State.PLANNED) | Q(state=State.CANCELLED, on__gt=first))
    ids = ahead.values_list("object_id", flat=True).distinct().order_by("object_id")
    for start in range(0, len(ids), PLANNED_AT_ONCE):
        _replan_rules([(rule, list(rule.read(ids[start : start + PLANNED_AT_ONCE]).values()))], None)


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
        key: all_rules()[key].read(row.object_id for row in batch if row.rule == key)
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
    has_changed = obj is None or rule.anchor(obj) != letter.on or not rule.wanted(obj)
    if has_changed or not rule.proven(obj):
        state = State.CANCELLED
    elif at > rule.latest(obj):
        state = State.MISSED
    else:
        state = State.SENT
        message = _post(rule, obj, letter.on)
    letter.move_to(state)
    letter.message = message
    letter.save(update_fields=["state", "message"])
    if has_changed and obj is not None:
        # A date moved and nobody said so: plan what should be.
        replan(obj)


def _post(rule: Rule, obj: Any, on: dt.datetime) -> Message:
    """Under the key of what it reminds of: a day, or with a rule by the minute an instant."""
    remembered = uk_day(on).isoformat() if rule.offset_minutes is None else f"{on.astimezone(dt.UTC):%Y-%m-%dT%H%M}"
    key = f"{rule.key}:{obj.pk}:{remembered}"
    for whose, copy in rule.copies(obj):
        post(f"{key}:{whose}", **copy)
    return post(key, **rule.letter(obj))
