"""Passkeys: made, used to sign in and to prove who it is, renamed, removed. And whatever is sent in their place."""

import json

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts import second_factor
from accounts.models import RoleGrant
from tests.accounts.letters import letter_to
from tests.conftest import sign_in
from tests.device import Device, device_of
from tests.factories.accounts import PASSWORD, AdministratorFactory, ProgrammeManagerFactory, UserFactory

pytestmark = pytest.mark.django_db

MY_ACCOUNT = "/account/"
NOT_RIGHT = "We could not check your passkey"


def options_to_sign_in(client):
    return client.get(reverse("mfa_login_webauthn"), headers={"Accept": "application/json"}).json()["request_options"]


def sign_in_with(client, device, **kwargs):
    answer = device.answer(options_to_sign_in(client), **kwargs)
    return client.post(reverse("mfa_login_webauthn"), {"credential": answer})


def make(client, device, name="My phone"):
    options = client.get(reverse("accounts:passkey_add")).context["options"]
    return client.post(reverse("accounts:passkey_add"), {"name": name, "credential": device.make(options)})


def is_signed_in(client):
    return "_auth_user_id" in client.session


# -- Making one ----------------------------------------------------------------------------------------------------


def test_make_a_passkey_and_sign_in_with_it(client):
    person, device = UserFactory(), Device()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    made = make(client, device)
    other = Client()
    answer = sign_in_with(other, device)

    assert made.url == reverse("mfa_list_webauthn")
    assert "My phone" in client.get(made.url).text
    assert answer.url == reverse("portal:after_sign_in")
    assert other.session["_auth_user_id"] == str(person.pk)
    assert "its name is: my phone" in letter_to(person.email).text.lower()
    assert set(person.authenticator_set.values_list("type", flat=True)) == {"webauthn"}


def test_browser_is_asked_for_a_key_that_asks_who_holds_it(returner_client):
    options = returner_client.get(reverse("accounts:passkey_add")).context["options"]["publicKey"]

    assert options["authenticatorSelection"] == {
        "residentKey": "required",
        "requireResidentKey": True,
        "userVerification": "required",
    }
    assert options["rp"]["id"] == "localhost"


def test_key_that_does_not_know_its_owner_is_not_taken(client):
    person = UserFactory()
    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    page = make(client, Device(knows_owner=False))

    assert NOT_RIGHT in page.text
    assert not person.authenticator_set.exists()


def test_making_one_asks_again_who_it_is_once_the_sign_in_is_old(sign_in):
    with time_machine.travel("2026-03-02T09:00:00Z") as clock:
        client = sign_in(UserFactory(), second_factor=False)
        client.get(MY_ACCOUNT)
        clock.shift(601)

        response = client.get(reverse("accounts:passkey_add"))

    assert response.url.startswith(reverse("account_reauthenticate"))


def test_page_of_allauth_that_makes_lesser_keys_is_ours():
    assert reverse("mfa_add_webauthn") == reverse("accounts:passkey_add")


# -- Signing in ----------------------------------------------------------------------------------------------------


def test_sign_in_page_offers_all_three_ways(client):
    page = client.get(reverse("account_login") + "?next=/my/").text

    assert 'name="password"' in page
    assert reverse("account_request_login_code") + "?next=%2Fmy%2F" in page
    assert reverse("mfa_login_webauthn") in page
    assert "<noscript>" in page
    assert "js/passkeys.js" in page


def test_staff_are_in_with_a_passkey_alone(client):
    manager = ProgrammeManagerFactory(second_factor=False)

    sign_in_with(client, device_of(manager))

    assert client.get(MY_ACCOUNT).status_code == 200


def test_passkey_opens_only_with_its_owner(client):
    device = device_of(UserFactory())
    device.flags = Device(knows_owner=False).flags

    page = client.post(
        reverse("mfa_login_webauthn"), {"credential": device.answer(options_to_sign_in(client))}, follow=True
    )

    assert NOT_RIGHT in page.text
    assert not is_signed_in(client)


