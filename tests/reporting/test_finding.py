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
from tests.factories.returners import ApplicationFactory

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
