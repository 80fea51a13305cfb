"""One search that finds anyone, of those the member of staff may see."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from cohorts.actions import make_manager
from core.audit import AuditEntry
from reporting import finding
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory, RoleGrantFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.factories.events import BookingFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import CandidateFactory

pytestmark = pytest.mark.django_db

URL = "reporting:search"


def applied(cohort, name, **fields):
    return ApplicationFactory(cohort=cohort, in_review=True, full_name=name, person__name=name, **fields)


@pytest.fixture
def cohort(staff_client):
    cohort = CohortFactory()
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


def search(client, text):
    return client.post(reverse(URL), {"text": text}, follow=True)


def test_search_finds_an_application(staff_client, cohort):
    application = applied(cohort, "Amina Hussain")
    applied(cohort, "Somebody Else")

    page = search(staff_client, "huss").text

    assert reverse("returners:application_review", args=[application.uuid]) in page
    assert "Somebody Else" not in page


@pytest.mark.parametrize("words", ["{}", "Candidate {}", " candidate {} "])
def test_search_finds_a_candidate_by_number(staff_client, words):
    candidate, foreign = CandidateFactory(), CandidateFactory(number="000000")
    make_manager(candidate.round.cohort.programme, person=staff_client.user)

    page = search(staff_client, words.format(candidate.number)).text

    assert reverse("selection:candidate_detail", args=[candidate.round.uuid, candidate.number]) in page
    assert candidate.application.reference in page
    assert "Nobody found" in search(staff_client, foreign.number).text


def test_search_finds_only_what_one_may_see(staff_client, cohort):
    applied(CohortFactory(), "Amina Hussain")
    ApplicationFactory(cohort=cohort, full_name="Amina Draft")
    UserFactory(name="Amina Account")

    assert "Nobody found" in search(staff_client, "amina").text


def test_search_finds_accounts_for_administrators(administrator_client):
    person = UserFactory(name="Amina Hussain")
    applied(CohortFactory(), "Amina Applicant", person=UserFactory(name="Another Name"))

    page = search(administrator_client, "amina").text

    assert reverse("accounts:person_detail", args=[person.uuid]) in page
    assert "Amina Applicant" not in page


def test_search_shows_both_to_whoever_is_both(cohort):
    person = RoleGrantFactory(user=ProgrammeManagerFactory(), role=Role.ADMINISTRATOR).user
    make_manager(cohort.programme, person=person)
    applied(cohort, "Amina Hussain")

    page = search(sign_in(Client(), person), "amina").text

    assert "Applications</caption>" in page
    assert "People with an account</caption>" in page


def test_search_is_not_in_the_address(staff_client, cohort):
    response = search(staff_client, "Amina Hussain")

    assert response.redirect_chain == [(reverse(URL), 302)]
    assert 'value="Amina Hussain"' in response.text


def test_search_for_nothing_asks_for_something(staff_client):
    assert "Enter a name, an email address" in search(staff_client, " ").text


def test_search_writes_down_each_person_it_shows(staff_client, cohort):
    application = applied(cohort, "Amina Hussain")

    search(staff_client, "amina")

    looks = AuditEntry.objects.filter(verb="looked", actor=staff_client.user, table="returners_application")
    assert [(look.row, look.why) for look in looks] == [(application.pk, "Search")]


def test_search_says_when_there_are_more_than_it_shows(staff_client, cohort, monkeypatch):
    monkeypatch.setattr(finding, "SHOWN", 1)
    applied(cohort, "Amina One")
    applied(cohort, "Amina Two")

    page = search(staff_client, "amina").text

    assert "There are more" in page
    assert "Amina Two" in page
    assert "Amina One" not in page


# -- Around events -------------------------------------------------------------------------------------------------


@pytest.fixture
def officer_client():
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))


def test_search_finds_organisations_their_contacts_and_bookings_for_events_officers(officer_client):
    organisation = OrganisationFactory(name="Huddle Systems")
    contact = ContactFactory(name="Amina Hussain", organisation=OrganisationFactory(name="Cummins"))
    booking = BookingFactory(names=["Omar Hughes"])

    page = search(officer_client, "hu").text

    assert reverse("portal:organisation_detail", args=[organisation.uuid]) in page
    assert contact.email in page
    assert reverse("events:event_manage", args=[booking.event.uuid]) in page


def test_search_finds_bookings_of_ones_own_programmes_alone(staff_client, cohort):
    own = BookingFactory(names=["Amina Own"], event__programme=cohort.programme)
    BookingFactory(names=["Amina Foreign"])

    page = search(staff_client, "amina").text

    assert own.email in page
    assert "Amina Foreign" not in page


def test_search_writes_down_whose_booking_was_shown(officer_client):
    booking = BookingFactory(names=["Omar Hughes"])

    search(officer_client, "omar")

    looks = AuditEntry.objects.filter(verb=AuditEntry.Verb.LOOKED, table="events_booking", row=booking.pk)
    assert looks.get().actor == officer_client.user
