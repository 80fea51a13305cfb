"""What everybody sees of events: the list, and a page for each."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from accounts.gates import public
from core.paging import newest_first, soonest_first
from core.requests import Request
from events.filter_forms import EventFilterForm
from events.gates import event_to_see
from events.listing import columns, listed, seats_of, speakers_of, supporters_of
from events.materials import open_to, rows
from events.models import Event, Material, Pool
from events.seats import cards, has_seats, is_open_to_more, seats_words
from events.structured import as_json_ld

ROWS = 60
MODES = dict(Pool.Mode.choices)


@public
def event_list(request: Request) -> HttpResponse:
    """Events to come, the soonest first; with `when=past` those that are over, the newest first."""
    at = request.arrived_at
    form = EventFilterForm(request.GET, at=at)
    events = columns(form.narrow(Event.objects.public()))
    walk, events = (newest_first, events.over(at)) if form.is_past else (soonest_first, events.not_over(at))
    page = walk(request, events, by="starts_at", size=ROWS)
    context = {
        "form": form,
        "page": page,
        "rows": cards(listed(page.rows), at),
        "query": urlencode(form.chosen),
    }
    return render(request, "events/event_list.html", context)


@public
def event_detail(request: Request, slug: str) -> HttpResponse:
    event = event_to_see(request, slug)
    pools, at = seats_of(event.pk), request.arrived_at
    context = {
        "event": event,
        "is_over": event.is_over(at),
        "is_bookable": event.is_bookable(at),
        "has_seats": has_seats(event, pools, at),
        "has_room": is_open_to_more(event, pools, at),
        "seats": [{"mode": MODES[p.mode], "waiting": p.waiting, "words": seats_words(p)} for p in pools],
        "speakers": speakers_of(event.pk),
        "supporters": supporters_of(event.pk),
        "materials": _materials(request, event),
        "json_ld": as_json_ld(event, pools, at, url=request.build_absolute_uri(request.path)),
    }
    return render(request, "events/event_detail.html", context)


def _materials(request: Request, event: Event) -> list[dict[str, Any]]:
    """Nobody who is not signed in sees any here: they have the link of their booking."""
    if not request.user.is_authenticated:
        return []
    return rows(Material.objects.of(event).filter(pk__in=open_to(request.user).values("pk")))
