"""An application by phone: staff write it down, its person sends it, and nobody else can."""

import datetime as dt
import uuid

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from cohorts.models import ProgrammeText
from core.audit import AuditEntry
from core.errors import Refused
from core.places import Status
from notifications.models import Message
from returners import actions
from returners.doors import BY_PHONE
from returners.models import Application, PhoneDraft, Place
from tests.factories.accounts import PASSWORD, ProgrammeManagerFactory, UserFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory
from tests.letters import letters_to
from tests.returners.phoning import CALLER, DAY, MINUTE, NOW, cohort_now, confirm, sent, shown, take

pytestmark = pytest.mark.django_db


def is_verified(draft):
    return EmailAddress.objects.get(email=draft.application.person.email).verified


# -- Begun ---------------------------------------------------------------------------------------------------------


def test_take_makes_an_account_that_nobody_can_enter_and_a_draft():
    manager = ProgrammeManagerFactory()

    draft = take(email="Caller@Example.org", by=manager)

    person, application = draft.application.person, draft.application
    assert (person.email, person.name, person.has_usable_password()) == (CALLER, "Amina Hussain", False)
    assert not is_verified(draft)
    assert (application.status, application.full_name, application.phone) == ("draft", "Amina Hussain", "+447700900123")
    assert draft.taken_by == manager
    assert [(step.what, step.by) for step in application.steps.all()] == [("taken", manager)]
    assert letters_to(person) == []


@pytest.mark.parametrize("verified", [True, False])
def test_take_for_somebody_with_an_account_leaves_it_as_it_is(verified):
    person = UserFactory(email=CALLER, name="Amina H", verified=verified)

    draft = take()

    person.refresh_from_db()
    assert draft.application.person == person
    assert (person.name, person.has_usable_password(), is_verified(draft)) == ("Amina H", True, verified)


def test_take_finds_somebody_by_an_address_they_have_beside_the_first():
    person = UserFactory()
    EmailAddress.objects.create(user=person, email=CALLER, verified=True)

    draft = take()

    assert draft.application.person == person
    assert not User.objects.filter(email=CALLER).exists()


def test_take_again_is_the_same_draft_and_moves_to_the_cohort_that_is_open():
    first = take()
    later = cohort_now(programme=first.application.programme)

    again = take(later)

    again.application.refresh_from_db()
    assert again == first
    assert again.application.cohort == later


def test_take_is_refused_for_whoever_has_applied():
    application = actions.submit(ApplicationFactory(now=NOW, cohort=cohort_now(), person__email=CALLER), at=NOW)

    with pytest.raises(Refused, match=f"an application already: reference {application.reference}"):
        take(application.cohort)


def test_take_is_refused_for_whoever_has_begun_themselves_and_says_nothing_of_what():
    application = ApplicationFactory(now=NOW, cohort=cohort_now(), person__email=CALLER)

    with pytest.raises(Refused, match="begun an application themselves") as refusal:
        take(application.cohort)

    assert application.reference not in str(refusal.value)
    assert not PhoneDraft.objects.exists()


def test_take_leaves_applications_to_other_programmes_alone():
    other = ApplicationFactory(person__email=CALLER)

    draft = take()

    assert draft.application != other
    assert Application.objects.count() == 2


@pytest.mark.parametrize("calendar", [{"closed": True}, {"upcoming": True}])
def test_take_is_refused_while_applications_are_not_open_and_makes_no_account(calendar):
    with pytest.raises(Refused, match="Applications for the"):
        take(cohort_now(**calendar))

    assert not User.objects.filter(email=CALLER).exists()


def test_take_is_refused_for_oneself_and_for_an_account_that_is_closed():
    manager = ProgrammeManagerFactory()
    closed = UserFactory(is_active=False)

    with pytest.raises(Refused, match="your own address"):
        take(email=manager.email, by=manager)
    with pytest.raises(Refused, match="account with this address is closed"):
        take(email=closed.email)


# -- The link ------------------------------------------------------------------------------------------------------


def test_send_writes_a_letter_that_no_page_shows():
    draft = sent()

    letter = Message.objects.get(template="returners/email/please_confirm")
    # The rest of the token is the second it was signed in.
    assert f"{draft.link}:" in letter.text
    assert (letter.secret, letter.to) == (True, draft.application.person.email)
    assert "by Monday 16 March 2026 at midday" in letter.text.replace("\n", " ")
    assert draft.application.steps.filter(what="link sent", by=draft.taken_by).exists()


@pytest.mark.parametrize("missing", [{"strand": None}, {"needs_support": ""}, {"full_name": ""}, {"field": ""}])
def test_send_waits_for_every_answer(missing):
    draft = PhoneDraftFactory(application__cohort=cohort_now(), **{f"application__{k}": v for k, v in missing.items()})

    with pytest.raises(Refused, match="not complete yet"):
        actions.send_to_confirm(draft, by=draft.taken_by, at=NOW)

    assert not Message.objects.exists()


