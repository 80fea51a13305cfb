"""The place of somebody who takes part: given up, or changed for one in another cohort of the programme.

Pools by their keys, then the application: the caller holds them first, and knows why somebody goes.
"""

import datetime as dt

from django.db.models import Q

from accounts.models import User
from cohorts.models import Pool
from core import places
from core.errors import Refused
from core.places import Status
from notifications.timed import cancel_timed
from returners.actions.steps import close, hold, note, pool_of
from returners.actions.turns import tell
from returners.models import Application, Place, Profile, Step

MOVED_MEANWHILE = "The place has just moved to another cohort. Look at it again."


def hold_with_pools(application: Application, *more: Pool) -> Application:
    """Lock an application after every pool that its place is, was or could be in."""
    known = {pool_of(application).pk, *(pool.pk for pool in more)}
    wanted = Q(pk__in=known) | Q(pk__in=application.places.values("pool"))
    held = [pool.pk for pool in Pool.objects.lock().filter(wanted).order_by("pk")]
    application = hold(application)
    if application.places.live().exclude(pool__in=held).exists():
        raise Refused(MOVED_MEANWHILE)
    return application


def leave(application: Application, *, why: str, by: User, at: dt.datetime) -> None:
    """Somebody who took part stops: their place is free for the next in turn. The application is held."""
    place = application.places.confirmed().get()
    place, promoted = places.give_up(place, Status.CANCELLED, at=at)
    close(application, at=at)
    for told in Profile.objects.filter(application=application):
        cancel_timed(told)
    note(application, Step.What.LEFT, at=at, by=by, why=why)
    tell(promoted, at=at)


def change_places(application: Application, pool: Pool, *, what: Step.What, by: User, at: dt.datetime) -> Place:
    """Give the place up for one in another cohort's pool, or Refused: nobody loses the one before they have the other.

    The application and both pools are held, and stand as they were where it is refused. It stays with the cohort that
    it was sent to and decided for; only its place moves.
    """
    place = application.places.confirmed().select_related("pool__cohort").get()
    here = place.pool.cohort
    given, promoted = places.give_up(place, Status.CANCELLED, at=at)
    moved = places.claim(pool, Place(application=application), at=at)
    if moved.status != Status.OFFERED:
        raise Refused(f"Every place in the {pool.cohort.name} is taken.")
    moved = places.confirm(moved, at=at)
    # It is the same offer that was taken up, and is counted once.
    moved.offered_at, moved.offer_expires_at = place.offered_at, place.offer_expires_at
    given.offered_at = given.offer_expires_at = None
    Place.objects.bulk_update([moved, given], ["offered_at", "offer_expires_at"])
    note(application, what, at=at, by=by, why=f"From the {here.name} to the {pool.cohort.name}")
    tell(promoted, at=at)
    return moved
