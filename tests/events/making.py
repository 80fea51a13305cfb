"""Events as staff make them, on the same days in every test."""

import datetime as dt

from events import actions
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.events import EventFactory

AT = dt.datetime(2027, 3, 1, 9, tzinfo=dt.UTC)
START = dt.datetime(2027, 4, 24, 9, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
WORDS = {
    "kind": "insight",
    "title": "Insight Event, Leeds",
    "summary": "Come",
    "who_for": "Employers",
    "about": "Talks",
}


def made(**given):
    fields = {
        "starts_at": START,
        "ends_at": START + 3 * HOUR,
        "online": True,
        "seats": {"online": 40},
        **WORDS,
        **given,
    }
    return actions.create(ProgrammeFactory(), by=UserFactory(), at=AT, **fields)


def published(*, past=False, **given):
    return EventFactory(made_at=AT, starts_at=AT - 7 * 24 * HOUR if past else START, **given)


def change(event, **fields):
    return actions.change(event, by=UserFactory(), at=AT, **fields)
