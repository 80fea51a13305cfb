"""My account, and whatever is typed into the forms about getting in."""

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse

from accounts.models import User
from core.models import AuditEntry
from notifications.delivery import deliver_due
from notifications.models import Lane, Message
from tests.accounts.letters import HARD, code_for, letter_to
from tests.factories.accounts import (
    PASSWORD,
    ProgrammeManagerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

ODD_INPUTS = ["", " ", "\x00", "a\x00b", "🙂" * 50, "\u202etxt", "x" * 10_000, "'; --", "<b>", "a@b", "\ud7ff\uffff"]


# -- My account ----------------------------------------------------------------------------------------------------


def test_my_account_leads_to_everything_that_can_be_changed(returner_client):
    page = returner_client.get(reverse("accounts:my_account")).text

    assert returner_client.user.email in page
    for name in ["accounts:name_change", "account_email", "account_change_password", "mfa_index", "usersessions_list"]:
        assert f'href="{reverse(name)}"' in page


def test_my_account_tells_staff_what_they_are(administrator_client):
    assert "Administrator" in administrator_client.get(reverse("accounts:my_account")).text


@pytest.mark.parametrize("name", ["Ada Lovelace", "Zoë O’Neill-Ó Súilleabháin", "李小龍", "N", "x" * 200])
def test_name_change_takes_any_name(returner_client, name):
    response = returner_client.post(reverse("accounts:name_change"), {"name": name})

    assert response.url == reverse("accounts:my_account")
    assert User.objects.get(pk=returner_client.user.pk).name == name


def test_name_change_is_put_down_to_the_person(returner_client):
    returner_client.post(reverse("accounts:name_change"), {"name": "Ada Lovelace"})

    entry = AuditEntry.objects.filter(table="accounts_user", fields=["name"]).get()

    assert entry.actor == returner_client.user


@pytest.mark.parametrize("name", ["", "x" * 201, "a\x00b"])
def test_name_change_says_what_is_wrong(returner_client, name):
    response = returner_client.post(reverse("accounts:name_change"), {"name": name})

    assert response.status_code == 200
    assert response.context["form"].errors["name"]


def test_email_change_takes_the_password_and_a_code_from_the_new_address(returner_client):
    user = returner_client.user
    old = user.email
    asked = returner_client.get(reverse("account_email"))
    assert asked.status_code == 200
    asked = returner_client.post(reverse("account_email"), {"email": "New@Example.org", "action_add": ""})
    if asked.url.startswith(reverse("account_reauthenticate")):
        asked = returner_client.post(asked.url, {"password": PASSWORD})

    returner_client.post(reverse("account_email_verification_sent"), {"code": code_for("new@example.org")})

    user.refresh_from_db()
    assert user.email == "new@example.org"
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "verified")) == [("new@example.org", True)]
    told = Message.objects.get(to=old)
    assert "new@example.org" in told.text


def test_email_change_to_a_taken_address_looks_like_any_other(sign_in):
    UserFactory(email="taken@example.org")
    answers = []
    for address in ("taken@example.org", "free@example.org"):
        client = sign_in(UserFactory())
        answers.append(client.post(reverse("account_email"), {"email": address, "action_add": ""}))

    assert answers[0].status_code == answers[1].status_code == 302
    assert answers[0].url == answers[1].url
    assert letter_to("taken@example.org").template == letter_to("free@example.org").template


def test_email_change_to_a_taken_address_fails_even_with_its_code(returner_client):
    UserFactory(email="taken@example.org")
    returner_client.post(reverse("account_email"), {"email": "taken@example.org", "action_add": ""})

    response = returner_client.post(reverse("account_email_verification_sent"), {"code": code_for("taken@example.org")})

    assert response.context["form"].errors
    assert EmailAddress.objects.get(user=returner_client.user).email == returner_client.user.email


def test_password_change_ends_the_other_sessions_and_keeps_this_one(sign_in):
    user = UserFactory()
    here, there = sign_in(user), sign_in(user)
    details = {"oldpassword": PASSWORD, "password1": HARD, "password2": HARD}

    response = here.post(reverse("account_change_password"), details)
    if response.url.startswith(reverse("account_reauthenticate")):
        here.post(response.url, {"password": PASSWORD})
        response = here.post(reverse("account_change_password"), details)

    assert response.url == reverse("accounts:my_account")
    assert here.get(reverse("accounts:my_account")).status_code == 200
    assert there.get(reverse("accounts:my_account")).status_code == 302
    assert letter_to(user.email).template.endswith("password_changed")


def test_sign_out_everywhere_ends_the_other_sessions(sign_in):
    user = UserFactory()
    here, there, stranger = sign_in(user), sign_in(user), sign_in(UserFactory())
    for client in (here, there, stranger):
        client.get(reverse("accounts:my_account"))
    assert UserSession.objects.filter(user=user).count() == 2

    here.post(reverse("usersessions_list"))

    assert here.get(reverse("accounts:my_account")).status_code == 200
    assert there.get(reverse("accounts:my_account")).status_code == 302
    assert stranger.get(reverse("accounts:my_account")).status_code == 200


# -- Whatever is typed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ODD_INPUTS, ids=range(len(ODD_INPUTS)))
def test_no_form_of_signing_in_breaks(text):
    manager = ProgrammeManagerFactory()
    client = Client(raise_request_exception=True)
    forms = {
        "account_login": [{"login": text, "password": "x"}, {"login": manager.email, "password": text}],
        "account_signup": [{"email": text, "password1": text}, {"email": "new@example.org", "password1": text}],
        "account_reset_password": [{"email": text}],
        "account_request_login_code": [{"email": text}],
    }
    for name, posts in forms.items():
        for number, data in enumerate(posts):
            response = client.post(reverse(name), data, REMOTE_ADDR=f"192.0.2.{number}")
            assert response.status_code in {200, 302}, name

    for data in ({"code": text}, {}):
        other = Client()
        other.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})
        if data:
            assert other.post(reverse("mfa_authenticate"), data).status_code == 200
    coded = Client()
    coded.post(reverse("account_request_login_code"), {"email": manager.email})
    assert coded.post(reverse("account_confirm_login_code"), {"code": text}).status_code == 200
    fresh = Client()
    fresh.post(reverse("account_signup"), {"email": "fresh@example.org", "password1": HARD})
    assert fresh.post(reverse("account_email_verification_sent"), {"code": text}).status_code == 200


@pytest.mark.parametrize("text", ODD_INPUTS, ids=range(len(ODD_INPUTS)))
def test_no_form_of_ones_account_breaks(administrator_client, text):
    forms = {
        "account_email": {"email": text, "action_add": ""},
        "account_change_password": {"oldpassword": text, "password1": text, "password2": text},
        "account_reauthenticate": {"password": text},
        "mfa_reauthenticate": {"code": text},
        "accounts:name_change": {"name": text},
        "accounts:invitation_create": {"email": text, "role": text},
    }

    for name, data in forms.items():
        assert administrator_client.post(reverse(name), data).status_code in {200, 302}, name


@pytest.mark.django_db(transaction=True)
def test_letters_that_let_somebody_in_are_shown_nowhere_and_wiped_once_sent(client, mailoutbox):
    user = UserFactory()
    client.post(reverse("account_reset_password"), {"email": user.email})
    assert Message.objects.get().shown_text == ""

    deliver_due(Lane.NOW)

    letter = Message.objects.get()
    assert "/account/password/reset/key/" in mailoutbox[0].body
    assert (letter.status, letter.text, letter.html) == ("sent", "", "")
