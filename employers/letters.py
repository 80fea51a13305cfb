"""The letters about belonging to an organisation. Every context is plain strings."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.uktime import uk_deadline
from employers.models import Contact, JoinRequest
from notifications.outbox import Lane, letter_url, post


def invitation(contact: Contact) -> None:
    """Whoever has the link may join: on no page of letters, and wiped once it has gone."""
    url = letter_url(reverse("employers:invitation_accept", args=[contact.token]))
    ends = contact.invitation_ends_at
    _post(
        f"organisation-invitation:{contact.link}",
        "invitation",
        contact,
        to=contact.email,
        by=str(contact.invited_by),
        url=url,
        ends=uk_deadline(ends) if ends else "",
        lane=Lane.NOW,
        secret=True,
    )


def asked_to_join(contact: Contact) -> None:
    """To whoever manages the organisation. Does nobody: it is a task in the staff's inbox."""
    url = letter_url(reverse("employers:contact_list", args=[contact.organisation.uuid]))
    for manager in contact.organisation.contacts.managing().exclude(person=None).select_related("person"):
        key = f"organisation-asked:{contact.pk}:{manager.pk}"
        _post(key, "asked_to_join", contact, to=manager.email, person=manager.person, who=manager.name, url=url)


def confirmed(contact: Contact) -> None:
    url = letter_url(reverse("portal:my_organisation"))
    _post(
        f"organisation-confirmed:{contact.pk}", "confirmed", contact, to=contact.email, person=contact.person, url=url
    )


def not_confirmed(contact: Contact) -> None:
    key = f"organisation-not-confirmed:{contact.pk}"
    _post(key, "not_confirmed", contact, to=contact.email, person=contact.person)


def removed(contact: Contact, *, at: dt.datetime) -> None:
    key = f"organisation-removed:{contact.pk}:{at:%Y%m%d}"
    _post(key, "removed", contact, to=contact.email, person=contact.person)


def not_found(asked: JoinRequest) -> None:
    post(
        f"join-request-not-found:{asked.pk}",
        to=asked.person.email,
        person=asked.person,
        about=asked.uuid,
        template="employers/email/not_found",
        context={
            "name": asked.person.name,
            "employer": asked.employer,
            "url": letter_url(reverse("employers:organisation_join")),
        },
    )


def _post(
    key: str,
    name: str,
    contact: Contact,
    *,
    to: str,
    person: Any = None,
    who: str = "",
    lane: Lane = Lane.NORMAL,
    secret: bool = False,
    **context: str,
) -> None:
    post(
        key,
        to=to,
        person=person,
        about=contact.uuid,
        template=f"employers/email/{name}",
        context={
            "name": who or contact.name,
            "contact": contact.name,
            "email": contact.email,
            "organisation": contact.organisation.name,
            "events_url": letter_url(reverse("events:event_list")),
            **context,
        },
        lane=lane,
        secret=secret,
    )
