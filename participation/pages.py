"""Where the pages of a cohort are."""

from django.db.models import QuerySet
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from participation.models import Session


def timetables_of(person: User) -> QuerySet[Cohort]:
    """The cohorts somebody takes part in, or has completed, whose timetable can be seen."""
    enrolments = Enrolment.objects.of(person).exclude(status=Enrolment.Status.ENDED)
    cohorts = Cohort.objects.filter(timetable__announced_at__isnull=False, pk__in=enrolments.values("cohort"))
    return cohorts.select_related("programme")


def _of_cohort(page: str, cohort: Cohort, *more: object) -> str:
    return reverse(f"participation:{page}", args=[cohort.programme.slug, cohort.slug, *more])


def timetable_path(cohort: Cohort) -> str:
    """The page of those who take part."""
    return _of_cohort("my_timetable", cohort)


def session_path(cohort: Cohort, session: Session) -> str:
    return _of_cohort("my_session", cohort, session.uuid)


def staff_timetable_path(cohort: Cohort) -> str:
    return _of_cohort("timetable_detail", cohort)


def staff_session_path(cohort: Cohort, session: Session) -> str:
    return _of_cohort("session_detail", cohort, session.uuid)
