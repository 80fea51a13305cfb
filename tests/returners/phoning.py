"""Calls for the tests of applications by phone."""

import datetime as dt

from cohorts.models import ProgrammeText
from returners import actions
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import PhoneDraftFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
CALLER = "caller@example.org"


def cohort_now(**kwargs):
    return CohortFactory(now=NOW, **kwargs)


def take(cohort=None, *, email=CALLER, by=None, at=NOW):
    return actions.take_by_phone(
        cohort or cohort_now(),
        email=email,
        full_name="Amina Hussain",
        phone="+447700900123",
        by=by or ProgrammeManagerFactory(),
        at=at,
    )


def sent(cohort=None, *, at=NOW, **answers):
    """A draft with every answer, and the link on its way to the caller."""
    draft = PhoneDraftFactory(application__cohort=cohort or cohort_now(), application__now=NOW, **answers)
    return actions.send_to_confirm(draft, by=draft.taken_by, at=at)


def shown(draft):
    draft.application.refresh_from_db()
    return draft.as_shown(draft.application.programme.text(ProgrammeText.Kind.DECLARATIONS))


def confirm(draft, *, at=NOW + MINUTE, **kwargs):
    return actions.confirm(draft, **{"shown": shown(draft), "at": at, **kwargs})
