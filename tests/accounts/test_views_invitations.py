"""Taking up an invitation: the page behind the link."""

import datetime as dt
import re

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from tests.accounts.letters import HARD, code_for
from tests.factories.accounts import (
    PASSWORD,
    InvitationFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def accept_url(token):
    return reverse("accounts:invitation_accept", args=[token])


def test_opening_the_link_changes_nothing(sign_in):
    user = UserFactory()
    InvitationFactory(email=user.email, token="secret")

    page = sign_in(user).get(accept_url("secret"))

    assert "Accept the invitation" in page.text
    assert Invitation.objects.pending().exists()
    assert not User.objects.get(pk=user.pk).roles


def test_one_press_gives_the_role_and_leads_to_the_authenticator_app(sign_in):
    user = UserFactory()
    InvitationFactory(email=user.email, token="secret")
    client = sign_in(user, second_factor=False)

    client.post(accept_url("secret"))
    response = client.post(accept_url("secret"))

    assert User.objects.get(pk=user.pk).is_administrator
    assert response.url == reverse("mfa_activate_totp")


def test_somebody_new_signs_up_and_comes_back_to_accept(client):
    InvitationFactory(email="ada@example.org", token="secret")
    page = client.get(accept_url("secret"))
    sign_up = re.search(r'href="(/account/signup/\?next=[^"]+)"', page.text)[1]

    client.post(sign_up, {"email": "ada@example.org", "password1": HARD, "next": accept_url("secret")})
    back = client.post(reverse("account_email_verification_sent"), {"code": code_for("ada@example.org")})
    client.post(back.url)

    assert back.url == accept_url("secret")
    assert User.objects.get(email="ada@example.org").is_administrator


def test_somebody_with_an_account_signs_in_and_comes_back_to_accept(client):
    user = UserFactory()
    InvitationFactory(email=user.email, token="secret")
    page = client.get(accept_url("secret"))
    sign_in = re.search(r'href="(/account/login/\?next=[^"]+)"', page.text)[1]

    response = client.post(sign_in, {"login": user.email, "password": PASSWORD, "next": accept_url("secret")})

    assert response.url == accept_url("secret")


def test_a_press_without_being_signed_in_asks_to_sign_in(client):
    InvitationFactory(token="secret")

    response = client.post(accept_url("secret"))

    assert response.url == f"/account/login/?next={accept_url('secret')}"


def test_another_address_is_told_which_one_is_meant(returner_client):
    InvitationFactory(email="ada@example.org", token="secret")

    page = returner_client.get(accept_url("secret"))
    pressed = returner_client.post(accept_url("secret"), follow=True)

    assert f"signed in as {returner_client.user.email}" in page.text
    assert "Sign in with that address" in pressed.text
    assert Invitation.objects.pending().exists()


def test_signing_out_for_another_address_comes_back_to_the_link(returner_client):
    InvitationFactory(token="secret")

    response = returner_client.post(reverse("account_logout"), {"next": accept_url("secret")})

    assert response.url == accept_url("secret")


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"accepted_at": timezone.now()}, "has been used"),
        ({"withdrawn_at": timezone.now()}, "Look for a newer email"),
        ({"expires_at": timezone.now() - dt.timedelta(days=1)}, "send a new one"),
    ],
)
def test_a_closed_link_says_what_to_do(client, changes, words):
    InvitationFactory(token="secret", **changes)

    page = client.get(accept_url("secret"))

    assert words in page.text
    assert "Accept the invitation" not in page.text


def test_a_link_pressed_before_says_so(sign_in):
    user = UserFactory()
    InvitationFactory(email=user.email, token="secret", accepted_at=timezone.now(), accepted_by=user)

    assert "You have accepted this invitation" in sign_in(user).get(accept_url("secret")).text


@pytest.mark.parametrize("token", ["unknown", "%00", "🙂", "x" * 2000])
def test_an_unknown_link_is_explained(client, token):
    response = client.get(f"/account/invitation/{token}/")

    assert response.status_code == 404
    assert "This link does not work" in response.text
