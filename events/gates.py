"""Who works with events. Which ones, the querysets say: `Event.objects.run_by(user)` and `read_by(user)`."""

from typing import cast

from django.db.models import Q
from django.shortcuts import get_object_or_404

from accounts.gates import gate, has_role
from accounts.models import Role
from accounts.requests import SignedInRequest
from core.requests import Request
from events.models import Event

TEAM = (Role.EVENTS_OFFICER, Role.PROGRAMME_MANAGER)
READERS = (*TEAM, Role.ADMINISTRATOR)

# Who makes events, writes to attendees and checks people in.
events_team = gate("events_team", has_role(*TEAM))
# Administrators read what the team sees.
events_reader = gate("events_reader", has_role(*READERS))


def is_reader(request: Request) -> bool:
    """Whether whoever looks at a page for everybody is of the staff who see what is not public yet."""
    return request.user.is_authenticated and has_role(*READERS)(cast(SignedInRequest, request))


def event_to_see(request: Request, slug: str) -> Event:
    """Before it is published, only for its team: how it will look."""
    may_see = ~Q(status=Event.Status.DRAFT)
    if is_reader(request):
        may_see |= Q(pk__in=Event.objects.read_by(request.user).values("pk"))
    events = Event.objects.select_related("venue", "programme", "module__series")
    return get_object_or_404(events.filter(may_see), slug=slug)


def run_event(request: SignedInRequest, uuid: str) -> Event:
    """An event that this member of staff works with; for anybody else it does not exist."""
    return get_object_or_404(Event.objects.run_by(request.user).select_related("venue", "programme"), uuid=uuid)


def read_event(request: SignedInRequest, uuid: str) -> Event:
    """An event whose bookings this member of staff may see."""
    return get_object_or_404(Event.objects.read_by(request.user).select_related("venue", "programme"), uuid=uuid)
