"""The people whom a manager may bring together: returners and mentors of their programmes."""

from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from mentoring.models import Mentor, Pair


def managed_enrolment(request: SignedInRequest, uuid: str) -> Enrolment:
    rows = Enrolment.objects.managed_by(request.user).select_related("cohort__programme", "person", "strand")
    return get_object_or_404(rows, uuid=uuid)


def mentor_of_programme(enrolment: Enrolment, uuid: str) -> Mentor:
    """One who mentors, or did, where this returner takes part."""
    mentors = Mentor.objects.filter(programme=enrolment.cohort.programme).select_related("person", "strand")
    return get_object_or_404(mentors.exclude(status__in=[Mentor.Status.WAITING, Mentor.Status.TURNED_DOWN]), uuid=uuid)


def managed_pair(request: SignedInRequest, uuid: str) -> Pair:
    rows = Pair.objects.managed_by(request.user).select_related(
        "person", "mentor__person", "programme", "enrolment__cohort__programme", "run"
    )
    return get_object_or_404(rows, uuid=uuid)
