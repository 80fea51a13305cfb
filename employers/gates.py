"""Who comes in where organisations are kept. Higher apps have pages behind these gates, too."""

from accounts.gates import gate, has_role
from accounts.requests import SignedInRequest
from employers.models import Organisation
from employers.models.organisation import TEAM

is_team_member = has_role(*TEAM)
partners_team = gate("partners_team", is_team_member)


def is_member(request: SignedInRequest) -> bool:
    """Whose organisation, the queryset says: `Organisation.objects.with_member(user)`."""
    return Organisation.objects.with_member(request.user).exists()


# Employer contacts: members of an organisation.
contact = gate("contact", is_member)


def keeps_contacts(request: SignedInRequest) -> bool:
    """Whose people, the queryset says: `Organisation.objects.kept_by(user)`."""
    return is_team_member(request) or Organisation.objects.kept_by(request.user).exists()


# Staff, and contacts who manage their organisation: both invite, confirm and remove people on the same pages.
contacts_keeper = gate("contacts_keeper", keeps_contacts)
