"""What staff see of events: the list, and a page for each from which everything is done."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from accounts.requests import SignedInRequest
from cohorts.models import Programme
from core.paging import newest_first
from events import actions
from events.editing_forms import EventListForm
from events.gates import events_reader, read_event
from events.materials import rows
from events.models import Event, counters
from events.views import tables


@events_reader
def staff_event_list(request: SignedInRequest) -> HttpResponse:
    """The latest first: what is coming up, then what is over."""
    at = request.arrived_at
    programmes = Programme.objects.filter(pk__in=_seen(request).values("programme"))
    form = EventListForm(request.GET, programmes=programmes)
    events = form.narrow(_seen(request), at).select_related("venue").prefetch_related(counters()).defer("about")
    page = newest_first(request, events, by="starts_at")
    context = {
        "form": form,
        "page": page,
        "head": tables.EVENTS,
        "rows": tables.events(page.rows, at),
        "may_add": request.user.is_events_officer or request.user.is_programme_manager,
    }
    return render(request, "events/staff_event_list.html", context)


@events_reader
def event_manage(request: SignedInRequest, uuid: str) -> HttpResponse:
    """The hub of an event: how it stands, its seats, and the links to all that can be done with it."""
    event = read_event(request, uuid)
    at = request.arrived_at
    pools = list(event.pools.order_by("mode"))
    context: dict[str, Any] = {
        "event": event,
        "state": tables.state(event, at),
        "runs": Event.objects.run_by(request.user).filter(pk=event.pk).exists(),
        "head": tables.SEATS,
        "seats": tables.seats(event, pools),
        "pools": pools,
        "facts": tables.facts(event),
        "is_bookable": event.is_bookable(at),
        "has_started": event.starts_at <= at,
        "is_over": event.is_over(at),
        "missing": actions.missing(event, at) if event.status == Event.Status.DRAFT else [],
        "speakers": event.speakers.all(),
        "supporters": event.supporters.all(),
        "materials": rows(event.materials.order_by("added_at", "pk")),
    }
    return render(request, "events/event_manage.html", context)


def _seen(request: SignedInRequest) -> Any:
    return Event.objects.read_by(request.user)
