"""What everybody sees of events: the list, and a page for each."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from accounts.gates import public
from core.paging import newest_first, soonest_first
from core.requests import Request
from events.filter_forms import EventFilterForm
from events.gates import event_to_see
from events.models import Event
from events.seats import card, in_order, is_open_to_more, seats_words
from events.structured import as_json_ld

ROWS = 60


@public
def event_list(request: Request) -> HttpResponse:
    """Events to come, the soonest first; with `when=past` those that are over, the newest first."""
    at = request.arrived_at
    form = EventFilterForm(request.GET, at=at)
    rows = form.narrow(Event.objects.public()).select_related("venue").prefetch_related("pools")
    walk, rows = (newest_first, rows.over(at)) if form.is_past else (soonest_first, rows.not_over(at))
    page = walk(request, rows.defer("about"), by="starts_at", size=ROWS)
    context = {
        "form": form,
        "page": page,
        "rows": [card(event, at) for event in page.rows],
        "query": urlencode(form.chosen),
    }
    return render(request, "events/event_list.html", context)


@public
def event_detail(request: Request, slug: str) -> HttpResponse:
    event = event_to_see(request, slug)
    at = request.arrived_at
    context = {
        "event": event,
        "is_over": event.is_over(at),
        "is_bookable": event.is_bookable(at),
        "has_room": is_open_to_more(event, at),
        "seats": [{"pool": pool, "words": seats_words(pool)} for pool in in_order(event)],
        "speakers": event.speakers.all(),
        "supporters": event.supporters.all(),
        "json_ld": as_json_ld(event, at, url=request.build_absolute_uri(request.path)),
    }
    return render(request, "events/event_detail.html", context)
