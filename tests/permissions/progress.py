"""How somebody who takes part gets on: roadmap, surveys, feedback, certificate."""

import datetime as dt
import uuid
from types import SimpleNamespace

from django.utils import timezone

from cohorts.models import Cohort, Enrolment
from participation.models import ProgrammeCertificate, Timetable
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import AttendanceFactory, NextStepFactory, ProgrammeCertificateFactory
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
participation:my_progress         | GET      | enrolment  | sign in   | yes | –     | –       | –       | –             | –
participation:session_feedback    | GET POST | session    | sign in   | yes | –     | –       | –       | –             | –
participation:feedback_list       | GET      | cohort     | sign in   | –   | –     | yes     | –       | –             | –
participation:feedback_detail     | GET      | session    | sign in   | –   | –     | yes     | –       | –             | –
participation:cohort_completion   | GET POST | enough     | sign in   | –   | –     | yes     | –       | –             | –
participation:completion_rule     | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
participation:certificate_detail  | GET      | certificate | sign in  | yes | –     | –       | –       | –             | –
participation:certificate_pdf     | GET      | certificate | sign in  | yes | –     | –       | –       | –             | –
participation:certificate_check   | GET      | number     | yes       | yes | yes   | yes     | yes     | yes           | yes
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:roadmap_change": {"text": "To work with water again"},
    "participation:next_step_add": {"what": "Ask Sam to read my CV"},
    "participation:next_step_change": {"what": "Changed"},
    "participation:next_step_mark": {"done": "yes"},
    "participation:survey_give": ANSWERS,
    "participation:session_feedback": {"useful": "5"},
    "participation:completion_rule": {"percent": "60"},
}
FIXED: dict[str, object] = {
    "participation:roadmap_change": {"part": "goals"},
    "participation:survey_give": {"moment": "start"},
    **{f"participation:next_step_{name}": {"uuid": uuid.UUID(int=0)} for name in ("change", "mark", "remove")},
    "participation:session_feedback": {"uuid": uuid.UUID(int=0)},
    "participation:feedback_detail": {"uuid": uuid.UUID(int=0)},
}


def taking_part(world: SimpleNamespace) -> Enrolment:
    """The returner's own part in the cohort."""
    own = world.people["own"].enrolments.filter(cohort=world.cohort).first()
    before = timezone.now() - dt.timedelta(days=60)
    return own or EnrolmentFactory(person=world.people["own"], cohort=world.cohort, now=before)


def keys(enrolment: Enrolment, **more: object) -> Keys:
    return {"programme_slug": enrolment.cohort.programme.slug, "slug": enrolment.cohort.slug, **more}


def asked(world: SimpleNamespace) -> Keys:
    """At the start of the cohort, which is today."""
    Cohort.objects.filter(pk=world.cohort.pk).update(starts_on=timezone.localdate())
    return keys(taking_part(world))


def session(world: SimpleNamespace) -> Keys:
    """One that is over, and that they came to."""
    enrolment = taking_part(world)
    Timetable.objects.get_or_create(cohort=world.cohort, defaults={"announced_at": timezone.now()})
    return keys(enrolment, uuid=AttendanceFactory(enrolment=enrolment, session__cohort=world.cohort).session.uuid)


def enough(world: SimpleNamespace) -> Keys:
    """They have been to every core session there was, and can complete."""
    session(world)
    return keys(taking_part(world))


def certificate(world: SimpleNamespace) -> ProgrammeCertificate:
    return ProgrammeCertificateFactory(enrolment=taking_part(world))


def step(world: SimpleNamespace) -> Keys:
    enrolment = taking_part(world)
    return keys(enrolment, uuid=NextStepFactory(enrolment=enrolment).uuid)


ABOUT: About = {
    **around_a_programme.ABOUT,
    "enrolment": lambda world: keys(taking_part(world)),
    "step": step,
    "asked": asked,
    "session": session,
    "enough": enough,
    "certificate": lambda world: keys(certificate(world).enrolment),
    "number": lambda world: {"number": certificate(world).number},
}

# Opening it is written down: who looked at whom.
LOOKED_AT = {"participation:cohort_completion"}
# Pressed without what the page showed, it shows it again.
QUIET = {"participation:cohort_completion"}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, FIXED, LOOKED_AT, QUIET)
