"""The forms of a pair, and of the team around it."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mentoring.models import Concern, Meeting, Pair, PairNote, Side
from mentoring.suiting import suggested
from tests.conftest import sign_in
from tests.factories.mentoring import ConcernFactory, MeetingFactory, PairFactory, PairNoteFactory
from tests.inputs.form import Typed
from tests.permissions.pairs import GIVEN, TIMES
from tests.queries.growing import manager_of

BEGAN = timezone.now() - dt.timedelta(days=100)
WEEK = ["tue-school", "thu-evening"]


def paired(**fields: object) -> Pair:
    return PairFactory(active=True, asked_at=BEGAN, **fields)


def mentored() -> tuple[Client, Pair]:
    """A returner who has no common time with their mentor."""
    pair = paired(mentor__availability=[])
    return sign_in(Client(), pair.person), pair


def suited() -> tuple[Client, Pair]:
    """A returner who has."""
    pair = paired(mentor__availability=WEEK, enrolment__availability=WEEK)
    return sign_in(Client(), pair.person), pair


def asked() -> tuple[Client, Meeting]:
    """Whose mentor has proposed times."""
    meeting = MeetingFactory(pair=paired(), times=TIMES)
    return sign_in(Client(), meeting.pair.person), meeting


def meeting() -> tuple[Client, Meeting]:
    """Who meets their mentor in a week."""
    found = MeetingFactory(pair=paired(), agreed=True, times=TIMES)
    return sign_in(Client(), found.pair.person), found


def met() -> tuple[Client, Meeting]:
    found = MeetingFactory(pair=paired(), held=True)
    return sign_in(Client(), found.pair.person), found


def noted() -> tuple[Client, PairNote]:
    note = PairNoteFactory(pair=paired(), side=Side.RETURNER)
    return sign_in(Client(), note.pair.person), note


def managed() -> tuple[Client, Concern]:
    """A manager, who has been told that a pair is not working."""
    concern = ConcernFactory(pair=paired())
    return sign_in(Client(), manager_of(concern.pair.programme)), concern


SCENES = {
    "mentored": mentored,
    "suited": suited,
    "asked": asked,
    "meeting": meeting,
    "met": met,
    "noted": noted,
    "managed": managed,
}


def of_it(name: str):
    return lambda thing: reverse(f"mentoring:{name}", args=[thing.uuid])


def of_pair(name: str):
    return lambda thing: reverse(f"mentoring:{name}", args=[thing.pair.uuid])


def given(name: str) -> dict[str, str]:
    return GIVEN[f"mentoring:{name}"]


SUITS = suggested(WEEK, WEEK, minutes=60, busy=[], until=dt.date.max, at=timezone.now())[0]
FORMS = {
    "SuggestedTimesForm": Typed(
        "suited", of_it("meeting_propose"), {"times": SUITS.isoformat(), "minutes": "60", "where": "Video call"}
    ),
    "OwnTimesForm": Typed("mentored", of_it("meeting_propose"), given("meeting_propose")),
    "PickForm": Typed("asked", of_it("meeting_pick"), given("meeting_pick")),
    "MeetingChangeForm": Typed("meeting", of_it("meeting_change"), given("meeting_change")),
    "HeldForm": Typed("met", of_it("meeting_held"), given("meeting_held")),
    "UnplannedForm": Typed("mentored", of_it("meeting_log"), given("meeting_log")),
    "NewNoteForm": Typed("mentored", of_it("note_add"), given("note_add")),
    "NoteForm": Typed("noted", of_it("note_change"), given("note_change")),
    "GoalForm": Typed("mentored", of_it("goal_add"), given("goal_add")),
    "ConcernForm": Typed("mentored", of_it("concern_raise"), given("concern_raise")),
    "EndForm": Typed("mentored", of_it("pair_end"), given("pair_end")),
    "FeedbackForm": Typed("mentored", of_it("feedback_give"), given("feedback_give")),
    "SettleForm": Typed("managed", of_it("concern_settle"), given("concern_settle")),
    "CloseForm": Typed("managed", of_pair("pair_close"), given("pair_close")),
}
BASES = {"MomentsField"}
