"""How files reach the portal: where they are taken as many bytes as that, elsewhere none. Nothing fills up."""

import tempfile
import tracemalloc
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from core import uploads
from tests.returners.places import confirmed
from tests.sending import send_file

pytestmark = pytest.mark.django_db

MEGABYTE = uploads.MEGABYTE


@pytest.fixture
def form():
    """A page that takes a file of 5 MB, and a signed-in browser that has its cookie and its token."""
    application, client = confirmed()
    client.handler.enforce_csrf_checks = True
    url = reverse("returners:cv_change", args=[application.uuid])
    token = client.get(url).context["csrf_token"]
    return client, url, str(token)


def test_file_that_is_too_big_is_read_to_its_end_and_kept_nowhere(form):
    client, url, token = form
    before = set(Path(tempfile.gettempdir()).iterdir())
    tracemalloc.start()

    response, body = send_file(client, url, size=200 * MEGABYTE, before=token)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()

    assert response.status_code == 413
    assert "This file is bigger than 5\u00a0MB. Save it as PDF" in response.text
    assert body.read_so_far == body.length
    assert peak < 30 * MEGABYTE
    assert set(Path(tempfile.gettempdir()).iterdir()) == before


def test_file_that_takes_too_long_is_cut_and_the_page_still_comes(form, monkeypatch):
    client, url, token = form
    monkeypatch.setattr(uploads, "PATIENCE_SECONDS", 0)

    response, body = send_file(client, url, size=1024 * MEGABYTE, before=token)

    assert response.status_code == 413
    assert "This file is bigger than 5\u00a0MB" in response.text
    assert body.read_so_far < 7 * MEGABYTE


def test_big_file_without_a_token_is_a_forged_request(form):
    client, url, _ = form

    response, _ = send_file(client, url, size=6 * MEGABYTE, before="no-token")

    assert response.status_code == 403


def test_file_of_just_the_size_is_looked_at(form):
    """Zeros are no document: it is refused for that, and not for its size."""
    client, url, token = form

    fits, _ = send_file(client, url, size=5 * MEGABYTE, before=token)
    does_not, _ = send_file(client, url, size=5 * MEGABYTE + 1, before=token)

    assert (fits.status_code, does_not.status_code) == (200, 413)
    assert "is not a PDF" in fits.text


def test_form_without_files_reads_none_and_still_gets_its_answers(form):
    client, _, token = form
    url = reverse("accounts:name_change")

    small, _ = send_file(client, url, size=MEGABYTE, field="name", before=token, name="New Name")

    assert small.status_code == 302
    client.user.refresh_from_db()
    assert client.user.name == "New Name"


@pytest.mark.parametrize("url", ["/account/name/", "/account/login/", "/nowhere/", "/"])
def test_form_without_files_reads_nothing_of_a_big_one(form, url):
    client, _, token = form
    for browser in (client, Client(enforce_csrf_checks=True)):
        response, body = send_file(browser, url, size=1024 * MEGABYTE, before=token)

        assert response.status_code in (400, 403, 404, 405)
        assert body.read_so_far == 0


def test_many_files_share_the_room(form):
    """Four files of two megabytes are eight."""
    client, url, token = form
    files = {f"f{n}": SimpleUploadedFile("cv.pdf", bytes(2 * MEGABYTE)) for n in range(4)}

    response = client.post(url, {"csrfmiddlewaretoken": token, **files})

    assert len(response.wsgi_request.FILES) == 2
    assert set(uploads.too_big(response.wsgi_request)) == {"f2", "f3"}
    assert response.status_code == 413
