"""The calendar of a cohort moved, and with it what hangs on it: offers at once, letters and reminders by a job."""

import copy
import datetime as dt
from collections.abc import Callable, Iterator
from functools import partial

from django.db import transaction
from django.db.models import F, QuerySet

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.calendar import Dates
from cohorts.models import Cohort, Pool
from core import audit, jobs
from core.errors import Refused, SeenOtherwise
from notifications.timed import replan
from returners import letters
from returners.actions.holding import move_holds
from returners.models import Application, CalendarChange, Place, Step
from returners.rescheduling import drafts_of, foresee, objections, to_tell

CALENDAR_CHANGE = "calendar-change"


@transaction.atomic
def change_calendar(cohort: Cohort, dates: Dates, *, seen: str, why: str, by: User, at: dt.datetime) -> CalendarChange:
    """Move dates of a cohort, and the deadlines of offers with them. `seen` is of the foresight that was shown.

    Every pool of the cohort is held first: nobody is given, and nobody takes up, an offer meanwhile. However many
    people it concerns, only their offers move here; a job writes the letters and the reminders: see `carry_out`.
    """
    list(Pool.objects.lock().filter(cohort=cohort).order_by("pk"))
    cohort = Cohort.objects.lock().get(pk=cohort.pk)
    for words in objections(cohort, dates, at).values():
        raise Refused(f"{words}.")
    foresight = foresee(cohort, dates, at)
    if not foresight.dates:
        raise Refused("These are the dates the cohort has already.")
    if foresight.seen != seen:
        raise SeenOtherwise("Something has changed since this page was shown. Look at what would move now.")
    with audit.acting(by=by, why=why):
        before = copy.copy(cohort)
        cohort = cohorts.change_calendar(cohort, dates, why=why, by=by, at=at)
        move_holds(before, cohort, at=at)
        change = CalendarChange.objects.create(
            cohort=cohort, dates=foresight.dates, offers=sorted(foresight.offers), made_at=at, made_by=by, why=why
        )
        _move_offers(foresight.offers, by=by, at=at)
        replan(cohort)
    steps = sum(rows.count() for rows, _ in _work(change))
    if steps:
        jobs.start(CALENDAR_CHANGE, change, total=steps, by=by)
    return change


def _move_offers(offers: dict[int, dt.datetime], *, by: User | None, at: dt.datetime) -> None:
    """The pool is held. One statement for each deadline: most often all share one."""
    for deadline in set(offers.values()):
        pks = [pk for pk, moved in offers.items() if moved == deadline]
        Place.objects.offered().filter(pk__in=pks).update(offer_expires_at=deadline)
    applications = Application.objects.filter(places__in=list(offers))
    Step.objects.bulk_create(
        Step(application=application, what=Step.What.NEW_DEADLINE, at=at, by=by) for application in applications
    )


def carry_out(job: jobs.Job) -> None:
    """Letters and reminders of a change, in batches. Begun again after a crash, nobody is written to twice."""
    change = CalendarChange.objects.select_related("cohort").get(pk=job.subject)
    for rows, step in _work(change):
        jobs.go_through(job, rows, partial(_each, step))
    jobs.finish(job)


def _each(step: Callable, rows: list) -> None:
    for row in rows:
        step(row)


def _work(change: CalendarChange) -> Iterator[tuple[QuerySet, Callable]]:
    """What to go through, row by row, and what to do with each."""
    moved = set(change.dates)
    people = to_tell(change.cohort, moved, change.offers)
    yield Place.objects.offered().filter(pk__in=change.offers), replan
    yield _whole(people), lambda application: letters.dates_changed(application, change)
    yield _whole(drafts_of(change.cohort, moved)), replan
    if moved & {"starts_on", "ends_on"}:
        yield change.cohort.enrolments.select_related("cohort", "moved_from"), replan


def _whole(applications: QuerySet) -> QuerySet:
    """With all that a letter or a reminder says of them."""
    return applications.select_related("person", "cohort__programme").prefetch_related("places")


def shorten_late_offers(*, at: dt.datetime) -> int:
    """Cut offers that stand longer than the last joining: made in the instant it moved, by what it was before.

    Whoever gives an offer reads the calendar before they hold the pool, because hundreds want it at once.
    """
    late = Place.objects.offered().filter(offer_expires_at__gt=F("pool__cohort__last_joining_at"))
    return sum(_shorten(pool, at=at) for pool in Pool.objects.filter(places__in=late).distinct().order_by("pk"))


@transaction.atomic
def _shorten(pool: Pool, *, at: dt.datetime) -> int:
    pool = Pool.objects.lock().get(pk=pool.pk)
    change = CalendarChange.objects.select_related("cohort").filter(cohort=pool.cohort_id).first()
    if change is None:
        return 0
    deadline = change.cohort.last_joining_at
    late = pool.places.offered().filter(offer_expires_at__gt=deadline)
    change.offers = list(late.values_list("pk", flat=True))
    _move_offers(dict.fromkeys(change.offers, deadline), by=None, at=at)
    for place in Place.objects.filter(pk__in=change.offers).select_related("application"):
        replan(place)
        letters.dates_changed(_whole(Application.objects.filter(pk=place.application_id)).get(), change)
    return len(change.offers)
