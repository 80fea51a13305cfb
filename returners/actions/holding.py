"""Places kept while a person decides, when the person is late: the clock gives them on, and says so."""

import datetime as dt
from functools import partial

from django.db import transaction
from django.db.models import prefetch_related_objects

from cohorts.models import Cohort, Pool
from core import places
from core.batches import work_off
from core.places import BATCH, in_batches
from returners import letters
from returners.actions.steps import close, note
from returners.actions.turns import tell
from returners.models import Application, Place, Step


def release_holds(*, at: dt.datetime) -> int:
    """Give on every place that was kept up to the day we had promised to decide. Returns how many there were.

    The application stays with the person who is to decide. Found eligible then, it goes before all who wait in turn.
    """
    pools = Pool.objects.filter(places__in=Place.objects.held_too_long(at)).distinct().order_by("pk")
    return sum(in_batches(_release_batch, pool, at=at) for pool in pools)


@transaction.atomic
def _release_batch(pool: Pool, *, at: dt.datetime) -> int:
    released, promoted = places.release(pool, Place, at=at, most=BATCH)
    prefetch_related_objects(released, "application__person", "application__cohort__programme")
    for place in released:
        note(place.application, Step.What.RELEASED, at=at)
        # After the last joining instant there is nothing left to hope for: see `close_undecided`.
        if not pool.is_over(at):
            letters.released(place)
    tell(promoted, at=at)
    return len(released)


def move_holds(before: Cohort, after: Cohort, *, at: dt.datetime) -> None:
    """A cohort's calendar has changed, and its pools are held: places are kept to the day that is promised now.

    One that got as long again because its turn came late keeps its day; none outlasts the last joining instant, and
    none ends by a promise that would lie behind us.
    """
    pending = Place.objects.live().filter(pool__cohort=after, pending_until__isnull=False).select_related("application")
    places_moved = list(pending)
    for place in places_moved:
        sent: dt.datetime = place.application.submitted_at  # type: ignore[assignment]
        was, promised = before.review_deadline(sent), after.review_deadline(sent)
        ends: dt.datetime = place.pending_until  # type: ignore[assignment]
        follows = ends in (was, before.last_joining_at) and promised > at
        place.pending_until = min(promised if follows else ends, after.last_joining_at)
    Place.objects.bulk_update(places_moved, ["pending_until"])


def close_undecided(*, at: dt.datetime) -> int:
    """After the last joining instant: close what nobody has decided on, and say kindly that it was not a no.

    So ends an application that a person was to look at, and one to a ranked cohort whose decisions were not released.
    """
    # Those that hold a place or wait come first to `release_holds` and `close_waiting_list`.
    late = Application.objects.undecided().filter(cohort__last_joining_at__lte=at)
    late = late.exclude(places__in=Place.objects.live()).select_related("person", "cohort__programme")
    return work_off(late, partial(_close, at=at), size=BATCH)


def _close(applications: list[Application], *, at: dt.datetime) -> None:
    for application in applications:
        close(application, at=at)
        note(application, Step.What.CLOSED, at=at)
        letters.undecided(application)
