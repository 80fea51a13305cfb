"""The letters to reviewers: what there is to read, by when, reminders, thanks. Nothing of any applicant is in them."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.calendar import end_of_uk_day, uk_day
from core.uktime import uk_date
from core.words import number_of
from notifications.outbox import letter_url, post
from notifications.timed import Rule
from selection.models import Reviewer, Round


def to_read(reviewer: Reviewer, round_: Round, *, due_on: dt.date, at: dt.datetime) -> None:
    """There is something new on a list, `to_read` of it in all. However often that happens: one letter a day.

    What is new is to be read by `due_on`: given out late, that is after the day of the round.
    """
    more = {"number": _applications(reviewer), "read_by": uk_date(due_on)}
    _send("to_read", reviewer, round_, key=uk_day(at).isoformat(), **more)


def new_date(reviewer: Reviewer, round_: Round, *, at: dt.datetime) -> None:
    """The day by which to read has moved, for everything that is not submitted. Moved back again, it is news again."""
    _send("new_date", reviewer, round_, key=at.isoformat(), number=_applications(reviewer))


def chased(reviewer: Reviewer, round_: Round, *, at: dt.datetime) -> None:
    """A manager asks for what is missing: at most once a day."""
    _send("chased", reviewer, round_, key=uk_day(at).isoformat(), number=_applications(reviewer))


def thanks(reviewer: Reviewer, round_: Round) -> None:
    """Everything on a list has been read. Once for a round, even if there is more to read later."""
    _send("thanks", reviewer, round_)


def _applications(reviewer: Reviewer) -> str:
    return number_of(reviewer.to_read, "application")  # type: ignore[attr-defined]


def _send(letter: str, reviewer: Reviewer, round_: Round, *, key: str = "", **more: str) -> None:
    post(
        f"review-{letter}:{round_.pk}:{reviewer.pk}{key and f':{key}'}",
        to=reviewer.person.email,
        person=reviewer.person,
        about=round_.uuid,
        template=f"selection/email/{letter}",
        context=_context(reviewer) | {"cohort": round_.cohort.name, "read_by": uk_date(round_.review_by)} | more,
    )


def _context(reviewer: Reviewer) -> dict[str, str]:
    """What every letter to a reviewer says."""
    return {
        "name": reviewer.person.name,
        "programme": reviewer.programme.name,
        "contact_email": reviewer.programme.contact_email,
        "list_url": letter_url(reverse("selection:review_list")),
    }


# -- Timed -----------------------------------------------------------------------------------------------------------


def _rows():
    return Reviewer.objects.in_role().with_due().select_related("person", "programme")


def _last_moment(reviewer: Reviewer) -> dt.datetime | None:
    return end_of_uk_day(reviewer.due_on) - dt.timedelta(microseconds=1) if reviewer.due_on else None


def _reminder(reviewer: Reviewer) -> dict[str, Any]:
    return {
        "to": reviewer.person.email,
        "person": reviewer.person,
        "about": reviewer.uuid,
        "template": "selection/email/reminder",
        "context": _context(reviewer)
        | {
            "number": _applications(reviewer),
            "read_by": uk_date(reviewer.due_on),  # type: ignore[arg-type]
        },
    }


def _rule(key: str, name: str, days: int) -> Rule:
    return Rule(
        key=key,
        name=name,
        model=Reviewer,
        anchor=_last_moment,
        wanted=lambda reviewer: reviewer.due_on is not None,
        letter=_reminder,
        latest=_last_moment,  # type: ignore[arg-type]
        rows=_rows,
        account=lambda reviewer: reviewer.person_id,
        offset_days=days,
        uk_hour=9,
    )


RULES = [
    _rule("review-reminder", "Applications are to be read in three days", -3),
    _rule("review-last-day", "The last day to read applications", 0),
]
