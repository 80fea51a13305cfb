"""What events tell of an organisation: that it came, registered for training, and is trained.

Each milestone is worked out anew from the bookings, arrivals and certificates that support it, with the organisation's
row held: an arrival that is undone takes back what nothing else supports. It is held after a pool or an attendee, and
before a trainee: merging, which holds organisations first, moves the trainees then.
"""

import datetime as dt
from collections.abc import Callable, Collection

from django.db import transaction

from cohorts.models import Programme
from core.calendar import uk_day
from employers.actions import forget_milestone, record_milestone
from employers.models import Milestone, Organisation
from events.models import Attendee, Booking, Certificate, Event

Step = Milestone.Step
Support = tuple[dt.date, str] | None


def hold_organisation(booking: Booking) -> Organisation | None:
    """The organisation a booking is from, held. One that was merged or removed meanwhile is looked for again."""
    while booking.organisation_id:
        if held := Organisation.objects.lock().filter(pk=booking.organisation_id).first():
            return held
        booking.refresh_from_db(fields=["organisation"])
    return None


def keep_milestones(organisation: Organisation, programme: Programme, *, steps: Collection[Step]) -> None:
    """Bring these milestones of an organisation, which the caller holds, into line with what has happened."""
    for step in steps:
        _keep(organisation, programme, step)


@transaction.atomic
def follow_booking(booking: Booking) -> None:
    """It was made, closed, or found to be an organisation's: registering for training is a step of its own."""
    if booking.event.kind == Event.Kind.TRAINING and (organisation := hold_organisation(booking)):
        keep_milestones(organisation, booking.event.programme, steps=[Step.TRAINING])


def _keep(organisation: Organisation, programme: Programme, step: Step) -> None:
    before = Milestone.objects.filter(organisation=organisation, programme=programme, step=step).first()
    support = SUPPORT[step](organisation, programme)
    if before and (support is None or before.on < support[0]):
        # What it rested on is gone. Told again, an earlier day would stand.
        forget_milestone(organisation, step, programme=programme)
    if support:
        on, what = support
        record_milestone(organisation, step, programme=programme, on=on, what=what)


def _came(organisation: Organisation, programme: Programme) -> Support:
    arrivals = Attendee.objects.filter(
        booking__organisation=organisation,
        event__programme=programme,
        event__kind=Event.Kind.INSIGHT,
        arrived_at__isnull=False,
    )
    return _first(arrivals.order_by("arrived_at").values_list("arrived_at", "event__title"))


def _registered(organisation: Organisation, programme: Programme) -> Support:
    bookings = Booking.objects.live().filter(
        organisation=organisation, event__programme=programme, event__kind=Event.Kind.TRAINING
    )
    return _first(bookings.order_by("joined_at").values_list("joined_at", "event__title"))


def _trained(organisation: Organisation, programme: Programme) -> Support:
    certificates = Certificate.objects.standing().filter(
        trainee__organisation=organisation, trainee__series__programme=programme
    )
    first = certificates.order_by("completed_on").values_list("completed_on", "trainee__series__name").first()
    return first and (first[0], first[1])


def _first(rows) -> Support:
    first = rows.first()
    return first and (uk_day(first[0]), first[1])


SUPPORT: dict[Step, Callable[[Organisation, Programme], Support]] = {
    Step.ATTENDED: _came,
    Step.TRAINING: _registered,
    Step.TRAINED: _trained,
}
