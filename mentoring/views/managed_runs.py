"""What a manager reaches: the runs of the cohorts in their programmes."""

from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from cohorts.models import Cohort
from mentoring.models import Run


def managed_cohort(request: SignedInRequest, programme_slug: str, slug: str) -> Cohort:
    cohorts = Cohort.objects.managed_by(request.user).select_related("programme")
    return get_object_or_404(cohorts, programme__slug=programme_slug, slug=slug)


def managed_run(request: SignedInRequest, uuid: str) -> Run:
    runs = Run.objects.managed_by(request.user).select_related("cohort__programme", "weight_set", "started_by")
    return get_object_or_404(runs, uuid=uuid)
