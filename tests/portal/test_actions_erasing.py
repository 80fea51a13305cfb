"""Erasure leaves nothing of a person behind, holds up nobody's turn, and can be done again after a restore."""

import datetime as dt
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actions import change_name
from accounts.models import Role, RoleGrant, User
from cohorts.models import Enrolment
from core.audit import AuditEntry
from core.documents import Document, Kind
from core.errors import Refused
from core.places import Status
from notifications.delivery import deliver_due
from notifications.models import Lane, Message
from notifications.outbox import post
from portal.actions import erase, erasing, forget_last_letters, remove_files, repeat
from portal.models import DoomedFile, Erasure
from portal.tasks import finish_erasures
from returners import actions
from returners.eligibility import Answers
from returners.models import Application, Decision, EqualityAnswers, Place
from tests.counting import miscounted
from tests.factories.accounts import PASSWORD, AdministratorFactory, InvitationFactory, UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.parallel import in_parallel
from tests.portal.erasing import EARLIER, EMAIL, HERE, NAME, PHONE, POSTCODE, accept, applies, signs_in
from tests.portal.traces import files_with, tables_with

pytestmark = pytest.mark.django_db(transaction=True)

WORDS = ["Quillon", "Ashgrove", EARLIER, "7700900456", "07700 900456", POSTCODE, "LS69ZX"]
# Words of their own that only they wrote.
WORDS += ["a hearing loop", "my mother is ill", "a job in Wakefield"]


@pytest.fixture
def media(settings, tmp_path):
    """The folder of files."""
    folder = tmp_path / "media"
    default = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(folder)}}
    settings.STORAGES = {**settings.STORAGES, "default": default}
    return folder


@pytest.fixture
def person(media):
    """Somebody who has been through everything there is."""
    person = UserFactory(name=NAME, email=EARLIER)
    EmailAddress.objects.filter(user=person).update(email=EMAIL)
    person.email = EMAIL
    person.save()
    change_name(person, name=f"{NAME} Before")
    change_name(person, name=NAME)
    signs_in(person)
    Client().post(reverse("account_reset_password"), {"email": EMAIL})
    confirmed = applies(person, CohortFactory(pool__capacity=1))
    actions.change_contact(confirmed, phone="+447700900457", contact_by="phone", at=timezone.now())
    actions.change_contact(confirmed, phone=PHONE, contact_by="phone", at=timezone.now())
    accept(confirmed)
    cv = Document(Kind.PDF, f"{NAME}.pdf", b"A CV of Quillon Ashgrove")
    actions.keep_cv(confirmed, cv, at=timezone.now(), by=person)
    turned_down = applies(person, CohortFactory())
    actions.decline(turned_down.places.get(), reason="I found a job in Wakefield", at=timezone.now())
    left = applies(person, CohortFactory())
    actions.withdraw(left, why="my mother is ill", at=timezone.now())
    referred = applies(person, CohortFactory(), situation="studying")
    administrator = AdministratorFactory()
    actions.overrule(referred, eligible=True, why="Quillon told me on the phone", by=administrator, at=timezone.now())
    ApplicationFactory(person=person, full_name=NAME, phone=PHONE, postcode=POSTCODE)
    InvitationFactory(email=EMAIL, invited_by=administrator)
    LogEntry.objects.create(
        user=administrator,
        content_type=ContentType.objects.get_for_model(User),
        object_id=str(person.pk),
        object_repr=NAME,
        action_flag=CHANGE,
        change_message="Name",
    )
    post(
        "about-them", to="manager@example.org", template="returners/email/withdrawn", about=referred.uuid,
        context={"name": NAME, "cohort": "x", "programme": "x", "programme_url": "x", "reference": "x"},
    )  # fmt: skip
    return person


# -- Nothing is left -------------------------------------------------------------------------------------------------


def test_erase_leaves_nothing_to_be_found_in_a_dump_or_among_the_files(person, settings, tmp_path):
    settings.ERASURE_LOG = str(tmp_path / "erasures.log")
    before, files_before = tables_with(WORDS), files_with(WORDS, tmp_path)

    erase(person, by=None, how=HERE, at=timezone.now())
    for lane in Lane:
        deliver_due(lane)
    finish_erasures()

    assert before >= {
        "(sessions)",
        "account_emailaddress",
        "accounts_invitation",
        "accounts_user",
        "accounts_userevent",
        "cohorts_enrolment",
        "django_admin_log",
        "notifications_message",
        "returners_application",
        "returners_applicationevent",
        "returners_cv",
        "returners_cvevent",
        "returners_decision",
        "returners_place",
        "returners_step",
    }
    assert len(files_before) == 1
    assert tables_with(WORDS) == set()
    assert files_with(WORDS, tmp_path) == set()


