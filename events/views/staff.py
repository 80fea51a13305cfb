"""What staff see of events: the list, and a page for each from which everything is done."""

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedInRequest
from core.paging import newest_first
from events.gates import events_reader, read_event
from events.models import Event
from events.seats import in_order


@events_reader
def staff_event_list(request: SignedInRequest) -> HttpResponse:
    rows = (
        Event.objects.read_by(request.user)
        .select_related("venue")
        .annotate(taken=Sum("pools__taken"), waiting=Sum("pools__waiting"))
    )
    page = newest_first(request, rows, by="starts_at")
    return render(request, "events/staff_event_list.html", {"page": page})


@events_reader
def event_manage(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The hub of an event: how it stands, its seats, and the links to all that can be done with it."""
    event = read_event(request, uuid)
    runs = Event.objects.run_by(request.user).filter(pk=event.pk).exists()
    return render(request, "events/event_manage.html", {"event": event, "pools": in_order(event), "runs": runs})
