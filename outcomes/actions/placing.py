"""Arranging a placement, changing or calling it off, and forgetting where to reach whoever supervised it."""

import datetime as dt
import uuid
from copy import copy
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.calendar import uk_day, uk_instant
from core.errors import Refused
from core.presses import once
from employers.models import Organisation
from outcomes import letters
from outcomes.actions.holding import hold_enrolment, hold_placement
from outcomes.models import Award, Placement, UpdatingPlan
from outcomes.models.placement import SIGNED_WITHIN

BATCH = 500


@transaction.atomic
def place(
    enrolment: Enrolment,
    *,
    host: Organisation,
    supervisor_name: str,
    supervisor_email: str,
    starts_on: dt.date,
    ends_on: dt.date,
    key: uuid.UUID,
    by: User,
    at: dt.datetime,
) -> Placement:
    """Arrange a placement, and tell whose it is and who supervises it. Pressed twice, it is one."""
    enrolment = hold_enrolment(enrolment, refusal="They no longer take part, so they cannot have a placement.")
    if made := Placement.objects.filter(uuid=key, enrolment=enrolment).first():
        return made
    placement = Placement(
        uuid=key,
        enrolment=enrolment,
        host=host,
        supervisor_name=supervisor_name,
        supervisor_email=supervisor_email,
        starts_on=starts_on,
        ends_on=ends_on,
        made_at=at,
    )
    _check_days(placement)

    def make() -> Placement:
        placement.save()
        letters.placed(placement)
        letters.supervising(placement)
        return placement

    with audit.acting(by, why="Placement arranged"):
        return once(enrolment.placements.all(), key, make)


@transaction.atomic
def change_placement(
    placement: Placement,
    *,
    supervisor_name: str,
    supervisor_email: str,
    starts_on: dt.date,
    ends_on: dt.date,
    by: User,
    at: dt.datetime,
) -> Placement:
    """Another supervisor gets a link of their own, and the old one ends at once."""
    placement = hold_placement(placement)
    if placement.enrolment.status == Enrolment.Status.ENDED:
        raise Refused("They no longer take part, so their placement can no longer be changed.")
    before = (placement.supervisor_name, placement.supervisor_email, placement.starts_on, placement.ends_on)
    if before == (supervisor_name, supervisor_email, starts_on, ends_on):
        return placement
    is_another, earlier = supervisor_email.lower() != placement.supervisor_email.lower(), copy(placement)
    placement.supervisor_name, placement.supervisor_email = supervisor_name, supervisor_email
    placement.starts_on, placement.ends_on = starts_on, ends_on
    _check_days(placement)
    if outside := placement.entries.exclude(on__range=(starts_on, ends_on)).order_by("on").first():
        raise Refused(f"A day is logged outside these dates: {outside}. Choose dates that include it.")
    if is_another:
        placement.link = uuid.uuid4()
        letters.no_longer_supervising(earlier)
    with audit.acting(by, why="Placement changed"):
        placement.save(update_fields=["supervisor_name", "supervisor_email", "starts_on", "ends_on", "link"])
    letters.placement_changed(placement, at=at)
    if is_another:
        letters.supervising(placement)
    return placement


@transaction.atomic
def call_off(placement: Placement, *, by: User) -> None:
    """It does not come about: gone, and both of them are told. What somebody has logged a day at stays."""
    placement = hold_placement(placement)
    if placement.entries.exists():
        raise Refused("Days have been logged at this placement, so it stays. Change its last day instead.")
    letters.called_off(placement)
    letters.no_longer_supervising(placement)
    key = placement.pk
    with audit.acting(by, why="Placement called off"):
        placement.delete()
    _forget_earlier([key])


@transaction.atomic
def send_link_again(placement: Placement, *, by: User, at: dt.datetime) -> None:
    """To a supervisor who cannot find the letter. Once a minute at most, however often it is pressed."""
    placement = hold_placement(placement)
    if not placement.is_open(at):
        raise Refused("This placement is over, so its link leads nowhere any more.")
    audit.changed(by, placement, ["link"], why="Link sent to the supervisor again")
    letters.supervising(placement, again=at)


@transaction.atomic
def forget_supervisors(*, at: dt.datetime) -> int:
    """Their addresses, once the link has ended and nobody writes to them again. A name stays with what it signed."""
    last = uk_day(at) - SIGNED_WITHIN
    stopped = Q(enrolment__status=Enrolment.Status.ENDED, enrolment__ended_at__lt=uk_instant(last, 0))
    over = Q(ends_on__lt=last) | stopped
    kept = Placement.objects.filter(over).exclude(supervisor_email="").order_by("pk").lock_free()
    batch = list(kept.values_list("pk", flat=True)[:BATCH])
    with audit.acting(why="The link of the supervisor has ended"):
        done = Placement.objects.filter(pk__in=batch).update(supervisor_email="")
    _forget_earlier(batch)
    return done


def _forget_earlier(placements: list[int]) -> None:
    """After the rows: to blank one leaves in its history what it held before, and who supervised earlier."""
    apps.get_model("outcomes.PlacementEvent").objects.filter(pgh_obj__in=placements).update(supervisor_email="")


def go_along(*, left: Enrolment, joined: Enrolment, **_: Any) -> None:
    """Whoever moves to another cohort takes placements, days, their number and money along."""
    for model in (Placement, UpdatingPlan, Award):
        model._default_manager.filter(enrolment=left).update(enrolment=joined)


def _check_days(placement: Placement) -> None:
    if placement.ends_on < placement.starts_on:
        raise Refused("The last day is before the first. Change one of them.")
    if placement.ends_on > placement.starts_on + dt.timedelta(days=3 * 366):
        raise Refused("A placement lasts three years at most. Check the year of its last day.")
