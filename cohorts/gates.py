"""Who keeps the settings of programmes: administrators of all of them, managers of their own."""

from accounts.gates import gate, is_staff_member
from accounts.requests import SignedInRequest


def keeps_programmes(request: SignedInRequest) -> bool:
    """Which ones, the queryset says: `Programme.objects.kept_by(user)`."""
    return is_staff_member(request) and (request.user.is_administrator or request.user.is_programme_manager)


programme_keeper = gate("programme_keeper", keeps_programmes)
