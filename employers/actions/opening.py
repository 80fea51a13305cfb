"""An organisation opens by itself with the first person who writes from its mail domain."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q

from accounts.actions import has_verified
from accounts.models import User
from cohorts.models import Programme
from core import audit
from core.calendar import uk_day
from employers.actions.contacts import join, why_closed
from employers.actions.duplicates import look_for_duplicates
from employers.actions.milestones import record_milestone
from employers.domains import domain_of, is_shared
from employers.models import Contact, Domain, Milestone, Organisation


@transaction.atomic
def open_by_domain(
    *,
    email: str,
    name: str,
    organisation_name: str,
    person: User | None = None,
    at: dt.datetime,
    programme: Programme | None = None,
) -> Organisation | None:
    """The organisation whose mail domain this address has, or a new one; None for free mail, which is nobody's.

    The caller knows the address to be its reader's, or nobody could tell who opens whose organisation. They become a
    contact; a `person` who has verified the address is let in where nobody manages the organisation yet, and manages
    it. With a `programme` it is noted that the organisation registered for something of it.

    The organisation is held until the transaction ends. Call this before holding anything that hangs on it, a booking
    for instance: merging holds organisations first, too.
    """
    domain = domain_of(email)
    if is_shared(domain):
        return None
    with audit.acting(by=person):
        organisation = _owner_or_new(domain, name=organisation_name, at=at)
        member = person if person and has_verified(person, email.lower()) else None
        _meet(organisation, email=email.lower(), name=name, member=member, at=at)
        if programme:
            record_milestone(organisation, Milestone.Step.REGISTERED, programme=programme, on=uk_day(at))
    return organisation


def _owner_or_new(domain: str, *, name: str, at: dt.datetime) -> Organisation:
    """Held. One that was merged or removed between being found and being held is looked for again."""
    while not (organisation := Organisation.objects.owning(domain).lock().first()):
        try:
            with transaction.atomic():
                # The domain of the address itself: who reads mail at one site has not shown to speak for the whole.
                new = Organisation.objects.create(name=name.strip()[:200] or domain, added_at=at)
                Domain.objects.create(organisation=new, name=domain)
                look_for_duplicates(new, at=at)
        except IntegrityError:
            continue  # somebody else from there was first
    return organisation


def _meet(organisation: Organisation, *, email: str, name: str, member: User | None, at: dt.datetime) -> None:
    """Keep who wrote as a contact, and let in who was invited, or who comes first.

    First, where nobody manages it: from its very own domain, since many who are no staff may write from within a
    university's; and not who was seen out before. Others ask to join, and a colleague confirms them.
    """
    theirs = Q(person=member) if member else Q(pk__in=[])
    known = list(organisation.contacts.filter(Q(email=email) | theirs).order_by("pk").lock())
    live = [contact for contact in known if contact.status != Contact.Status.LEFT]
    contact = max(live, key=lambda contact: member is not None and contact.person_id == member.pk, default=None)
    if contact is None:
        name = name.strip()[:200] or email
        contact = Contact.objects.create(organisation=organisation, email=email, name=name, added_at=at)
    if member is None or contact.status == Contact.Status.MEMBER or contact.person_id not in {None, member.pk}:
        return
    is_invited = contact.status == Contact.Status.INVITED and not why_closed(contact, at=at)
    is_own = len(live) == len(known) and organisation.domains.filter(name=domain_of(email)).exists()
    if is_invited or (is_own and not organisation.contacts.managing().exists()):
        join(contact, person=member, at=at)
