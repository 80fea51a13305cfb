"""Who belongs to an organisation: invited, confirmed by a colleague or staff, leaving.

The organisation is held before any of its contacts, as everywhere, so two answers to one question come in some order.
"""

import datetime as dt
import uuid

from django.db import transaction

from accounts.actions import has_verified
from accounts.models import User
from core.errors import Refused
from employers import letters
from employers.models import Contact, Organisation
from employers.models.organisation import is_team

# The same invitation again within this time is a second press.
SECOND_PRESS = dt.timedelta(minutes=1)
# Our letters are not for writing to strangers: so many may be open at a time.
MOST_OPEN = 30
GONE = "This person is no longer there, or their organisation has been merged with another. Open the page again."


# -- Joining ---------------------------------------------------------------------------------------------------------


@transaction.atomic
def invite(organisation: Organisation, *, email: str, name: str, by: User, at: dt.datetime) -> Contact:
    """Invite somebody by letter. Invited again, they get a new link, and the one before opens nothing any more."""
    organisation = hold(organisation)
    require_keeper(organisation, by)
    contact = _to_invite(organisation, email=email.lower(), name=name, at=at)
    if contact.status == Contact.Status.INVITED and contact.invited_at and at - contact.invited_at < SECOND_PRESS:
        return contact
    if contact.status != Contact.Status.INVITED:
        _refuse_too_many(organisation)
        contact.move_to(Contact.Status.INVITED)
    contact.name = name
    contact.link, contact.invited_at, contact.invited_by = uuid.uuid4(), at, by
    contact.save()
    letters.invitation(contact)
    return contact


def _to_invite(organisation: Organisation, *, email: str, name: str, at: dt.datetime) -> Contact:
    contact = organisation.contacts.live().filter(email=email).lock().first()
    person = User.objects.filter(emailaddress__email=email, emailaddress__verified=True).first()
    is_member = person and organisation.contacts.members().filter(person=person).exists()
    if is_member or (contact and contact.status == Contact.Status.MEMBER):
        raise Refused(f"{email} belongs to {organisation} already.")
    if contact and contact.status == Contact.Status.ASKED:
        raise Refused(f"{email} has asked to join already. Confirm them instead.")
    return contact or Contact(organisation=organisation, email=email, name=name, added_at=at)


def _refuse_too_many(organisation: Organisation) -> None:
    if organisation.contacts.filter(status=Contact.Status.INVITED).count() >= MOST_OPEN:
        raise Refused(f"{MOST_OPEN} people have yet to answer your invitations. Withdraw some, or wait for an answer.")


@transaction.atomic
def accept_invitation(contact: Contact, *, person: User, at: dt.datetime) -> Contact:
    """Take an invitation up. The link alone is not enough: the account must have verified the address it went to."""
    link = contact.link
    contact = hold_contact(contact)
    if contact.status == Contact.Status.MEMBER and contact.person_id == person.pk:
        return contact
    if contact.link != link:
        raise Refused("There is a newer invitation. Use the link in the latest email.")
    if reason := why_closed(contact, at=at):
        raise Refused(reason)
    if not has_verified(person, contact.email):
        raise Refused(f"This invitation is for {contact.email}. Sign in with that address to accept it.")
    for other in contact.organisation.contacts.live().filter(person=person).exclude(pk=contact.pk).lock():
        if other.status == Contact.Status.MEMBER:
            raise Refused(f"You belong to {contact.organisation} already.")
        _end(other, at=at)
    return join(contact, person=person, at=at)


def why_closed(contact: Contact, *, at: dt.datetime) -> str:
    """Why nobody can take up this invitation any more, and what to do; nothing while it is open."""
    if contact.status == Contact.Status.LEFT:
        return "This invitation has been withdrawn. Ask whoever invited you if that surprises you."
    if contact.status != Contact.Status.INVITED:
        return "This invitation has been used. If that was you, sign in to carry on."
    if contact.has_run_out(at):
        return "This invitation has run out. Ask whoever invited you for a new one."
    return ""


@transaction.atomic
def confirm(contact: Contact, *, by: User, at: dt.datetime) -> Contact:
    """A managing colleague or staff: yes, they work here. Pressed twice, they are told once."""
    contact = hold_contact(contact)
    require_keeper(contact.organisation, by)
    if contact.status == Contact.Status.MEMBER:
        return contact
    _refuse_unless_asked(contact)
    join(contact, person=contact.person, at=at)
    letters.confirmed(contact)
    return contact


