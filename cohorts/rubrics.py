"""How a programme scores applications: what may be changed of its rubric, and into which version a change goes."""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.freezing import plan_for_rubric
from cohorts.models import Criterion, Programme, Rubric
from cohorts.usual_rubric import USUAL
from core import audit
from core.errors import Refused, SeenOtherwise

COPIED = ("position", "name", "about", "question", "weight", "levels")
CHANGED_MEANWHILE = "The rubric or the cohorts have changed since this page was shown. Look at it again."


@transaction.atomic
def start_rubric(programme: Programme, *, at: dt.datetime, by: User | None = None) -> Rubric:
    """The first version, with the usual criteria. Pressed twice, or once there is one: the newest there is."""
    if rubric := _newest(programme):
        return rubric
    rubric = Rubric.objects.create(programme=programme, version=1, made_by=by, made_at=at)
    Criterion.objects.bulk_create(
        Criterion(rubric=rubric, position=position, **words) for position, words in enumerate(USUAL, start=1)
    )
    audit.changed(by, rubric, ["criteria"], why="Rubric begun with the usual criteria")
    return rubric


@transaction.atomic
def change_rubric(
    programme: Programme, *, at: dt.datetime, by: User | None = None, seen: str | None = None, **numbers: Any
) -> Rubric:
    """Change how many reviews there are, and how far two may differ. `seen` is of the plan that a page showed."""
    newest = _newest(programme)
    if newest and all(getattr(newest, name) == number for name, number in numbers.items()):
        return newest
    rubric = _to_change(programme, at=at, by=by, seen=seen)
    Rubric.objects.filter(pk=rubric.pk).update(**numbers)
    audit.changed(by, rubric, sorted(numbers), why=f"Version {rubric.version} of the rubric")
    rubric.refresh_from_db()
    return rubric


@transaction.atomic
def add_criterion(
    programme: Programme, *, at: dt.datetime, by: User | None = None, seen: str | None = None, **words: Any
) -> Criterion:
    """One more thing to score, after the others. The same one sent twice is there once."""
    if same := Criterion.objects.filter(rubric=_newest(programme), **words).first():
        return same
    rubric = _to_change(programme, at=at, by=by, seen=seen)
    criteria = list(rubric.criteria.all())
    if len(criteria) >= Criterion.MOST:
        raise Refused(f"A rubric has at most {Criterion.MOST} criteria. Remove one first.")
    _refuse_a_name_twice(criteria, words["name"])
    position = max((criterion.position for criterion in criteria), default=0) + 1
    criterion = Criterion.objects.create(rubric=rubric, position=position, **words)
    audit.changed(by, rubric, sorted(words), why=f"Criterion {criterion} added")
    return criterion


@transaction.atomic
def change_criterion(
    criterion: Criterion,
    *,
    at: dt.datetime,
    by: User | None = None,
    seen: str | None = None,
    after: int | None = None,
    **words: Any,
) -> Criterion:
    """Change the words, the weight or the place of a criterion. Once its version is frozen: of its copy in the next.

    `after`: how many of the others come before it. None: it stays where it is.
    """
    programme = criterion.rubric.programme
    words = {"name": criterion.name, **words}
    same = Criterion.objects.filter(rubric=_newest(programme), **words).first()
    if same and after in (None, same.comes_after):
        return same
    rubric = _to_change(programme, at=at, by=by, seen=seen)
    criteria = list(rubric.criteria.all())
    copy = _copy_of(criterion, criteria)
    _refuse_a_name_twice([other for other in criteria if other != copy], words["name"])
    Criterion.objects.filter(pk=copy.pk).update(**words)
    if after is not None:
        _put_after(after, copy, criteria)
    audit.changed(by, rubric, sorted(words), why=f"Criterion {copy} changed")
    copy.refresh_from_db()
    return copy


@transaction.atomic
def remove_criterion(criterion: Criterion, *, at: dt.datetime, by: User | None = None, seen: str | None = None) -> None:
    """Score one thing less from the next cohort on."""
    programme = criterion.rubric.programme
    _newest(programme)
    rubric = _to_change(programme, at=at, by=by, seen=seen)
    criteria = list(rubric.criteria.all())
    copy = _copy_of(criterion, criteria)
    if len(criteria) == 1:
        raise Refused("A rubric needs a criterion to score by. Add another one before you remove this one.")
    copy.delete()
    audit.changed(by, rubric, ["criteria"], why=f"Criterion {criterion} removed")


def _newest(programme: Programme) -> Rubric | None:
    """The newest version there is. Nobody else changes the rubric until the transaction ends."""
    Programme.objects.lock().get(pk=programme.pk)
    return programme.rubrics.order_by("-version").first()


def _to_change(programme: Programme, *, at: dt.datetime, by: User | None, seen: str | None) -> Rubric:
    """The version a change goes into: the newest, or the next one, that begins as a copy of it. It is held already."""
    plan = plan_for_rubric(programme, at)
    latest = plan.latest
    if latest is None:
        raise Refused("This programme has no rubric yet. Begin with the usual one.")
    if seen not in (None, plan.seen):
        raise SeenOtherwise(CHANGED_MEANWHILE)
    if plan.edits:
        Rubric.objects.filter(pk=latest.pk).update(made_by=by, made_at=at)
        return latest
    rubric = Rubric.objects.create(
        programme=programme,
        version=plan.version,
        reviews_each=latest.reviews_each,
        gap_limit=latest.gap_limit,
        made_by=by,
        made_at=at,
    )
    Criterion.objects.bulk_create(
        Criterion(rubric=rubric, **{name: getattr(criterion, name) for name in COPIED})
        for criterion in latest.criteria.all()
    )
    programme.cohorts.opens_after(at).ranked().update(rubric=rubric)
    return rubric


def _copy_of(criterion: Criterion, criteria: list[Criterion]) -> Criterion:
    """The same criterion in another version, by its name."""
    found = [copy for copy in criteria if copy.name == criterion.name]
    if not found:
        raise Refused(f"The newest version of the rubric has no criterion “{criterion}” any more.")
    return found[0]


def _put_after(count: int, criterion: Criterion, criteria: list[Criterion]) -> None:
    """Applicants are asked in this order, and reviewers read in it."""
    order = [other for other in criteria if other != criterion]
    order.insert(count, criterion)
    for position, one in enumerate(order, start=1):
        Criterion.objects.filter(pk=one.pk).update(position=position)


def _refuse_a_name_twice(criteria: list[Criterion], name: str) -> None:
    if any(criterion.name.lower() == name.lower() for criterion in criteria):
        raise Refused("This rubric has a criterion of that name already.")