def test_answer_opens_once(client):
    device = device_of(UserFactory())
    answer = device.answer(options_to_sign_in(client))
    client.post(reverse("mfa_login_webauthn"), {"credential": answer})
    client.post(reverse("account_logout"))

    client.post(reverse("mfa_login_webauthn"), {"credential": answer})

    assert not is_signed_in(client)


def test_passkey_of_one_opens_nothing_of_another(client):
    device, other = device_of(UserFactory()), device_of(UserFactory())

    sign_in_with(client, device, owner=other.owner)

    assert not is_signed_in(client)


def test_passkey_of_a_closed_account_opens_nothing(client):
    person = UserFactory()
    device = device_of(person)
    person.is_active = False
    person.save()

    sign_in_with(client, device)

    assert not is_signed_in(client)


def test_removed_passkey_opens_nothing(client):
    person = UserFactory()
    device = device_of(person)
    mine = sign_in(Client(), person)
    key = person.authenticator_set.get()

    page = mine.post(reverse("mfa_remove_webauthn", args=[key.pk]), follow=True)
    sign_in_with(client, device)

    assert "Your passkey is removed." in page.text
    assert "was removed" in letter_to(person.email).subject
    assert not is_signed_in(client)


def test_signing_in_by_passkey_is_limited(client):
    answers = [client.post(reverse("mfa_login_webauthn"), {"credential": "{}"}).status_code for _ in range(12)]

    assert answers[0] == 302
    assert answers[-1] == 429


# -- Beside a password ---------------------------------------------------------------------------------------------


def test_passkey_of_a_returner_locks_no_other_way_in(client):
    person = UserFactory()
    device_of(person)

    client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})

    assert is_signed_in(client)


def test_staff_with_a_passkey_prove_it_after_their_password(client):
    manager = ProgrammeManagerFactory(second_factor=False)
    device = device_of(manager)
    answer = client.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})
    assert (answer.url, is_signed_in(client)) == (reverse("mfa_authenticate"), False)

    page = client.get(answer.url)
    assert "Use your passkey" in page.text
    client.post(answer.url, {"credential": device.answer(page.context["js_data"]["request_options"])})

    assert client.get(MY_ACCOUNT).status_code == 200


def test_wrong_passkey_after_the_password_is_told_in_words(client):
    manager = ProgrammeManagerFactory(second_factor=False)
    device_of(manager)
    client.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})
    page = client.get(reverse("mfa_authenticate"))

    wrong = Device().answer(page.context["js_data"]["request_options"])
    answer = client.post(reverse("mfa_authenticate"), {"credential": wrong})

    assert NOT_RIGHT in answer.text
    assert not is_signed_in(client)


def test_whoever_gets_a_role_has_to_pass_their_passkey(sign_in):
    person = UserFactory()
    device = device_of(person)
    client = sign_in(person, second_factor=False)
    RoleGrant.objects.create(user=person, role="programme_manager")

    asked = client.get(MY_ACCOUNT)
    page = client.get(asked.url)
    answer = client.post(asked.url, {"credential": device.answer(page.context["js_data"]["request_options"])})

    assert asked.url.startswith(reverse("mfa_reauthenticate_webauthn"))
    assert answer.url == MY_ACCOUNT
    assert client.get(MY_ACCOUNT).status_code == 200


def test_staff_without_anything_may_set_up_a_passkey(client):
    manager = ProgrammeManagerFactory(second_factor=False)
    client.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})
    sent_to = client.get(MY_ACCOUNT, follow=True)
    assert reverse("accounts:passkey_add") in sent_to.text

    made = make(client, Device())

    assert made.url == reverse("mfa_view_recovery_codes")
    assert client.get(made.url).status_code == 200
    assert client.get(MY_ACCOUNT).status_code == 200
    assert set(manager.authenticator_set.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}


def test_weighty_steps_ask_for_the_passkey_again(client):
    administrator = AdministratorFactory(second_factor=False)
    device = device_of(administrator)
    sign_in_with(client, device)
    url = reverse("accounts:invitation_create")

    asked = client.get(url)
    page = client.get(asked.url)
    client.post(asked.url, {"credential": device.answer(page.context["js_data"]["request_options"])})

    assert asked.url.startswith(reverse("mfa_reauthenticate_webauthn"))
    assert client.get(url).status_code == 200


