"""Materials of events and modules: added, and removed with their files.

A file lies beside the database, which knows nothing of transactions: it is written before the row that names it, and
deleted after that row is gone. What a crash leaves between the two nobody refers to.
"""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from core import audit
from core.documents import Document
from core.presses import once
from events.actions.arranging import hold_module
from events.models import Event, Material, Module
from events.models.material import new_file_name


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
    material = Material(uuid=key, title=title, link="" if document else link, added_at=at, added_by=by, **where)
    return once(Material.objects.filter(added_by=by, **where), key, partial(_add, material, document, by))


def _add(material: Material, document: Document | None, by: User) -> Material:
    """The file is written first: storage may be far away, and no lock waits for it."""
    if document is None:
        return _keep(material, by)
    file = default_storage.save(new_file_name(), ContentFile(document.content))
    material.file, material.name = file, document.name
    material.kind, material.size = document.kind, len(document.content)
    try:
        return _keep(material, by)
    except BaseException:
        default_storage.delete(file)
        raise


@transaction.atomic
def _keep(material: Material, by: User) -> Material:
    if material.module:
        hold_module(material.module)
    with audit.acting(by=by):
        material.save()
    return material


@transaction.atomic
def remove_material(material: Material, *, by: User) -> None:
    """Its file goes with it. Twice is once."""
    file = str(material.file)
    with audit.acting(by=by):
        Material.objects.filter(pk=material.pk).delete()
    if file:
        transaction.on_commit(lambda: default_storage.delete(file), robust=True)
