"""Questions to mentors and what became of them, as the components take it."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse

from core.uktime import uk_date, uk_short_date
from mentoring.models import NextAsk, Pair, Proposal

Status = Pair.Status
COLOURS = {
    Status.ASKED: "blue",
    Status.ACTIVE: "green",
    Status.DECLINED: "orange",
    Status.EXPIRED: "orange",
    Status.WITHDRAWN: "grey",
    Status.ENDED: "grey",
    Status.COMPLETED: "purple",
}
SKIPPED: list[Any] = ["Returner", "Mentor", "Why nobody is asked", "Choose"]
PAIRS: list[Any] = ["Returner", "Mentor", "How it stands", "Asked", "Answer by"]
WAITING: list[Any] = ["Returner", "Since", "How it stands"]


def skipped(proposals: Iterable[Proposal]) -> list[list[Any]]:
    return [
        [
            str(one.enrolment.person),
            str(one.mentor),
            one.skipped,
            {
                "text": "Choose a mentor",
                "url": reverse("mentoring:match_list", args=[one.enrolment.uuid]),
                "about": f"for {one.enrolment.person}",
            },
        ]
        for one in proposals
    ]


def counts(pairs: QuerySet) -> list[dict[str, str]]:
    """How many of these stand how."""
    found = Counter(dict(pairs.order_by().values_list("status").annotate(Count("pk"))))
    return [{"key": status.label, "value": str(found[status])} for status in Status if found[status]]


def pairs(rows: Iterable[Pair]) -> list[list[Any]]:
    return [
        [
            {
                "text": str(one.person),
                "url": reverse("mentoring:ask_record", args=[one.uuid]),
                "about": f"and {one.mentor}",
            },
            str(one.mentor),
            {"tag": one.get_status_display(), "colour": COLOURS[Status(one.status)]},
            uk_short_date(one.asked_at),
            uk_date(one.answer_by) if one.status == Status.ASKED else "",
        ]
        for one in rows
    ]


def waiting(rows: Iterable[NextAsk]) -> list[list[Any]]:
    return [
        [
            {
                "text": str(one.enrolment.person),
                "url": reverse("mentoring:match_list", args=[one.enrolment.uuid]),
                "about": "and every mentor",
            },
            uk_short_date(one.since),
            {"tag": "Nobody left to ask", "colour": "red"}
            if one.ran_out_at
            else {"tag": "The next best is asked soon", "colour": "blue"}
            if one.enrolment.status in NextAsk.OPEN_TO
            else {"tag": "Once they are back from their break", "colour": "grey"},
        ]
        for one in rows
    ]


def about(pair: Pair) -> list[dict[str, Any]]:
    """Everything that is known of one question. What a side said stays with the team."""
    rows: list[dict[str, Any]] = [
        {"key": "Returner", "value": str(pair.person)},
        {"key": "Mentor", "value": str(pair.mentor)},
        {"key": "Chosen", "value": f"In run {pair.run.number}" if pair.run else "As the next best, or by hand"},
        {"key": "Score", "value": str(pair.score)},
        {"key": "Why", "value": pair.words or "Nothing in common that scores"},
        {"key": "Asked", "value": uk_date(pair.asked_at)},
    ]
    if pair.status == Status.ASKED:
        rows.append({"key": "Answer by", "value": f"The end of {uk_date(pair.answer_by)}"})
    if pair.answered_at:
        said = "Yes" if pair.ends_on else "No"
        rows.append({"key": "Answered", "value": f"{said}, on {uk_date(pair.answered_at)}"})
    if pair.ended_at:
        who = pair.get_ended_by_side_display() or "Staff, or by itself"
        rows += [
            {"key": "Over since", "value": uk_date(pair.ended_at)},
            {"key": "By", "value": who},
            {"key": "Reason, for the team alone", "value": pair.get_reason_display() or "None given"},
        ]
        if pair.private_words:
            rows.append({"key": "Their words, for the team alone", "value": pair.private_words})
    return rows
