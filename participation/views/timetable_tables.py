"""Rows of the tables of a timetable, as the components take them."""

import datetime as dt
from collections.abc import Callable, Iterable
from itertools import groupby
from typing import Any

from cohorts.models import Cohort
from core.calendar import uk_day
from core.uktime import uk_date, uk_time
from core.words import number_of
from participation.models import Session
from participation.pages import expert_press_path, staff_session_path

Row = list[Any]

SESSIONS = ["Session", "When", "Who for", "Where", "Led by", "Note"]


def by_week(sessions: Iterable[Session], row: Callable[[Session], Any]) -> list[dict[str, Any]]:
    """The rows of each week under the Monday it begins with, in the order they came in."""
    weeks = groupby(sessions, key=lambda session: monday(uk_day(session.starts_at)))
    return [{"name": f"Week of {uk_date(day)}", "rows": [row(session) for session in found]} for day, found in weeks]


def monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())


def staff_row(cohort: Cohort, session: Session, *, announced: bool) -> Row:
    return [
        {"text": session.title, "url": staff_session_path(cohort, session)},
        session.when,
        who_for(session),
        session.where,
        led_by(session),
        state(session, announced=announced),
    ]


def who_for(session: Session) -> str:
    who = session.whose or "Everyone"
    return f"{who}, if they choose it" if session.kind == Session.Kind.REFRESH else who


def led_by(session: Session) -> str:
    if session.leader:
        return session.leader.name or session.leader.email
    return "Nobody yet"


def state(session: Session, *, announced: bool) -> Any:
    """What most wants looking at."""
    if session.is_off:
        return {"tag": "Called off", "colour": "grey"}
    if session.leader_clashes or session.people_clash:  # type: ignore[attr-defined]
        return {"tag": "Clash", "colour": "red"}
    if announced and not is_told(session):
        return {"tag": "Not told yet", "colour": "yellow"}
    return session.get_kind_display()


def is_told(session: Session) -> bool:
    told = getattr(session, "told", None)
    return told is not None and all(getattr(told, name) == getattr(session, name) for name in told.WHAT)


def of_session(session: Session, *, people: int) -> list[dict[str, Any]]:
    room = f", room for {session.capacity}" if session.capacity is not None else ""
    return [
        {"key": "Kind", "value": session.get_kind_display()},
        {"key": "When", "value": session.when},
        {"key": "Where", "value": session.where},
        {"key": "Link to join", "value": session.join_url or "None yet"},
        {"key": "Who for", "value": who_for(session)},
        {"key": "People", "value": f"{number_of(people, 'person') if people == 1 else f'{people} people'}{room}"},
        {"key": "Led by", "value": led_by(session)},
        {"key": "Counts towards completing", "value": "Yes" if session.is_core else "No"},
        {"key": "What it is about", "value": session.about or "Nothing yet"},
    ]


def clashes(session: Session, others: Iterable[Session]) -> list[str]:
    """One sentence for each: what is at the same time, and why that matters.

    What another programme does, its own managers read: here it is only that its leader is there.
    """
    said = []
    for other in others:
        times = f"{uk_time(other.starts_at)} to {uk_time(other.ends_at)}"
        where = "" if other.cohort_id == session.cohort_id else f" of {other.cohort}"
        same_leader = session.leader_id is not None and other.leader_id == session.leader_id
        why = f"{led_by(session)} leads both" if same_leader else "people would have to be at both"
        if other.cohort.programme_id != session.cohort.programme_id:
            said.append(f"A session of another programme, {times}: {why}.")
        else:
            said.append(f"{other.title}{where}, {times}: {why}.")
    return said


def expert_cards(session: Session, at: dt.datetime) -> list[dict[str, Any]]:
    """Who was asked to it, each with how long their link works, and where to press about it while it does."""
    cards = []
    for expert in session.experts.in_order():
        expert.session = session
        presses = {name: expert_press_path(session.cohort, expert, name) for name in ("renew", "end")}
        is_open = expert.is_open(at)
        until = f"works until the end of {uk_date(expert.last_day)}"
        cards.append({"expert": expert, "link": until if is_open else "has ended", **(presses if is_open else {})})
    return cards
