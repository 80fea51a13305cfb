import base64
import os
import runpy

import pytest
from django.conf import settings
from django.template.loader import get_template
from django.urls import get_resolver, reverse

from accounts.adapter import AccountAdapter, MfaAdapter
from notifications.models import Message
from tests.factories.accounts import PASSWORD, ProgrammeManagerFactory, UserFactory

# Every letter that allauth, as we have set it up, may ask for.
LETTERS = [
    "account/email/account_already_exists",
    "account/email/email_changed",
    "account/email/email_confirmation",
    "account/email/email_confirmation_signup",
    "account/email/email_deleted",
    "account/email/login_code",
    "account/email/password_changed",
    "account/email/password_reset",
    "account/email/password_reset_key",
    "account/email/password_set",
    "account/email/unknown_account",
    "mfa/email/recovery_codes_generated",
    "mfa/email/totp_activated",
    "mfa/email/totp_deactivated",
    "mfa/email/webauthn_added",
    "mfa/email/webauthn_removed",
]
DETAILS = {
    "code": "XKCD-42",
    "name": "My phone",
    "password_reset_url": "http://localhost:8000/account/password/reset/key/1-abc/",
    "from_email": "old@example.org",
    "to_email": "new@example.org",
    "deleted_email": "old@example.org",
    "signin_url": "http://localhost:8000/account/login/",
    "reset_url": "http://localhost:8000/account/password/reset/",
}


@pytest.mark.django_db
@pytest.mark.parametrize("template", LETTERS)
def test_every_letter_of_allauth_has_our_words(rf, template):
    user = UserFactory()

    AccountAdapter(rf.get("/")).send_notification_mail(template, user, {"thing": object(), **DETAILS})

    letter = Message.objects.get()
    assert (letter.to, letter.person, letter.lane, letter.secret) == (user.email, user, "now", True)
    assert letter.subject
    assert "Returner Portal" in letter.text
    assert "<" not in letter.text


def test_letters_of_ours_are_all_tried():
    folder = get_template("accounts/email/invitation.txt").origin.name.rpartition("/")[0]
    ours = {"invitation.txt", "second_factor_reset.txt"}

    assert set(os.listdir(folder)) == ours | {f"{name.rpartition('/')[2]}.txt" for name in LETTERS}


def pages(patterns):
    """The templates of allauth's views that have an address."""
    for pattern in patterns:
        if hasattr(pattern, "url_patterns"):
            yield from pages(pattern.url_patterns)
        elif template := getattr(getattr(pattern.callback, "view_class", None), "template_name", None):
            yield pattern.name, template


def test_every_page_of_allauth_is_ours_and_no_page_of_ours_is_without_an_address():
    ours = settings.BASE_DIR / "templates"
    # A page of our own stands at its address. And a text to download says only the codes.
    not_ours = {"mfa_add_webauthn", "mfa_download_recovery_codes"}
    reached = {template for name, template in pages(get_resolver("allauth.urls").url_patterns) if name not in not_ours}
    # Of a view behind another, of a door that a setting shuts, and two that others extend.
    reached |= {"account/confirm_email_verification_code.html", "account/signup_closed.html"}
    reached |= {"account/base_confirm_code.html", "account/base_reauthenticate.html"}

    written = {
        str(path.relative_to(ours))
        for folder in ("account", "mfa", "usersessions")
        for path in (ours / folder).rglob("*.html")
    }

    assert written == reached


@pytest.mark.django_db
def test_two_letters_of_a_kind_are_two_letters(rf):
    adapter = AccountAdapter(rf.get("/"))
    user = UserFactory()

    for _ in range(2):
        adapter.send_notification_mail("account/email/password_changed", user)

    assert Message.objects.count() == 2


@pytest.mark.parametrize(
    ("forwarded", "expected"),
    [
        ("203.0.113.5, 198.51.100.7, 192.0.2.1", "198.51.100.7"),
        ("192.0.2.1", "127.0.0.1"),
        ("", "127.0.0.1"),
    ],
)
def test_client_address_behind_two_proxies(rf, settings, forwarded, expected):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2

    request = rf.get("/", HTTP_X_FORWARDED_FOR=forwarded)

    assert AccountAdapter(request).get_client_ip(request) == expected


def test_what_a_client_says_of_itself_counts_for_nothing_without_a_proxy(rf):
    request = rf.get("/", HTTP_X_FORWARDED_FOR="203.0.113.5")

    assert AccountAdapter(request).get_client_ip(request) == "127.0.0.1"


@pytest.mark.parametrize(
    ("told", "count"),
    [
        ({}, 0),
        ({"BEHIND_PROXY": "false"}, 0),
        ({"BEHIND_PROXY": "true"}, 1),
        ({"BEHIND_PROXY": "true", "TRUSTED_PROXY_COUNT": "2"}, 2),
    ],
)
def test_one_proxy_is_trusted_behind_a_proxy_unless_told_otherwise(monkeypatch, told, count):
    """Or else everybody would share the limits of the proxy's address."""
    for name in ("BEHIND_PROXY", "TRUSTED_PROXY_COUNT"):
        monkeypatch.delenv(name, raising=False)
    for name, value in told.items():
        monkeypatch.setenv(name, value)

    fresh = runpy.run_path(str(settings.BASE_DIR / "config" / "settings.py"))

    assert fresh["ALLAUTH_TRUSTED_PROXY_COUNT"] == count


@pytest.mark.django_db
def test_recovery_codes_may_be_made_anew_by_staff(staff_client):
    before = staff_client.user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()

    response = staff_client.post(reverse("mfa_generate_recovery_codes"))

    after = staff_client.user.authenticator_set.get(type="recovery_codes").wrap().get_unused_codes()
    assert response.url == reverse("mfa_view_recovery_codes")
    assert not set(before) & set(after)


def test_encrypting_and_decrypting_gives_the_same_back():
    adapter = MfaAdapter()

    assert adapter.decrypt(adapter.encrypt("secret")) == "secret"
    assert "secret" not in adapter.encrypt("secret")


def test_what_cannot_be_decrypted_is_a_secret_that_nobody_knows(settings, caplog):
    adapter = MfaAdapter()
    kept = adapter.encrypt("secret")
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []

    given = [adapter.decrypt(kept) for _ in range(2)]

    assert len({"secret", *given}) == 3
    assert all(len(base64.b32decode(secret)) == 20 for secret in given)
    assert [record.levelname for record in caplog.records] == ["ERROR", "ERROR"]
    assert kept not in caplog.text


@pytest.mark.django_db
def test_the_password_alone_opens_nothing_for_staff(client):
    manager = ProgrammeManagerFactory()

    response = client.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})

    assert response.url == reverse("mfa_authenticate")
    assert client.get("/account/").url.startswith("/account/login/")
