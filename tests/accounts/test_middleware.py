"""The second factor on every door, and how long a session of staff lasts."""

import datetime as dt

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts import actions, second_factor
from accounts.models import Role, RoleGrant
from tests.factories.accounts import PASSWORD, AdministratorFactory, ProgrammeManagerFactory, UserFactory

pytestmark = pytest.mark.django_db

START = "2026-03-02T09:00:00Z"
MY_ACCOUNT = "/account/"
DOORS = [
    "/account/",
    "/account/people/",
    "/account/password/change/",
    "/account/sessions/",
    "/account/2fa/recovery-codes/",
    "/admin/",
    "/admin/accounts/user/",
]


def is_signed_in(client):
    return "_auth_user_id" in client.session


# -- Setting up ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", DOORS)
def test_staff_without_an_app_set_it_up_before_any_other_page(sign_in, door):
    client = sign_in(AdministratorFactory(second_factor=False), second_factor=False)

    assert client.get(door).url == reverse("mfa_activate_totp")
    assert client.post(door).url == reverse("mfa_activate_totp")
    assert "Your role needs an authenticator app" in client.get(reverse("mfa_activate_totp")).text


@pytest.mark.django_db(transaction=True)
def test_set_up_leads_to_the_recovery_codes_and_then_everywhere():
    client = Client()
    administrator = AdministratorFactory(second_factor=False)
    client.post(reverse("account_login"), {"login": administrator.email, "password": PASSWORD})
    page = client.get(reverse("mfa_activate_totp"))
    secret = page.context["form"].secret
    code = second_factor.format_hotp_value(
        second_factor.hotp_value(secret, next(second_factor.yield_hotp_counters_from_time()))
    )

    response = client.post(reverse("mfa_activate_totp"), {"code": code})

    assert response.url == reverse("mfa_view_recovery_codes")
    codes = client.get(response.url)
    assert codes.status_code == 200
    assert administrator.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0] in codes.text
    assert client.get("/admin/").status_code == 200


def test_set_up_asks_for_the_password_again_once_the_sign_in_is_old(sign_in):
    with time_machine.travel(START) as clock:
        client = sign_in(UserFactory(), second_factor=False)
        client.get(MY_ACCOUNT)
        assert client.get(reverse("mfa_activate_totp")).status_code == 200
        clock.shift(601)

        response = client.get(reverse("mfa_activate_totp"))

    assert response.url.startswith(reverse("account_reauthenticate"))


def test_others_may_do_without(returner_client):
    assert returner_client.get(MY_ACCOUNT).status_code == 200


# -- Proving -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("door", DOORS)
def test_a_session_from_before_the_second_factor_has_to_pass_it(sign_in, door):
    client = sign_in(AdministratorFactory(), second_factor=False)

    response = client.get(door)

    assert response.url.startswith(reverse("mfa_reauthenticate"))


def test_a_session_from_before_the_role_passes_the_second_factor_and_goes_on(sign_in):
    manager = ProgrammeManagerFactory()
    client = sign_in(manager, second_factor=False)
    asked = client.get(MY_ACCOUNT)

    response = client.post(asked.url, {"code": second_factor.current_code(manager)})

    assert response.url == MY_ACCOUNT
    assert client.get(MY_ACCOUNT).status_code == 200


def test_the_record_of_another_person_counts_for_nothing(sign_in):
    client = sign_in(ProgrammeManagerFactory())
    session = client.session
    session["account_authentication_methods_user"] = "0"
    session.save()

    assert client.get(MY_ACCOUNT).url.startswith(reverse("mfa_reauthenticate"))


def test_staff_cannot_switch_the_app_off(staff_client):
    response = staff_client.post(reverse("mfa_deactivate_totp"))

    assert "you cannot switch it off" in str(response.context["form"].errors)
    assert staff_client.user.authenticator_set.count() == 2


def test_others_can_switch_the_app_off(sign_in):
    user = UserFactory()
    second_factor.enrol(user)

    response = sign_in(user).post(reverse("mfa_deactivate_totp"))

    assert response.status_code == 302
    assert not user.authenticator_set.exists()


def test_staff_can_always_sign_out(sign_in):
    client = sign_in(AdministratorFactory(second_factor=False), second_factor=False)

    client.post(reverse("account_logout"))

    assert not is_signed_in(client)


# -- Django's admin ------------------------------------------------------------------------------------------------


