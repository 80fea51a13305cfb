"""A series of training and its modules, set up by staff."""

import uuid
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import Max

from accounts.models import User
from cohorts.actions import slug_for
from cohorts.models import Programme
from core import audit
from core.errors import Refused
from core.presses import once
from core.words import number_of
from events.models import Module, Series


@transaction.atomic
def add_series(programme: Programme, *, by: User, key: uuid.UUID | None = None, **words: Any) -> Series:
    """A series that nobody else sees yet. Its address comes from its name, and stays.

    Sent twice under one key, it is added once.
    """
    key = key or uuid.uuid4()
    return once(Series.objects.filter(programme=programme), key, partial(_add, programme, key, by=by, **words))


def _add(programme: Programme, key: uuid.UUID, *, by: User, **words: Any) -> Series:
    Programme.objects.lock().get(pk=programme.pk)
    slug = slug_for(words["name"], Series._meta.get_field("slug").max_length, Series.objects.all())
    series = Series.objects.create(uuid=key, programme=programme, slug=slug, **words)
    audit.changed(by, series, sorted(words), why="Series added")
    return series


@transaction.atomic
def change_series(series: Series, *, by: User, **words: Any) -> Series:
    """Other words for it, or whether everybody sees it: before that, it needs a module."""
    series = Series.objects.lock().get(pk=series.pk)
    if words.get("is_public") and not series.modules.exists():
        raise Refused("Add a module before you make the series public.")
    for name, value in words.items():
        setattr(series, name, value)
    series.save(update_fields=list(words))
    audit.changed(by, series, sorted(words))
    return series


@transaction.atomic
def add_module(series: Series, *, by: User, **words: Any) -> Module:
    """Another module, after those there are. The same again is a second press: it is the one that is there."""
    series = Series.objects.lock().get(pk=series.pk)
    if same := series.modules.filter(**words).first():
        return same
    last = series.modules.aggregate(last=Max("position"))["last"] or 0
    module = Module.objects.create(series=series, position=last + 1, **words)
    audit.changed(by, module, sorted(words), why="Module added")
    return module


@transaction.atomic
def change_module(module: Module, *, by: User, **words: Any) -> Module:
    """Its name and what is said of it. Its sessions keep their titles. Refused where a colleague has removed it."""
    module = hold_module(module)
    for name, value in words.items():
        setattr(module, name, value)
    module.save(update_fields=list(words))
    audit.changed(by, module, sorted(words))
    return module


@transaction.atomic
def move_module_up(module: Module, *, by: User) -> None:
    """Changes places with the one before it. The first stays where it is, and one that was removed is nowhere."""
    modules = list(hold_module(module).series.modules.all())
    index = modules.index(module)
    if not index:
        return
    before, module = modules[index - 1], modules[index]
    before.position, module.position = module.position, before.position
    Module.objects.bulk_update([before, module], ["position"])
    audit.changed(by, module, ["position"])


def hold_module(module: Module) -> Module:
    """As it is now, its series held: the order of the modules is the series', and so is which there are."""
    Series.objects.lock().get(pk=module.series_id)
    if (held := Module.objects.select_related("series").filter(pk=module.pk).first()) is None:
        raise Refused("This module has been removed.")
    return held


@transaction.atomic
def remove_module(module: Module, *, by: User) -> None:
    """Refused once it has sessions: people have booked them, or been to them. Twice is once."""
    Series.objects.lock().get(pk=module.series_id)
    if sessions := module.sessions.count():
        raise Refused(f"This module has {number_of(sessions, 'session')}, so it cannot be removed.")
    if Module.objects.filter(pk=module.pk).exists():
        audit.changed(by, module, ["name"], why="Module removed")
        module.delete()
