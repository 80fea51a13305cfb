"""How far somebody has come: what they logged, what of it is signed off, and whether that is enough."""

import datetime as dt
from dataclasses import dataclass

from django.db.models import Q

from accounts.models import User
from cohorts.models import Enrolment
from cohorts.models.enrolment import EnrolmentQuerySet
from core.calendar import months_before, uk_day
from outcomes import letters
from outcomes.models import LogEntry, StrandNeeds, UpdatingPlan
from outcomes.updating import DAY_MINUTES, Hours, add_up, in_days, in_hours, ready_on


def practising() -> EnrolmentQuerySet:
    """Those with anything on the page of their own placement."""
    asks = Q(strand__needs__isnull=False) | Q(placements__isnull=False) | Q(awards__isnull=False)
    return Enrolment.objects.filter(asks)


def practises(person: User) -> bool:
    return practising().of(person).exists()


@dataclass(frozen=True)
class Progress:
    """Of the days somebody needs: signed off, and with what waits for the supervisor."""

    needed: int
    signed: Hours
    logged: Hours
    # Minutes signed off, but longer ago than they count.
    old: int = 0

    @property
    def minutes(self) -> int:
        """For a bar that is full when it is done."""
        return min(self.signed.counted, self.most)

    @property
    def most(self) -> int:
        return self.needed * DAY_MINUTES

    @property
    def words(self) -> str:
        return f"{in_days(self.signed.counted)} of {in_days(self.most)}"

    @property
    def waiting(self) -> str:
        """What more will count once it is signed off."""
        more = self.logged.counted - self.signed.counted
        return in_days(more) if more > 0 else ""

    @property
    def not_counted(self) -> str:
        return in_days(self.logged.not_counted) if self.logged.not_counted else ""

    @property
    def kinds(self) -> list[str]:
        """What is signed off of each kind, as the form of a regulator asks for it."""
        kinds = ((kind.label, getattr(self.signed, kind.value)) for kind in LogEntry.Kind)
        return [f"{label}: {in_hours(minutes)}" for label, minutes in kinds if minutes]

    @property
    def too_old(self) -> str:
        return in_days(self.old) if self.old else ""


def progress(plan: UpdatingPlan, entries: list[LogEntry], needs: StrandNeeds, at: dt.datetime) -> Progress:
    """Of all the entries of somebody's placements. What was sent back, or is too old by now, does not count."""
    oldest = months_before(uk_day(at), needs.counts_months) if plan.ready_on is None else dt.date.min
    counts = [entry for entry in entries if entry.on > oldest]
    signed = [entry.worked for entry in counts if entry.status == LogEntry.Status.SIGNED]
    waiting = [entry.worked for entry in counts if entry.status == LogEntry.Status.LOGGED]
    old = sum(entry.minutes for entry in entries if entry.status == LogEntry.Status.SIGNED and entry.on <= oldest)
    return Progress(plan.days_needed, add_up(signed), add_up([*signed, *waiting]), old)


def settle(enrolment: Enrolment, *, at: dt.datetime, anew: bool = False) -> None:
    """Note the day with which somebody is ready to apply to their regulator, and tell them once. In a transaction.

    The enrolment is held, so that two links pressed at the same moment count each other's days. Whoever is ready stays
    so, even where the strand has since come to count fewer months: they have been told, and may have applied. `anew`:
    unless a day of theirs was signed by mistake.
    """
    plan = UpdatingPlan.objects.filter(enrolment=enrolment).first()
    if plan is None:
        return
    was, found = plan.ready_on, _ready_on(plan, enrolment, at)
    plan.ready_on = found if anew else min((day for day in (was, found) if day), default=None)
    if plan.ready_on == was:
        return
    plan.save(update_fields=["ready_on"])
    # Whoever needs no day at all has been told so with the number.
    if plan.ready_on and plan.days_needed:
        letters.ready(plan)


def _ready_on(plan: UpdatingPlan, enrolment: Enrolment, at: dt.datetime) -> dt.date | None:
    if not plan.days_needed:
        return plan.ready_on or uk_day(at)
    needs = StrandNeeds.objects.get(strand=enrolment.strand_id)
    signed = LogEntry.objects.signed().filter(placement__enrolment=enrolment)
    return ready_on((entry.worked for entry in signed), days=plan.days_needed, within_months=needs.counts_months)
