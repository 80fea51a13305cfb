"""The pages on which people join an organisation, are confirmed, and leave."""

from functools import partial
from urllib.parse import unquote

import pytest
from django.test import Client
from django.urls import reverse

from employers.models import Contact, JoinRequest
from notifications.models import Message
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.employers import ContactFactory, JoinRequestFactory, OrganisationFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

Status = Contact.Status


def url(name, *args):
    return reverse(f"employers:{name}", args=args)


@pytest.fixture
def manager():
    return ContactFactory(manages=True, organisation__name="Cummins", organisation__domain="cummins.example")


@pytest.fixture
def client(manager):
    return sign_in(Client(), manager.person)


def test_invite_a_colleague_who_opens_the_letter_and_joins(client, manager):
    invite = url("contact_invite", manager.organisation.uuid)
    page = client.post(invite, {"name": "Mina Okafor", "email": "mina@example.org"}, follow=True).text

    invited = Contact.objects.get(email="mina@example.org")
    link = url("invitation_accept", invited.token)
    assert "We have invited Mina Okafor by email." in page
    assert "You are invited to join Cummins" in Client().get(link).text
    mina = sign_in(Client(), UserFactory(email="mina@example.org"))
    assert Contact.objects.get(pk=invited.pk).status == Status.INVITED
    assert "You belong to Cummins now." in mina.post(link, follow=True).text
    assert "You have accepted this invitation" in mina.get(link).text


def test_link_opened_by_somebody_else_changes_nothing(manager):
    invited = ContactFactory(organisation=manager.organisation, invited=True, email="mina@example.org")
    stranger = sign_in(Client(), UserFactory())

    page = stranger.post(url("invitation_accept", invited.token), follow=True).text

    assert "This invitation is for mina@example.org" in page
    assert "You are signed in as" in page


def test_press_without_signing_in_comes_back_to_the_invitation(manager):
    invited = ContactFactory(organisation=manager.organisation, invited=True)
    link = url("invitation_accept", invited.token)

    assert unquote(Client().post(link).url) == f"{reverse('account_login')}?next={unquote(link)}"


@pytest.mark.parametrize("token", ["nothing", "a:b:c", "x" * 300])
def test_link_that_is_not_whole_says_what_to_do(token):
    response = Client().get(url("invitation_accept", token))

    assert response.status_code == 404
    assert "Check that you have the whole link" in response.text


def test_ask_to_join_names_the_organisation_that_the_address_tells(manager):
    ada = sign_in(Client(), UserFactory(email="ada@cummins.example"))

    page = ada.post(url("organisation_join"), {"employer": "The engine people"}, follow=True).text

    assert "You have asked to join Cummins." in page
    assert Contact.objects.get(email="ada@cummins.example").status == Status.ASKED


def test_ask_to_join_by_free_mail_waits_for_staff_and_shows_no_organisation(manager):
    ada = sign_in(Client(), UserFactory(email="ada@gmail.com"))

    page = ada.post(url("organisation_join"), {"employer": "Cummins"}, follow=True).text

    assert "Our team finds out which organisation that is" in page
    assert JoinRequest.objects.get().employer == "Cummins"


def test_confirm_and_refuse_from_the_page_of_people(client, manager):
    yes, no = (ContactFactory(organisation=manager.organisation, asked=True) for _ in range(2))

    client.post(url("contact_confirm", yes.uuid))
    page = client.post(url("contact_confirm", no.uuid), {"no": "no"}, follow=True).text

    assert f"{no.name} is not added. We have told them by email." in page
    assert [Contact.objects.get(pk=asked.pk).status for asked in (yes, no)] == [Status.MEMBER, Status.LEFT]


def test_answer_from_a_second_tab_says_that_it_was_answered(client, manager):
    asked = ContactFactory(organisation=manager.organisation, asked=True)
    client.post(url("contact_confirm", asked.uuid))

    page = client.post(url("contact_confirm", asked.uuid), {"no": "no"}, follow=True).text

    assert f"Somebody has answered {asked.name} meanwhile." in page


