"""Training completed by coming: who has been to which module, and the certificate once there is none left.

The trainee's row is held while that is worked out: of two arrivals at the same moment the later one sees both. Where
they work is held before it, as when organisations are merged.
"""

import datetime as dt
import unicodedata
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from core.calendar import uk_day
from core.certificates import new_number
from core.errors import Refused
from employers.models import Organisation
from events import after_letters as letters
from events.actions.milestones import Step, keep_milestones
from events.models import Attendee, Booking, Certificate, Module, Trainee


class Who(NamedTuple):
    """As a trainee's row knows somebody: by their own address, or by that of the booking and their name, in `key`."""

    email: str
    key: str
    name: str


def who_is(attendee: Attendee) -> Who | None:
    """None for somebody who is still to be named, or who walked in without an address."""
    booking = attendee.booking
    name = attendee.name or (booking.name if booking and booking.seats == 1 else "")
    if not name:
        return None
    if attendee.email:
        return Who(attendee.email, "", name)
    return Who(booking.email, as_key(name), name) if booking else None


def as_key(name: str) -> str:
    """The same for “Ada  Lovelace” and “ada lovelace”."""
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())[:200]


@transaction.atomic
def follow_training(attendee: Attendee, *, at: dt.datetime) -> None:
    """Somebody came to an event, or it turns out that they did not, or where they work. Once their row is saved."""
    module, who = attendee.event.module, who_is(attendee)
    if module is None or who is None:
        return
    _hold_workplaces(module, who)
    trainee = _hold(module, who, came_at=attendee.arrived_at)
    if trainee is None:
        return
    worked_at = trainee.organisation
    came = _arrivals(trainee)
    _write(trainee, came)
    _award_or_take_back(trainee, module, came, at=at)
    workplaces = {one for one in (worked_at, trainee.organisation) if one}
    for organisation in sorted(workplaces, key=lambda one: one.pk):
        keep_milestones(organisation, module.series.programme, steps=[Step.TRAINED])
    if not came and not Certificate.objects.filter(trainee=trainee).exists():
        trainee.delete()


@transaction.atomic
def rename_trainee(trainee: Trainee, *, name: str, by: User) -> Trainee:
    """How somebody is called on their certificate. Its number stays. Refused where their arrival was undone."""
    held = Trainee.objects.lock().filter(pk=trainee.pk).first()
    if held is None:
        raise Refused(f"{trainee.name} has not been to this training: their check-in was undone.")
    trainee = held
    trainee.name = name
    with audit.acting(by=by, why="Name on the certificate"):
        trainee.save(update_fields=["name"])
    return trainee


def _hold_workplaces(module: Module, who: Who) -> None:
    """Every organisation that this may turn on. If one was merged or removed meanwhile, they are looked for again."""
    theirs = Q(email=who.email) | Q(attendees__email=who.email)
    booked = Booking.objects.filter(theirs, event__module__series=module.series).exclude(organisation=None)
    trained = Trainee.objects.filter(series=module.series, email=who.email).exclude(organisation=None)
    while keys := set(booked.values_list("organisation", flat=True).union(trained.values_list("organisation"))):
        if len(Organisation.objects.lock().filter(pk__in=keys).order_by("pk")) == len(keys):
            return


def _hold(module: Module, who: Who, *, came_at: dt.datetime | None) -> Trainee | None:
    """Their row, made where there is none yet and they did come."""
    known = list(Trainee.objects.filter(series=module.series, email=who.email))
    same = [one for one in known if one.who == who.key] or [one for one in known if _key_of(one) == as_key(who.name)]
    if same:
        row = same[0]
    elif came_at is None:
        return None
    else:
        values = {"name": who.name, "last_came_at": came_at}
        row, _ = Trainee.objects.get_or_create(series=module.series, email=who.email, who=who.key, defaults=values)
    held = Trainee.objects.lock().select_related("series__programme", "organisation").filter(pk=row.pk).first()
    # Deleted while we waited for it: an arrival was undone.
    return held or _hold(module, who, came_at=came_at)


def _key_of(trainee: Trainee) -> str:
    """By what name they are known under the address of a booking. Renamed on the certificate, it stays that."""
    return trainee.who or as_key(trainee.name)


def _arrivals(trainee: Trainee) -> list[Attendee]:
    """Every arrival of theirs at a session of the series, in the order of the sessions."""
    theirs = Q(email=trainee.email) | Q(email="", booking__email=trainee.email)
    found = Attendee.objects.filter(theirs, event__module__series=trainee.series, arrived_at__isnull=False)
    rows = found.select_related("event", "booking__organisation", "booking__booker").order_by("event__starts_at", "pk")
    return [attendee for attendee in rows if _is_theirs(attendee, trainee)]


def _is_theirs(attendee: Attendee, trainee: Trainee) -> bool:
    """An address of one's own is enough; under the address of a booking, or of somebody else, the name tells apart."""
    if attendee.email and not trainee.who:
        return True
    who = who_is(attendee)
    return who is not None and as_key(who.name) == _key_of(trainee)


def _write(trainee: Trainee, came: list[Attendee]) -> None:
    bookings = [attendee.booking for attendee in came if attendee.booking]
    trainee.modules = sorted({module for attendee in came if (module := attendee.event.module_id)})
    trainee.organisation = next((b.organisation for b in reversed(bookings) if b.organisation), None)
    trainee.person = next((b.booker for b in bookings if b.booker and b.email == trainee.email), None)
    arrivals = [attendee.arrived_at for attendee in came if attendee.arrived_at]
    trainee.last_came_at = max(arrivals, default=trainee.last_came_at)
    trainee.save(update_fields=["modules", "organisation", "person", "last_came_at"])


def _award_or_take_back(trainee: Trainee, module: Module, came: list[Attendee], *, at: dt.datetime) -> None:
    """A module that is added to the series later takes no certificate away: only an arrival that is undone does."""
    certificate = Certificate.objects.filter(trainee=trainee).first()
    is_complete = set(trainee.series.modules.values_list("pk", flat=True)) <= set(trainee.modules)
    if is_complete and certificate is None:
        certificate = Certificate.objects.create(
            trainee=trainee, number=new_number(), completed_on=_completed_on(came), issued_at=at
        )
        letters.certificate(certificate)
    elif is_complete and certificate and certificate.revoked_at:
        certificate.revoked_at, certificate.completed_on = None, _completed_on(came)
        certificate.save(update_fields=["revoked_at", "completed_on"])
    elif certificate and certificate.revoked_at is None and module.pk not in trainee.modules:
        certificate.revoked_at = at
        certificate.save(update_fields=["revoked_at"])


def _completed_on(came: list[Attendee]) -> dt.date:
    """The day of the session after which no module was left."""
    first: dict[int | None, dt.date] = {}
    for attendee in came:
        first.setdefault(attendee.event.module_id, uk_day(attendee.event.starts_at))
    return max(first.values())
