"""Rows of tables and summaries, as the components take them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from cohorts.models import Enrolment, Strand
from core.calendar import uk_day
from core.uktime import uk_date, uk_short_date
from core.words import number_of
from outcomes.models import Award, Claim, LogEntry, Placement, StrandNeeds
from outcomes.money import pounds
from outcomes.standing import progress
from outcomes.updating import in_hours

Row = list[Any]
Item = dict[str, Any]

PEOPLE = ["Name", "Strand", "Placement", "Days signed off", "State"]
DAYS = ["Day", "What", "Hours", "State"]
CLAIMS = ["Who", "Sum", "For", "Sent"]
OWN_CLAIMS = ["For", "Sum", "Spent on", "State"]
ENTRY_COLOURS: dict[str, str] = {"logged": "blue", "sent back": "yellow", "signed": "green"}
CLAIM_COLOURS: dict[str, str] = {"waiting": "blue", "approved": "green", "refused": "grey"}


def strand(row: Strand) -> Item:
    """A card: what the strand asks for, and its money, each with the page that changes it."""
    args = [row.programme.slug, row.pk]
    needs, fund = getattr(row, "needs", None), getattr(row, "fund", None)
    asks = {"key": "Asks for", "url": reverse("outcomes:needs_change", args=args), "change": f"what {row} asks for"}
    money = {"key": "Budget", "url": reverse("outcomes:budget_change", args=args), "change": f"the budget of {row}"}
    rows = [{**asks, "value": needs_words(needs)} if needs else {**asks, "value": "Nothing yet", "action": "Set"}]
    if fund:
        rows += [
            {**money, "value": pounds(fund.budget_pence)},
            {"key": "Awarded", "value": pounds(fund.awarded_pence)},
            {"key": "Left", "value": pounds(fund.left_pence)},
        ]
    else:
        rows += [{**money, "value": "No budget yet", "action": "Set"}]
    return {"name": row.name, "rows": rows}


def needs_words(needs: StrandNeeds) -> list[str]:
    placement = "A placement" if needs.needs_placement else "No placement"
    if not needs.needs_days:
        return [placement, "No updating days"]
    middle, long = needs.middle_from_years, needs.long_from_years
    return [
        placement,
        f"Under {number_of(middle, 'year')} out: {number_of(needs.days_short, 'updating day')}",
        f"{middle} to under {long} years: {number_of(needs.days_middle, 'updating day')}",
        f"{long} years or more: {number_of(needs.days_long, 'updating day')}",
    ]


def person(enrolment: Enrolment, at: dt.datetime) -> Row:
    """A row of the cohort's list. Its placements, their entries and the plan come with the enrolment."""
    placements = list(enrolment.placements.all())
    plan = getattr(enrolment, "updating_plan", None)
    url = reverse("outcomes:placement_person", args=[enrolment.uuid])
    needs = getattr(enrolment.strand, "needs", None)
    done = progress(plan, entries_of(placements), needs, at).words if plan and needs else ""
    if plan and not plan.days_needed:
        done = "None needed"
    return [
        {"text": enrolment.person.name, "url": url},
        enrolment.strand.name,
        placements[-1].where if placements else "",
        done,
        state(enrolment, needs, at),
    ]


def state(enrolment: Enrolment, needs: StrandNeeds | None, at: dt.datetime) -> Item | str:
    """What is to be done next for somebody, or how far they are: the first that is so."""
    plan = getattr(enrolment, "updating_plan", None)
    if needs is None or not (needs.needs_days or needs.needs_placement):
        return ""
    found = (
        (enrolment.status == Enrolment.Status.ENDED, "No longer takes part", "grey"),
        (plan and plan.ready_on, "Ready to apply", "green"),
        (needs.needs_days and plan is None, "Days not worked out", "yellow"),
        (needs.needs_placement and not enrolment.placements.all(), "No placement yet", "yellow"),
        (uk_day(at) > needs.ready_by(enrolment.cohort.starts_on), "Later than most", "yellow"),
        (True, "On the way", "blue"),
    )
    return next({"tag": words, "colour": colour} for is_so, words, colour in found if is_so)


def entries_of(placements: Iterable[Placement]) -> list[LogEntry]:
    return [entry for placement in placements for entry in placement.entries.all()]


def days(entries: Iterable[LogEntry], *, by_team: bool = False) -> list[Row]:
    """Newest first. Each leads to where it is changed, until it is signed; the team to where that is taken back."""
    return [
        [
            _day(entry, by_team=by_team),
            f"{entry.get_kind_display()}{f': {entry.about}' if entry.about else ''}",
            in_hours(entry.minutes),
            _answer(entry),
        ]
        for entry in sorted(entries, key=lambda entry: (entry.on, entry.pk), reverse=True)
    ]


def _day(entry: LogEntry, *, by_team: bool) -> Item | str:
    if by_team != (entry.status == LogEntry.Status.SIGNED):
        return uk_short_date(entry.on)
    page, verb = ("day_take_back", "take back") if by_team else ("day_change", "change")
    about = f"{verb} {entry.get_kind_display().lower()}"
    return {"text": uk_short_date(entry.on), "url": reverse(f"outcomes:{page}", args=[entry.uuid]), "about": about}


def _answer(entry: LogEntry) -> Item | str:
    if entry.status == LogEntry.Status.SIGNED:
        return f"Signed off by {entry.answered_by} on {uk_short_date(entry.answered_at)}"  # type: ignore[arg-type]
    return {"tag": entry.get_status_display(), "colour": ENTRY_COLOURS[entry.status]}


def placement(row: Placement) -> list[Item]:
    return [
        {"key": "First day", "value": uk_date(row.starts_on)},
        {"key": "Last day", "value": uk_date(row.ends_on)},
        {"key": "Supervisor", "value": row.supervisor_name},
    ]


def own_claims(claims: Iterable[Claim], *, decides: bool) -> list[Row]:
    """Those that wait lead whoever `decides` to where they do."""
    return [
        [
            {"text": claim.get_what_display(), "url": reverse("outcomes:claim_decide", args=[claim.uuid])}
            if decides and claim.status == Claim.Status.WAITING
            else claim.get_what_display(),
            pounds(claim.amount_pence),
            uk_short_date(claim.spent_on),
            {"tag": claim.get_status_display(), "colour": CLAIM_COLOURS[claim.status]},
        ]
        for claim in claims
    ]


def claims(rows: Iterable[Claim]) -> list[Row]:
    return [
        [
            {"text": claim.award.enrolment.person.name, "url": reverse("outcomes:claim_decide", args=[claim.uuid])},
            pounds(claim.amount_pence),
            claim.get_what_display(),
            uk_short_date(claim.made_at),
        ]
        for claim in rows
    ]


def award(row: Award, *, decides: bool = False) -> Item:
    """With the sums in words: those that `with_waiting` counted come along."""
    left = row.amount_pence - row.approved_pence - row.waiting_pence  # type: ignore[attr-defined]
    return {
        "award": row,
        "amount": pounds(row.amount_pence),
        "approved": pounds(row.approved_pence),
        "waiting": pounds(row.waiting_pence) if row.waiting_pence else "",  # type: ignore[attr-defined]
        "left": pounds(left),
        "can_claim": left > 0 and row.closed_at is None,
        "claims": own_claims(row.claims.all(), decides=decides),
    }
