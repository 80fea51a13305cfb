"""Everybody with a booking is told what has become of the event: written down at once, told by a job."""

import datetime as dt
from functools import partial

from django.db.models import QuerySet

from accounts.models import User
from core import jobs
from core.jobs import Job
from events import news
from events.addressees import with_party
from events.models import Booking, Event, EventChange
from notifications.timed import replan_all

EVENT_CHANGE = "event-change"
# A booking in the air while the event changed may have been told how it was. Told twice is better than wrongly.
IN_THE_AIR = dt.timedelta(minutes=1)

Moved = list[dict[str, str]]


def note_change(event: Event, moved: Moved, *, by: User | None, at: dt.datetime) -> EventChange | None:
    """What moved, for all with a live booking; nothing moved: the event is off. The event is held by the caller.

    Noted even where nobody has booked: who follows the feed of events reads of it. A change that is still being told
    goes on as part of this one: nobody reads of a time that is over.
    """
    untold = _take_over(event)
    if event.is_over(at):
        return None
    told = _as_one(untold, moved) if moved else []
    change = EventChange.objects.create(event=event, sequence=event.sequence, moved=told, made_at=at, made_by=by)
    if count := _to_tell(event).count():
        jobs.start(EVENT_CHANGE, change, total=count, by=by)
    return change


def _take_over(event: Event) -> Moved:
    """What the change before this one says, if not everybody has been told of it yet. Its job stops where it is."""
    unfinished = Job.objects.unfinished().filter(kind=EVENT_CHANGE, subject__in=event.changes.values("pk"))
    stopped = [job.subject for job in unfinished if jobs.stop(job)]
    return [one for change in event.changes.filter(pk__in=stopped) for one in change.moved]


def _as_one(older: Moved, newer: Moved) -> Moved:
    """Two changes in one: from what the first began with to what the second ends with.

    What is back where it was is told as the second alone has it, for some may have read of the first.
    """
    first = {one["what"]: one for one in older}
    merged = []
    for one in newer:
        was = first.pop(one["what"], one)["was"]
        merged.append(one if was == one["now"] else one | {"was": was})
    return [*first.values(), *merged]


def _to_tell(event: Event) -> QuerySet[Booking]:
    return Booking.objects.live().filter(event=event)


def carry_out_change(job: Job) -> None:
    """The reminders move first, all at once; then the letters go. Begun again after a crash, nobody is told twice."""
    change = EventChange.objects.select_related("event__venue", "event__programme").get(pk=job.subject)
    people = _to_tell(change.event).filter(joined_at__lte=change.made_at + IN_THE_AIR)
    if not change.called_off:
        replan_all(people, at=change.made_at)
    jobs.go_through(job, with_party(people), partial(news.tell, change=change))
    jobs.finish(job)
