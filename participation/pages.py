"""Where the pages of a cohort are."""

from django.urls import reverse

from cohorts.models import Cohort, Enrolment
from participation.models import Expert, Session, SessionMaterial


def _of_cohort(page: str, cohort: Cohort, *more: object) -> str:
    return reverse(f"participation:{page}", args=[cohort.programme.slug, cohort.slug, *more])


def timetable_path(cohort: Cohort) -> str:
    """The page of those who take part."""
    return _of_cohort("my_timetable", cohort)


def session_path(cohort: Cohort, session: Session) -> str:
    return _of_cohort("my_session", cohort, session.uuid)


def participant_path(enrolment: Enrolment) -> str:
    """The page of the team about somebody who takes part."""
    return _of_cohort("participant_detail", enrolment.cohort, enrolment.uuid)


def staff_timetable_path(cohort: Cohort) -> str:
    return _of_cohort("timetable_detail", cohort)


def staff_session_path(cohort: Cohort, session: Session) -> str:
    return _of_cohort("session_detail", cohort, session.uuid)


def removes_material(cohort: Cohort, material: SessionMaterial) -> str:
    """Where staff press to take it away."""
    return _of_cohort("session_material_remove", cohort, material.uuid)


def expert_press_path(cohort: Cohort, expert: Expert, press: str) -> str:
    """Where staff press to "renew" or to "end" the link of an expert."""
    return _of_cohort(f"expert_{press}", cohort, expert.uuid)
