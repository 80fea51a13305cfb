"""Signing up, signing in, getting back in: allauth as we set it up, through its pages."""

import re
import smtplib

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.letters import HARD, code_for, letter_to
from tests.factories.accounts import PASSWORD, UserFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


def post(client, name, data, *, follow=False, **extra):
    return client.post(reverse(name), data, follow=follow, **extra)


def without_secrets(response, email):
    """The text of a page without what differs each time: tokens, and the address typed."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
    return text.replace(email, "EMAIL")


# -- Signing up ----------------------------------------------------------------------------------------------------


def test_sign_up_takes_an_address_a_password_and_the_code_from_the_letter(client):
    response = post(client, "account_signup", {"email": "Ada@Example.org", "password1": HARD})
    assert response.url == reverse("account_email_verification_sent")
    assert "_auth_user_id" not in client.session

    response = post(client, "account_email_verification_sent", {"code": code_for("ada@example.org")})

    user = User.objects.get(email="ada@example.org")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert EmailAddress.objects.get(user=user).verified
    assert response.url == reverse("portal:after_sign_in")


def test_sign_up_comes_back_to_where_it_began(client):
    there = reverse("accounts:my_account")
    client.post(
        f"{reverse('account_signup')}?next={there}", {"email": "ada@example.org", "password1": HARD, "next": there}
    )

    response = post(client, "account_email_verification_sent", {"code": code_for("ada@example.org")})

    assert response.url == there


def test_sign_up_letter_is_secret_and_at_once(client):
    post(client, "account_signup", {"email": "ada@example.org", "password1": HARD})

    letter = letter_to("ada@example.org")

    assert (letter.secret, letter.lane) == (True, "now")


def test_sign_up_answers_alike_for_an_address_that_has_an_account(client):
    UserFactory(email="taken@example.org")
    other = Client()

    free = post(client, "account_signup", {"email": "free@example.org", "password1": HARD})
    taken = post(other, "account_signup", {"email": "taken@example.org", "password1": HARD})

    assert (free.status_code, free.url) == (taken.status_code, taken.url)
    page_of_free, page_of_taken = client.get(free.url), other.get(taken.url)
    assert page_of_free.status_code == page_of_taken.status_code == 200
    assert without_secrets(page_of_free, "free@example.org") == without_secrets(page_of_taken, "taken@example.org")
    assert "You have an account already" in letter_to("taken@example.org").subject
    assert User.objects.count() == 2


def test_sign_up_hashes_a_password_either_way(client, monkeypatch):
    hashed = []
    monkeypatch.setattr("accounts.adapter.make_password", hashed.append)
    UserFactory(email="taken@example.org")

    post(client, "account_signup", {"email": "taken@example.org", "password1": HARD})

    assert len(hashed) == 1


def test_sign_up_refuses_an_easy_password_at_its_field(client):
    response = post(client, "account_signup", {"email": "ada@example.org", "password1": "qwertyuiop123"})

    assert response.status_code == 200
    assert "three random words" in str(response.context["form"].errors["password1"])
    assert not User.objects.exists()


def test_sign_up_code_is_good_for_three_tries(client):
    post(client, "account_signup", {"email": "ada@example.org", "password1": HARD})
    right = code_for("ada@example.org")
    for _ in range(3):
        post(client, "account_email_verification_sent", {"code": "WRONG"})

    post(client, "account_email_verification_sent", {"code": right})

    assert "_auth_user_id" not in client.session


def test_sign_up_code_runs_out(client):
    with time_machine.travel("2026-03-02T09:00Z") as clock:
        post(client, "account_signup", {"email": "ada@example.org", "password1": HARD})
        clock.shift(16 * 60)
        post(client, "account_email_verification_sent", {"code": code_for("ada@example.org")})

    assert "_auth_user_id" not in client.session


def test_sign_up_is_limited_by_network_address(client):
    for number in range(20):
        post(Client(), "account_signup", {"email": f"ada{number}@example.org", "password1": HARD})

    response = post(client, "account_signup", {"email": "one-more@example.org", "password1": HARD})

    assert response.status_code == 429


@pytest.mark.django_db(transaction=True)
def test_sign_up_pressed_twice_at_once_makes_one_account():
    answers = in_parallel(
        [lambda: post(Client(), "account_signup", {"email": "ada@example.org", "password1": HARD})] * 3
    )

    assert User.objects.filter(email="ada@example.org").count() == 1
    assert all(answer.status_code in {302, 429} for answer in answers)


# -- Signing in ----------------------------------------------------------------------------------------------------


def test_sign_in_ends_with_a_new_session(client):
    user = UserFactory()
    client.get(reverse("account_login"))
    session = client.session
    session["kept"] = "from before"
    session.save()
    client.cookies["session"] = before = session.session_key

    response = post(client, "account_login", {"login": user.email.upper(), "password": PASSWORD})

    assert response.url == reverse("portal:after_sign_in")
    assert client.session.session_key != before


def test_sign_in_answers_alike_for_an_unknown_address_and_a_wrong_password(client):
    user = UserFactory()

    wrong = post(client, "account_login", {"login": user.email, "password": "not the password"})
    unknown = post(client, "account_login", {"login": "nobody@example.org", "password": "not the password"})

    assert wrong.status_code == unknown.status_code == 200
    assert without_secrets(wrong, user.email) == without_secrets(unknown, "nobody@example.org")


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "http://localhost/x"]
)
def test_sign_in_leads_to_no_other_host(client, elsewhere):
    user = UserFactory()

    response = post(client, "account_login", {"login": user.email, "password": PASSWORD, "next": elsewhere})

    assert response.url == reverse("portal:after_sign_in")


def test_sign_in_is_limited_for_an_account_and_then_opens_again(client):
    user = UserFactory()
    with time_machine.travel("2026-03-02T09:00Z") as clock:
        for number in range(5):
            post(client, "account_login", {"login": user.email, "password": "wrong"}, REMOTE_ADDR=f"192.0.2.{number}")

        refused = post(client, "account_login", {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.99")
        assert "tried too often" in str(refused.context["form"].errors)
        clock.shift(301)
        allowed = post(client, "account_login", {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.99")

    assert allowed.status_code == 302


def test_sign_in_is_limited_for_a_network_address(client):
    user = UserFactory()
    for number in range(20):
        post(client, "account_login", {"login": f"guess{number}@example.org", "password": "wrong"})

    here = post(client, "account_login", {"login": user.email, "password": PASSWORD})
    elsewhere = post(Client(), "account_login", {"login": user.email, "password": PASSWORD}, REMOTE_ADDR="192.0.2.7")

    assert "tried too often" in str(here.context["form"].errors)
    assert elsewhere.status_code == 302


def test_network_address_is_the_one_the_trusted_proxy_saw(client, settings):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    user = UserFactory()
    for number in range(20):
        # What the client writes itself stands left of what the proxy adds, and counts for nothing.
        forged = f"203.0.113.{number}, 192.0.2.1"
        guess = {"login": f"guess{number}@example.org", "password": "wrong"}
        post(client, "account_login", guess, HTTP_X_FORWARDED_FOR=forged)

    details = {"login": user.email, "password": PASSWORD}
    same = post(client, "account_login", details, HTTP_X_FORWARDED_FOR="203.0.113.99, 192.0.2.1")
    other = post(Client(), "account_login", details, HTTP_X_FORWARDED_FOR="192.0.2.2")

    assert "tried too often" in str(same.context["form"].errors)
    assert other.status_code == 302


def test_limits_are_kept_in_the_database(client):
    post(client, "account_login", {"login": "nobody@example.org", "password": "wrong"})

    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM django_cache WHERE cache_key LIKE '%login_failed%'")
        assert cursor.fetchone()[0] == 2


def test_sign_in_of_a_closed_account_gets_nowhere(client):
    user = UserFactory(is_active=False)

    post(client, "account_login", {"login": user.email, "password": PASSWORD})

    assert "_auth_user_id" not in client.session


def test_closing_an_account_bites_on_the_next_request(returner_client):
    User.objects.filter(pk=returner_client.user.pk).update(is_active=False)

    response = returner_client.get(reverse("accounts:my_account"))

    assert response.status_code == 302


def test_dead_mail_server_and_broker_are_not_felt(client, settings, monkeypatch):
    def dead(*args, **kwargs):
        raise smtplib.SMTPServerDisconnected

    monkeypatch.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", dead)
    settings.CELERY_BROKER_URL = "redis://127.0.0.1:1/0"

    response = post(client, "account_signup", {"email": "ada@example.org", "password1": HARD})

    assert response.url == reverse("account_email_verification_sent")
    assert letter_to("ada@example.org").status == "due"


# -- Getting back in -----------------------------------------------------------------------------------------------


def reset_link(email):
    return re.search(r"(/account/password/reset/key/\S+)", letter_to(email).text)[1]


def test_reset_answers_alike_for_known_and_unknown(client):
    UserFactory(email="known@example.org")

    known = post(client, "account_reset_password", {"email": "known@example.org"}, follow=True)
    unknown = post(client, "account_reset_password", {"email": "unknown@example.org"}, follow=True)

    assert known.redirect_chain == unknown.redirect_chain
    assert without_secrets(known, "known@example.org") == without_secrets(unknown, "unknown@example.org")
    assert letter_to("known@example.org").template.endswith("password_reset_key")
    assert letter_to("unknown@example.org").template.endswith("unknown_account")


def test_reset_link_sets_a_password_once_and_ends_other_sessions(client, sign_in):
    user = UserFactory()
    elsewhere = sign_in(user)
    post(client, "account_reset_password", {"email": user.email})
    link = reset_link(user.email)

    form_page = client.get(link, follow=True)
    done = client.post(form_page.request["PATH_INFO"], {"password1": HARD, "password2": HARD})

    user.refresh_from_db()
    assert done.status_code == 302
    assert user.check_password(HARD)
    assert elsewhere.get(reverse("accounts:my_account")).status_code == 302
    assert letter_to(user.email).template.endswith("password_reset")
    assert Client().get(link, follow=True).context["token_fail"]


def test_reset_link_comes_from_the_settings_and_not_from_the_host_header(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    user = UserFactory()

    post(client, "account_reset_password", {"email": user.email}, HTTP_HOST="evil.example")

    assert f"{settings.SITE_URL}/account/password/reset/key/" in letter_to(user.email).text
    assert "evil.example" not in letter_to(user.email).text


def test_reset_is_limited_for_an_account(client):
    user = UserFactory()
    for number in range(5):
        post(client, "account_reset_password", {"email": user.email}, REMOTE_ADDR=f"192.0.2.{number}")

    response = post(client, "account_reset_password", {"email": user.email}, REMOTE_ADDR="192.0.2.99")

    assert response.status_code == 429


def test_cache_is_the_database():
    assert type(cache._connections["default"]).__name__ == "OneStatementCache"
