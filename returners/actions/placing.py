"""Offers: taken up, turned down, run out, and what the next in turn gets. The pool is held first, always."""

import datetime as dt

from django.db import transaction
from django.db.models import F, prefetch_related_objects

from accounts.models import User
from cohorts import actions as cohorts
from cohorts.models import Pool, ProgrammeText
from core import audit, jobs, places
from core.errors import Refused
from core.places import BATCH, Status, in_batches
from core.uktime import uk_end
from notifications.timed import cancel_timed
from returners import letters
from returners.actions.steps import close, note
from returners.actions.telling import open_profile
from returners.actions.turns import tell
from returners.models import Place, Step


@transaction.atomic
def accept(place: Place, *, agreement: ProgrammeText, signed_name: str, at: dt.datetime) -> Place:
    """Take up an offer by signing the participation agreement: the place is confirmed and the person takes part."""
    _, place = places.hold(place)
    if place.status == Status.CONFIRMED:
        return place
    place = places.confirm(place, at=at)
    application = place.application
    enrolment = cohorts.enrol(
        application.person,
        cohort=application.cohort,
        strand=application.strand,  # type: ignore[arg-type]
        region=application.decisions.latest().region,
        agreement=agreement,
        signed_name=signed_name,
        at=at,
    )
    note(application, Step.What.CONFIRMED, at=at, by=application.person)
    open_profile(application, enrolment)
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
        raise Refused(f"This offer ran out {uk_end(place.offer_expires_at)}.")  # type: ignore[arg-type]
    place, promoted = places.give_up(place, Status.DECLINED, at=at)
    Place.objects.filter(pk=place.pk).update(decline_reason=reason)
    close(place.application, at=at)
    note(place.application, Step.What.DECLINED, at=at, by=place.application.person, why=reason)
    cancel_timed(place)
    letters.declined(place)
    tell(promoted, at=at)
    return place


def expire_offers(*, at: dt.datetime) -> int:
    """Close every offer that has run out, pool by pool, and offer the places on. Returns how many ran out.

    Everybody who applied on one day has the same deadline: in batches, so that nobody waits long for the pool.
    """
    pools = Pool.objects.filter(places__in=Place.objects.run_out(at)).distinct().order_by("pk")
    return sum(in_batches(_expire_batch, pool, at=at) for pool in pools)


def fill_free_places(*, at: dt.datetime) -> int:
    """Offer places that are free while somebody waits: what a batch before this one left, or a moved date freed."""
    pools = Pool.objects.filter(waiting__gt=0, taken__lt=F("capacity") + F("allowance"), cohort__last_joining_at__gt=at)
    return sum(in_batches(_promote_batch, pool, at=at) for pool in pools.order_by("pk"))


@transaction.atomic
def _promote_batch(pool: Pool, *, at: dt.datetime) -> int:
    promoted = places.promote(pool, Place, at=at, most=BATCH)
    tell(promoted, at=at)
    return len(promoted)


@transaction.atomic
def _expire_batch(pool: Pool, *, at: dt.datetime) -> int:
    expired, promoted = places.expire(pool, Place, at=at, most=BATCH)
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
    """Change how many places there are; those that become free are offered in turn. Refused below what is taken.

    The first are offered with the change, the rest by the clock within a minute: see `fill_free_places`.
    """
    with audit.acting(by=by, why=why):
        promoted = places.resize(pool, Place, capacity=capacity, allowance=allowance, at=at, most=BATCH)
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
        note(place.application, Step.What.QUEUE_CLOSED, at=at)
        # Where a person has not decided yet, that is closed and told next: see `close_undecided`.
        if not place.is_pending:
            close(place.application, at=at)
            letters.queue_closed(place)
    jobs.advance(job, len(over))
    goes_on = bool(over) and pool.places.waiting().exists()
    if not goes_on:
        jobs.finish(job)
    return goes_on