def test_erase_finds_the_equality_answers_before_the_application_loses_its_uuid():
    mine, other = ApplicationFactory(decided=True), ApplicationFactory(decided=True)
    for application in (mine, other):
        actions.answer_equality(application, question="sex", answer="female")

    erase(mine.person, by=None, how=Erasure.How.HERE, at=timezone.now())

    assert EqualityAnswers.objects.get() == EqualityAnswers.objects.of(other).get()


def test_erase_tells_the_person_once_and_forgets_the_address(person):
    erase(person, by=None, how=HERE, at=timezone.now())
    deliver_due(Lane.NOW)

    [letter] = [letter for letter in mail.outbox if letter.to == [EMAIL]]
    assert letter.subject == "Your data has been deleted"
    forget_last_letters()
    assert not Message.objects.filter(to=EMAIL).exists()
    assert not Erasure.objects.filter(last_letter__isnull=False).exists()


def test_last_letter_stays_until_it_has_left(person):
    erase(person, by=None, how=HERE, at=timezone.now())

    forget_last_letters()

    assert Message.objects.get(to=EMAIL).status == "due"


def test_erase_keeps_the_statistics(person):
    region = Decision.objects.filter(application__person=person).first().region

    erase(person, by=None, how=HERE, at=timezone.now())

    applications = Application.objects.filter(person=person)
    decisions = Decision.objects.filter(application__person=person)
    assert applications.count() == 5
    assert {decision.region for decision in decisions} == {region}
    assert {decision.outcome for decision in decisions} == {"met", "refer"}
    assert {a.submitted_at.astimezone(timezone.get_default_timezone()).day for a in applications if a.submitted_at} == {
        1
    }
    assert Enrolment.objects.get(person=person).region == region
    assert {a.full_name for a in applications} == {"Name deleted"}


def test_erase_changes_nothing_of_anybody_else(person):
    other = UserFactory(name="Una Other", email="una@example.org")
    application = accept(applies(other, Application.objects.filter(person=person).last().cohort)).application
    signs_in(other)
    before = tables_with(["Una Other", "una@example.org"])

    erase(person, by=None, how=HERE, at=timezone.now())

    application.refresh_from_db()
    assert (application.full_name, application.postcode) == ("Una Other", POSTCODE)
    assert tables_with(["Una Other", "una@example.org"]) == before
    assert UserSession.objects.filter(user=other).exists()


def test_erased_account_can_do_nothing_and_its_address_is_free(person):
    client = signs_in(person)

    erase(person, by=None, how=HERE, at=timezone.now())

    assert client.get(reverse("portal:my_home")).status_code == 302
    assert not Client().login(email=EMAIL, password=PASSWORD)
    assert UserFactory(email=EMAIL).pk != person.pk


def test_letters_to_an_empty_account_are_never_sent(person):
    erase(person, by=None, how=HERE, at=timezone.now())
    person.refresh_from_db()

    message = post("late", to=person.email, template="portal/email/erased", context={"asked": ""}, person=person)

    assert message.status == "cancelled"


def test_files_are_deleted_after_the_commit_and_tried_until_they_are_gone(person, media, caplog):
    erase(person, by=None, how=HERE, at=timezone.now())
    [file] = (media / "cv").iterdir()
    content = file.read_bytes()
    # A folder in its place cannot be deleted as a file.
    file.unlink()
    (file / "within").mkdir(parents=True)

    remove_files()
    waiting = DoomedFile.objects.count()
    (file / "within").rmdir()
    file.rmdir()
    file.write_bytes(content)
    remove_files()

    assert waiting == 1
    assert "could not be deleted" in caplog.text
    assert not file.exists()
    assert not DoomedFile.objects.exists()


# -- Who did it ------------------------------------------------------------------------------------------------------


def test_trail_keeps_that_it_was_done_and_by_whom(person):
    administrator = AdministratorFactory()

    erase(person, by=administrator, how=Erasure.How.POST, at=timezone.now())

    entry = AuditEntry.objects.get(table="portal_erasure", verb="added")
    assert (entry.actor, entry.why) == (administrator, "Erasure: They asked by letter")
    assert AuditEntry.objects.filter(table="accounts_user", row=person.pk, actor=administrator).exists()


