"""An erasure, and an equality answer that its person writes at that moment: no answer is left over."""

from functools import partial

import pytest
from django.db import transaction
from django.utils import timezone

from core.errors import Refused
from portal.actions import erase
from portal.models import Erasure
from returners import actions
from returners.models import EqualityAnswers
from tests.factories.returners import ApplicationFactory
from tests.parallel import blocked

pytestmark = pytest.mark.django_db(transaction=True)


def erases(application):
    return partial(erase, application.person, by=None, how=Erasure.How.HERE, at=timezone.now())


def answers(application, answer="35-44"):
    return partial(actions.answer_equality, application, question="age", answer=answer)


@pytest.mark.parametrize("had_answered", [True, False])
def test_answer_waits_for_an_erasure_under_way_and_is_not_kept(had_answered):
    application = ApplicationFactory(decided=True)
    if had_answered:
        answers(application, "25-34")()

    with transaction.atomic():
        erases(application)()
        answering = blocked(answers(application))

    with pytest.raises(Refused, match="has been deleted"):
        answering.result(timeout=60)
    assert not EqualityAnswers.objects.exists()


@pytest.mark.parametrize("had_answered", [True, False])
def test_erasure_waits_for_an_answer_under_way_and_deletes_it(had_answered):
    application = ApplicationFactory(decided=True)
    if had_answered:
        answers(application, "25-34")()

    with transaction.atomic():
        answers(application)()
        erasing = blocked(erases(application))

    erasing.result(timeout=60)
    assert not EqualityAnswers.objects.exists()
