"""Materials of a session: added, and removed with their files."""

import datetime as dt
import uuid
from functools import partial

from django.db import transaction

from accounts.models import User
from core import audit, materials
from core.documents import Document
from core.errors import Refused
from core.presses import once
from participation.models import Session, SessionMaterial


def share_material(
    session: Session, *, title: str, link: str, document: Document | None, by: User, at: dt.datetime, key: uuid.UUID
) -> SessionMaterial:
    """A link or a document. Sent twice under one key, it is added once."""
    material = SessionMaterial(uuid=key, session=session, title=title, link=link, added_at=at, added_by=by)
    make = partial(materials.share, material, document, save=partial(_keep, by=by))
    return once(SessionMaterial.objects.filter(added_by=by, session=session), key, make)


@transaction.atomic
def _keep(material: SessionMaterial, *, by: User) -> SessionMaterial:
    if Session.objects.lock().filter(pk=material.session_id).first() is None:
        raise Refused("This session has been removed.")
    with audit.acting(by=by):
        material.save()
    return material


@transaction.atomic
def remove_material(material: SessionMaterial, *, by: User) -> None:
    """Its file goes with it. Twice is once."""
    with audit.acting(by=by):
        materials.remove(SessionMaterial.objects.filter(pk=material.pk))
