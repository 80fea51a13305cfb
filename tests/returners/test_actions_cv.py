"""The CV of an application, and its file: one row, one file, whatever goes wrong between the two."""

import datetime as dt

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, transaction
from django.utils import timezone

from core.audit import AuditEntry
from core.documents import Document, Kind
from core.errors import Refused
from returners import actions, tasks
from returners.models import CV
from tests import documents
from tests.factories.returners import ApplicationFactory
from tests.parallel import in_parallel
from tests.returners.places import confirmed

DAY = dt.timedelta(days=1)


@pytest.fixture(autouse=True, params=["folder", "memory"])
def storage(request, settings, tmp_path):
    """Any storage of Django's will do."""
    backend = {"folder": "FileSystemStorage", "memory": "InMemoryStorage"}[request.param]
    options = {"location": str(tmp_path / "media")} if request.param == "folder" else {}
    default = {"BACKEND": f"django.core.files.storage.{backend}", "OPTIONS": options}
    settings.STORAGES = {**settings.STORAGES, "default": default}


def document(content=b"one", name="Amina.pdf"):
    return Document(Kind.PDF, name, content)


def read(name):
    with default_storage.open(name) as file:
        return file.read()


def files():
    try:
        return {read(f"cv/{name}") for name in default_storage.listdir("cv")[1]}
    except FileNotFoundError:
        return set()


def keep(application, content=b"one", **kwargs):
    return actions.keep_cv(application, document(content, **kwargs), at=timezone.now(), by=application.person)


@pytest.mark.django_db
def test_keep_cv_keeps_what_was_sent_under_a_name_that_says_nothing():
    application, _ = confirmed()

    cv = keep(application, documents.pdf())

    assert (cv.name, cv.kind, cv.size) == ("Amina.pdf", "pdf", len(documents.pdf()))
    assert read(cv.file.name) == documents.pdf()
    assert "amina" not in cv.file.name.lower()
    assert AuditEntry.objects.filter(table="returners_cv", verb="added", actor=application.person).count() == 1


@pytest.mark.django_db
def test_keep_cv_replaces_the_one_before(django_capture_on_commit_callbacks):
    application, _ = confirmed()
    keep(application, b"one")

    with django_capture_on_commit_callbacks(execute=True):
        keep(application, b"two", name="New.pdf")

    assert CV.objects.get().name == "New.pdf"
    assert files() == {b"two"}


@pytest.mark.django_db
@pytest.mark.parametrize("state", ["draft", "offered", "withdrawn"])
def test_keep_cv_is_for_those_who_have_a_place(state):
    application = ApplicationFactory() if state == "draft" else actions.submit(ApplicationFactory(), at=timezone.now())
    if state == "withdrawn":
        application, _ = confirmed()
        actions.withdraw(application, at=timezone.now())
        application.refresh_from_db()

    with pytest.raises(Refused, match="once your place is confirmed"):
        keep(application)

    assert files() == set()


@pytest.mark.django_db
def test_keep_cv_that_is_undone_leaves_no_file_and_the_old_one_stays(django_capture_on_commit_callbacks):
    application, _ = confirmed()
    keep(application, b"one")

    with pytest.raises(Exception, match="too long"), transaction.atomic():
        keep(application, b"two", name="x" * 200)

    assert files() == {b"one"}
    assert read(CV.objects.get().file.name) == b"one"


@pytest.mark.django_db
def test_remove_cv_removes_row_and_file_and_twice_is_once(django_capture_on_commit_callbacks):
    application, _ = confirmed()
    keep(application)

    with django_capture_on_commit_callbacks(execute=True):
        for _ in range(2):
            actions.remove_cv(application, at=timezone.now(), by=application.person)

    assert not CV.objects.exists()
    assert files() == set()
    assert AuditEntry.objects.filter(table="returners_cv", verb="deleted").count() == 1


@pytest.mark.django_db
def test_remove_cv_that_is_undone_leaves_the_file():
    application, _ = confirmed()
    keep(application)

    with transaction.atomic():
        actions.remove_cv(application, at=timezone.now(), by=application.person)
        transaction.set_rollback(True)

    assert files() == {b"one"}


@pytest.mark.django_db
def test_whoever_withdrew_can_still_remove_it():
    application, _ = confirmed()
    keep(application)
    actions.withdraw(application, at=timezone.now())

    actions.remove_cv(application, at=timezone.now(), by=application.person)

    assert not CV.objects.exists()


@pytest.mark.django_db
def test_lost_files_are_removed_once_they_are_a_day_old():
    application, _ = confirmed()
    keep(application, b"one")
    default_storage.save("cv/lost", ContentFile(b"lost"))

    tasks.remove_lost_files()
    early = files()
    with time_machine.travel(timezone.now() + DAY + dt.timedelta(minutes=1)):
        tasks.remove_lost_files()

    assert early == {b"one", b"lost"}
    assert files() == {b"one"}


@pytest.mark.django_db
def test_nobody_has_uploaded_anything_yet():
    assert actions.remove_lost_files(at=timezone.now()) == 0


@pytest.mark.django_db(transaction=True)
def test_two_tabs_at_once_leave_one_row_and_its_file():
    application, _ = confirmed()

    in_parallel([lambda n=n: keep(application, b"%d" % n) for n in range(4)])

    kept = CV.objects.get()
    assert files() == {read(kept.file.name)}
    assert connection.in_atomic_block is False
