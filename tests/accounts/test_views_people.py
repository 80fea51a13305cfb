"""The administrators' pages of people and roles, and Django's admin."""

import uuid

import pytest
import time_machine
from django.urls import reverse

from accounts import second_factor
from accounts.models import Invitation, Role, RoleGrant, User
from core.models import AuditEntry
from tests.accounts.letters import letter_to
from tests.factories.accounts import (
    PASSWORD,
    AdministratorFactory,
    InvitationFactory,
    ProgrammeManagerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# -- People --------------------------------------------------------------------------------------------------------

PEOPLE_PAGES = [
    ("accounts:person_list", False),
    ("accounts:invitation_create", False),
    ("accounts:person_detail", True),
    ("accounts:second_factor_reset", True),
]


def people_urls(person):
    plain = [reverse(name, args=[person.uuid] if about else []) for name, about in PEOPLE_PAGES]
    withdraw = reverse("accounts:invitation_withdraw", args=[InvitationFactory().uuid])
    return [*plain, withdraw, reverse("accounts:role_take_away", args=[person.uuid, Role.PROGRAMME_MANAGER])]


def test_people_pages_exist_for_administrators_alone(administrator_client, staff_client, returner_client, client):
    for url in people_urls(ProgrammeManagerFactory()):
        assert administrator_client.get(url).status_code == 200, url
        for other in (staff_client, returner_client):
            assert other.get(url).status_code == 404, url
            assert other.post(url).status_code == 404, url
        assert client.get(url).url.startswith("/account/login/"), url


def test_not_found_names_the_address_you_are_signed_in_with(returner_client):
    page = returner_client.get(reverse("accounts:person_list"))

    assert page.status_code == 404
    assert returner_client.user.email in page.text


@pytest.mark.parametrize("many", [1, 30])
def test_person_list_shows_roles_and_open_invitations(administrator_client, django_assert_num_queries, many):
    people = [ProgrammeManagerFactory() for _ in range(many)]
    invited = [InvitationFactory(invited_by=administrator_client.user) for _ in range(many)]
    UserFactory(email="no-role@example.org")
    administrator_client.get(reverse("accounts:person_list"))

    with django_assert_num_queries(4):
        page = administrator_client.get(reverse("accounts:person_list")).text

    assert all(row.email in page for row in [*people, *invited])
    assert "no-role@example.org" not in page


def test_person_detail_is_written_down_as_a_look(administrator_client):
    manager = ProgrammeManagerFactory()

    administrator_client.get(reverse("accounts:person_detail", args=[manager.uuid]))

    entry = AuditEntry.objects.get(verb="looked")
    assert (entry.actor, entry.row) == (administrator_client.user, manager.pk)


def test_person_list_finds_anybody_by_their_whole_address(administrator_client):
    returner = UserFactory(email="ada@example.org")

    found = administrator_client.post(reverse("accounts:person_list"), {"email": " Ada@Example.org "})

    assert found.url == reverse("accounts:person_detail", args=[returner.uuid])
    assert "They need no code to sign in" in administrator_client.get(found.url).text


@pytest.mark.parametrize("email", ["", "ada", "ada@example", "da@example.org", "%@example.org", "closed@example.org"])
def test_person_list_finds_nobody_by_less(administrator_client, email):
    UserFactory(email="ada@example.org")
    UserFactory(email="closed@example.org", is_active=False)

    page = administrator_client.post(reverse("accounts:person_list"), {"email": email})

    assert page.status_code == 200
    assert page.context["form"].errors["email"]
    assert "ada@example.org" not in page.text


def test_person_list_asks_for_a_code_before_it_looks_for_anybody(sign_in):
    UserFactory(email="ada@example.org")
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        client = sign_in(AdministratorFactory())
        clock.shift(601)
        opened = client.get(reverse("accounts:person_list"))
        response = client.post(reverse("accounts:person_list"), {"email": "ada@example.org"})

    assert opened.status_code == 200
    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_returner_without_phone_and_codes_is_helped_back_in(administrator_client, client):
    returner = UserFactory()
    second_factor.enrol(returner)
    page = administrator_client.post(reverse("accounts:person_list"), {"email": returner.email}, follow=True)
    reset = reverse("accounts:second_factor_reset", args=[returner.uuid])
    assert f'href="{reset}"' in page.text

    administrator_client.post(reset)
    client.post(reverse("account_login"), {"login": returner.email, "password": PASSWORD})

    assert client.get(reverse("accounts:my_account")).status_code == 200
    assert "only your password now" in letter_to(returner.email).text


def test_person_detail_of_nobody_is_not_there(administrator_client):
    assert administrator_client.get(reverse("accounts:person_detail", args=[uuid.uuid4()])).status_code == 404


@pytest.mark.parametrize("method", ["get", "post"])
def test_role_changes_ask_for_a_code_again(sign_in, method):
    administrator = AdministratorFactory()
    manager = ProgrammeManagerFactory()
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        client = sign_in(administrator)
        clock.shift(601)
        for url in people_urls(manager):
            if url in {reverse("accounts:person_list"), reverse("accounts:person_detail", args=[manager.uuid])}:
                continue
            response = getattr(client, method)(url)
            assert response.url.startswith(reverse("mfa_reauthenticate")), url

        back = client.post(response.url, {"code": second_factor.current_code(administrator)})
        assert client.get(back.url).status_code == 200

    assert User.objects.get(pk=manager.pk).roles


def test_signing_in_is_not_being_asked_again(client):
    administrator = AdministratorFactory()
    client.post(reverse("account_login"), {"login": administrator.email, "password": PASSWORD})
    client.post(reverse("mfa_authenticate"), {"code": second_factor.current_code(administrator)})

    response = client.get(reverse("accounts:invitation_create"))

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_the_password_alone_is_not_enough_for_role_changes(sign_in):
    with time_machine.travel("2026-03-02T09:00:00Z") as clock:
        client = sign_in(AdministratorFactory())
        clock.shift(601)
        client.post(reverse("account_reauthenticate"), {"password": PASSWORD})

        response = client.get(reverse("accounts:invitation_create"))

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_invitation_create_sends_a_letter(administrator_client):
    response = administrator_client.post(
        reverse("accounts:invitation_create"), {"email": "Ada@example.org", "role": Role.ADMINISTRATOR}
    )

    assert response.url == reverse("accounts:person_list")
    assert Invitation.objects.get().invited_by == administrator_client.user
    assert letter_to("ada@example.org").secret


def test_invitation_create_refuses_at_the_field(administrator_client):
    details = {"email": administrator_client.user.email, "role": Role.ADMINISTRATOR}

    response = administrator_client.post(reverse("accounts:invitation_create"), details)

    assert "already has this role" in str(response.context["form"].errors["email"])


def test_invitation_create_offers_only_roles_for_the_whole_portal(administrator_client):
    details = {"email": "ada@example.org", "role": Role.PROGRAMME_MANAGER}

    response = administrator_client.post(reverse("accounts:invitation_create"), details)

    assert response.context["form"].errors["role"]


def test_invitation_withdraw_asks_first(administrator_client):
    invitation = InvitationFactory()
    url = reverse("accounts:invitation_withdraw", args=[invitation.uuid])

    administrator_client.get(url)
    assert Invitation.objects.pending().exists()
    administrator_client.post(url)

    assert not Invitation.objects.pending().exists()
    assert administrator_client.post(url).status_code == 404


def test_role_take_away_asks_first(administrator_client):
    manager = ProgrammeManagerFactory()
    url = reverse("accounts:role_take_away", args=[manager.uuid, Role.PROGRAMME_MANAGER])

    administrator_client.get(url)
    assert manager.role_grants.exists()
    administrator_client.post(url)

    assert not manager.role_grants.exists()
    assert administrator_client.get(url).status_code == 404


def test_role_take_away_says_why_not(administrator_client):
    url = reverse("accounts:role_take_away", args=[administrator_client.user.uuid, Role.ADMINISTRATOR])

    page = administrator_client.post(url, follow=True)

    assert "last administrator" in page.text
    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR).exists()


