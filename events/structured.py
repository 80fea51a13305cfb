"""An event as search engines read it: schema.org's Event, as JSON-LD."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from core.uktime import to_uk
from events.models import Event
from events.models.pool import Counted
from events.seats import has_seats, is_open_to_more

# As Django's json_script does: nothing in the data can end the element it stands in.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}
SCHEMA = "https://schema.org/"


def as_json_ld(event: Event, pools: Sequence[Counted], at: dt.datetime, *, url: str) -> SafeString:
    """The contents of a `<script type="application/ld+json">`: data that no browser runs."""
    return mark_safe(json.dumps(structured(event, pools, at, url=url), ensure_ascii=False).translate(ESCAPES))  # noqa: S308


def structured(event: Event, pools: Sequence[Counted], at: dt.datetime, *, url: str) -> dict[str, Any]:
    cancelled = event.status == Event.Status.CANCELLED
    return {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "startDate": to_uk(event.starts_at).isoformat(),
        "endDate": to_uk(event.ends_at).isoformat(),
        "eventStatus": f"{SCHEMA}{'EventCancelled' if cancelled else 'EventScheduled'}",
        "eventAttendanceMode": f"{SCHEMA}{_mode(event)}EventAttendanceMode",
        "location": _locations(event, url),
        "organizer": {"@type": "Organization", "name": event.programme.name},
        "isAccessibleForFree": True,
        "maximumAttendeeCapacity": sum(pool.capacity for pool in pools),
        "url": url,
        "offers": {
            "@type": "Offer",
            "price": "0",
            "priceCurrency": "GBP",
            "url": url,
            "availability": f"{SCHEMA}{_availability(event, pools, at)}",
        },
    }


def _mode(event: Event) -> str:
    if event.venue and event.online:
        return "Mixed"
    return "Online" if event.online else "Offline"


def _locations(event: Event, url: str) -> Any:
    """The place, the page that says how to join, or both."""
    found: list[dict[str, Any]] = []
    if venue := event.venue:
        address = {
            "@type": "PostalAddress",
            "streetAddress": venue.street,
            "addressLocality": venue.town,
            "postalCode": venue.postcode,
            "addressCountry": "GB",
        }
        found.append({"@type": "Place", "name": venue.name, "address": address})
    if event.online:
        found.append({"@type": "VirtualLocation", "url": url})
    return found[0] if len(found) == 1 else found


def _availability(event: Event, pools: Sequence[Counted], at: dt.datetime) -> str:
    if has_seats(event, pools, at):
        return "InStock"
    return "BackOrder" if is_open_to_more(event, pools, at) else "SoldOut"
