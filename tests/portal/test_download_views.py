import io
import time
import zipfile

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from django.urls import reverse

from tests.accounts.letters import code_for
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

DOWNLOAD = reverse("portal:data_download")


def names(response):
    return zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).namelist()


def test_data_download_is_a_file_that_no_cache_keeps(sign_in):
    response = sign_in(UserFactory()).post(DOWNLOAD)

    assert response["Content-Type"] == "application/zip"
    assert response["Content-Disposition"].startswith('attachment; filename="your-data-')
    assert response["Cache-Control"] == "private, no-store"
    assert {"README.txt", "your-account.json"} <= set(names(response))


def test_data_download_asks_for_the_password_again(sign_in):
    client = sign_in(UserFactory(), second_factor=False)

    for response in (client.get(DOWNLOAD), client.post(DOWNLOAD)):
        assert response.url.startswith(reverse("account_reauthenticate"))


def test_data_download_has_whoever_signs_in_by_codes_do_so_again(client):
    person = UserFactory()
    person.set_unusable_password()
    person.save()
    client.post(reverse("account_request_login_code"), {"email": person.email})
    client.post(reverse("account_confirm_login_code"), {"code": code_for(person.email)})

    at_once = client.get(DOWNLOAD)
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] -= 3600
    session.save()
    later = client.post(DOWNLOAD, follow=True)

    assert at_once.status_code == 200
    assert later.redirect_chain == [(f"{reverse('account_login')}?next={DOWNLOAD}", 302)]
    assert "Sign in again, so that we know it is you" in later.text
    assert "_auth_user_id" not in client.session


def test_data_download_too_often_says_so_on_the_page(sign_in):
    client = sign_in(UserFactory())
    for _ in range(5):
        names(client.post(DOWNLOAD))

    page = client.post(DOWNLOAD, follow=True)

    assert "asked for too often" in page.text


def test_person_download_is_the_persons_data(administrator_client):
    person = UserFactory(name="Ada Byron")

    response = administrator_client.post(reverse("portal:person_download", args=[person.uuid]), {"how": "post"})

    archive = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))
    assert b"Ada Byron" in archive.read("your-account.json")


def test_person_download_asks_for_a_code_again(administrator_client):
    session = administrator_client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY][-1]["at"] = time.time() - 3600
    session.save()

    response = administrator_client.post(reverse("portal:person_download", args=[UserFactory().uuid]), {"how": "post"})

    assert response.url.startswith(reverse("mfa_reauthenticate"))
