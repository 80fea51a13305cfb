"""What the pages of small groups show, as rows of tables."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from cohorts.models import Enrolment
from core.slots import SLOTS, in_words
from core.uktime import uk_date, uk_time
from core.words import first_name, number_of
from participation.actions.meeting import Plan
from participation.grouping import Change, people_in_words
from participation.models import Group, GroupMember
from participation.proposing import Proposal, Seat, Standing, spread_over

Cell = str | dict[str, Any]

MEMBERS: list[Cell] = ["Name", "Strand", "Region", "Note"]
WITHOUT: list[Cell] = ["Name", "Strand", "When they can come"]
CHANGES: list[Cell] = ["Name", "Now", "Then"]
PROPOSED: list[Cell] = ["Group", "Meets", {"text": "People", "number": True}]
UNPLACED: list[Cell] = ["Name", "Why", "A time that would help"]
TOLD: list[Cell] = ["Name", "What they know", "What the letter says"]


def member_rows(standing: Standing, group: Group) -> list[list[Cell]]:
    return [
        [
            _move_link(standing, one),
            one.strand.name,
            one.get_region_display() or "Not known",
            _stays(standing, one),
        ]
        for one in standing.in_group(group)
    ]


def _stays(standing: Standing, one: Enrolment) -> Cell:
    if one.status == Enrolment.Status.PAUSED:
        return {"tag": "Having a break", "colour": "yellow"}
    return {"tag": "Locked", "colour": "blue"} if standing.is_locked(one.pk) else ""


def without_rows(standing: Standing) -> list[list[Cell]]:
    return [[_move_link(standing, one), one.strand.name, _times(one)] for one in standing.without]


def _times(one: Enrolment) -> str:
    return "; ".join(in_words(one.availability)) or "Not told us yet"


def _move_link(standing: Standing, one: Enrolment) -> Cell:
    cohort = standing.cohort
    url = reverse("participation:group_move", args=[cohort.programme.slug, cohort.slug, one.uuid])
    return {"text": str(one.person), "url": url}


def spread_head(standing: Standing) -> list[Cell]:
    return ["Strand or region", *({"text": str(group.number), "number": True} for group in standing.filled)]


def spread_rows(standing: Standing) -> list[list[Cell]]:
    return [
        [name, *({"text": str(count), "number": True} for count in counts)] for name, counts in spread_over(standing)
    ]


# -- A proposal ------------------------------------------------------------------------------------------------------


def proposed_rows(proposal: Proposal) -> list[list[Cell]]:
    seats = sorted(proposal.seats, key=lambda seat: seat.number)
    return [[_name(seat), seat.meets, {"text": str(len(seat.members)), "number": True}] for seat in seats]


def _name(seat: Seat) -> str:
    return f"Group {seat.number}"


def change_rows(proposal: Proposal) -> list[list[Cell]]:
    return [
        [
            str(one.person),
            f"{before}: {before.meets}" if before else "No group",
            f"{_name(after)}: {after.meets}" if after else "No group",
        ]
        for one, before, after in proposal.changes
    ]


def unplaced_rows(proposal: Proposal) -> list[list[Cell]]:
    people = proposal.standing.enrolments
    return [
        [
            _move_link(proposal.standing, people[one.key]),  # type: ignore[index]
            one.why,
            "; ".join(SLOTS[slot].label for slot in one.also[:MOST_TIMES]) or "None of those there are",
        ]
        for one in proposal.grouping.unplaced
    ]


MOST_TIMES = 3


def helps(proposal: Proposal) -> list[str]:
    """“Up to 11 people in a group: 2 more people would be in one.”"""
    return [
        f"{_change(change, proposal)}: {people_in_words(change.more)} more would be in a group."
        for change in proposal.helps
    ]


def _change(change: Change, proposal: Proposal) -> str:
    was, to = proposal.standing.wish, change.wish
    if to.most != was.most:
        return f"Up to {people_in_words(to.most)} in a group"
    if to.least != was.least:
        return f"Groups of {people_in_words(to.least)} or more"
    if to.at_once != was.at_once:
        return f"Up to {number_of(to.at_once, 'group')} at the same time"
    return f"Offer one more time, {SLOTS[next(iter(set(to.slots) - set(was.slots)))].label}"


def proof(proposal: Proposal) -> list[str]:
    """What is certain about the proposal, and how certain."""
    found = proposal.grouping
    everyone = len(proposal.standing.enrolments)
    if found.placed == everyone:
        said = ["Everyone is in a group."]
    elif found.is_most:
        said = [
            f"{found.placed} of {people_in_words(everyone)} are in a group. Nobody could place more with these"
            " settings: checked."
        ]
    else:
        said = [
            f"{found.placed} of {people_in_words(everyone)} are in a group. It is certain that no more than"
            f" {found.most_placed} could be; whether {found.most_placed} could, the search did not find out."
        ]
    if found.groups and found.is_most_even:
        said.append("Strands and regions are spread as evenly as these times allow: checked.")
    elif found.groups:
        said.append(
            f"Strands and regions are spread well: unevenness {found.unevenness}. With these times it cannot be below"
            f" {found.least_unevenness}."
        )
    return said


# -- Telling ---------------------------------------------------------------------------------------------------------


def told_rows(members: list[GroupMember]) -> list[list[Cell]]:
    return [
        [
            str(member.enrolment.person),
            str(member.told) if member.told else "Nothing yet",
            f"{member.group}: {member.group.meets}" if member.group else "No group at the moment",
        ]
        for member in members
    ]


# -- Meetings --------------------------------------------------------------------------------------------------------

MEETINGS: list[Cell] = ["Day", "What happens"]


def meeting_rows(plan: Plan) -> list[list[Cell]]:
    return [
        [uk_date(one.day), f"None: {one.why}" if one.why else f"{uk_time(one.starts_at)} to {uk_time(one.ends_at)}"]
        for one in plan.meetings
    ]


def standing_in_words(standing: Standing, group: Group) -> str:
    """5 people, 1 of them having a break. Fewer than 6."""
    people = standing.in_group(group)
    away = sum(one.status == Enrolment.Status.PAUSED for one in people)
    said = people_in_words(len(people)) + (f", {away} of them having a break" if away else "")
    fewer = (
        f" Fewer than {standing.plan.least}: you may want to form groups again." if _is_small(standing, group) else ""
    )
    return f"{said}.{fewer}"


def meetings_in_words(to_come: int) -> str:
    return f"{number_of(to_come, 'meeting')} to come." if to_come else "No meetings to come yet."


def _is_small(standing: Standing, group: Group) -> bool:
    return len(standing.in_group(group)) < standing.plan.least


# -- Moving ----------------------------------------------------------------------------------------------------------


def hint(standing: Standing, group: Group, enrolment: Enrolment) -> str:
    """How full a group is, and whether somebody can come."""
    others = len([one for one in standing.in_group(group) if one.pk != enrolment.pk])
    size = f"{people_in_words(others)} {'besides them ' if standing.group_of(enrolment.pk) == group else ''}now."
    full = f" Full: groups have up to {standing.plan.most}." if others >= standing.plan.most else ""
    cannot = "" if group.slot in enrolment.availability else " They have not said that they can come at this time."
    return size + full + cannot


def new_times(standing: Standing, enrolment: Enrolment) -> list[str]:
    """The times a new group could be opened at for somebody: theirs, and no others, or all if they have told none."""
    return [code for code in SLOTS if code in enrolment.availability] or list(standing.plan.slots)


def about(standing: Standing, enrolment: Enrolment) -> list[dict[str, Any]]:
    group = standing.group_of(enrolment.pk)
    locked = ", and stays there when groups are formed again" if standing.is_locked(enrolment.pk) else ""
    return [
        {"key": "Now", "value": f"In {str(group).lower()}{locked}" if group else "In no group"},
        {"key": "When they can come", "value": in_words(enrolment.availability) or "Not told us yet"},
        {"key": "School holidays", "value": enrolment.get_terms_display() or "Not told us yet"},
        {"key": "Strand", "value": enrolment.strand.name},
        {"key": "Region", "value": enrolment.get_region_display() or "Not known"},
    ]


# -- For a member ----------------------------------------------------------------------------------------------------

SHARED: list[Cell] = ["Name", "Email", "Phone"]


def shared_rows(others: Iterable[GroupMember]) -> list[list[Cell]]:
    """What those who share something share."""
    return [
        [
            first_name(other.enrolment.person.name),
            {"text": other.enrolment.person.email, "url": f"mailto:{other.enrolment.person.email}"}
            if other.shares_email
            else "",
            {"text": other.phone.as_national, "url": f"tel:{other.phone}"} if other.phone else "",
        ]
        for other in others
        if other.shares
    ]
