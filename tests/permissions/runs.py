"""Matching a cohort, what counts in it, and what a returner would like of a mentor."""

from dataclasses import asdict
from types import SimpleNamespace

from django.utils import timezone

from mentoring.actions.running import start_run
from mentoring.models import Run
from mentoring.tasks import find_mentors
from mentoring.weights import Weights
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.mentoring import MentorFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                       | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
mentoring:my_mentor        | GET POST | part       | sign in   | yes | –     | –       | –       | –             | –
mentoring:cohort_mentoring | GET      | cohort     | sign in   | –   | –     | yes     | –       | –             | –
mentoring:run_start        | POST     | waiting    | sign in   | –   | –     | yes     | –       | –             | –
mentoring:run_detail       | GET      | found      | sign in   | –   | –     | yes     | –       | –             | –
mentoring:run_stop         | POST     | under way  | sign in   | –   | –     | yes     | –       | –             | –
mentoring:run_changes      | GET      | found      | sign in   | –   | –     | yes     | –       | –             | –
mentoring:weights_detail   | GET      | programme  | sign in   | –   | –     | yes     | –       | –             | –
mentoring:weights_change   | GET POST | programme  | sign in   | –   | –     | yes     | –       | –             | –
"""

GIVEN = {
    "mentoring:my_mentor": {"wants_mentor": "yes", "mode": "online", "seniority": "2"},
    "mentoring:weights_change": {**asdict(Weights(base=1)), "seen": "0"},
}


def waiting(world: SimpleNamespace) -> Keys:
    EnrolmentFactory(person=world.people["own"], cohort=world.cohort, availability=["tue-school"])
    MentorFactory(programme=world.programme)
    return {"programme_slug": world.programme.slug, "slug": world.cohort.slug}


def under_way(world: SimpleNamespace) -> Run:
    waiting(world)
    return start_run(world.cohort, by=world.people["manager"], at=timezone.now())


def found(world: SimpleNamespace) -> Keys:
    """The second: its mentor is somebody who was not there for the first, and the one of the first has gone."""
    under_way(world)
    find_mentors()
    world.programme.mentors.update(status="paused")
    MentorFactory(programme=world.programme)
    run = start_run(world.cohort, by=world.people["manager"], at=timezone.now())
    find_mentors()
    return {"uuid": run.uuid}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "part": waiting,
    "waiting": waiting,
    "under way": lambda world: {"uuid": under_way(world).uuid},
    "found": found,
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, looked_at={"mentoring:run_detail", "mentoring:run_changes"})
