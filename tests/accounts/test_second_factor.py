"""The second factor at sign-in, through allauth's pages."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from tests.factories.accounts import PASSWORD, ProgrammeManagerFactory

pytestmark = pytest.mark.django_db


def post(client, name, data, *, follow=False, **extra):
    return client.post(reverse(name), data, follow=follow, **extra)


def test_staff_sign_in_takes_a_code_from_the_app(client):
    manager = ProgrammeManagerFactory()
    response = post(client, "account_login", {"login": manager.email, "password": PASSWORD})
    assert response.url == reverse("mfa_authenticate")
    assert "_auth_user_id" not in client.session

    post(client, "mfa_authenticate", {"code": second_factor.current_code(manager)})

    assert client.session["_auth_user_id"] == str(manager.pk)
    assert client.get(reverse("accounts:my_account")).status_code == 200


def test_a_code_opens_once(client):
    manager = ProgrammeManagerFactory()
    other = Client()
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        for browser in (client, other):
            post(browser, "account_login", {"login": manager.email, "password": PASSWORD})
        code = second_factor.current_code(manager)
        post(client, "mfa_authenticate", {"code": code})
        clock.shift(31)
        response = post(other, "mfa_authenticate", {"code": code})

    assert "has been used" in str(response.context["form"].errors)
    assert "_auth_user_id" not in other.session


def test_a_recovery_code_opens_once(client):
    manager = ProgrammeManagerFactory()
    codes = manager.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    other = Client()
    for browser in (client, other):
        post(browser, "account_login", {"login": manager.email, "password": PASSWORD})

    post(client, "mfa_authenticate", {"code": codes[0]})
    post(other, "mfa_authenticate", {"code": codes[0]})

    assert "_auth_user_id" in client.session
    assert "_auth_user_id" not in other.session


def test_codes_are_limited_for_an_account(client):
    manager = ProgrammeManagerFactory()
    post(client, "account_login", {"login": manager.email, "password": PASSWORD})
    for number in range(5):
        post(client, "mfa_authenticate", {"code": "000000"}, REMOTE_ADDR=f"192.0.2.{number}")

    response = post(client, "mfa_authenticate", {"code": second_factor.current_code(manager)})

    assert "tried too often" in str(response.context["form"].errors)


def test_the_secret_of_the_app_is_not_readable_in_the_database():
    manager = ProgrammeManagerFactory()

    stored = manager.authenticator_set.get(type="totp").data["secret"]

    assert len(stored) > 100
    assert second_factor.current_code(manager).isdigit()


def test_the_secret_survives_a_new_secret_key(settings):
    manager = ProgrammeManagerFactory()
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False):
        before = second_factor.current_code(manager)
        settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "the new one", [settings.SECRET_KEY]

        assert second_factor.current_code(manager) == before


def test_a_code_is_wrong_when_the_key_is_lost_and_an_administrator_helps(settings, client, administrator_client):
    manager = ProgrammeManagerFactory()
    used = manager.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()[0]
    code = second_factor.current_code(manager)
    for authenticator in manager.authenticator_set.all():
        authenticator.data = {"secret": "kept under another key", "seed": "kept under another key", "used_mask": 0}
        authenticator.save()
    post(client, "account_login", {"login": manager.email, "password": PASSWORD})

    answers = [post(client, "mfa_authenticate", {"code": tried}) for tried in (code, used)]
    administrator_client.post(reverse("accounts:second_factor_reset", args=[manager.uuid]))
    post(client, "account_logout", {})
    post(client, "account_login", {"login": manager.email, "password": PASSWORD})

    assert all("not right" in str(answer.context["form"].errors["code"]) for answer in answers)
    assert client.get(reverse("accounts:my_account")).url == reverse("mfa_activate_totp")
