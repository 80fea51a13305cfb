"""The doors to erasure: the person's own, and the administrator's."""

import time

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse
from django.utils import timezone

from notifications.models import Message
from portal.models import Erasure
from returners import actions
from tests.factories.accounts import PASSWORD, AdministratorFactory, UserFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

CLOSE = reverse("portal:account_close")


@pytest.fixture
def applicant():
    application = ApplicationFactory(person__name="Ada Byron")
    return actions.submit(application, at=timezone.now()).person


def test_account_close_says_what_goes_and_what_stays(sign_in, applicant):
    page = sign_in(applicant).get(CLOSE).text

    programme = applicant.applications.get().programme.name
    assert f"your application to {programme}" in page
    for words in ("Letters sent to you", "We count applications by month, region, strand and outcome."):
        assert words in page
    assert not Erasure.objects.exists()


def test_account_close_deletes_signs_out_and_says_so(sign_in, applicant):
    client = sign_in(applicant)

    page = client.post(CLOSE, follow=True)

    applicant.refresh_from_db()
    assert page.redirect_chain == [(reverse("portal:account_closed"), 302)]
    assert "Your account is closed" in page.text
    assert (applicant.name, applicant.is_active) == ("Deleted account", False)
    assert client.get(reverse("portal:my_home")).status_code == 302


def test_account_close_pressed_twice_asks_to_sign_in(sign_in, applicant):
    client = sign_in(applicant)
    client.post(CLOSE)

    again = client.post(CLOSE)

    assert again.url.startswith(reverse("account_login"))
    assert Erasure.objects.count() == 1


def test_account_close_asks_for_the_password_again(sign_in, applicant):
    client = sign_in(applicant, second_factor=False)

    for response in (client.get(CLOSE), client.post(CLOSE)):
        assert response.url == f"{reverse('account_reauthenticate')}?next={CLOSE.replace('/', '%2F')}"
    page = client.post(client.get(CLOSE).url, {"password": PASSWORD}, follow=True)

    assert "Close your account and delete your data" in page.text
    assert not Erasure.objects.exists()


def test_account_close_asks_staff_for_a_code_again(sign_in):
    AdministratorFactory()
    client = sign_in(AdministratorFactory())
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] = time.time() - 3600
    session.save()

    assert client.post(CLOSE).url.startswith(reverse("mfa_reauthenticate"))


def test_account_close_keeps_the_last_administrator_and_says_why(administrator_client):
    page = administrator_client.post(CLOSE, follow=True)

    assert "This is the last administrator" in page.text
    assert not Erasure.objects.exists()


def test_person_erase_writes_down_who_did_it_and_how_it_was_asked(administrator_client, applicant):
    address = applicant.email

    page = administrator_client.post(
        reverse("portal:person_erase", args=[applicant.uuid]), {"how": "phone"}, follow=True
    )

    erasure = Erasure.objects.get()
    assert (erasure.account, erasure.how) == (applicant, "phone")
    assert "The account is closed and the data are deleted" in page.text
    assert Message.objects.get(template="portal/email/erased").to == address


def test_person_erase_without_saying_how_changes_nothing(administrator_client, applicant):
    page = administrator_client.post(reverse("portal:person_erase", args=[applicant.uuid]), {"how": ""})

    assert "Error:" in page.text
    assert not Erasure.objects.exists()


def test_person_erase_of_an_empty_account_is_no_page(administrator_client, applicant):
    url = reverse("portal:person_erase", args=[applicant.uuid])
    administrator_client.post(url, {"how": "phone"})

    assert administrator_client.get(url).status_code == 404


def test_person_erase_of_oneself_is_done_on_my_account(administrator_client):
    AdministratorFactory()
    url = reverse("portal:person_erase", args=[administrator_client.user.uuid])

    assert administrator_client.post(url, {"how": "phone"}).url == CLOSE
    assert not Erasure.objects.exists()


def test_my_account_leads_to_closing_it(sign_in):
    assert CLOSE in sign_in(UserFactory()).get(reverse("accounts:my_account")).text
