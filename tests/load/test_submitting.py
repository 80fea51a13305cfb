"""Many people send their application at the same moment, through the real web server."""

from functools import partial

import pytest
from django.urls import reverse

from core.places import Status
from returners.models import Application, Place
from tests.counting import miscounted
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.load.portal import Answer, at_once, database_of_test, gunicorn, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)


def everybody_sends(people: int, capacity: int, times: int = 1) -> list[Answer]:
    """So many drafts to one cohort are sent at once, each `times` times over."""
    cohort = CohortFactory(pool__capacity=capacity)
    drafts = [ApplicationFactory(cohort=cohort) for _ in range(people)]
    sessions = [sign_in(draft.person) for draft in drafts]
    with gunicorn(database_of_test()) as port:
        return at_once(
            [
                partial(press, port, reverse("returners:application_submit", args=[draft.uuid]), session)
                for draft, session in zip(drafts, sessions, strict=True)
                for _ in range(times)
            ]
        )


def assert_placed_in_one_order(people: int, capacity: int) -> None:
    """The first so many are offered, the rest wait; one order without a gap or a tie, in which turns were taken."""
    given = list(Place.objects.order_by("position"))
    assert [place.position for place in given] == list(range(1, people + 1))
    assert [place.status for place in given] == [Status.OFFERED] * capacity + [Status.WAITING] * (people - capacity)
    # Rows are numbered by the database as they are written, while the turn is held.
    assert [place.pk for place in given] == sorted(place.pk for place in given)
    assert [place.joined_at for place in given] == sorted(place.joined_at for place in given)
    assert not miscounted(given[0].pool, Place)
    assert Application.objects.filter(status=Application.Status.DECIDED).count() == people


def test_submissions_at_once_are_placed_in_one_order():
    answers = everybody_sends(40, capacity=10)

    assert {answer.status for answer in answers} == {302}
    assert all(answer.location.endswith("/sent/") for answer in answers)
    assert_placed_in_one_order(40, capacity=10)


def test_double_clicks_take_one_place_each():
    answers = everybody_sends(12, capacity=10, times=2)

    assert {answer.status for answer in answers} == {302}
    assert_placed_in_one_order(12, capacity=10)


@pytest.mark.torture
def test_500_submissions_at_once_to_60_places():
    answers = everybody_sends(500, capacity=60)

    assert {answer.status for answer in answers} == {302}
    assert all(answer.location.endswith("/sent/") for answer in answers)
    assert_placed_in_one_order(500, capacity=60)


@pytest.mark.torture
def test_500_double_clicks_take_one_place_each():
    answers = everybody_sends(500, capacity=60, times=2)

    assert {answer.status for answer in answers} == {302}
    assert_placed_in_one_order(500, capacity=60)
