"""Who comes in where organisations are kept. Higher apps have pages behind these gates, too."""

from accounts.gates import gate, has_role
from accounts.models import Role
from accounts.requests import SignedInRequest
from employers.models import Organisation

# Organisations belong to no programme: whoever works with employers sees them all.
partners_team = gate("partners_team", has_role(Role.EVENTS_OFFICER, Role.PROGRAMME_MANAGER, Role.ADMINISTRATOR))


def is_member(request: SignedInRequest) -> bool:
    """Whose organisation, the queryset says: `Organisation.objects.with_member(user)`."""
    return Organisation.objects.with_member(request.user).exists()


# Employer contacts: members of an organisation.
contact = gate("contact", is_member)
