"""Whom the team of a cohort may want to call."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from cohorts.models import Cohort
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import AttendanceFactory, SessionFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                             | methods  | about   | anonymous | own | other | manager | foreign | administrator | reviewer
participation:early_warning_list | GET      | missed  | sign in   | –   | –     | yes     | –       | –             | –
participation:follow_up_add      | POST     | missed  | sign in   | –   | –     | yes     | –       | –             | –
participation:follow_up_add      | POST     | crossed | sign in   | –   | –     | –       | –       | –             | –
"""


def keys(cohort: Cohort, *, of: Cohort) -> Keys:
    """Somebody of `of` was not at two sessions, in an address of the cohort."""
    enrolment = EnrolmentFactory(cohort=of, signed_at=timezone.now() - dt.timedelta(days=30))
    for days in (9, 2):
        session = SessionFactory(cohort=of, starts_at=timezone.now() - dt.timedelta(days=days))
        missed = AttendanceFactory(session=session, enrolment=enrolment, status="absent")
    return {
        "programme_slug": cohort.programme.slug,
        "slug": cohort.slug,
        "uuid": missed.enrolment.uuid,
        "session_uuid": missed.session.uuid,
    }


def missed(world: SimpleNamespace) -> Keys:
    return keys(world.cohort, of=world.cohort)


def crossed(world: SimpleNamespace) -> Keys:
    """The cohort is the manager's, whoever missed the session takes part in another."""
    return keys(world.cohort, of=world.other)


ABOUT: About = {**around_a_programme.ABOUT, "missed": missed, "crossed": crossed}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, looked_at={"participation:early_warning_list"})
