"""What organisations' contacts leave behind when they close their account, and when time is over."""

import datetime as dt

import pytest

from employers import actions
from employers.models import Contact, JoinRequest, SupportMessage, SupportRequest
from portal.actions import erase, retain
from portal.models import Erasure
from support import actions as threads
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import ContactFactory, JoinRequestFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 5, 1, 12, tzinfo=dt.UTC)


def closes_account(person):
    erase(person, by=None, how=Erasure.How.HERE, at=NOW)


def test_account_closed_takes_questions_words_and_membership_with_it():
    member = ContactFactory(manages=True)
    colleague = ContactFactory(organisation=member.organisation)
    own = SupportRequestFactory(organisation=member.organisation, asked_by=member.person)
    threads.answer(own, text="Dear Grace", by=ProgrammeManagerFactory(), at=NOW)
    theirs = SupportRequestFactory(organisation=member.organisation, asked_by=colleague.person)
    actions.say(theirs, text="I am Grace", by=member.person, at=NOW)
    JoinRequestFactory(person=member.person)

    closes_account(member.person)

    assert list(SupportRequest.objects.all()) == [theirs]
    assert list(SupportMessage.objects.values_list("author", flat=True)) == [colleague.person_id]
    assert list(Contact.objects.all()) == [colleague]
    assert not JoinRequest.objects.exists()
    assert not SupportRequest.pgh_event_model.objects.filter(asked_by=member.person).exists()


def test_staff_who_close_their_account_leave_their_answers():
    officer = ProgrammeManagerFactory()
    thread = threads.answer(SupportRequestFactory(), text="Good.", by=officer, at=NOW)

    closes_account(officer)

    thread.refresh_from_db()
    assert thread.owner is None
    assert str(thread.messages.get(from_team=True).author) == "A former member of staff"


def test_closed_questions_go_after_two_years_and_no_others():
    kept = SupportRequestFactory(opened_at=NOW - dt.timedelta(days=900))
    gone = SupportRequestFactory(closed=True, opened_at=NOW - dt.timedelta(days=732))
    recent = SupportRequestFactory(closed=True, opened_at=NOW - dt.timedelta(days=725))

    retain(at=NOW)

    assert set(SupportRequest.objects.all()) == {kept, recent}
    assert SupportMessage.objects.count() == 2
    assert not SupportRequest.pgh_event_model.objects.filter(pgh_obj_id=gone.pk).exists()


def test_whoever_left_is_forgotten_a_year_later():
    there = ContactFactory()
    left = {"status": Contact.Status.LEFT, "organisation": there.organisation}
    gone = ContactFactory(**left, left_at=NOW - dt.timedelta(days=367))
    JoinRequestFactory(person=gone.person, contact=gone, decided_at=NOW - dt.timedelta(days=10))
    lately = ContactFactory(**left, left_at=NOW - dt.timedelta(days=360))

    retain(at=NOW)

    assert set(Contact.objects.all()) == {there, lately}
    assert not Contact.pgh_event_model.objects.filter(pgh_obj_id=gone.pk).exists()
    assert not JoinRequest.pgh_event_model.objects.exists()