def test_giving_up_ones_own_role_ends_on_ones_account(administrator_client):
    AdministratorFactory()
    url = reverse("accounts:role_take_away", args=[administrator_client.user.uuid, Role.ADMINISTRATOR])

    page = administrator_client.post(url, follow=True)

    assert page.status_code == 200
    assert page.redirect_chain == [(reverse("accounts:my_account"), 302)]


def test_second_factor_reset_signs_the_person_out_and_starts_anew(administrator_client, sign_in):
    manager = ProgrammeManagerFactory()
    theirs = sign_in(manager)
    theirs.get(reverse("accounts:my_account"))

    administrator_client.post(reverse("accounts:second_factor_reset", args=[manager.uuid]))

    assert theirs.get(reverse("accounts:my_account")).url.startswith("/account/login/")
    assert not manager.authenticator_set.exists()


def test_second_factor_reset_of_oneself_is_refused(administrator_client):
    url = reverse("accounts:second_factor_reset", args=[administrator_client.user.uuid])

    page = administrator_client.post(url, follow=True)

    assert "Another administrator" in page.text


# -- Django's admin ------------------------------------------------------------------------------------------------


def test_admin_shows_an_account_without_password_and_with_roles_to_read(administrator_client):
    manager = ProgrammeManagerFactory()
    url = reverse("admin:accounts_user_change", args=[manager.pk])

    page = administrator_client.get(url)

    assert manager.password not in page.text
    assert "Programme manager" in page.text
    assert set(page.context["adminform"].form.fields) == {"name"}


def test_admin_changes_no_role_and_no_state(administrator_client):
    manager = ProgrammeManagerFactory()
    url = reverse("admin:accounts_user_change", args=[manager.pk])

    administrator_client.post(
        url,
        {
            "name": "New",
            "is_active": "",
            "email": "x@example.org",
            "role_grants-TOTAL_FORMS": 0,
            "role_grants-INITIAL_FORMS": 0,
        },
    )

    manager = User.objects.get(pk=manager.pk)
    assert (manager.name, manager.is_active, manager.roles) == ("New", True, [Role.PROGRAMME_MANAGER])


def test_admin_list_searches_and_filters(administrator_client):
    ProgrammeManagerFactory(email="ada@example.org")
    url = reverse("admin:accounts_user_changelist")

    assert "ada@example.org" in administrator_client.get(url, {"q": "ada"}).text
    assert administrator_client.get(url, {"role_grants__role__exact": Role.ADMINISTRATOR}).status_code == 200
