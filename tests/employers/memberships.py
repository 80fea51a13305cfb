"""Organisations with a contact who manages them, and the steps of joining."""

import datetime as dt

from accounts.models import Role
from employers import actions
from employers.models import Contact
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.employers import ContactFactory

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)
HOUR, DAY = dt.timedelta(hours=1), dt.timedelta(days=1)
Status = Contact.Status


def managed(**kwargs):
    """An organisation and the contact who manages it."""
    manager = ContactFactory(manages=True, **kwargs)
    return manager.organisation, manager


def officer():
    return ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)


def invite(organisation, *, by, email="new@cummins.example", at=NOW):
    return actions.invite(organisation, email=email, name="New Colleague", by=by, at=at)


def accept(contact, *, person=None, at=NOW + HOUR):
    return actions.accept_invitation(contact, person=person or UserFactory(email=contact.email), at=at)


def ask(person, *, employer="Cummins", at=NOW):
    return actions.ask_to_join(person, employer=employer, job_title="Engineer", at=at)
