"""Offers: taken up, turned down, run out, and what the next in turn gets. The pool is held first, always."""

import datetime as dt

from django.db import transaction
from django.db.models import prefetch_related_objects

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.models import Pool, ProgrammeText
from core import audit, jobs, places
from core.errors import Refused
from core.places import Status
from core.uktime import uk_datetime
from notifications.timed import cancel_timed, replan
from returners import letters
from returners.actions.steps import close, note
from returners.models import Place, Step

BATCH = 200


@transaction.atomic
def accept(place: Place, *, agreement: ProgrammeText, signed_name: str, at: dt.datetime) -> Place:
    """Take up an offer by signing the participation agreement: the place is confirmed and the person takes part."""
    _, place = places.hold(place)
    if place.status == Status.CONFIRMED:
        return place
    place = places.confirm(place, at=at)
    application = place.application
    cohorts.enrol(
        application.person,
        cohort=application.cohort,
        strand=application.strand,  # type: ignore[arg-type]
        region=application.decisions.latest().region,
        agreement=agreement,
        signed_name=signed_name,
        at=at,
    )
    note(application, Step.What.CONFIRMED, at=at, by=application.person)
    cancel_timed(place)
    letters.confirmed(place)
    return place


@transaction.atomic
def decline(place: Place, *, reason: str = "", at: dt.datetime) -> Place:
    """Turn an offer down: it is closed for good, and the next in turn gets the place."""
    _, place = places.hold(place)
    if place.status == Status.DECLINED:
        return place
    if place.status == Status.OFFERED and not place.is_on_offer(at):
        raise Refused(f"This offer ran out on {uk_datetime(place.offer_expires_at)}.")  # type: ignore[arg-type]
    place, promoted = places.give_up(place, Status.DECLINED, at=at)
    Place.objects.filter(pk=place.pk).update(decline_reason=reason)
    close(place.application, at=at)
    note(place.application, Step.What.DECLINED, at=at, by=place.application.person, why=reason)
    cancel_timed(place)
    letters.declined(place)
    tell(promoted, at=at)
    return place


def expire_offers(*, at: dt.datetime) -> int:
    """Close every offer that has run out, pool by pool, and offer the places on. Returns how many ran out."""
    pools = Pool.objects.filter(places__in=Place.objects.run_out(at)).distinct().order_by("pk")
    return sum(_expire_in(pool, at=at) for pool in pools)


@transaction.atomic
def _expire_in(pool: Pool, *, at: dt.datetime) -> int:
    expired, promoted = places.expire(pool, Place, at=at)
    prefetch_related_objects(expired, "application__person", "application__cohort__programme")
    for place in expired:
        close(place.application, at=at)
        note(place.application, Step.What.EXPIRED, at=at)
        cancel_timed(place)
        letters.expired(place)
    tell(promoted, at=at)
    return len(expired)


@transaction.atomic
def resize_pool(pool: Pool, *, capacity: int, allowance: int, why: str, by: User, at: dt.datetime) -> list[Place]:
    """Change how many places there are; those that become free are offered in turn. Refused below what is taken."""
    with audit.acting(by=by, why=why):
        promoted = places.resize(pool, Place, capacity=capacity, allowance=allowance, at=at)
        audit.changed(by, pool, ["allowance", "capacity"], why=why)
        tell(promoted, at=at)
    return promoted


def close_waiting_list(pool: Pool, *, at: dt.datetime) -> None:
    """After the last joining instant: tell everyone who still waits, kindly, in batches that a crash cannot double."""
    waiting = pool.places.waiting().count()
    if not waiting or not pool.is_over(at):
        return
    job = jobs.start("close-waiting-list", pool, total=waiting)
    while _close_batch(pool, job, at=at):
        pass


@transaction.atomic
def _close_batch(pool: Pool, job: jobs.Job, *, at: dt.datetime) -> bool:
    """Whether somebody still waits. The job ends with its last batch: a crash leaves none that has nothing to do."""
    over = places.close_queue(pool, Place, at=at, most=BATCH)
    prefetch_related_objects(over, "application__person", "application__cohort__programme")
    for place in over:
        close(place.application, at=at)
        note(place.application, Step.What.QUEUE_CLOSED, at=at)
        letters.queue_closed(place)
    jobs.advance(job, len(over))
    goes_on = bool(over) and pool.places.waiting().exists()
    if not goes_on:
        jobs.finish(job)
    return goes_on


def tell(promoted: list[Place], *, at: dt.datetime) -> None:
    """History, letter and reminder for places that came free and were offered to those who waited."""
    prefetch_related_objects(promoted, "application__person", "application__cohort__programme")
    for place in promoted:
        note(place.application, Step.What.OFFERED, at=at)
        letters.promoted(place)
        replan(place)
