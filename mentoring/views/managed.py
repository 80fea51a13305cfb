"""What a manager reaches: the mentors of their programmes."""

from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from cohorts.models import Programme
from mentoring.models import Mentor


def managed_programme(request: SignedInRequest, slug: str) -> Programme:
    return get_object_or_404(Programme.objects.managed_by(request.user), slug=slug)


def managed_mentor(request: SignedInRequest, slug: str, uuid: str) -> Mentor:
    mentors = Mentor.objects.managed_by(request.user).filter(programme__slug=slug)
    return get_object_or_404(mentors.select_related("programme", "person", "strand", "organisation"), uuid=uuid)
