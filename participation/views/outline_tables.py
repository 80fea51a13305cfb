"""Rows of the tables of an outline, and of what laying one would do."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from core.uktime import uk_date, uk_period, uk_time
from core.words import number_of
from participation.actions.laying import Plan, Step, What
from participation.models import Outline, OutlineSession

Row = list[Any]

SESSIONS = ["Session", "Week", "When", "Who for", "Where", "Kind"]
STEPS = ["Session", "In the outline", "In the timetable", "What happens"]

# In this order on the page: what a manager has to do something about first.
PARTS = {
    "Not placed": [What.NOT_PLACED],
    "Goes from the timetable": [What.GO],
    "Changes": [What.CHANGE],
    "Is added": [What.ADD],
    "Stays": [What.BY_HAND, What.STAY],
}


def sessions(outline: Outline, rows: Iterable[OutlineSession]) -> list[Row]:
    return [
        [
            {
                "text": row.title,
                "url": reverse(
                    "participation:outline_session_change", args=[outline.programme.slug, outline.uuid, row.uuid]
                ),
            },
            str(row.week),
            f"{row.get_weekday_display()}, {clock(row.starts)}, {number_of(row.minutes, 'minute')}",
            str(row.track or "Everyone"),
            row.place or "Online",
            row.get_kind_display(),
        ]
        for row in rows
    ]


def clock(time: dt.time) -> str:
    """10:30am: a time of day on no day yet."""
    return uk_time(dt.datetime.combine(dt.date(2000, 1, 1), time, tzinfo=dt.UTC))


def steps(plan: Plan) -> list[dict[str, Any]]:
    """A table for each thing that happens to any session."""
    parts = ((title, plan.of(*kinds)) for title, kinds in PARTS.items())
    return [{"title": title, "rows": [_step(step) for step in found]} for title, found in parts if found]


def _step(step: Step) -> Row:
    laid, session = step.laid, step.session
    title = laid.item.title if laid else session.title if session else ""
    meant = f"Week {laid.item.week}, {uk_date(laid.meant)}" if laid else "Not in it"
    return [title, meant, session.when if session else "Not in it", _what(step)]


def _what(step: Step) -> str:
    laid = step.laid
    if step.what in (What.NOT_PLACED, What.GO):
        return f"No day for it: {_why(step)}" if laid else "It is not in the outline any more"
    if step.what in (What.STAY, What.BY_HAND) or laid is None:
        return "Set by hand, so it stays" if step.what == What.BY_HAND else "Stays as it is"
    when = uk_period(laid.starts_at, laid.ends_at)
    return f"{when}. It moves there because of {laid.why}" if step.moved else when


def _why(step: Step) -> str:
    laid = step.laid
    if laid is None or laid.day is not None:
        return "that day is over"
    return laid.why
