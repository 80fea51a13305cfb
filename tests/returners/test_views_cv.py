"""The CV on its pages: chosen, refused, replaced, removed, and fetched by those who may."""

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from returners import actions
from returners.models import CV
from tests import documents
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.returners.places import confirmed

pytestmark = pytest.mark.django_db


def url(name, application):
    return reverse(f"returners:{name}", args=[application.uuid])


def choose(client, application, content, name="My CV.pdf", **kwargs):
    file = SimpleUploadedFile(name, content, content_type="application/pdf")
    return client.post(url("cv_change", application), {"cv": file}, **kwargs)


def manager_of(application):
    person = ProgrammeManagerFactory()
    make_manager(application.programme, person=person)
    return sign_in(Client(), person)


def test_cv_is_saved_and_shown():
    application, client = confirmed()

    page = choose(client, application, documents.pdf(), follow=True).text

    assert "Your CV is saved." in page
    assert "My CV.pdf" in page
    assert "PDF, " in page
    assert "Replace it" in page


def test_page_leads_from_the_application_once_the_place_is_confirmed():
    application, client = confirmed()
    offered = actions.submit(ApplicationFactory(), at=timezone.now())
    other = sign_in(Client(), offered.person)

    assert url("cv_change", application) in client.get(url("profile_tasks", application)).text
    assert url("cv_change", offered) not in other.get(url("application_detail", offered)).text
    page = other.get(url("cv_change", offered), follow=True)
    assert page.redirect_chain[-1][0] == url("application_detail", offered)
    assert "You can add a CV once your place is confirmed." in page.text


@pytest.mark.parametrize(
    ("content", "name", "words"),
    [
        (b"", "cv.pdf", "This file is empty"),
        (documents.EXE, "cv.pdf", "is not a PDF"),
        (documents.zip_bomb(), "cv.docx", "We cannot read this file"),
        (documents.OLD_WORD, "cv.doc", "older Word document"),
        (documents.PNG, "cv.png", "is a picture"),
    ],
)
def test_refused_file_changes_nothing_and_the_one_before_stays(content, name, words):
    application, client = confirmed()
    choose(client, application, documents.pdf())

    page = choose(client, application, content, name=name)

    assert page.status_code == 200
    assert words in page.text
    assert page.text.count("<title>Error: ") == 1
    assert CV.objects.get().file.open().read() == documents.pdf()


def test_pressing_without_a_file_asks_for_one():
    application, client = confirmed()

    assert "Choose the file with your CV" in client.post(url("cv_change", application)).text
    assert "Choose the file with your CV" in client.post(url("cv_change", application), {"cv": "words"}).text


@pytest.mark.parametrize(
    "name",
    [
        "x" * 250 + ".pdf",
        "👩‍💻.pdf",
        "\u202efdp.exe",
        "../../etc/passwd",
        "سيرة.pdf",
        "a\x00b.pdf",
        "%00.pdf",
    ],
)
def test_any_name_is_taken_and_given_back(name):
    application, client = confirmed()

    assert choose(client, application, documents.pdf(), name=name).status_code == 302

    answer = client.get(url("cv_download", application))
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert CV.objects.get().name.endswith(".pdf")
    assert client.get(url("cv_change", application)).status_code == 200


def test_name_longer_than_a_name_can_be_is_answered_kindly():
    application, client = confirmed()

    answer = choose(client, application, documents.pdf(), name="x" * 10_000)

    assert answer.status_code in (302, 400)


def test_download_is_a_file_to_save_of_the_type_that_was_found():
    application, client = confirmed()
    choose(client, application, documents.odt(), name="cv.html")

    answer = client.get(url("cv_download", application))

    assert answer.content == documents.odt()
    assert answer.headers["Content-Type"] == "application/vnd.oasis.opendocument.text"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="cv.html.odt"'
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_managers_of_the_programme_fetch_it_and_every_time_is_written_down():
    application, client = confirmed()
    choose(client, application, documents.pdf())
    manager = manager_of(application)

    page = manager.get(url("application_review", application))
    answer = manager.get(url("cv_read", application))

    assert url("cv_read", application) in page.text
    assert answer.content == documents.pdf()
    looks = AuditEntry.objects.filter(verb="looked", table="returners_cv")
    assert [(look.actor, look.row, look.why) for look in looks] == [
        (manager.user, CV.objects.get().pk, "Downloaded the CV")
    ]


def test_nobody_else_gets_it():
    application, client = confirmed()
    choose(client, application, documents.pdf())
    foreign, other = manager_of(ApplicationFactory()), confirmed()[1]

    assert foreign.get(url("cv_read", application)).status_code == 404
    assert client.get(url("cv_read", application)).status_code == 404
    assert other.get(url("cv_download", application)).status_code == 404
    assert Client().get(url("cv_download", application)).status_code == 302
    assert not AuditEntry.objects.filter(verb="looked", table="returners_cv").exists()


def test_no_address_leads_to_the_file():
    application, client = confirmed()
    choose(client, application, documents.pdf())
    name = CV.objects.get().file.name

    for path in (f"/{name}", f"/media/{name}", f"/static/{name}"):
        assert client.get(path).status_code == 404


def test_file_that_is_gone_is_not_found():
    application, client = confirmed()
    choose(client, application, documents.pdf())
    default_storage.delete(CV.objects.get().file.name)

    assert client.get(url("cv_download", application)).status_code == 404


def test_remove_asks_first_and_pressing_twice_is_once():
    application, client = confirmed()
    choose(client, application, documents.pdf())

    asked = client.get(url("cv_remove", application))
    pressed = [client.post(url("cv_remove", application), follow=True) for _ in range(2)]

    assert "My CV.pdf" in asked.text
    assert all("Your CV is removed." in page.text for page in pressed)
    assert not CV.objects.exists()
    assert client.get(url("cv_download", application)).status_code == 404
    assert client.get(url("cv_remove", application)).status_code == 302


def test_whoever_withdrew_sees_it_and_can_remove_it_but_not_replace_it():
    application, client = confirmed()
    choose(client, application, documents.pdf())
    actions.withdraw(application, at=timezone.now())

    page = client.get(url("cv_change", application))
    again = choose(client, application, documents.odt(), follow=True)
    removed = client.post(url("cv_remove", application), follow=True)

    assert "My CV.pdf" in page.text
    assert "Save this CV" not in page.text
    assert "You can add a CV once your place is confirmed." in again.text
    assert "Your CV is removed." in removed.text
