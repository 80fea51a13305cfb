"""What staff are told once there is no mentor left to ask."""

import pytest

from mentoring.models import NextAsk
from reporting.inbox import cohorts
from tests.mentoring.two import NOW, a_returner
from tests.queries.growing import manager_of

pytestmark = pytest.mark.django_db


def test_returners_with_nobody_left_to_ask_are_one_task_of_their_cohort():
    waiting = a_returner()
    ended = a_returner(waiting.cohort, ended=True)
    manager = manager_of(waiting.cohort.programme)
    NextAsk.objects.create(enrolment=a_returner(waiting.cohort), since=NOW)
    assert cohorts.tasks(manager, NOW) == []

    for enrolment in (waiting, ended):
        NextAsk.objects.create(enrolment=enrolment, since=NOW, ran_out_at=NOW)

    [task] = cohorts.tasks(manager, NOW)
    assert task.title == f"1 returner with no mentor left to ask, {waiting.cohort.name}"
    assert task.url.endswith("/mentoring/asked/")
