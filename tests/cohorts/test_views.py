"""The public page of a programme in each of its states, and who manages it."""

import re

import pytest
import time_machine
from django.urls import reverse

from accounts.actions import take_role_away
from accounts.models import Invitation, Role
from cohorts.actions import make_manager
from cohorts.models import ProgrammeRole
from core.uktime import uk_date, uk_datetime, uk_deadline, uk_end
from notifications.models import Message
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, PoolFactory, ProgrammeFactory
from tests.factories.returners import PlaceFactory

pytestmark = pytest.mark.django_db


def start_url(cohort):
    return reverse("returners:application_start", args=[cohort.programme.slug, cohort.slug])


def page_of(client, programme):
    return client.get(reverse("cohorts:programme_detail", args=[programme.slug]))


# -- The programme's page ------------------------------------------------------------------------------------------


def test_programme_page_says_who_can_apply(client):
    cohort = CohortFactory(programme__about="What you get.\n\nAnd more.")

    page = page_of(client, cohort.programme).text

    assert "you live in North East, North West, Yorkshire and The Humber, East Midlands or West Midlands" in page
    assert (
        f"12 months or more, to look after children or an older relative, by {uk_date(cohort.reference_date)}" in page
    )
    assert "you have worked in technology or engineering" in page
    assert "What you get." in page
    assert "And more." in page


def test_programme_page_of_an_open_cohort(client):
    cohort = CohortFactory()

    page = page_of(client, cohort.programme).text

    assert "Open now" in page
    assert f"Apply by {uk_deadline(cohort.closes_at)}" in page
    assert reverse("returners:eligibility_check", args=[cohort.programme.slug]) in page
    assert "waiting list" not in page


def test_programme_page_of_a_full_cohort_says_how_many_wait(client):
    cohort = CohortFactory(pool__capacity=1)
    PlaceFactory.create_batch(3, pool=cohort.pools.get(), application__cohort=cohort)

    assert "All places are taken. 2 people are on the waiting list." in page_of(client, cohort.programme).text


def test_programme_page_of_a_cohort_without_a_free_place_offers_the_waiting_list(client):
    cohort = CohortFactory(pool__capacity=1)
    PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)

    assert "All places are taken. You can join the waiting list." in page_of(client, cohort.programme).text


def test_programme_page_names_the_strand_that_is_taken(client):
    cohort = CohortFactory(pool=None, places_by="strand")
    technology, engineering = cohort.programme.strands.order_by("-name")
    PoolFactory(cohort=cohort, strand=technology, capacity=5, taken=5, waiting=2, waiting_limit=2)
    PoolFactory(cohort=cohort, strand=engineering)

    page = page_of(client, cohort.programme).text

    assert "All places in Technology are taken." in page
    assert "The waiting list for Technology is full." in page
    assert "All places are taken" not in page
    assert start_url(cohort) in page


def test_programme_page_of_a_cohort_whose_waiting_list_is_full(client):
    cohort = CohortFactory(pool__capacity=5, pool__taken=5, pool__waiting=2, pool__waiting_limit=2)

    page = page_of(client, cohort.programme).text

    assert ">Full<" in re.sub(r"\s", "", page)
    assert "All places are taken and the waiting list is full." in page
    assert start_url(cohort) not in page


def test_programme_page_leads_to_each_open_cohort(client):
    spring = CohortFactory(name="Spring cohort")
    autumn = CohortFactory(name="Autumn cohort", programme=spring.programme)
    coming = CohortFactory(programme=spring.programme, upcoming=True)

    page = page_of(client, spring.programme).text

    assert "Apply to the Spring cohort" in page
    assert "Apply to the Autumn cohort" in page
    assert start_url(spring) in page
    assert start_url(autumn) in page
    assert start_url(coming) not in page


def test_programme_page_of_a_cohort_to_come(client):
    cohort = CohortFactory(upcoming=True)

    page = page_of(client, cohort.programme).text

    assert "Opens soon" in page
    assert f"Applications open on {uk_datetime(cohort.opens_at)}" in page


def test_programme_page_of_a_closed_cohort(client):
    cohort = CohortFactory(closed=True)

    page = page_of(client, cohort.programme).text

    assert f"Applications closed {uk_end(cohort.closes_at)}" in page
    assert "Apply by" not in page


def test_programme_page_before_there_is_a_cohort(client):
    page = page_of(client, ProgrammeFactory()).text

    assert "There is no cohort yet." in page
    assert "Check if you can apply" not in page


def test_programme_page_says_who_pays(client):
    programme = ProgrammeFactory(funder="the Government Equality Hub", delivery_partners="Women Returners")

    page = page_of(client, programme).text

    assert "Funded by the Government Equality Hub." in page
    assert "Delivered by Women Returners." in page


