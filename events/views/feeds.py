"""Events for calendars and for readers of news: a file for each, and all that are to come, as the list filters them."""

import re
from typing import Any

from django.conf import settings
from django.db.models import OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import HttpResponse
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import content_disposition_header

from accounts.gates import public
from core.ics import CONTENT_TYPE
from core.requests import Request
from events.filter_forms import EventFilterForm
from events.gates import event_to_see
from events.ics import calendar_of, feed_of, page_url
from events.models import Event, EventChange, counters
from events.seats import booking_words, in_order

# The soonest so many: a calendar that asks again sees the next ones in time.
MOST = 200
# When people were last told of an event: it was published, changed, or called off.
CHANGED_AT = EventChange.objects.filter(event=OuterRef("pk")).order_by("-sequence").values("made_at")[:1]
TOLD_AT = Greatest("published_at", Subquery(CHANGED_AT))
HIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@public
def event_ics(request: Request, slug: str) -> HttpResponse:
    """One event, to add to a calendar."""
    event = event_to_see(request, slug)
    method = "CANCEL" if event.status == Event.Status.CANCELLED else "PUBLISH"
    name = content_disposition_header(as_attachment=True, filename=f"{event.slug}.ics")
    content = calendar_of(event, method=method)
    return HttpResponse(content, content_type=CONTENT_TYPE, headers={"Content-Disposition": name or ""})


@public
def event_calendar(request: Request) -> HttpResponse:
    """All events to come, for a calendar that follows them."""
    return HttpResponse(feed_of(_to_come(request), name="Returner Portal events"), content_type=CONTENT_TYPE)


@public
def event_feed(request: Request) -> HttpResponse:
    """The same for readers of news (Atom)."""
    here = settings.SITE_URL + reverse("events:event_feed")
    feed = Atom1Feed(
        title="Returner Portal events",
        link=settings.SITE_URL + reverse("events:event_list"),
        description="Events to come",
        language="en-gb",
        feed_url=f"{here}?{request.GET.urlencode()}" if request.GET else here,
        author_name="Returner Portal",
    )
    for event in _to_come(request):
        seats = booking_words(event, in_order(event), request.arrived_at)
        cancelled = event.status == Event.Status.CANCELLED
        feed.add_item(
            title=_legible(f"Cancelled: {event.title}" if cancelled else event.title),
            link=page_url(event),
            description=_legible(f"{event.when}. {event.where}. {event.summary} {seats}."),
            unique_id=event.uuid.urn,
            pubdate=event.published_at,
            updateddate=event.told_at,
        )
    return HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)


def _legible(text: str) -> str:
    """Without the hidden characters that come along with what people copy: XML cannot hold them."""
    return HIDDEN.sub("", text)


def _to_come(request: Request) -> Any:
    form = EventFilterForm(request.GET, at=request.arrived_at)
    events = Event.objects.public().not_over(request.arrived_at).select_related("venue", "programme")
    return form.narrow(events.annotate(told_at=TOLD_AT)).prefetch_related(counters()).order_by("starts_at", "pk")[:MOST]
