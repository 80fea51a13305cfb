"""What staff do to an organisation: add it, change it, say where it is and which mail domains it has, write notes."""

import datetime as dt
import uuid
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction

from accounts.models import User
from core import audit
from core.errors import Refused
from core.presses import once
from employers.actions.contacts import hold
from employers.actions.duplicates import look_for_duplicates
from employers.domains import is_shared
from employers.models import Domain, Note, Organisation, Site


@transaction.atomic
def add_organisation(
    *, by: User, at: dt.datetime, domain: str = "", key: uuid.UUID | None = None, **facts: Any
) -> Organisation:
    """A prospect, or one that came to us on another way than by its mail. Sent twice under one key, it is one."""
    key = key or uuid.uuid4()
    return once(Organisation.objects.all(), key, partial(_add, by=by, at=at, domain=domain, uuid=key, **facts))


def _add(*, by: User, at: dt.datetime, domain: str, **facts: Any) -> Organisation:
    with audit.acting(by=by):
        organisation = Organisation.objects.create(added_at=at, **facts)
        if domain:
            _own(organisation, domain)
        look_for_duplicates(organisation, at=at)
    return organisation


@transaction.atomic
def change_organisation(organisation: Organisation, *, by: User, at: dt.datetime, **facts: Any) -> Organisation:
    """Under another name or website it may be one that we know: those it looks like now are asked about."""
    organisation = hold(organisation)
    for name, value in facts.items():
        setattr(organisation, name, value)
    with audit.acting(by=by):
        organisation.save(update_fields=list(facts))
        look_for_duplicates(organisation, at=at)
    return organisation


@transaction.atomic
def add_domain(organisation: Organisation, *, name: str, by: User, at: dt.datetime) -> None:
    """From now on, who confirms an address there belongs to the organisation."""
    organisation = hold(organisation)
    with audit.acting(by=by):
        _own(organisation, name)
        look_for_duplicates(organisation, at=at)


def _own(organisation: Organisation, name: str) -> None:
    if is_shared(name):
        raise Refused(
            f"Many people who do not work together have an address at {name}, so it cannot be one employer’s."
        )
    try:
        with transaction.atomic():
            Domain.objects.create(organisation=organisation, name=name)
    except IntegrityError:
        owner = Organisation.objects.filter(domains__name=name).first()
        if owner != organisation:
            whose = f"{name} belongs to {owner}" if owner else f"{name} belonged to another organisation until now"
            raise Refused(f"{whose}. Are they the same? Then merge them.") from None


@transaction.atomic
def remove_domain(domain: Domain, *, by: User, at: dt.datetime) -> None:
    """Whoever belongs to the organisation already stays."""
    organisation = hold(domain.organisation)
    with audit.acting(by=by):
        Domain.objects.filter(pk=domain.pk, organisation=organisation).delete()
        look_for_duplicates(organisation, at=at)


@transaction.atomic
def add_site(organisation: Organisation, *, town: str, postcode: str, region: str, by: User) -> Site:
    """Adding a postcode again changes what is said about it."""
    organisation = hold(organisation)
    with audit.acting(by=by):
        site, _ = organisation.sites.update_or_create(postcode=postcode, defaults={"town": town, "region": region})
    return site


@transaction.atomic
def remove_site(site: Site, *, by: User) -> None:
    with audit.acting(by=by):
        Site.objects.filter(pk=site.pk).delete()


@transaction.atomic
def add_note(organisation: Organisation, *, text: str, by: User, at: dt.datetime) -> Note:
    """Sent twice in a row, it is one note."""
    organisation = hold(organisation)
    last = organisation.notes.newest_first().first()
    if last and (last.text, last.author) == (text, by):
        return last
    with audit.acting(by=by):
        return Note.objects.create(organisation=organisation, author=by, text=text, at=at)


@transaction.atomic
def remove_note(note: Note, *, by: User) -> None:
    with audit.acting(by=by):
        Note.objects.filter(pk=note.pk).delete()
