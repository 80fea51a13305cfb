import datetime as dt
import re
import uuid

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import second_factor
from accounts.models import Invitation, Role, RoleGrant, User
from core.models import AuditEntry
from notifications.delivery import deliver_due
from notifications.models import Lane, Message
from tests.factories.accounts import (
    PASSWORD,
    AdministratorFactory,
    InvitationFactory,
    ProgrammeManagerFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

HARD = "umbrella yellow tractor"
ODD_INPUTS = ["", " ", "\x00", "a\x00b", "🙂" * 50, "\u202etxt", "x" * 10_000, "'; --", "<b>", "a@b", "\ud7ff\uffff"]


def letter_to(email):
    return Message.objects.filter(to=email).latest("pk")


def code_for(email):
    return re.search(r"^([A-Z0-9-]{6,9})$", letter_to(email).text, re.MULTILINE)[1]


def accept_url(token):
    return reverse("accounts:invitation_accept", args=[token])


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


# -- Taking up an invitation ---------------------------------------------------------------------------------------


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


# -- Whatever is typed ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ODD_INPUTS, ids=range(len(ODD_INPUTS)))
def test_no_form_of_signing_in_breaks(text):
    manager = ProgrammeManagerFactory()
    client = Client(raise_request_exception=True)
    forms = {
        "account_login": [{"login": text, "password": "x"}, {"login": manager.email, "password": text}],
        "account_signup": [{"email": text, "password1": text}, {"email": "new@example.org", "password1": text}],
        "account_reset_password": [{"email": text}],
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
