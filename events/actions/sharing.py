"""Materials of events and modules: added, and removed with their files.

A file lies beside the database, which knows nothing of transactions: it is written before the row that names it, and
deleted after that row is gone. What a crash leaves between the two nobody refers to.
"""

import datetime as dt

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from accounts.models import User
from core import audit
from core.documents import Document
from events.models import Event, Material, Module
from events.models.material import new_file_name


def add_material(
    of: Event | Module, *, title: str, link: str, document: Document | None, by: User, at: dt.datetime
) -> Material:
    """A link or a document. The file is written first: storage may be far away, and no lock waits for it."""
    where = {"event": of} if isinstance(of, Event) else {"module": of}
    material = Material(title=title, link="" if document else link, added_at=at, added_by=by, **where)
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
