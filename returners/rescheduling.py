"""What a change of a cohort's calendar would move, found before it is made. Nothing here writes anything."""

import copy
import datetime as dt
import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from cohorts import calendar
from cohorts.calendar import Dates
from cohorts.models import Cohort
from cohorts.signals import calendar_foreseen
from core.places import SEATED, Status
from core.uktime import uk_date, uk_datetime, uk_deadline, uk_end, uk_on
from core.words import number_of
from returners.models import Application, Place, awaits_release
from returners.models.calendar_change import before_and_after, in_order

# Nobody is left with less time than this to answer an offer.
NOTICE = dt.timedelta(hours=24)
# The days that whoever has a place, or may get one, has planned for.
DAYS = {"starts_on", "mentoring_starts_on", "ends_on"}


@dataclass(frozen=True)
class Foresight:
    """What moves and who is written to, in sentences. `seen` changes with the calendar and the offers it moves."""

    dates: dict[str, list[str]]
    offers: dict[int, dt.datetime]
    moves: list[str]
    letters: list[str]
    warnings: list[str]
    seen: str

    @property
    def calendar(self) -> list[dict[str, str]]:
        return in_order(self.dates)


def objections(cohort: Cohort, dates: Dates, at: dt.datetime) -> dict[str, str]:
    """Why the calendar cannot become this, each beside its date: the calendar's own reasons, and people's offers."""
    wrong = calendar.objections(cohort, dates, at)
    new = calendar.changed(cohort, dates)
    if "last_joining_at" not in wrong and new.get("last_joining_at", at + NOTICE) < at + NOTICE:
        shortened = len(moved_offers(cohort, new, at))
        if shortened:
            stand = "1 offer stands" if shortened == 1 else f"{shortened} offers stand"
            wrong["last_joining_at"] = (
                f"{stand} longer than that, and nobody is left with less than 24 hours to answer. Choose"
                f" {uk_datetime(_next_hour(at + NOTICE))} or later"
            )
    if "closes_at" in new and cohort.is_ranked and cohort.has_closed(at) and not awaits_release(cohort):
        wrong["closes_at"] = "The decisions on this cohort have been released, so applications cannot open again"
    return wrong


def _next_hour(at: dt.datetime) -> dt.datetime:
    return at.replace(minute=0, second=0, microsecond=0) + dt.timedelta(hours=1)


def moved_offers(cohort: Cohort, new: Dates, at: dt.datetime) -> dict[int, dt.datetime]:
    """The standing offers whose deadline moves with the last joining, and where to.

    Those that would stand longer than it are cut. Those that the old one had cut get the days they would have had.
    """
    if "last_joining_at" not in new:
        return {}
    offers = Place.objects.offered().filter(pool__cohort=cohort, offer_expires_at__gt=at)
    last, was = new["last_joining_at"], cohort.last_joining_at
    if last < was:
        return {pk: last for pk in offers.filter(offer_expires_at__gt=last).values_list("pk", flat=True)}  # noqa: C420
    later = copy.copy(cohort)
    later.last_joining_at = last
    cut = offers.filter(offer_expires_at=was).values_list("pk", "offered_at")
    found: dict[int, dt.datetime] = {pk: later.offer_deadline(at) for pk, at in cut if at}
    return {pk: deadline for pk, deadline in found.items() if deadline != was}


def to_tell(cohort: Cohort, moved: set[str], offers: list[int]):
    """The applications whose people a change is news to."""
    statuses = set(SEATED) if moved & DAYS else set()
    if moved & {*DAYS, "last_joining_at"}:
        statuses.add(Status.WAITING)
    places = Place.objects.filter(pool__cohort=cohort)
    with_news = places.filter(status__in=statuses) | places.offered().filter(pk__in=offers)
    live = Application.objects.live().submitted()
    # Some of those who have a place applied to another cohort, and moved.
    told, found = live.filter(pk__in=with_news.values("application")), live.filter(cohort=cohort)
    if moved & {*DAYS, "decisions_by"}:
        told |= found.in_assessment()
    return told | found.in_review() if "review_days" in moved else told


def drafts_of(cohort: Cohort, moved: set[str]):
    """The drafts whose reminders hang on the close, where it moves."""
    drafts = Application.objects.live().drafts().filter(cohort=cohort)
    return drafts if "closes_at" in moved else drafts.none()


def foresee(cohort: Cohort, dates: Dates, at: dt.datetime) -> Foresight:
    """Everything a change would move. What is shown stands as long as `seen` does."""
    new = calendar.changed(cohort, dates)
    offers = moved_offers(cohort, new, at)
    live = Place.objects.live().filter(pool__cohort=cohort)
    statuses = Counter(dict(live.order_by().values_list("status").annotate(Count("pk"))))
    before = {**calendar.dates_of(cohort), "to": new, "offers": sorted(offers.items())}
    return Foresight(
        dates=before_and_after(cohort, new),
        offers=offers,
        moves=[*_of_applications(cohort, new, at), *_of_offers(cohort, new, offers, statuses)],
        letters=_letters(cohort, set(new), offers, statuses),
        warnings=[*_warnings(cohort, new, statuses, at), *_from_above(cohort, new, at)],
        seen=hashlib.sha256(json.dumps(before, default=str).encode()).hexdigest()[:32],
    )


