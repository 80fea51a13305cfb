"""A draft by phone that is not right, or that nobody asked for."""

import pytest
from allauth.account.models import EmailAddress

from accounts.models import User
from core.errors import Refused
from notifications.models import Message
from returners import actions
from returners.models import Application, PhoneDraft
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to
from tests.returners.phoning import CALLER, DAY, NOW, confirm, sent, take

pytestmark = pytest.mark.django_db


def test_not_right_is_kept_for_staff_until_a_new_link_is_sent():
    draft = sent()

    actions.say_not_right(draft, what="I stopped in 2019.", at=NOW + DAY)
    waiting = list(PhoneDraft.objects.not_right())
    actions.send_to_confirm(draft, by=draft.taken_by, at=NOW + 2 * DAY)

    assert waiting == [draft]
    assert not PhoneDraft.objects.not_right().exists()
    step = draft.application.steps.get(what="not right")
    assert (step.by, step.why) == (draft.application.person, "I stopped in 2019.")


def test_not_asked_for_deletes_everything_and_tells_whoever_took_the_call():
    draft = take()
    application, person = draft.application, draft.application.person
    fill_in(application)
    draft = actions.send_to_confirm(draft, by=draft.taken_by, at=NOW)

    actions.delete_phone_draft(draft, by=None, at=NOW + DAY)

    assert not Application.objects.exists()
    assert not User.objects.filter(pk=person.pk).exists()
    assert not Message.objects.filter(to=person.email).exists()
    for model in (Application, PhoneDraft):
        assert not model.pgh_event_model.objects.exists()
    letter = letter_to(draft.taken_by, "not_asked_for").text
    assert application.reference in letter
    assert person.email not in letter
    assert "Amina" not in letter


def fill_in(application):
    complete = ApplicationFactory(now=NOW, cohort=application.cohort)
    theirs = Application.pgh_event_model.objects.filter(pgh_obj_id=complete.pk)
    actions.keep_answers(application, complete.answers(), at=NOW)
    actions.answer(application, at=NOW, contact_by="email", strand=complete.strand, needs_support="no")
    theirs.delete()
    complete.delete()


def test_not_asked_for_leaves_an_account_that_was_there_before():
    draft = sent()
    person = draft.application.person

    actions.delete_phone_draft(draft, by=None, at=NOW)

    assert User.objects.filter(pk=person.pk).exists()


def test_not_asked_for_leaves_an_account_that_has_been_used_since():
    draft = take()
    person = draft.application.person
    EmailAddress.objects.filter(user=person).update(verified=True)

    actions.delete_phone_draft(draft, by=draft.taken_by, at=NOW)

    assert not Application.objects.exists()
    assert User.objects.filter(pk=person.pk).exists()


def test_account_made_for_a_caller_goes_with_the_last_of_their_drafts():
    first, second = take(), take()

    actions.delete_phone_draft(first, by=first.taken_by, at=NOW)
    between = User.objects.filter(email=CALLER).exists()
    actions.delete_phone_draft(second, by=second.taken_by, at=NOW)

    assert between
    assert not User.objects.filter(email=CALLER).exists()


@pytest.mark.parametrize(
    "do",
    [
        lambda draft: actions.send_to_confirm(draft, by=draft.taken_by, at=NOW + DAY),
        lambda draft: actions.say_not_right(draft, what="No.", at=NOW + DAY),
        lambda draft: actions.delete_phone_draft(draft, by=None, at=NOW + DAY),
        lambda draft: actions.delete_phone_draft(draft, by=draft.taken_by, at=NOW + DAY),
        lambda draft: actions.answer(draft.application, at=NOW + DAY, full_name="Another"),
    ],
)
def test_nothing_touches_it_once_it_is_sent(do):
    draft = sent()
    confirm(draft)

    with pytest.raises(Refused, match="has been sent"):
        do(draft)

    assert Application.objects.get().full_name == draft.application.full_name


def test_everything_about_a_draft_that_is_gone_is_refused():
    draft = sent()
    actions.delete_phone_draft(draft, by=draft.taken_by, at=NOW)

    with pytest.raises(Refused, match="deleted"):
        actions.send_to_confirm(draft, by=draft.taken_by, at=NOW)
