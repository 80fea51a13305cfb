"""What waits for whoever runs events: drafts whose day is near, full rooms with a queue, the day, attendance."""

import datetime as dt
from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce
from django.urls import reverse

from accounts.models import User
from core.calendar import end_of_uk_day, uk_day
from events.models import Attendee, Event, Pool
from reporting.inbox.task import Task

# A page that is public so long before the day still finds its people.
PUBLISH_BEFORE = dt.timedelta(days=28)
# Attendance is looked for so long after an event: later nobody remembers.
ATTENDANCE_WITHIN = dt.timedelta(days=14)
# With so many parties waiting, a larger room may be worth it.
WAITING_MANY = 5
MOST = 60


def tasks(person: User, at: dt.datetime) -> list[Task]:
    if not (person.is_events_officer or person.is_programme_manager):
        return []
    found = watched(person, at).select_related("programme", "venue").order_by("starts_at", "pk")[:MOST]
    return [task for event in found for task in _of_event(event, at)]


def watched(person: User, at: dt.datetime) -> QuerySet:
    """The events that something may have to be done about, in one query; `waiting`: parties where no seat is free."""
    pools = Pool.objects.filter(event=OuterRef("pk")).order_by()
    full = pools.filter(taken__gte=F("capacity") + F("allowance")).values("event")
    events = Event.objects.run_by(person).annotate(
        waiting=Coalesce(Subquery(full.annotate(parties=Sum("waiting")).values("parties")), 0),
        booked=Exists(pools.filter(taken__gt=0)),
        somebody_came=Exists(Attendee.objects.filter(event=OuterRef("pk"), arrived_at__isnull=False)),
    )
    draft = Q(status=Event.Status.DRAFT, starts_at__gt=at, starts_at__lte=at + PUBLISH_BEFORE)
    public = Q(status=Event.Status.PUBLISHED)
    queue = public & Q(starts_at__gt=at, waiting__gte=WAITING_MANY)
    now = public & Q(ends_at__gt=at, starts_at__lt=end_of_uk_day(uk_day(at)))
    over = public & Q(ends_at__lte=at, ends_at__gt=at - ATTENDANCE_WITHIN, booked=True, somebody_came=False)
    return events.filter(starts_at__gt=at - 2 * ATTENDANCE_WITHIN).filter(draft | queue | now | over)


def _of_event(event: Event, at: dt.datetime) -> Iterator[Task]:
    name = f"{event.title}, {event.place}"
    if event.status == Event.Status.DRAFT:
        yield _task(event, f"Publish {name}", "events:event_manage", "Publish", by=event.starts_at)
    elif event.is_over(at):
        by = event.ends_at + ATTENDANCE_WITHIN
        yield _task(event, f"Who came to {name}", "events:attendee_list", "Write it down", by=by)
    else:
        if event.starts_at < end_of_uk_day(uk_day(at)):
            yield _task(event, f"Today: {name}", "events:door", "Open the door list", by=event.starts_at)
        waiting: int = event.waiting  # type: ignore[attr-defined]  # see `watched`
        if event.starts_at > at and waiting >= WAITING_MANY:
            title = f"{waiting} bookings wait for {name}"
            yield _task(event, title, "events:event_manage", "See the seats", by=event.starts_at)


def _task(event: Event, title: str, page: str, link: str, *, by: dt.datetime) -> Task:
    return Task(group=event.programme.name, title=title, url=reverse(page, args=[event.uuid]), link=link, by=by)