def test_staff_who_remove_their_last_passkey_set_up_anew(client):
    manager = ProgrammeManagerFactory(second_factor=False)
    device_of(manager)
    client = sign_in(client, manager)

    client.post(reverse("mfa_remove_webauthn", args=[manager.authenticator_set.get(type="webauthn").pk]))

    assert client.get("/staff/").url == reverse("mfa_activate_totp")


def test_passkey_and_app_together_ask_for_either(client):
    manager = ProgrammeManagerFactory()
    device_of(manager)
    client.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})

    client.post(reverse("mfa_authenticate"), {"code": second_factor.current_code(manager)})

    assert client.get(MY_ACCOUNT).status_code == 200


# -- One's own and nobody else's -----------------------------------------------------------------------------------


def test_passkey_is_renamed(sign_in):
    person = UserFactory()
    device_of(person)
    key = person.authenticator_set.get()

    sign_in(person).post(reverse("mfa_edit_webauthn", args=[key.pk]), {"name": "Old <phone>"})

    assert "Old &lt;phone&gt;" in sign_in(person).get(reverse("mfa_list_webauthn")).text


@pytest.mark.parametrize("page", ["mfa_edit_webauthn", "mfa_remove_webauthn"])
def test_passkey_of_somebody_else_does_not_exist(sign_in, page):
    person = UserFactory()
    device_of(person)
    other = sign_in(UserFactory())
    url = reverse(page, args=[person.authenticator_set.get().pk])

    assert other.get(url).status_code == 404
    assert other.post(url, {"name": "Mine"}).status_code == 404
    assert person.authenticator_set.count() == 1


# -- Whatever is sent ----------------------------------------------------------------------------------------------

WHOLE = json.loads(Device().make({"publicKey": {"user": {"id": "MQ"}, "challenge": "AAAA"}}))
ODD = [
    "",
    "null",
    "[]",
    "{}",
    "7",
    '"x"',
    "\x00",
    "🙂",
    "[" * 5_000,
    "x" * 30_000,
    json.dumps(WHOLE),
    json.dumps(WHOLE | {"id": None}),
    json.dumps(WHOLE | {"rawId": 7}),
    json.dumps(WHOLE | {"response": None}),
    json.dumps(WHOLE | {"response": {}}),
    json.dumps(WHOLE | {"response": {"clientDataJSON": "AAAA", "attestationObject": "AAAA"}}),
    json.dumps(
        WHOLE | {"response": {"clientDataJSON": "", "authenticatorData": "", "signature": "", "userHandle": "_"}}
    ),
    json.dumps(WHOLE | {"response": WHOLE["response"] | {"userHandle": "OTk5OTk5OTk5OTk5OTk5OTk5OTk5OTk5"}}),
    '{"id": "\\u0000"}',
    '{"id": "\\ud800"}',
]


@pytest.mark.parametrize("sent", ODD, ids=range(len(ODD)))
def test_nothing_sent_in_place_of_a_passkey_is_a_fault(sent):
    manager = ProgrammeManagerFactory(second_factor=False)
    device_of(manager)
    stranger, half, whole = Client(), Client(), sign_in(Client(), manager)
    half.post(reverse("account_login"), {"login": manager.email, "password": PASSWORD})
    options_to_sign_in(stranger)
    half.get(reverse("mfa_authenticate"))
    for page in ("accounts:passkey_add", "mfa_reauthenticate_webauthn"):
        whole.get(reverse(page))

    data = {"credential": sent, "name": sent}
    answers = [
        stranger.post(reverse("mfa_login_webauthn"), data),
        half.post(reverse("mfa_authenticate"), data),
        whole.post(reverse("accounts:passkey_add"), data),
        whole.post(reverse("mfa_reauthenticate_webauthn"), data),
    ]

    assert {answer.status_code for answer in answers} <= {200, 302}
    assert not is_signed_in(stranger)
    assert manager.authenticator_set.filter(type="webauthn").count() == 1
