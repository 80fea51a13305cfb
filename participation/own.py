"""What is somebody's own: their part in a cohort. That of others does not exist."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from participation.models import Session
from participation.models.timetable import SessionQuerySet


def own_enrolment(request: SignedInRequest, programme_slug: str, slug: str) -> Enrolment:
    """The part they take in this cohort of the programme, or took: the last, if they came twice."""
    theirs = Enrolment.objects.filter(person=request.user, cohort__programme__slug=programme_slug, cohort__slug=slug)
    latest = theirs.order_by("-signed_at", "-pk").values("pk")[:1]
    return get_object_or_404(
        Enrolment.objects.select_related("cohort__programme", "strand", "moved_from"), pk__in=latest
    )


def own_enrolment_with_sessions(request: SignedInRequest, programme_slug: str, slug: str) -> Enrolment:
    """Theirs, also in a break and after they have completed it: check-ins go on. Whoever has left sees no session."""
    enrolment = own_enrolment(request, programme_slug, slug)
    if enrolment.status == Enrolment.Status.ENDED:
        raise Http404
    return enrolment


def own_sessions(enrolment: Enrolment) -> SessionQuerySet:
    """What they come to in this cohort. What was called off is among it."""
    sessions = Session.objects.of(Enrolment.objects.filter(pk=enrolment.pk))
    return sessions.filter(cohort=enrolment.cohort_id).select_related("leader", "track", "group")
