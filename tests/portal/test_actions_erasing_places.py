"""What becomes of a live application when its person is erased."""

import datetime as dt

import pytest
from django.utils import timezone

from cohorts.models import Enrolment
from core.places import Status
from notifications.models import TimedLetter
from portal.actions import erase
from returners.models import Place
from tests.counting import miscounted
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory
from tests.letters import letters_to
from tests.portal.erasing import HERE, accept, applies

pytestmark = pytest.mark.django_db(transaction=True)


def test_erase_gives_the_place_to_the_next_in_turn():
    cohort = CohortFactory(pool__capacity=1)
    leaving, next_one = UserFactory(), UserFactory()
    accept(applies(leaving, cohort))
    waiting = applies(next_one, cohort)

    erase(leaving, by=None, how=HERE, at=timezone.now())

    assert waiting.places.get().status == Status.OFFERED
    assert letters_to(next_one)[-1] == "promoted"
    assert not miscounted(cohort.pools.get(), Place)
    assert not TimedLetter.objects.filter(person=leaving).exists()


def test_erase_leaves_a_place_of_a_cohort_that_is_over_as_it_was():
    now = timezone.now()
    cohort = CohortFactory()
    place = accept(applies(UserFactory(), cohort))
    later = now + dt.timedelta(days=300)

    erase(place.application.person, by=None, how=HERE, at=later)

    place.refresh_from_db()
    assert (place.status, place.application.full_name) == (Status.CONFIRMED, "Name deleted")
    assert Enrolment.objects.get(cohort=cohort).status == "active"