@transaction.atomic
def refuse(contact: Contact, *, by: User, at: dt.datetime) -> Contact:
    """A managing colleague or staff: they do not belong to us."""
    contact = hold_contact(contact)
    require_keeper(contact.organisation, by)
    _refuse_unless_asked(contact)
    _end(contact, at=at)
    letters.not_confirmed(contact)
    return contact


def _refuse_unless_asked(contact: Contact) -> None:
    if contact.status != Contact.Status.ASKED:
        raise Refused(f"Somebody has answered {contact.name} meanwhile.")


def join(contact: Contact, *, person: User | None, at: dt.datetime) -> Contact:
    """They belong to it from now on. Whoever joins where nobody manages, manages. The organisation is held."""
    contact.manages = not contact.organisation.contacts.managing().exists()
    contact.move_to(Contact.Status.MEMBER)
    contact.person, contact.joined_at = person, at
    contact.save(update_fields=["status", "person", "joined_at", "manages"])
    return contact


# -- Managing and leaving --------------------------------------------------------------------------------------------


@transaction.atomic
def set_managing(contact: Contact, *, manages: bool, by: User, at: dt.datetime) -> Contact:
    """Let a colleague confirm and invite people, or no longer."""
    contact = hold_contact(contact)
    require_keeper(contact.organisation, by)
    if contact.status != Contact.Status.MEMBER:
        raise Refused(f"{contact.name} has to belong to {contact.organisation} first.")
    if not manages and not is_team(by):
        _keep_it_managed(contact)
    contact.manages = manages
    contact.save(update_fields=["manages"])
    return contact


@transaction.atomic
def leave(contact: Contact, *, at: dt.datetime) -> Contact:
    """Somebody leaves of their own accord. Left twice is left once."""
    contact = hold_contact(contact)
    if contact.status != Contact.Status.LEFT:
        _keep_it_managed(contact)
        _end(contact, at=at)
    return contact


@transaction.atomic
def remove(contact: Contact, *, by: User, at: dt.datetime) -> Contact:
    """A managing colleague or staff take somebody out, or an invitation back. Who belonged to it is told."""
    contact = hold_contact(contact)
    require_keeper(contact.organisation, by)
    if contact.status == Contact.Status.LEFT:
        return contact
    if not is_team(by):
        _keep_it_managed(contact)
    was_member = contact.status == Contact.Status.MEMBER
    _end(contact, at=at)
    if was_member:
        letters.removed(contact, at=at)
    return contact


def forget_membership(contact: Contact, *, at: dt.datetime) -> None:
    """Whoever closes their account leaves, even where nobody else manages: staff confirm colleagues from then on."""
    _end(hold_contact(contact), at=at)


def _keep_it_managed(leaving: Contact) -> None:
    """The last who manages cannot leave colleagues behind whom nobody manages; alone, they may go."""
    others = leaving.organisation.contacts.members().exclude(pk=leaving.pk)
    if leaving.manages and others.exists() and not others.filter(manages=True).exists():
        raise Refused(
            f"Nobody else manages {leaving.organisation} here. Let a colleague manage it first. If nobody can, write"
            " to us."
        )


def _end(contact: Contact, *, at: dt.datetime) -> None:
    contact.move_to(Contact.Status.LEFT)
    contact.manages, contact.left_at = False, at
    contact.save(update_fields=["status", "manages", "left_at"])


# -- What each begins with -------------------------------------------------------------------------------------------


def hold(organisation: Organisation) -> Organisation:
    """Lock it and read it anew. Refused where it has gone meanwhile."""
    held = Organisation.objects.lock().filter(pk=organisation.pk).first()
    if held is None:
        raise Refused(f"{organisation} has been removed, or merged with another organisation.")
    return held


def hold_contact(contact: Contact) -> Contact:
    """Hold the organisation, then the contact, and read both anew."""
    organisation = hold(contact.organisation)
    held = organisation.contacts.filter(pk=contact.pk).lock().first()
    if held is None:
        raise Refused(GONE)
    held.organisation = organisation
    return held


def require_keeper(organisation: Organisation, by: User) -> None:
    """Staff, or who manages it still: a colleague may have taken that away since the page was opened."""
    if not is_team(by) and not organisation.contacts.managing().filter(person=by).exists():
        raise Refused(f"You do not manage {organisation} any more. Ask a colleague who does.")
