"""Leaving: one press at any point before the cohort is over."""

import datetime as dt

from django.db import transaction

from cohorts import actions as cohorts
from core import places
from core.errors import Refused
from core.places import Status
from notifications.timed import cancel_timed
from returners import letters
from returners.actions.moving import hold_with_pools
from returners.actions.steps import hold, note
from returners.actions.turns import tell
from returners.models import Application, Profile, Step


@transaction.atomic
def withdraw(application: Application, *, why: str = "", at: dt.datetime) -> Application:
    """Withdraw an application: its place or turn is given up, and whoever took part stops. Twice is once.

    Whoever withdrew may apply again, at the end of the queue.
    """
    was_draft = application.is_draft
    # The pool before the application, as everywhere. A draft has none.
    application = hold(application) if was_draft else hold_with_pools(application)
    if application.status == Application.Status.WITHDRAWN:
        return application
    if was_draft and not application.is_draft:
        raise Refused("Your application has just been sent. Look at it again before you withdraw it.")
    if application.closed_at:
        raise Refused("This application is over already. You can apply again while applications are open.")
    application.move_to(Application.Status.WITHDRAWN)
    application.closed_at = at
    application.save(update_fields=["status", "closed_at"])
    cancel_timed(application)
    _give_place_up(application, at=at)
    note(application, Step.What.WITHDRAWN, at=at, by=application.person, why=why)
    if application.submitted_at:
        letters.withdrawn(application)
    return application


def _give_place_up(application: Application, *, at: dt.datetime) -> None:
    place = application.places.live().first()
    if place is None:
        return
    place, promoted = places.give_up(place, Status.CANCELLED, at=at)
    for told in (place, *Profile.objects.filter(application=application)):
        cancel_timed(told)
    cohorts.end_enrolment(application.person, cohort=place.pool.cohort, why="Withdrew", at=at)
    tell(promoted, at=at)
