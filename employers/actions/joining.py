"""Somebody asks to join where they work. The domain of a confirmed address says which organisation that is."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import transaction

from accounts.models import User
from core.errors import Refused
from employers import letters
from employers.actions.contacts import hold, join, why_closed
from employers.domains import domain_of, is_shared
from employers.models import Contact, JoinRequest, Organisation


@transaction.atomic
def ask_to_join(person: User, *, employer: str, job_title: str, at: dt.datetime) -> Contact | JoinRequest:
    """A contact where their address tells the organisation; else a request that staff answer. Asked twice is once.

    Whoever was invited at that address belongs to it at once.
    """
    if found := works_at(person):
        organisation, email = found
        return _ask(hold(organisation), person, email=email, job_title=job_title, at=at)
    # Of two presses at once, the second sees what the first has written.
    User.objects.lock().get(pk=person.pk)
    waiting = JoinRequest.objects.waiting().filter(person=person).first()
    return waiting or JoinRequest.objects.create(person=person, employer=employer, job_title=job_title, asked_at=at)


def works_at(person: User) -> tuple[Organisation, str] | None:
    """The organisation that a confirmed address of somebody tells, and that address."""
    for email in _confirmed(person):
        organisation = None if is_shared(domain_of(email)) else Organisation.objects.owning(domain_of(email)).first()
        if organisation:
            return organisation, email
    return None


def _confirmed(person: User) -> list[str]:
    rows = EmailAddress.objects.filter(user=person, verified=True).order_by("-primary", "pk")
    return [email.lower() for email in rows.values_list("email", flat=True)]


def _ask(organisation: Organisation, person: User, *, email: str, job_title: str, at: dt.datetime) -> Contact:
    if theirs := organisation.contacts.live().filter(person=person).first():
        return theirs
    contact = organisation.contacts.live().filter(email=email).lock().first()
    if contact is None:
        contact = Contact(organisation=organisation, email=email, name=str(person), job_title=job_title, added_at=at)
    contact.organisation = organisation
    if contact.status == Contact.Status.INVITED and not why_closed(contact, at=at):
        return join(contact, person=person, at=at)
    _refuse_if_somebody_else(contact, person)
    contact.move_to(Contact.Status.ASKED)
    contact.person, contact.asked_at = person, at
    contact.save()
    letters.asked_to_join(contact)
    return contact


def _refuse_if_somebody_else(contact: Contact | None, person: User) -> None:
    """An address is one contact's: it may have been another account's before."""
    if contact and contact.person_id not in {None, person.pk}:
        known = f"{contact.email} is known at {contact.organisation} for somebody else."
        raise Refused(f"{known} Write to us, and we will sort it out.")


@transaction.atomic
def place(asked: JoinRequest, *, organisation: Organisation, by: User, at: dt.datetime) -> Contact:
    """Staff have found out where somebody works: they belong to it from now on."""
    organisation = hold(organisation)
    asked = _hold(asked)
    contact = organisation.contacts.live().filter(person=asked.person).lock().first()
    if contact is None:
        contact = organisation.contacts.live().filter(email=asked.person.email).lock().first()
        _refuse_if_somebody_else(contact, asked.person)
    if contact is None:
        contact = Contact(
            organisation=organisation,
            email=asked.person.email,
            name=str(asked.person),
            job_title=asked.job_title,
            added_at=at,
        )
        contact.save()
    contact.organisation = organisation
    if contact.status != Contact.Status.MEMBER:
        join(contact, person=asked.person, at=at)
    _decide(asked, contact=contact, by=by, at=at)
    letters.confirmed(contact)
    return contact


@transaction.atomic
def turn_down(asked: JoinRequest, *, by: User, at: dt.datetime) -> JoinRequest:
    """Staff could not find out that they work there."""
    asked = _hold(asked)
    _decide(asked, contact=None, by=by, at=at)
    letters.not_found(asked)
    return asked


def _hold(asked: JoinRequest) -> JoinRequest:
    held = JoinRequest.objects.lock().filter(pk=asked.pk).first()
    if held is None or held.decided_at:
        raise Refused("A colleague has answered this meanwhile.")
    return held


def _decide(asked: JoinRequest, *, contact: Contact | None, by: User, at: dt.datetime) -> None:
    asked.contact, asked.decided_by, asked.decided_at = contact, by, at
    asked.save(update_fields=["contact", "decided_by", "decided_at"])
