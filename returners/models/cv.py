"""The CV that a person may add to their application once they have a place."""

import uuid

import pghistory
from django.db import models

from core import audit
from core.documents import Kind
from core.uploads import MEGABYTE
from returners.models.application import Application

MOST_BYTES = 5 * MEGABYTE
FOLDER = "cv"


def new_file_name() -> str:
    """Says nothing of whose it is, nor of what."""
    return f"{FOLDER}/{uuid.uuid4().hex}"


@pghistory.track(exclude=["file"])
class CV(models.Model):
    """One for each application: a new one takes the place of the old."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="cv")
    file = models.FileField(max_length=100)
    name = models.CharField(max_length=100)
    kind = models.CharField(max_length=4, choices=Kind)
    size = models.PositiveIntegerField()
    uploaded_at = models.DateTimeField()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return f"{self.application}: CV"