def _from_above(cohort: Cohort, new: Dates, at: dt.datetime) -> list[str]:
    """What higher floors have to say about the new dates."""
    answers: Any = calendar_foreseen.send(Cohort, cohort=cohort, dates=new, at=at)
    return [sentence for _, said in answers for sentence in said]


def _of_applications(cohort: Cohort, new: Dates, at: dt.datetime) -> list[str]:
    said = []
    if "opens_at" in new:
        said.append(f"Applications open {uk_on(new['opens_at'])}. The eligibility rules freeze then.")
    if "closes_at" in new:
        drafts = drafts_of(cohort, set(new)).count()
        until = uk_deadline(new["closes_at"])
        again = "Applications open again and" if cohort.has_closed(at) else "Applications"
        said.append(f"{again} can be sent until {until}.")
        if drafts:
            said.append(
                f"{number_of(drafts, 'application')} begun and not sent: reminders to finish move with the close."
            )
    if "reference_date" in new:
        said.append("Career breaks are measured to the new reference date. Nobody has been decided by the old one.")
    if "review_days" in new:
        count = Application.objects.live().in_review().filter(cohort=cohort).count()
        said.append(
            f"The promised date of {number_of(count, 'application')} that a person is looking at becomes"
            f" {number_of(new['review_days'], 'working day')} from the day it arrived.{_kept(cohort)}"
        )
    if "decisions_by" in new and cohort.is_ranked:
        count = _assessed(cohort)
        said.append(
            f"{number_of(count, 'application')} being assessed: the day by which we write to them becomes"
            f" {uk_date(new['decisions_by'])}."
        )
    return said


def _kept(cohort: Cohort) -> str:
    return "" if cohort.is_ranked else " Places are kept for them until then."


def _assessed(cohort: Cohort) -> int:
    return Application.objects.in_assessment().filter(cohort=cohort).count()


def _of_offers(cohort: Cohort, new: Dates, offers: dict[int, dt.datetime], statuses: Counter) -> list[str]:
    said = []
    if "offer_days" in new:
        standing = statuses[Status.OFFERED]
        kept = f" {number_of(standing, 'offer')} already made keep their deadline." if standing else ""
        said.append(f"An offer made from now on stands for {number_of(new['offer_days'], 'day')}.{kept}")
    for deadline, count in sorted(Counter(offers.values()).items()):
        runs = "offer now runs" if count == 1 else "offers now run"
        said.append(f"{count} {runs} out {uk_end(deadline)}, and the reminder moves with it.")
    if "last_joining_at" in new:
        waiting = statuses[Status.WAITING]
        keep = "1 person on it keeps" if waiting == 1 else f"{waiting} people on it keep"
        who = f", and {keep} their turn" if waiting else ""
        said.append(
            f"Places can be offered, and the waiting list stays open, until {uk_deadline(new['last_joining_at'])}{who}."
        )
    return said


def _letters(cohort: Cohort, moved: set[str], offers: dict[int, dt.datetime], statuses: Counter) -> list[str]:
    total = to_tell(cohort, moved, list(offers)).count()
    if not total:
        return []
    said = [f"{number_of(total, 'applicant')} {'is' if total == 1 else 'are'} told by letter:"]
    if offers:
        said.append(f"{len(offers)} with an offer: the new deadline")
    if moved & DAYS:
        seated = sum(statuses[status] for status in SEATED)
        said.append(f"{seated} with a place or an offer: the new days of the programme")
    if waiting := statuses[Status.WAITING] if moved & {*DAYS, "last_joining_at"} else 0:
        said.append(f"{waiting} on the waiting list: what changes for them")
    if "review_days" in moved:
        count = Application.objects.live().in_review().filter(cohort=cohort).count()
        said.append(f"{count} whose application a person is looking at: the new promised date")
    if moved & {*DAYS, "decisions_by"} and (count := _assessed(cohort)):
        said.append(f"{count} whose application is being assessed: the new days that concern them")
    return said


def _warnings(cohort: Cohort, new: Dates, statuses: Counter, at: dt.datetime) -> list[str]:
    said = []
    last, days = new.get("last_joining_at", cohort.last_joining_at), new.get("offer_days", cohort.offer_days)
    closes = new.get("closes_at", cohort.closes_at)
    if new.keys() & {"last_joining_at", "offer_days", "closes_at"} and last - closes < dt.timedelta(days=days):
        said.append(
            f"Whoever gets an offer less than {number_of(days, 'day')} before the last joining has only until"
            f" {uk_deadline(last)} to answer it."
        )
    if "last_joining_at" in new and cohort.last_joining_at <= at:
        said.append("The waiting list had closed. People who were on it have been told so, and are not put back on it.")
    return said
