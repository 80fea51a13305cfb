"""The rounds that somebody may see. Those of other programmes do not exist."""

from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from selection.models import Round


def managed_round(request: SignedInRequest, uuid: str) -> Round:
    rounds = Round.objects.managed_by(request.user).select_related("cohort__programme", "cohort__rubric")
    return get_object_or_404(rounds, uuid=uuid)


def kept_round(request: SignedInRequest, uuid: str) -> Round:
    """Also for administrators, who read the report of each and nothing else: it names nobody."""
    rounds = Round.objects.kept_by(request.user).select_related("cohort__programme", "cohort__rubric")
    return get_object_or_404(rounds, uuid=uuid)


def manages(request: SignedInRequest, round_: Round) -> bool:
    return Round.objects.managed_by(request.user).filter(pk=round_.pk).exists()
