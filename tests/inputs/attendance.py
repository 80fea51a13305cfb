"""The forms about who was there."""

import datetime as dt

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from participation.models import Session
from tests.conftest import sign_in
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import SessionFactory, TimetableFactory
from tests.inputs.form import Scene, Typed
from tests.queries.growing import manager_of

# The line of whoever comes to the session below.
SOMEBODY = "0b6dc6ee-31f8-4b55-8d3a-6f6a3c1f9a01"

KEY = "6f1d8b1e-2f0a-4c7e-9a51-0d6f0c8f2b77"


def leader() -> tuple[Client, Session]:
    """A session that is over, its leader, and one person on its register."""
    session = SessionFactory(over=True, led=True)
    EnrolmentFactory(cohort=session.cohort, uuid=SOMEBODY, signed_at=timezone.now() - dt.timedelta(days=99))
    return sign_in(Client(), session.leader), session


def expected() -> tuple[Client, Session]:
    session = SessionFactory(cohort=TimetableFactory().cohort)
    enrolment = EnrolmentFactory(cohort=session.cohort)
    return sign_in(Client(), enrolment.person), session


def keeper() -> tuple[Client, Session]:
    """A session to come, and a manager of its programme."""
    session = SessionFactory()
    return sign_in(Client(), manager_of(session.cohort.programme)), session


def of(page: str, session: Session) -> str:
    cohort = session.cohort
    return reverse(f"participation:{page}", args=[cohort.programme.slug, cohort.slug, session.uuid])


SCENES: dict[str, Scene] = {"leader": leader, "expected": expected, "keeps a session": keeper}

FORMS: dict[str, Typed] = {
    "RegisterForm": Typed(
        "leader",
        lambda session: reverse("participation:leading_register", args=[session.uuid]),
        {f"of_{SOMEBODY}": "present"},
    ),
    "SessionMaterialForm": Typed(
        "leader",
        lambda session: reverse("participation:leading_material_add", args=[session.uuid]),
        {"title": "Slides", "link": "example.org/slides", "document": "words and no file", "key": KEY},
    ),
    "ExpertForm": Typed(
        "keeps a session",
        lambda session: of("expert_add", session),
        {"name": "Dr Amara Okoye", "email": "amara@example.org", "keeps_register": "on", "key": KEY},
    ),
    "CannotComeForm": Typed("expected", lambda session: of("cannot_come", session), {"excuse": "caring"}),
}
BASES: set[str] = set()
