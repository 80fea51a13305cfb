"""Rows of the tables around the reading of a round, as the table component takes them."""

import datetime as dt
from collections.abc import Container, Iterable
from typing import Any

from django.urls import reverse

from core.uktime import uk_date, uk_short_date
from selection.models import Candidate, Conflict, Review, Round
from selection.sharing import Unmet
from selection.standing import Share

Row = list[Any]

ROUNDS = ["Cohort", "State", "Reviews submitted", "Read by"]
SHARES = [
    "Reviewer",
    {"text": "Given", "number": True},
    {"text": "Submitted", "number": True},
    {"text": "Late", "number": True},
    "State",
]
REVIEWS = ["Candidate", "Reviewer", "State", "Read by", "Next"]
CONFLICTS = ["Candidate", "Reviewer", "Kind", "Why", "Since", "Next"]
READERS = ["Reviewer", "State", "Read by"]

ROUND_COLOURS = {Round.Status.REVIEWING: "yellow", Round.Status.PREPARED: "purple", Round.Status.RELEASED: "green"}
REVIEW_COLOURS = {Review.Status.ASSIGNED: "yellow", Review.Status.SUBMITTED: "green"}


def round_tag(round_: Round) -> dict[str, str]:
    status = Round.Status(round_.status)
    return {"tag": status.label, "colour": ROUND_COLOURS[status]}


def rounds(rows: Iterable[Round], *, managed: Container[int]) -> list[Row]:
    return [
        [
            {
                "text": f"{row.cohort.programme.name}: {row.cohort.name}",
                "url": reverse(f"selection:round_{'detail' if row.pk in managed else 'report'}", args=[row.uuid]),
            },
            round_tag(row),
            f"{row.submitted} of {row.given}",  # type: ignore[attr-defined]
            uk_date(row.review_by),
        ]
        for row in rows
    ]


def shares(round_: Round, rows: Iterable[Share]) -> list[Row]:
    return [
        [
            {
                "text": str(share.reviewer),
                "url": reverse("selection:round_reviewer", args=[round_.uuid, share.reviewer.uuid]),
            },
            {"text": share.reviews, "number": True},
            {"text": share.submitted, "number": True},
            {"text": share.late, "number": True},
            share_tag(share),
        ]
        for share in rows
    ]


def share_tag(share: Share) -> dict[str, str]:
    if not share.is_in_role:
        return {"tag": "No longer a reviewer", "colour": "grey"}
    if share.late:
        return {"tag": "Late", "colour": "red"}
    if share.reviewer.is_away:
        return {"tag": "Away", "colour": "grey"}
    if not share.reviews:
        return {"tag": "Nothing to read", "colour": "grey"}
    return (
        {"tag": "Done", "colour": "green"} if share.reviews == share.submitted else {"tag": "Reading", "colour": "blue"}
    )


def reviews(round_: Round, rows: Iterable[Review], today: dt.date) -> list[Row]:
    return [
        [
            _candidate(round_, row.candidate),
            str(row.reviewer),
            review_tag(row, today),
            uk_short_date(row.due_on),
            _next(round_, row),
        ]
        for row in rows
    ]


def _candidate(round_: Round, candidate: Candidate) -> dict[str, str]:
    url = reverse("selection:candidate_detail", args=[round_.uuid, candidate.number])
    return {"text": str(candidate), "url": url}


def review_tag(review: Review, today: dt.date) -> dict[str, str]:
    status = Review.Status(review.status)
    third = " as third reader" if review.is_third else ""
    if status == Review.Status.ASSIGNED and review.due_on < today:
        return {"tag": f"Late{third}", "colour": "red"}
    return {"tag": f"{status.label}{third}", "colour": REVIEW_COLOURS.get(status, "grey")}


def _next(round_: Round, review: Review) -> dict[str, str] | str:
    if review.status != Review.Status.ASSIGNED or round_.status != Round.Status.REVIEWING:
        return ""
    return {
        "text": "Give to somebody else",
        "about": f"{review.candidate}, read by {review.reviewer}",
        "url": reverse("selection:review_reassign", args=[round_.uuid, review.uuid]),
    }


THIRD = "Two readers differ too much, so a third has to read it. "


def unmet(round_: Round, number: str, lack: Unmet, *, is_third: bool) -> Row:
    url = reverse("selection:candidate_detail", args=[round_.uuid, number])
    why = f"{THIRD}{lack.why}" if is_third else lack.why
    return [{"text": f"Candidate {number}", "url": url}, {"text": lack.missing, "number": True}, why]


def readers(rows: Iterable[Review], today: dt.date) -> list[Row]:
    return [[str(row.reviewer), review_tag(row, today), uk_short_date(row.due_on)] for row in rows]


def conflicts(round_: Round, rows: Iterable[Conflict]) -> list[Row]:
    return [
        [
            _candidate(round_, row.application.candidate),
            str(row.reviewer),
            row.get_kind_display(),
            row.why,
            uk_short_date(row.at),
            _take_back(round_, row),
        ]
        for row in rows
    ]


def _take_back(round_: Round, conflict: Conflict) -> dict[str, str] | str:
    if conflict.kind != Conflict.Kind.DECLARED or round_.status != Round.Status.REVIEWING:
        return ""
    return {
        "text": "Take back",
        "about": f"the conflict of {conflict.reviewer} with {conflict.application.candidate}",
        "url": reverse("selection:conflict_remove", args=[round_.uuid, conflict.pk]),
    }
