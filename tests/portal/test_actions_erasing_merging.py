"""An account that is closed while the organisations its person belongs to are merged: neither waits for the other."""

from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from core.places import Status
from employers.actions import merge
from employers.models import Milestone, Organisation
from events.actions.milestones import follow_booking
from events.models import Event
from portal.actions import erase
from tests.factories.accounts import UserFactory
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.factories.events import BookingFactory
from tests.parallel import blocked
from tests.portal.erasing import HERE

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("is_contact", [True, False])
def test_account_closed_while_the_organisation_of_its_training_is_merged(is_contact):
    person, gone, stays = UserFactory(), OrganisationFactory(), OrganisationFactory()
    booking = BookingFactory(booker=person, event__kind=Event.Kind.TRAINING, organisation=gone)
    follow_booking(booking)
    if is_contact:
        ContactFactory(organisation=gone, person=person)

    with transaction.atomic():
        Organisation.objects.lock().get(pk=gone.pk)
        closing = blocked(partial(erase, person, by=None, how=HERE, at=timezone.now()))
        merge(stays, gone=gone, by=UserFactory(), at=timezone.now())
    closing.result(timeout=60)

    booking.refresh_from_db()
    assert (booking.status, booking.organisation) == (Status.CANCELLED, stays)
    assert not stays.milestones.filter(step=Milestone.Step.TRAINING).exists()
    assert not stays.contacts.live().exists()


def test_account_closed_while_two_of_its_organisations_become_one():
    """Held in the order in which merging holds them, whichever its person came to first."""
    person, first, second = UserFactory(), OrganisationFactory(), OrganisationFactory()
    for organisation in (second, first):
        ContactFactory(organisation=organisation, person=person)

    with transaction.atomic():
        Organisation.objects.lock().get(pk=first.pk)
        closing = blocked(partial(erase, person, by=None, how=HERE, at=timezone.now()))
        merge(second, gone=first, by=UserFactory(), at=timezone.now())
    closing.result(timeout=60)

    assert not second.contacts.live().exists()
