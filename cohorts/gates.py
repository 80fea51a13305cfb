"""Who keeps the settings of programmes: administrators of all of them, managers of their own."""

from typing import cast

from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts.gates import gate, is_staff_member
from accounts.requests import SignedInRequest
from cohorts.models import Programme
from core.requests import Request


def keeps_programmes(request: SignedInRequest) -> bool:
    """Which ones, the queryset says: `Programme.objects.kept_by(user)`."""
    return is_staff_member(request) and (request.user.is_administrator or request.user.is_programme_manager)


def programme_to_see(request: Request, slug: str) -> Programme:
    """Before it is public, only for those who write it: how it will look."""
    may_see = Q(is_public=True)
    if request.user.is_authenticated and keeps_programmes(cast(SignedInRequest, request)):
        may_see |= Q(pk__in=Programme.objects.kept_by(request.user))
    return get_object_or_404(Programme.objects.filter(may_see), slug=slug)


programme_keeper = gate("programme_keeper", keeps_programmes)
