"""What a manager reaches: the cohorts of their programmes, and the sessions in them."""

from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from cohorts.models import Cohort


def managed_cohort(request: SignedInRequest, programme_slug: str, slug: str) -> Cohort:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    return get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)
