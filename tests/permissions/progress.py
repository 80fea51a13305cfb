"""How somebody who takes part gets on: roadmap, surveys, feedback, certificate."""

import uuid
from types import SimpleNamespace

from django.utils import timezone

from cohorts.models import Cohort, Enrolment
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import NextStepFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table
from tests.typed import ANSWERS

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
participation:roadmap_detail      | GET      | enrolment  | sign in   | yes | –     | –       | –       | –             | –
participation:roadmap_change      | GET POST | enrolment  | sign in   | yes | –     | –       | –       | –             | –
participation:next_step_add       | GET POST | enrolment  | sign in   | yes | –     | –       | –       | –             | –
participation:next_step_change    | GET POST | step       | sign in   | yes | –     | –       | –       | –             | –
participation:next_step_mark      | GET POST | step       | sign in   | yes | –     | –       | –       | –             | –
participation:next_step_remove    | GET POST | step       | sign in   | yes | –     | –       | –       | –             | –
participation:survey_results      | GET      | enrolment  | sign in   | yes | –     | –       | –       | –             | –
participation:survey_give         | GET POST | asked      | sign in   | yes | –     | –       | –       | –             | –
participation:cohort_surveys      | GET      | cohort     | sign in   | –   | –     | yes     | –       | –             | –
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:roadmap_change": {"text": "To work with water again"},
    "participation:next_step_add": {"what": "Ask Sam to read my CV"},
    "participation:next_step_change": {"what": "Changed"},
    "participation:next_step_mark": {"done": "yes"},
    "participation:survey_give": ANSWERS,
}
FIXED: dict[str, object] = {
    "participation:roadmap_change": {"part": "goals"},
    "participation:survey_give": {"moment": "start"},
    **{f"participation:next_step_{name}": {"uuid": uuid.UUID(int=0)} for name in ("change", "mark", "remove")},
}


def taking_part(world: SimpleNamespace) -> Enrolment:
    """The returner's own part in the cohort."""
    own = world.people["own"].enrolments.filter(cohort=world.cohort).first()
    return own or EnrolmentFactory(person=world.people["own"], cohort=world.cohort)


def keys(enrolment: Enrolment, **more: object) -> Keys:
    return {"programme_slug": enrolment.cohort.programme.slug, "slug": enrolment.cohort.slug, **more}


def asked(world: SimpleNamespace) -> Keys:
    """At the start of the cohort, which is today."""
    Cohort.objects.filter(pk=world.cohort.pk).update(starts_on=timezone.localdate())
    return keys(taking_part(world))


def step(world: SimpleNamespace) -> Keys:
    enrolment = taking_part(world)
    return keys(enrolment, uuid=NextStepFactory(enrolment=enrolment).uuid)


ABOUT: About = {
    **around_a_programme.ABOUT,
    "enrolment": lambda world: keys(taking_part(world)),
    "step": step,
    "asked": asked,
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, FIXED)
