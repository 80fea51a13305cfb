"""Materials of events and modules: added, and removed with their files."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.db import transaction

from accounts.models import User
from core import audit, materials
from core.documents import Document
from core.presses import once
from events.actions.arranging import hold_module
from events.models import Event, Material, Module


def add_material(
    of: Event | Module,
    *,
    title: str,
    link: str,
    document: Document | None,
    by: User,
    at: dt.datetime,
    key: uuid.UUID | None = None,
) -> Material:
    """A link or a document. Sent twice under one key, it is added once."""
    key = key or uuid.uuid4()
    where: dict[str, Any] = {"event": of} if isinstance(of, Event) else {"module": of}
    material = Material(uuid=key, title=title, link=link, added_at=at, added_by=by, **where)
    make = partial(materials.share, material, document, save=partial(_keep, by=by))
    return once(Material.objects.filter(added_by=by, **where), key, make)


@transaction.atomic
def _keep(material: Material, *, by: User) -> Material:
    if material.module:
        hold_module(material.module)
    with audit.acting(by=by):
        material.save()
    return material


@transaction.atomic
def remove_material(material: Material, *, by: User) -> None:
    """Its file goes with it. Twice is once."""
    with audit.acting(by=by):
        materials.remove(Material.objects.filter(pk=material.pk))
