"""An application by phone, pressed twice or from two sides at once."""

from functools import partial

import pytest

from accounts.models import User
from core.errors import Refused
from returners import actions
from returners.eligibility import Answers
from returners.models import Application, Place
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.letters import letters_to
from tests.parallel import in_parallel
from tests.returners.phoning import CALLER, MINUTE, NOW, cohort_now, sent, shown, take

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_confirm_pressed_twice_at_once_sends_once():
    draft = sent()
    seen = shown(draft)

    outcomes = in_parallel(partial(actions.confirm, draft, shown=seen, at=NOW + MINUTE) for _ in range(4))

    assert len({outcome.submitted_at for outcome in outcomes}) == 1
    assert Place.objects.count() == 1
    assert letters_to(draft.application.person).count("received") == 1


@pytest.mark.django_db(transaction=True)
def test_confirm_against_a_change_by_staff_never_sends_what_was_not_read():
    draft = sent()
    seen = shown(draft)

    confirmed, changed = in_parallel(
        [
            partial(actions.confirm, draft, shown=seen, at=NOW + MINUTE),
            partial(actions.answer, draft.application, at=NOW + MINUTE, full_name="Changed"),
        ],
        may_raise=(Refused,),
    )

    assert isinstance(confirmed, Refused) != isinstance(changed, Refused)
    application = Application.objects.get()
    assert (application.full_name == "Changed") == application.is_draft


@pytest.mark.django_db(transaction=True)
def test_confirm_against_not_asked_for_is_one_or_the_other():
    draft = sent()
    seen = shown(draft)

    confirmed, deleted = in_parallel(
        [
            partial(actions.confirm, draft, shown=seen, at=NOW + MINUTE),
            partial(actions.delete_phone_draft, draft, by=None, at=NOW + MINUTE),
        ],
        may_raise=(Refused,),
    )

    assert isinstance(confirmed, Refused) != isinstance(deleted, Refused)
    assert Application.objects.exists() == isinstance(deleted, Refused)


@pytest.mark.django_db(transaction=True)
def test_take_for_one_caller_by_two_colleagues_at_once_is_one_draft():
    cohort, managers = cohort_now(), ProgrammeManagerFactory.create_batch(2)

    outcomes = in_parallel(partial(take, cohort, by=manager) for manager in managers)

    assert len({draft.pk for draft in outcomes}) == 1
    assert User.objects.filter(email=CALLER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_take_against_a_start_by_its_person_is_one_application():
    cohort, manager, person = cohort_now(), ProgrammeManagerFactory(), UserFactory(email=CALLER)

    in_parallel(
        [
            partial(take, cohort, by=manager),
            partial(actions.start, person, cohort=cohort, answers=Answers(), at=NOW),
        ],
        may_raise=(Refused,),
    )

    assert Application.objects.count() == 1