def test_admin_is_for_administrators(administrator_client):
    assert administrator_client.get("/admin/").status_code == 200
    assert administrator_client.get("/admin/login/").status_code == 404


@pytest.mark.parametrize("door", ["/admin/", "/admin/login/", "/admin/accounts/user/", "/admin/password_change/"])
def test_admin_does_not_exist_for_others(staff_client, returner_client, door):
    assert staff_client.get(door).status_code == 404
    assert returner_client.get(door).status_code == 404


def test_admin_has_no_sign_in_of_its_own(client):
    response = client.get("/admin/", follow=True)

    assert response.redirect_chain[-1][0] == "/account/login/?next=/admin/"
    administrator = AdministratorFactory(second_factor=False)
    client.post("/admin/login/", {"username": administrator.email, "password": PASSWORD})
    assert not is_signed_in(client)


# -- Taking a role away --------------------------------------------------------------------------------------------


def test_a_role_taken_away_bites_on_the_next_request(administrator_client):
    AdministratorFactory()
    assert administrator_client.get("/account/people/").status_code == 200

    actions.take_role_away(administrator_client.user, role=Role.ADMINISTRATOR, by=None)

    assert administrator_client.get("/account/people/").status_code == 404
    assert administrator_client.get("/admin/").status_code == 404
    assert administrator_client.get(MY_ACCOUNT).status_code == 200


def test_a_role_given_asks_for_the_second_factor_on_the_next_request(returner_client):
    assert returner_client.get(MY_ACCOUNT).status_code == 200

    RoleGrant.objects.create(user=returner_client.user, role=Role.PROGRAMME_MANAGER)

    assert returner_client.get(MY_ACCOUNT).url == reverse("mfa_activate_totp")


# -- How long a session lasts --------------------------------------------------------------------------------------


def test_staff_are_signed_out_after_half_an_hour_without_a_click(sign_in):
    with time_machine.travel(START) as clock:
        client = sign_in(ProgrammeManagerFactory())
        client.get(MY_ACCOUNT)
        clock.shift(dt.timedelta(minutes=30, seconds=1))

        response = client.get("/account/?page=2")
        page = client.get(response.url)

    assert response.url == "/account/login/?next=/account/%3Fpage%3D2"
    assert not is_signed_in(client)
    assert "after 30 minutes without a click" in page.text


def test_staff_who_keep_working_stay_signed_in(sign_in):
    with time_machine.travel(START) as clock:
        client = sign_in(ProgrammeManagerFactory())
        for _ in range(6):
            assert client.get(MY_ACCOUNT).status_code == 200
            clock.shift(dt.timedelta(minutes=28))

        assert is_signed_in(client)


def test_staff_are_signed_out_after_twelve_hours_whatever_they_do(sign_in):
    with time_machine.travel(START) as clock:
        client = sign_in(ProgrammeManagerFactory())
        for _ in range(12 * 60 // 20):
            assert client.get(MY_ACCOUNT).status_code == 200
            clock.shift(dt.timedelta(minutes=20))
        clock.shift(dt.timedelta(seconds=1))

        response = client.get(MY_ACCOUNT)
        page = client.get(response.url)

    assert not is_signed_in(client)
    assert "after 12 hours" in page.text


def test_what_was_posted_too_late_leads_to_a_page_that_can_be_opened(sign_in):
    with time_machine.travel(START) as clock:
        client = sign_in(ProgrammeManagerFactory())
        client.get(MY_ACCOUNT)
        clock.shift(dt.timedelta(hours=1))

        response = client.post(reverse("usersessions_list"))

    assert response.url == "/account/login/?next=/account/"


def test_others_are_not_signed_out(sign_in):
    with time_machine.travel(START) as clock:
        client = sign_in(UserFactory())
        client.get(MY_ACCOUNT)
        clock.shift(dt.timedelta(days=13))

        assert client.get(MY_ACCOUNT).status_code == 200


# -- What it costs -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("factory", [UserFactory, ProgrammeManagerFactory, AdministratorFactory])
def test_a_page_needs_two_queries_for_who_it_is(sign_in, django_assert_num_queries, factory):
    client = sign_in(factory())
    client.get(MY_ACCOUNT)

    # The session, and the person with roles, second factor, and what the menu asks.
    with django_assert_num_queries(2):
        client.get(MY_ACCOUNT)
