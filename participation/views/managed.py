"""What a manager reaches: the cohorts of their programmes, and the sessions in them."""

from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from cohorts.models import Cohort, Programme
from participation.models import Session


def managed_programme(request: SignedInRequest, slug: str) -> Programme:
    return get_object_or_404(Programme.objects.managed_by(request.user), slug=slug)


def managed_cohort(request: SignedInRequest, programme_slug: str, slug: str) -> Cohort:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    return get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)


def managed_session(request: SignedInRequest, programme_slug: str, slug: str, uuid: str) -> Session:
    cohort = managed_cohort(request, programme_slug, slug)
    session = get_object_or_404(cohort.sessions.select_related("track", "group", "leader", "told"), uuid=uuid)
    session.cohort = cohort
    return session