def test_send_again_makes_the_older_link_useless():
    first = sent()
    older = first.token

    second = actions.send_to_confirm(first, by=first.taken_by, at=NOW + DAY)

    assert not PhoneDraft.objects.behind(older).exists()
    assert PhoneDraft.objects.behind(second.token).get() == first


def test_send_pressed_twice_writes_one_letter():
    first = sent()

    second = actions.send_to_confirm(first, by=first.taken_by, at=NOW + dt.timedelta(seconds=1))

    assert second.link == first.link
    assert letters_to(first.application.person) == ["please_confirm"]


# -- Confirmed -----------------------------------------------------------------------------------------------------


def test_confirm_sends_the_application_and_verifies_the_address():
    draft = sent()
    person = draft.application.person
    EmailAddress.objects.filter(user=person).update(verified=False)

    application = confirm(draft)

    assert (application.status, application.submitted_at) == ("decided", NOW + MINUTE)
    assert application.places.get().status == Status.OFFERED
    assert (application.declarations.version, application.declared_at) == (1, NOW + MINUTE)
    assert application.privacy_notice == application.programme.privacy_notice
    assert is_verified(draft)
    assert letters_to(person) == ["please_confirm", "received", "offered"]
    assert [(step.what, step.by) for step in application.steps.all()][-4:] == [
        ("link sent", draft.taken_by),
        ("submitted", person),
        ("found eligible", None),
        ("offered", None),
    ]


@pytest.mark.parametrize("verified", [True, False])
def test_confirm_forgets_a_password_that_a_stranger_may_have_chosen(verified):
    """Anybody can sign up with an address of somebody else's and wait for its owner to confirm it."""
    draft = sent()
    person = draft.application.person
    EmailAddress.objects.filter(user=person).update(verified=verified)

    confirm(draft)

    person.refresh_from_db()
    assert person.check_password(PASSWORD) is verified


def test_confirm_is_put_down_to_the_person_in_the_trail():
    draft = sent()

    confirm(draft)

    entries = AuditEntry.objects.filter(table="returners_application", row=draft.application.pk)
    assert entries.latest("pk").actor == draft.application.person


def test_confirm_twice_sends_once():
    draft = sent()
    first = confirm(draft)

    again = confirm(draft, at=NOW + DAY)

    assert again.submitted_at == first.submitted_at
    assert Place.objects.count() == 1


def test_confirm_of_answers_that_have_changed_since_asks_to_read_them_again():
    draft = sent()
    before = shown(draft)
    actions.answer(draft.application, at=NOW + MINUTE, full_name="Amina Hussein")

    with pytest.raises(Refused, match="changed since you opened this page"):
        confirm(draft, shown=before)

    assert Application.objects.get().is_draft


def test_confirm_of_declarations_that_have_changed_since_asks_to_read_them_again():
    draft = sent()
    before = shown(draft)
    programme = draft.application.programme
    programme.texts.create(kind=ProgrammeText.Kind.DECLARATIONS, version=2, body="Something more.")

    with pytest.raises(Refused, match="changed since"):
        confirm(draft, shown=before)

    assert confirm(draft).declarations.version == 2


def test_confirm_is_judged_by_the_close_and_the_draft_is_kept():
    draft = sent()
    closes_at = draft.application.cohort.closes_at
    actions.send_to_confirm(draft, by=draft.taken_by, at=closes_at - DAY)
    draft.refresh_from_db()

    with pytest.raises(Refused, match="Your answers are kept for the next one"):
        confirm(draft, at=closes_at)

    draft.refresh_from_db()
    assert draft.confirmed_at is None
    assert draft.application.declarations is None
    assert confirm(draft, at=closes_at - dt.timedelta(microseconds=1)).submitted_at


def test_confirm_where_everything_is_full_keeps_the_draft():
    cohort = cohort_now(pool__capacity=0, pool__waiting_limit=0)
    draft = sent(cohort)

    with pytest.raises(Refused, match="Your answers are kept"):
        confirm(draft)

    assert Application.objects.get().is_draft


def test_confirm_by_an_old_link_or_one_that_has_run_out_is_refused():
    draft = sent()
    old = PhoneDraft.objects.get()
    old.link = uuid.uuid4()
    Application.objects.update(cohort=cohort_now(programme=draft.application.programme, closes_at=NOW + 30 * DAY))

    with pytest.raises(Refused, match="newer letter"):
        confirm(old)
    draft.application.refresh_from_db()
    with pytest.raises(Refused, match="run out"):
        confirm(draft, at=NOW + 14 * DAY)

    assert confirm(draft, at=NOW + 14 * DAY - MINUTE).submitted_at


def test_nobody_but_its_person_declares_anything():
    draft = sent()

    assert draft.application.declarations is None
    assert "declarations" not in [section.slug for section in BY_PHONE.sections(draft.application)]


def test_phone_draft_can_be_sent_by_its_person_after_signing_in():
    draft = sent()
    text = draft.application.programme.text(ProgrammeText.Kind.DECLARATIONS)
    actions.answer(draft.application, at=NOW, declarations=text, declared_at=NOW)

    application = actions.submit(draft.application, at=NOW)

    assert confirm(draft) == application
    assert Place.objects.count() == 1
