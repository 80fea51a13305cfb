"""Events as calendars read them (see core/ics.py): for one event as a file or in a letter, for all as a feed."""

import datetime as dt
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from icalendar import Event as Entry
from icalendar import vCalAddress, vText

from core.ics import entry_of, follow, new_calendar
from events.models import Event, Pool

PRODUCT = "Events"
# How often a calendar that follows the feed asks again.
ASK_AGAIN = dt.timedelta(hours=6)


def calendar_of(
    event: Event, *, method: str = "PUBLISH", at: dt.datetime | None = None, mode: str = "", link: str = ""
) -> bytes:
    """One event, with the same UID whatever becomes of it and a SEQUENCE that goes up: calendars then move it.

    `mode`: for somebody who comes in this way only. `link`: to join, for those who have a confirmed booking. `at`: when
    this was written, as of two files for one SEQUENCE the later counts; without it, when the event was published.
    """
    calendar = new_calendar(PRODUCT, method=method)
    calendar.add_component(_entry(event, at=at, mode=mode, link=link, cancelled=method == "CANCEL"))
    return calendar.to_ical()


def feed_of(events: Iterable[Event], *, name: str) -> bytes:
    """A calendar to follow: it shows what the public may see."""
    calendar = new_calendar(PRODUCT)
    follow(calendar, name=name, ask_again=ASK_AGAIN)
    for event in events:
        calendar.add_component(_entry(event))
    return calendar.to_ical()


def page_url(event: Event) -> str:
    return settings.SITE_URL + reverse("events:event_detail", args=[event.slug])


def _entry(
    event: Event, *, at: dt.datetime | None = None, mode: str = "", link: str = "", cancelled: bool = False
) -> Entry:
    """`cancelled`: for somebody who does not come any more. For all others it may go on."""
    is_off = cancelled or event.status == Event.Status.CANCELLED
    entry = entry_of(
        uid=event.uuid,
        sequence=event.sequence,
        written_at=at or event.published_at or event.made_at,
        starts_at=event.starts_at,
        ends_at=event.ends_at,
        title=f"Cancelled: {event.title}" if is_off else event.title,
        where=_location(event, mode),
        description="\n\n".join(_description(event, mode, link)),
        url=page_url(event),
        is_off=is_off,
    )
    entry.add("organizer", _organiser(event))
    return entry


def _location(event: Event, mode: str) -> str:
    if mode == Pool.Mode.ONLINE or not event.venue:
        return "Online"
    return event.venue.address if mode == Pool.Mode.IN_PERSON else event.where


def _description(event: Event, mode: str, link: str) -> list[str]:
    """The summary; for whoever joins online, the link; for whoever comes, how to get in."""
    said = [event.summary]
    if link:
        said.append(f"Join online: {link}")
    if event.venue and event.venue.access and mode != Pool.Mode.ONLINE:
        said.append(f"Getting in: {event.venue.access}")
    return [*said, page_url(event)]


def _organiser(event: Event) -> vCalAddress:
    address = vCalAddress(f"mailto:{event.programme.contact_email}")
    address.params["CN"] = vText(event.programme.name)
    return address
