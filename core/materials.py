"""What is shared to be read or watched: slides, notes, a recording. Whose it is and who may see it, each app says.

A file lies beside the database, which knows nothing of transactions: it is written before the row that names it, and
deleted after that row is gone. What a crash leaves between the two nobody refers to.
"""

import uuid
from collections.abc import Callable
from typing import TypeVar

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse
from django.template.defaultfilters import filesizeformat

from core.documents import Document, Kind
from core.downloads import as_download
from core.uploads import MEGABYTE

MOST_BYTES = 10 * MEGABYTE
FOLDER = "materials"
A_LINK_OR_A_FILE = (Q(link="") & ~Q(file="")) | (~Q(link="") & Q(file=""))


class SharedMaterial(models.Model):
    """A link or a file; a constraint of each table says so."""

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(max_length=150)
    link = models.URLField(blank=True)
    file = models.FileField(max_length=100, blank=True)
    name = models.CharField("name of the file", max_length=100, blank=True)
    kind = models.CharField(max_length=4, choices=Kind, blank=True)
    size = models.PositiveIntegerField(default=0)
    added_at = models.DateTimeField(editable=False)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.title

    @property
    def about(self) -> str:
        """PDF, 1.2 MB"""
        return f"{Kind(self.kind).label}, {filesizeformat(self.size)}" if self.file else "a link"


Material = TypeVar("Material", bound=SharedMaterial)


def new_file_name() -> str:
    return f"{FOLDER}/{uuid.uuid4().hex}"


def share(material: Material, document: Document | None, *, save: Callable[[Material], Material]) -> Material:
    """Save a link, or a document. The file is written first: storage may be far away, and no lock waits for it."""
    if document is None:
        return save(material)
    file = default_storage.save(new_file_name(), ContentFile(document.content))
    material.link, material.file, material.name = "", file, document.name
    material.kind, material.size = document.kind, len(document.content)
    try:
        return save(material)
    except BaseException:
        default_storage.delete(file)
        raise


@transaction.atomic
def remove(materials: QuerySet) -> None:
    """Their files go with them, once nothing names them any more. Twice is once."""
    files = [file for file in materials.values_list("file", flat=True) if file]
    materials.delete()
    transaction.on_commit(lambda: _delete_files(files), robust=True)


def _delete_files(files: list[str]) -> None:
    for file in files:
        default_storage.delete(file)


def hand_out(material: SharedMaterial) -> HttpResponse:
    """Its file, to be saved. A link has none."""
    if not material.file:
        raise Http404
    return as_download(material.file, name=material.name, kind=material.kind)
