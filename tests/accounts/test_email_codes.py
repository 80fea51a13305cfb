"""Signing in with a code by email: for whoever has an account, with a password or without."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from notifications.models import Message
from tests.accounts.letters import HARD, code_for, letter_to
from tests.factories.accounts import PASSWORD, ProgrammeManagerFactory, UserFactory

pytestmark = pytest.mark.django_db

ASK, CONFIRM = "account_request_login_code", "account_confirm_login_code"


def ask(client, email, **kwargs):
    return client.post(reverse(ASK), {"email": email}, **kwargs)


def enter(client, code, **kwargs):
    return client.post(reverse(CONFIRM), {"code": code}, **kwargs)


def is_signed_in(client):
    return "_auth_user_id" in client.session


def test_code_signs_in_and_comes_back_to_where_it_began(client):
    person = UserFactory()
    asked = client.post(f"{reverse(ASK)}?next=/account/name/", {"email": person.email, "next": "/account/name/"})

    answer = client.post(asked.url, {"code": code_for(person.email), "next": "/account/name/"})

    assert answer.url == "/account/name/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_code_signs_in_whoever_has_no_password(client):
    person = UserFactory(password=None)
    person.set_unusable_password()
    person.save()
    ask(client, person.email)

    enter(client, code_for(person.email))

    assert is_signed_in(client)


def test_letter_with_the_code_is_secret_and_at_once(client):
    person = UserFactory()

    ask(client, person.email)

    letter = letter_to(person.email)
    assert (letter.secret, letter.lane, letter.shown_text) == (True, "now", "")
    assert "15 minutes" in letter.text


def test_page_answers_alike_for_an_address_without_an_account(client):
    person = UserFactory()

    answers = [ask(Client(), email, follow=True) for email in (person.email, "nobody@example.org")]

    pages = [a.text.replace(person.email, "X").replace("nobody@example.org", "X") for a in answers]
    bare = ["".join(line for line in page.splitlines() if "csrfmiddlewaretoken" not in line) for page in pages]
    assert bare[0] == bare[1]
    assert "There is no account" in letter_to("nobody@example.org").subject


def test_wrong_code_is_told_and_the_third_is_the_last(client):
    person = UserFactory()
    ask(client, person.email)
    code = code_for(person.email)

    first = enter(client, "WRONG-1")
    assert "This code is not right" in first.text
    for _ in range(2):
        enter(client, "WRONG-1")
    enter(client, code)

    assert not is_signed_in(client)


def test_code_runs_out_and_the_page_says_what_to_do(client):
    person = UserFactory()
    with time_machine.travel("2026-03-02T09:00:00Z", tick=False) as clock:
        ask(client, person.email)
        code = code_for(person.email)
        clock.shift(15 * 60 + 1)
        answer = enter(client, code, follow=True)

    assert not is_signed_in(client)
    assert answer.redirect_chain[-1][0] == reverse(ASK)
    assert "If an earlier code did not work any more, ask for a new one here" in answer.text


def test_code_opens_once(client):
    person = UserFactory()
    ask(client, person.email)
    code = code_for(person.email)
    enter(client, code)
    client.post(reverse("account_logout"))

    enter(client, code)

    assert not is_signed_in(client)


def test_code_opens_in_no_other_browser(client):
    person = UserFactory()
    ask(client, person.email)
    thief = Client()

    answer = enter(thief, code_for(person.email))

    assert answer.url == reverse(ASK)
    assert not is_signed_in(thief)


def test_new_code_takes_the_place_of_the_one_before(client):
    person = UserFactory()
    ask(client, person.email)
    old = code_for(person.email)

    client.post(reverse(CONFIRM), {"action": "resend"})
    enter(client, old)
    assert not is_signed_in(client)
    enter(client, code_for(person.email))

    assert is_signed_in(client)


def test_code_alone_lets_no_staff_in(client):
    manager = ProgrammeManagerFactory()
    ask(client, manager.email)

    answer = enter(client, code_for(manager.email))

    assert answer.url == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    client.post(answer.url, {"code": second_factor.current_code(manager)})
    assert client.get("/account/").status_code == 200


def test_code_alone_leads_staff_without_a_second_factor_to_nothing_but_setting_it_up(client):
    manager = ProgrammeManagerFactory(second_factor=False)
    ask(client, manager.email)

    enter(client, code_for(manager.email))

    assert client.get("/account/").url == reverse("mfa_activate_totp")


def test_closed_account_gets_no_code(client):
    person = UserFactory(is_active=False)

    ask(client, person.email)

    assert "There is no account" in letter_to(person.email).subject


def test_codes_are_limited_for_an_address(client):
    person = UserFactory()
    for number in range(3):
        ask(Client(), person.email, REMOTE_ADDR=f"192.0.2.{number}")

    page = ask(client, person.email)

    assert "tried too often" in page.text
    assert Message.objects.count() == 3


def test_whoever_signed_up_with_the_address_of_somebody_else_is_locked_out_when_they_come(client):
    thief, owner = Client(), client
    thief.post(reverse("account_signup"), {"email": "olu@example.org", "password1": HARD})

    ask(owner, "olu@example.org")
    enter(owner, code_for("olu@example.org"))
    thief.post(reverse("account_login"), {"login": "olu@example.org", "password": HARD})

    assert is_signed_in(owner)
    assert owner.get("/account/").status_code == 200
    assert not is_signed_in(thief)


def test_password_of_whoever_confirmed_their_address_before_stays(client):
    person = UserFactory()

    ask(client, person.email)
    enter(client, code_for(person.email))

    person.refresh_from_db()
    assert person.check_password(PASSWORD)
