"""What is printed for the day: the sheet for when every phone fails, and the badges."""

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedInRequest
from core import audit
from events import at_the_door
from events import badges as paper
from events.gates import events_team, run_event
from events.models import Event
from events.models.booking import AttendeeQuerySet


@events_team
def day_sheet(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Everybody expected in the room by name, with a box to tick and what they need; room below for walk-ins."""
    event = run_event(request, uuid)
    people = list(_coming(event))
    audit.looked_at_many(request.user, people, why="Day sheet")
    context = {"event": event, "people": people, "empty": range(8), "missing": paper.unprintable(people)}
    return render(request, "events/day_sheet.html", context)


@events_team
def badges(request: SignedInRequest, uuid: str) -> HttpResponse:
    """A badge for each of them, eight on a page."""
    event = run_event(request, uuid)
    people = list(_coming(event))
    audit.looked_at_many(request.user, people, why="Badges")
    headers = {"Content-Disposition": f'attachment; filename="badges-{event.slug}.pdf"'}
    return HttpResponse(paper.sheets(event, people), content_type="application/pdf", headers=headers)


def _coming(event: Event) -> AttendeeQuerySet:
    """Whoever is expected in the room or has come; at an event online alone, whoever is expected there."""
    rows = at_the_door.attendees(event).filter(Q(booking__status="confirmed") | Q(arrived_at__isnull=False))
    return rows.in_the_room() if event.venue_id else rows