def test_erase_twice_is_once(person):
    first = erase(person, by=None, how=HERE, at=timezone.now())

    second = erase(User.objects.get(pk=person.pk), by=None, how=HERE, at=timezone.now())

    assert first == second
    assert Message.objects.filter(template="portal/email/erased").count() == 1


def test_erased_staff_stay_behind_what_they_did_without_a_name():
    AdministratorFactory()
    leaving = AdministratorFactory(name="Gracious Vale")
    application = applies(UserFactory(), CohortFactory(), situation="studying")
    actions.overrule(application, eligible=True, why="Fine", by=leaving, at=timezone.now())

    erase(leaving, by=None, how=HERE, at=timezone.now())

    decision = application.decisions.latest()
    assert str(decision.decided_by) == "A former member of staff"
    assert decision.why == "Fine"
    assert not RoleGrant.objects.filter(user=leaving).exists()
    assert tables_with(["Gracious Vale"]) == set()


def test_last_administrator_cannot_be_erased():
    leaving = AdministratorFactory(name="Only One")

    with pytest.raises(Refused, match="last administrator"):
        erase(leaving, by=None, how=HERE, at=timezone.now())

    leaving.refresh_from_db()
    assert (leaving.name, leaving.roles) == ("Only One", [Role.ADMINISTRATOR])


# -- Races -----------------------------------------------------------------------------------------------------------


def left(person):
    """What of somebody can still be read, once the second look is over."""
    repeat(at=timezone.now() + dt.timedelta(minutes=5))
    applications = Application.objects.filter(person=person)
    return {a.full_name for a in applications} - {"Name deleted"}, Message.objects.filter(person=person).count()


@pytest.mark.parametrize("attempt", range(4))
def test_erase_and_submit_at_once_leave_nothing(attempt):
    cohort = CohortFactory(pool__capacity=3)
    draft = ApplicationFactory(cohort=cohort)

    in_parallel(
        [
            partial(actions.submit, draft, at=timezone.now()),
            partial(erase, draft.person, by=None, how=HERE, at=timezone.now()),
        ],
        may_raise=(Refused,),
    )
    # Refused only where it was sent at that very moment: they press again.
    erase(draft.person, by=None, how=HERE, at=timezone.now())

    assert left(draft.person) == (set(), 0)
    assert not miscounted(cohort.pools.get(), Place)
    assert not Place.objects.live().exists()


@pytest.mark.parametrize("attempt", range(4))
def test_erase_and_accept_at_once_leave_nothing(attempt):
    cohort = CohortFactory(pool__capacity=1)
    application = applies(UserFactory(), cohort)
    waiting = applies(UserFactory(), cohort)

    in_parallel(
        [
            partial(accept, application),
            partial(erase, application.person, by=None, how=HERE, at=timezone.now()),
        ],
        may_raise=(Refused,),
    )

    assert left(application.person) == (set(), 0)
    assert waiting.places.get().status == Status.OFFERED
    assert not Enrolment.objects.active().exists()
    assert not miscounted(cohort.pools.get(), Place)


def test_erase_from_two_tabs_at_once_is_once(person):
    outcomes = in_parallel([partial(erase, person, by=None, how=HERE, at=timezone.now())] * 2)

    assert outcomes[0] == outcomes[1]


def test_second_look_finds_what_a_request_under_way_wrote(person):
    cohort = CohortFactory()
    erase(person, by=None, how=HERE, at=timezone.now())
    actions.start(person, cohort=cohort, answers=Answers(), at=timezone.now())
    assert tables_with(["Ashgrove"]) == {"returners_application", "returners_applicationevent"}

    repeat(at=timezone.now() + dt.timedelta(minutes=1))
    too_early = tables_with(["Ashgrove"])
    repeat(at=timezone.now() + dt.timedelta(minutes=3))

    assert too_early
    assert tables_with(["Ashgrove"]) == set()
    assert not Application.objects.live().filter(person=person).exists()


def test_a_walk_that_fails_holds_up_no_other(monkeypatch, caplog):
    first, second = (erase(UserFactory(), by=None, how=HERE, at=timezone.now()) for _ in range(2))
    walk = erasing.forget
    broken = first.account_id
    monkeypatch.setattr(erasing, "forget", lambda subject: 1 / 0 if subject.pk == broken else walk(subject))

    repeat(at=timezone.now() + dt.timedelta(minutes=3))

    assert list(Erasure.objects.not_repeated()) == [first]
    assert Erasure.objects.filter(pk=second.pk, repeated_at__isnull=False).exists()
    assert "could not be looked for once more: ZeroDivisionError" in caplog.text