def test_programme_that_is_not_public_is_seen_by_those_who_write_it(client, administrator_client, sign_in):
    role = make_manager(ProgrammeFactory(is_public=False), person=ProgrammeManagerFactory())
    seen = {
        page_of(some, role.programme).status_code
        for some in (client, sign_in(UserFactory()), sign_in(ProgrammeManagerFactory()))
    }

    assert seen == {404}
    assert "It is not public yet" in page_of(administrator_client, role.programme).text
    assert "It is not public yet" in page_of(sign_in(role.person), role.programme).text


# -- Managers ------------------------------------------------------------------------------------------------------


def invite_url(programme):
    return reverse("cohorts:manager_invite", args=[programme.slug])


def remove_url(role):
    return reverse("cohorts:manager_remove", args=[role.programme.slug, role.pk])


def test_settings_of_a_programme_name_its_managers(administrator_client):
    role = make_manager(ProgrammeFactory(), person=ProgrammeManagerFactory(name="Grace Okafor"))
    empty = ProgrammeFactory(is_public=False)

    listed = administrator_client.get(reverse("cohorts:programme_list")).text
    page = administrator_client.get(reverse("cohorts:programme_settings", args=[role.programme.slug])).text
    nobody = administrator_client.get(reverse("cohorts:programme_settings", args=[empty.slug])).text

    assert "Managed by Grace Okafor." in " ".join(listed.split())
    assert remove_url(role) in page
    assert invite_url(empty) in nobody
    assert "Nobody manages this programme yet." in nobody


def test_invited_manager_accepts_and_manages_that_programme(administrator_client, sign_in):
    programme, other, person = ProgrammeFactory(), CohortFactory().programme, UserFactory()
    cohort = CohortFactory(programme=programme)

    page = administrator_client.post(invite_url(programme), {"email": person.email.upper()}, follow=True).text
    letter = Message.objects.get(to=person.email)
    link = next(word for word in letter.text.split() if "/invitation/" in word)
    client = sign_in(person)
    client.post("/" + link.split("/", 3)[3])

    person = type(person).objects.get(pk=person.pk)
    assert f"has been invited to manage {programme}." in page
    assert list(person.programme_roles.values_list("programme", flat=True)) == [programme.pk]
    assert person.roles == [Role.PROGRAMME_MANAGER]
    assert not other.roles.exists()
    assert cohort.programme.roles.get().person == person


def test_invitation_page_shows_who_has_been_invited(administrator_client):
    programme = ProgrammeFactory()
    administrator_client.post(invite_url(programme), {"email": "grace@example.org"})

    assert "grace@example.org, open until" in administrator_client.get(invite_url(programme)).text
    assert "grace@example.org" not in administrator_client.get(invite_url(ProgrammeFactory())).text


def test_invitation_names_the_programme(administrator_client):
    administrator_client.post(invite_url(ProgrammeFactory(name="STEM ReCharge")), {"email": "grace@example.org"})

    assert "Programme manager of STEM ReCharge" in Message.objects.get().text
    assert Invitation.objects.get().scope_name == "STEM ReCharge"


def test_manager_is_removed_by_a_press_only(administrator_client):
    role = make_manager(ProgrammeFactory(), person=ProgrammeManagerFactory(name="Grace Okafor"))

    shown = administrator_client.get(remove_url(role)).text
    before = ProgrammeRole.objects.count()
    page = administrator_client.post(remove_url(role), follow=True).text

    assert "Remove Grace Okafor" in shown
    assert (before, ProgrammeRole.objects.count()) == (1, 0)
    assert "Grace Okafor no longer manages" in page


def test_managers_are_changed_only_with_a_code_given_minutes_ago(sign_in):
    role = make_manager(ProgrammeFactory(), person=ProgrammeManagerFactory())
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        client = sign_in(AdministratorFactory())
        clock.shift(601)

        asked = [client.post(url, {"email": "a@example.org"}) for url in (invite_url(role.programme), remove_url(role))]

    assert all(response.url.startswith(reverse("mfa_reauthenticate")) for response in asked)
    assert not Invitation.objects.exists()
    assert ProgrammeRole.objects.exists()


# -- Roles, by signal from the floor below -------------------------------------------------------------------------


def test_role_taken_away_ends_managing_every_programme():
    person, administrator = ProgrammeManagerFactory(), AdministratorFactory()
    for _ in range(2):
        make_manager(ProgrammeFactory(), person=person)
    colleague = make_manager(ProgrammeFactory(), person=ProgrammeManagerFactory())

    take_role_away(person, role=Role.PROGRAMME_MANAGER, by=administrator)

    assert list(ProgrammeRole.objects.all()) == [colleague]


def test_another_role_taken_away_leaves_programmes_alone():
    person, other = AdministratorFactory(), AdministratorFactory()
    make_manager(ProgrammeFactory(), person=person)

    take_role_away(person, role=Role.ADMINISTRATOR, by=other)

    assert ProgrammeRole.objects.count() == 1
