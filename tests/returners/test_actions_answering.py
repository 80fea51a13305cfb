"""Answers of an application: saved one by one, and frozen once it is sent."""

import pytest

from core.errors import Refused
from returners import actions
from returners.eligibility import Answers
from returners.models import Application
from tests.returners.applying import ANSWERS, DAY, NOW, draft

pytestmark = pytest.mark.django_db


def test_answer_is_saved_with_the_time():
    application = draft()

    actions.answer(application, at=NOW + DAY, full_name="Zoë O’Neill", contact_by="phone")

    application.refresh_from_db()
    assert (application.full_name, application.contact_by) == ("Zoë O’Neill", "phone")
    assert application.changed_at == NOW + DAY


def test_keep_answers_replaces_the_break():
    application = draft()

    actions.keep_answers(application, ANSWERS, at=NOW)
    actions.keep_answers(application, ANSWERS, at=NOW)

    assert Application.objects.get().answers() == ANSWERS


@pytest.mark.parametrize("status", ["in_review", "decided", "not_eligible", "withdrawn"])
def test_answers_are_frozen_once_sent(status):
    application = draft(**{status: True})

    with pytest.raises(Refused, match="can no longer be changed"):
        actions.answer(application, at=NOW, full_name="Somebody Else")
    with pytest.raises(Refused, match="can no longer be changed"):
        actions.keep_answers(application, Answers(), at=NOW)

    application.refresh_from_db()
    assert application.full_name != "Somebody Else"
    assert application.breaks.count() == 1


def test_answers_are_frozen_for_a_tab_that_still_shows_the_draft():
    application = draft()
    stale = Application.objects.get(pk=application.pk)
    actions.submit(application, at=NOW)

    with pytest.raises(Refused, match="can no longer be changed"):
        actions.answer(stale, at=NOW, full_name="Somebody Else")
