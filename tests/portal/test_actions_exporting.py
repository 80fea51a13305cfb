"""The download holds everything that is declared, in words, and nothing that opens a door or names a colleague."""

import datetime as dt
import json
import zipfile

import pytest
from allauth.account.models import EmailAddress
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.actions import change_name
from cohorts import interest
from core import audit
from core.documents import Document, Kind
from core.errors import Refused
from portal.actions import download, erase
from portal.models import Erasure
from returners import actions
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.factories.returners import ApplicationFactory
from tests.returners.places import confirmed

pytestmark = pytest.mark.django_db


def unpacked(person, by=None):
    with download(person, by=by or person, at=timezone.now()) as found, zipfile.ZipFile(found) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def applies(person, **answers):
    application = ApplicationFactory(person=person, cohort=CohortFactory(name="Spring cohort"), **answers)
    return actions.submit(application, at=timezone.now())


def test_download_holds_what_was_told_decided_and_written():
    person = UserFactory(name="Ada Byron", email="ada@example.org")
    applies(person, support_needs="A hearing loop", needs_support="yes")

    files = unpacked(person)

    application = json.loads(files["your-applications.json"])
    [told] = application["What we hold"]
    assert told["Full name"] == "Ada Byron"
    assert told["Support needs"] == "A hearing loop"
    assert told["Situation"] == "Not working"
    assert told["Cohort"].endswith("Spring cohort")
    assert told["Person"] == "You"
    assert told["Submitted at"].endswith(("am", "pm", "midday")) or "midnight" in told["Submitted at"]
    assert "12 months after it was over" in str(application["How long we keep it"])
    assert "Ada Byron" in files["letters-sent-to-you.json"]
    assert json.loads(files["your-career-breaks.json"])["What we hold"][0]["Reason"]


def test_download_holds_what_it_was_before():
    person = UserFactory(name="Before Hand")
    change_name(person, name="After Wards")

    account = json.loads(unpacked(person)["your-account.json"])

    assert [row["Name"] for row in account["What it was before"]] == ["Before Hand", "After Wards"]


def test_download_says_who_looked_without_naming_them():
    person, manager = UserFactory(), AdministratorFactory(name="Grace Okafor")
    application = applies(person, situation="studying")
    audit.looked(manager, application, why="Phone call")
    actions.overrule(application, eligible=True, why="Fine", by=manager, at=timezone.now())

    files = unpacked(person)

    happened = json.loads(files["who-changed-and-looked.json"])["What happened"]
    look = next(entry for entry in happened if entry["What"] == "Looked at: your applications")
    assert (look["Who"], look["Why"]) == ("A member of staff", "Phone call")
    assert "Grace" not in "".join(files.values())
    assert (
        json.loads(files["decisions-on-your-applications.json"])["What we hold"][-1]["Decided by"]
        == "A member of staff"
    )


def test_download_holds_the_files_under_the_names_that_the_list_gives(settings):
    default = {"BACKEND": "django.core.files.storage.InMemoryStorage"}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    application, _ = confirmed()
    cv = Document(Kind.PDF, "Ada.pdf", b"A CV of Ada")
    actions.keep_cv(application, cv, at=timezone.now(), by=application.person)

    files = unpacked(application.person)

    [listed] = json.loads(files["your-cv.json"])["What we hold"]
    assert files[listed["File"]] == "A CV of Ada"
    assert listed["Name"] == "Ada.pdf"


def test_download_opens_no_door_and_holds_nobody_else(sign_in):
    person, other = UserFactory(), UserFactory(name="Una Other", email="una@example.org")
    applies(other)
    applies(person)
    client = sign_in(person)

    everything = "".join(unpacked(person).values())

    person.refresh_from_db()
    assert person.password not in everything
    assert client.session.session_key not in everything
    assert "Una" not in everything
    assert "una@example.org" not in everything


@pytest.fixture
def two_with_one_address():
    """One moved on to another address; somebody else signed up with the one they had."""
    earlier = UserFactory(name="Ada Earlier", email="family@example.org")
    applies(earlier)
    EmailAddress.objects.filter(user=earlier).update(email="ada@example.org")
    earlier.email = "ada@example.org"
    earlier.save()
    later = UserFactory(name="Una Later", email="family@example.org")
    applies(later)
    interest.ask(ProgrammeFactory(name="Asked by Una Later"), email=later.email, at=timezone.now())
    return earlier, later


def test_download_keeps_people_apart_who_had_one_address_after_another(two_with_one_address):
    earlier, later = two_with_one_address

    hers, theirs = ("".join(unpacked(person).values()) for person in (earlier, later))

    assert "Ada Earlier" in hers
    assert "Una Later" not in hers
    assert "Una Later" in theirs
    assert "Ada Earlier" not in theirs


def test_erasing_one_of_two_who_had_one_address_takes_nothing_from_the_other(two_with_one_address):
    earlier, later = two_with_one_address
    before = unpacked(later)

    erase(earlier, by=None, how=Erasure.How.HERE, at=timezone.now())

    kept = ("your-email-addresses.json", "letters-sent-to-you.json", "programmes-you-asked-to-be-told-of.json")
    after = unpacked(later)
    assert [after[name] for name in kept] == [before[name] for name in kept]


def test_readme_names_every_file_and_says_what_it_is_for():
    person = UserFactory()
    applies(person)

    files = unpacked(person)

    readme = files.pop("README.txt")
    assert all(name in readme for name in files)
    assert "We use it to decide on your application" in readme


def test_download_takes_as_many_queries_for_a_lot_as_for_a_little():
    person = UserFactory()
    applies(person)
    # What Django remembers of content types, it asks for once.
    download(person, by=person, at=timezone.now()).close()
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as queries:
            download(person, by=person, at=timezone.now()).close()
        counts.append(len(queries))
        for _ in range(3):
            applies(person)

    assert counts[0] == counts[1]


def test_download_is_written_down():
    person, administrator = UserFactory(), AdministratorFactory()

    download(person, by=administrator, at=timezone.now(), asked="They asked by letter").close()

    entry = audit.AuditEntry.objects.filter(table="accounts_user", row=person.pk).latest("pk")
    assert (entry.verb, entry.actor) == ("looked", administrator)
    assert entry.why == "Downloaded everything held on them. They asked by letter."


def test_download_too_often_is_refused_until_an_hour_has_passed():
    person = UserFactory()
    for _ in range(5):
        download(person, by=person, at=timezone.now()).close()

    with pytest.raises(Refused, match="Wait an hour"):
        download(person, by=person, at=timezone.now())
    download(person, by=person, at=timezone.now() + dt.timedelta(hours=1, seconds=1)).close()