def test_last_who_manages_is_told_what_to_do_before_leaving(client, manager):
    ContactFactory(organisation=manager.organisation)

    page = client.post(url("organisation_leave", manager.organisation.uuid), follow=True).text

    assert "Nobody else manages Cummins here. Let a colleague manage it first." in page
    assert Contact.objects.get(pk=manager.pk).status == Status.MEMBER


def test_leave_and_see_it_no_more(client, manager):
    client.post(url("organisation_leave", manager.organisation.uuid))

    assert client.get(reverse("portal:organisation_home", args=[manager.organisation.uuid])).status_code == 404


def test_leave_with_two_presses_says_the_same_twice(client, manager):
    leave = url("organisation_leave", manager.organisation.uuid)

    pages = [client.post(leave, follow=True).text for _ in range(2)]

    assert all("You no longer belong to Cummins here." in page for page in pages)
    assert client.get(leave).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_leave_with_two_presses_at_once_says_so_twice(manager):
    leave, clients = url("organisation_leave", manager.organisation.uuid), [Client(), Client()]
    for client in clients:
        sign_in(client, manager.person)

    answers = in_parallel(partial(client.post, leave) for client in clients)

    assert [answer.status_code for answer in answers] == [302, 302]
    assert Contact.objects.get().status == Status.LEFT


def test_colleague_removed_with_two_presses_is_said_to_have_left(client, manager):
    remove = url("contact_remove", ContactFactory(organisation=manager.organisation, name="Bo Marsh").uuid)

    pages = [client.post(remove, follow=True).text for _ in range(2)]

    assert all("Bo Marsh no longer belongs to Cummins." in page for page in pages)


def test_removed_colleague_is_locked_out_on_the_next_request(client, manager):
    member = ContactFactory(organisation=manager.organisation)
    theirs = sign_in(Client(), member.person)
    home = reverse("portal:organisation_home", args=[manager.organisation.uuid])
    assert theirs.get(home).status_code == 200

    client.post(url("contact_remove", member.uuid))

    assert theirs.get(home).status_code == 404


def test_staff_place_whoever_asked_and_tell_two_of_one_name_apart(staff_client):
    for domain in ("cummins.example", "cummins.test"):
        OrganisationFactory(name="Cummins", domain=domain)
    asked = JoinRequestFactory(employer="Cummins")
    decide = url("join_request_decide", asked.uuid)
    page = staff_client.get(decide).text
    chosen = OrganisationFactory._meta.model.objects.get(domains__name="cummins.test")

    done = staff_client.post(decide, {"organisation": str(chosen.uuid)}, follow=True).text

    assert "Employer, cummins.example" in page
    assert "Employer, cummins.test" in page
    assert "belongs to Cummins now" in done
    assert chosen.contacts.get().person == asked.person


def test_staff_look_for_another_name_than_was_typed(staff_client):
    OrganisationFactory(name="Cummins")
    asked = JoinRequestFactory(employer="The engine people")
    decide = url("join_request_decide", asked.uuid)

    assert "No organisation has a name like that" in staff_client.get(decide).text
    assert "They work here" in staff_client.get(decide, {"q": "cummins"}).text


def test_staff_say_no_and_a_second_press_finds_it_answered(staff_client):
    asked = JoinRequestFactory()
    refuse = url("join_request_refuse", asked.uuid)

    pages = [staff_client.post(refuse, follow=True).text for _ in range(2)]

    assert Message.objects.get(template="employers/email/not_found").person == asked.person
    assert f"{asked.person} has been answered." in pages[1]


def test_staff_place_somebody_with_two_presses(staff_client):
    OrganisationFactory(name="Cummins")
    asked = JoinRequestFactory(employer="Cummins")
    decide, chosen = url("join_request_decide", asked.uuid), OrganisationFactory._meta.model.objects.get()

    pages = [staff_client.post(decide, {"organisation": str(chosen.uuid)}, follow=True).text for _ in range(2)]

    assert f"{asked.person} has been answered." in pages[1]
    assert chosen.contacts.count() == 1
