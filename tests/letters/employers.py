"""The letters to contacts of organisations, and about them."""

import datetime as dt
import re

from django.urls import reverse

from employers import actions
from employers.models import Contact
from notifications.models import Message
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.employers import ContactFactory, JoinRequestFactory
from tests.letters.letters import Expected, Letters

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def everything_that_is_ever_written() -> None:
    manager = ContactFactory(manages=True, organisation__name="Cummins", organisation__domain="cummins.example")
    organisation, staff = manager.organisation, ProgrammeManagerFactory()
    actions.invite(organisation, email="new@example.org", name="Mina Okafor", by=manager.person, at=NOW)
    asked = [
        actions.ask_to_join(UserFactory(email=f"{n}@cummins.example"), employer="", job_title="", at=NOW) for n in "ab"
    ]
    actions.confirm(asked[0], by=manager.person, at=NOW)
    actions.refuse(asked[1], by=manager.person, at=NOW)
    actions.remove(asked[0], by=manager.person, at=NOW)
    actions.turn_down(JoinRequestFactory(employer="Somewhere"), by=staff, at=NOW)


def expected(message: Message) -> Expected:
    pages = {reverse("employers:organisation_join")}
    if message.template.endswith("/not_found"):
        return Expected(message.person.name, message.person.email, "Somewhere", "Somewhere", pages)
    contact = Contact.objects.get(uuid=message.subject_uuid)
    to = contact
    if message.template.endswith("/asked_to_join"):
        to = contact.organisation.contacts.get(manages=True)
    pages = {
        reverse("employers:contact_list", args=[contact.organisation.uuid]),
        reverse("portal:my_organisation"),
        reverse("events:event_list"),
    }
    # Whichever second signed it, it leads to this contact.
    for token in re.findall(r"/my-organisation/join/([^/\s]+)/", message.text):
        assert Contact.objects.behind(token).get() == contact
        pages.add(reverse("employers:invitation_accept", args=[token]))
    return Expected(to.name, to.email, "Cummins", "Cummins", pages)


LETTERS = Letters("employers", everything_that_is_ever_written, expected, elsewhere=set())
