"""What a team shares with all mentors of a programme: added, and removed with its file."""

import datetime as dt
import uuid
from functools import partial

from django.db import transaction

from accounts.models import User
from cohorts.models import Programme
from core import audit, materials
from core.documents import Document
from core.presses import once
from mentoring.models import MentorResource


def share(
    programme: Programme, *, title: str, link: str, document: Document | None, by: User, at: dt.datetime, key: uuid.UUID
) -> MentorResource:
    """A link or a document. Sent twice under one key, it is added once."""
    resource = MentorResource(uuid=key, programme=programme, title=title, link=link, added_at=at, added_by=by)
    make = partial(materials.share, resource, document, save=partial(_keep, by=by))
    return once(MentorResource.objects.filter(added_by=by, programme=programme), key, make)


@transaction.atomic
def _keep(resource: MentorResource, *, by: User) -> MentorResource:
    with audit.acting(by=by):
        resource.save()
    return resource


@transaction.atomic
def remove(resource: MentorResource, *, by: User) -> None:
    """Its file goes with it. Twice is once."""
    with audit.acting(by=by):
        materials.remove(MentorResource.objects.filter(pk=resource.pk))
