"""What staff do to an organisation."""

import datetime as dt

import pytest

from core.audit import AuditEntry
from core.errors import Refused
from employers import actions
from employers.models import Contact, Milestone, Organisation
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.factories.events import BookingFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
PROSPECT = {"name": "Cummins", "kind": "employer", "source": "Its website", "found_on": dt.date(2027, 3, 1)}


def test_add_organisation_keeps_source_date_and_domain():
    staff = UserFactory()

    organisation = actions.add_organisation(by=staff, at=NOW, domain="cummins.example", **PROSPECT)

    assert (organisation.source, organisation.found_on) == ("Its website", dt.date(2027, 3, 1))
    assert organisation.domains.get().name == "cummins.example"
    assert AuditEntry.objects.get(table="employers_organisation", verb="added").actor == staff


@pytest.mark.parametrize("domain", ["gmail.com", "co.uk", "nhs.net"])
def test_add_organisation_refuses_a_domain_that_is_nobodys(domain):
    with pytest.raises(Refused, match="cannot be one employer"):
        actions.add_organisation(by=UserFactory(), at=NOW, domain=domain, **PROSPECT)

    assert not Organisation.objects.exists()


def test_add_domain_names_the_organisation_that_has_it():
    OrganisationFactory(name="Amey", domain="amey.example")

    with pytest.raises(Refused, match=r"amey\.example belongs to Amey"):
        actions.add_domain(OrganisationFactory(), name="amey.example", by=UserFactory(), at=NOW)


def test_add_domain_twice_is_once():
    organisation = OrganisationFactory(domain="amey.example")

    actions.add_domain(organisation, name="amey.example", by=UserFactory(), at=NOW)

    assert organisation.domains.count() == 1


def test_add_site_again_changes_what_is_said_about_it():
    organisation = OrganisationFactory()

    for town in ("Darlingtn", "Darlington"):
        actions.add_site(organisation, town=town, postcode="DL1 4PW", region="North East", by=UserFactory())

    assert str(organisation.sites.get()) == "Darlington, DL1 4PW"


def test_add_note_sent_twice_is_one_note():
    organisation, staff = OrganisationFactory(), UserFactory()

    for _ in range(2):
        actions.add_note(organisation, text="Rang them", by=staff, at=NOW)

    assert organisation.notes.get().author == staff


def test_change_organisation_refuses_one_that_was_merged_away():
    organisation = OrganisationFactory()
    Organisation.objects.filter(pk=organisation.pk).delete()

    with pytest.raises(Refused, match="has been removed"):
        actions.change_organisation(organisation, by=UserFactory(), at=NOW, name="New")


def test_stage_is_the_furthest_milestone_of_any_programme():
    organisation = OrganisationFactory()
    for step in (Milestone.Step.ATTENDED, Milestone.Step.INVITED):
        actions.record_milestone(organisation, step, programme=ProgrammeFactory(), on=NOW.date())

    assert (organisation.stage, OrganisationFactory().stage) == ("Attended an Insight Event", "")


def test_matching_finds_by_former_names_too():
    organisation = OrganisationFactory(name="Cummins", other_names=["Holset Engineering"])

    assert Organisation.objects.matching("holset").get() == organisation
    assert not Organisation.objects.matching("amey").exists()


def test_prospects_have_not_come_to_us():
    prospect, came, member = (OrganisationFactory(source="A list", found_on=NOW.date()) for _ in range(3))
    actions.record_milestone(prospect, Milestone.Step.INVITED, on=NOW.date())
    actions.record_milestone(came, Milestone.Step.REGISTERED, on=NOW.date())
    ContactFactory(organisation=member)

    assert list(Organisation.objects.prospects()) == [prospect]


# -- Removing --------------------------------------------------------------------------------------------------------


def test_remove_organisation_takes_its_people_and_history_and_leaves_bookings_as_numbers():
    organisation, other = OrganisationFactory(domain="amey.example"), OrganisationFactory()
    gone, stays = ContactFactory(organisation=organisation), ContactFactory(organisation=other)
    for contact in (gone, stays):
        contact.job_title = "Engineer"
        contact.save()
    booking = BookingFactory(organisation=organisation)
    actions.add_note(organisation, text="Rang them", by=UserFactory(), at=NOW)

    actions.remove_organisation(organisation, by=UserFactory())

    booking.refresh_from_db()
    assert booking.organisation is None
    assert list(Organisation.objects.all()) == [other]
    assert list(Contact.objects.all()) == [stays]
    assert {event.pgh_obj_id for event in Contact.pgh_event_model.objects.all()} == {stays.pk}
    assert {event.pgh_obj_id for event in Organisation.pgh_event_model.objects.all()} == {other.pk}


def test_remove_organisation_is_audited_and_refused_the_second_time():
    organisation, staff = OrganisationFactory(), UserFactory()
    actions.remove_organisation(organisation, by=staff)
    organisation.pk = organisation.pk or 1

    entry = AuditEntry.objects.get(table="employers_organisation", verb="deleted")
    assert (entry.actor, entry.why) == (staff, "Removed for good")
    with pytest.raises(Refused, match="has been removed"):
        actions.remove_organisation(organisation, by=staff)


def test_what_goes_counts_what_goes_and_what_stays():
    organisation = OrganisationFactory(domain="amey.example")
    ContactFactory.create_batch(2, organisation=organisation)
    BookingFactory(organisation=organisation)

    goes, stays = actions.what_goes(organisation)

    assert goes == [(2, "contact", "contacts"), (1, "domain", "domains")]
    assert stays == [(1, "booking", "bookings")]
