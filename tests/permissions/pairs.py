"""The pages of the two of a pair, and what the team sees of them. Nobody but the two opens what is theirs."""

import datetime as dt
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from core.calendar import uk_day
from mentoring.meeting_forms import moments
from mentoring.models import Pair, Side
from tests.factories.mentoring import ConcernFactory, GoalFactory, MeetingFactory, PairNoteFactory
from tests.permissions.around_a_pair import A_PAIR
from tests.permissions.table import About, Keys, Table

ROWS = """
page                       | methods  | about            | anonymous | returner | mentor | other returner | other mentor | manager | foreign | administrator
mentoring:pair_detail      | GET      | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:pair_enough      | GET POST | six meetings     | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:pair_end         | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:concern_raise    | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:feedback_give    | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_list     | GET      | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_propose  | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_log      | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_pick     | GET POST | times            | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_change   | GET POST | meeting to come  | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_call_off | GET POST | meeting to come  | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_held     | GET POST | meeting          | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:meeting_unlog    | GET POST | meeting          | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:note_list        | GET      | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:note_add         | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:note_change      | GET POST | returner's note  | sign in   | yes      | –      | –              | –            | –       | –       | –
mentoring:note_change      | GET POST | mentor's note    | sign in   | –        | yes    | –              | –            | –       | –       | –
mentoring:note_remove      | GET POST | returner's note  | sign in   | yes      | –      | –              | –            | –       | –       | –
mentoring:note_remove      | GET POST | mentor's note    | sign in   | –        | yes    | –              | –            | –       | –       | –
mentoring:goal_add         | GET POST | pair             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:goal_mark        | GET POST | goal             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:goal_remove      | GET POST | goal             | sign in   | yes      | yes    | –              | –            | –       | –       | –
mentoring:quiet_list       | GET      | quiet programme  | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:concern_list     | GET      | programme        | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:concern_settle   | GET POST | concern          | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:pair_record      | GET      | pair             | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:pair_close       | GET POST | pair             | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:mentoring_figures | GET     | programme        | sign in   | –        | –      | –              | –            | yes     | –       | –
mentoring:mentoring_figures_file | GET | programme       | sign in   | –        | –      | –              | –            | yes     | –       | –
"""

NOW = timezone.now().replace(microsecond=0)
TIMES = [NOW + dt.timedelta(days=days) for days in (7, 8)]


def instant(name: str, at: dt.datetime) -> dict[str, str]:
    return {**day(name, uk_day(at)), f"{name}_time": "10am"}


def day(name: str, on: dt.date) -> dict[str, str]:
    return {f"{name}_{part}": str(getattr(on, part)) for part in ("day", "month", "year")}


MET = {**day("on", uk_day(NOW - dt.timedelta(days=5))), "minutes": "45"}
PROPOSED = {**instant("first", TIMES[0]), **instant("second", TIMES[1]), "minutes": "60", "where": "Video call"}
GIVEN: dict[str, dict[str, Any]] = {
    "mentoring:pair_end": {"reason": "time", "words": "I work more now", "another": "yes"},
    "mentoring:concern_raise": {"words": "We do not get on"},
    "mentoring:feedback_give": {"rating": "4", "words": "Kind"},
    "mentoring:meeting_propose": PROPOSED,
    "mentoring:meeting_log": MET,
    "mentoring:meeting_pick": {"time": moments(TIMES)[0][0]},
    "mentoring:meeting_change": {**instant("starts_at", TIMES[1]), "minutes": "30", "where": "The library"},
    "mentoring:meeting_held": MET,
    "mentoring:note_add": {"text": "Ask about pay"},
    "mentoring:note_change": {"text": "Ask about hours"},
    "mentoring:goal_add": {"text": "Write a CV"},
    "mentoring:goal_mark": {"done": "yes"},
    "mentoring:concern_settle": {"way": "go on"},
    "mentoring:pair_close": {"reason": "fit", "another": "no"},
}


def pair(world: SimpleNamespace) -> Keys:
    """Of two who have no common time, so that they type times in."""
    type(world.pair.mentor).objects.filter(pk=world.pair.mentor_id).update(availability=[])
    return {"uuid": world.pair.uuid}


def six_meetings(world: SimpleNamespace) -> Keys:
    for days in range(2, 2 + Pair.MEETINGS):
        MeetingFactory(pair=world.pair, held=True, starts_at=NOW - dt.timedelta(days=days))
    return {"uuid": world.pair.uuid}


def quiet(world: SimpleNamespace) -> Keys:
    """With a pair that has not met."""
    return {"slug": world.programme.slug}


def of(make: Callable, **fields: Any) -> Callable[[SimpleNamespace], Keys]:
    return lambda world: {"uuid": make(pair=world.pair, **fields).uuid}


ABOUT: About = {
    "pair": pair,
    "six meetings": six_meetings,
    "times": of(MeetingFactory, times=TIMES, proposed_by=Side.RETURNER),
    "meeting to come": of(MeetingFactory, agreed=True, times=TIMES),
    "meeting": of(MeetingFactory, held=True),
    "returner's note": of(PairNoteFactory, side=Side.RETURNER),
    "mentor's note": of(PairNoteFactory, side=Side.MENTOR),
    "goal": of(GoalFactory),
    "concern": of(ConcernFactory),
    "programme": lambda world: {"slug": world.programme.slug},
    "quiet programme": quiet,
}
LOOKED_AT = {
    "mentoring:quiet_list",
    "mentoring:concern_settle",
    "mentoring:pair_record",
    "mentoring:mentoring_figures_file",
}
FIXED: Keys = {"mentoring:mentoring_figures_file": {"kind": "csv"}}
TABLE = Table(A_PAIR, ROWS, ABOUT, GIVEN, fixed=FIXED, looked_at=LOOKED_AT)
