"""Materials as the lists show them: “Slides (PDF, 1.2 MB)”."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from participation.models import Session, SessionMaterial

Way = Callable[[SessionMaterial], str]


def with_materials(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Each with whether something was shared for it (`has_materials`)."""
    return sessions.annotate(has_materials=Exists(SessionMaterial.objects.filter(session=OuterRef("pk"))))


def rows(materials: Iterable[SessionMaterial], *, opens: Way | None = None, removes: Way | None = None) -> list[Any]:
    """`opens` leads to the file of one, for those without an account; `removes` to the press that takes it away."""
    return [
        {
            "title": material.title,
            "about": material.about,
            "url": material.link or (opens or file_path)(material),
            "remove_url": removes(material) if removes else "",
        }
        for material in materials
    ]


def file_path(material: SessionMaterial) -> str:
    """For everybody who signs in."""
    return reverse("participation:session_material", args=[material.uuid])
