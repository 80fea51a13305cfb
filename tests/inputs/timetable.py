"""The forms of a timetable."""

import uuid
from typing import Any

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from participation.models import Outline, OutlineSession, Session
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.participation import OutlineSessionFactory, SessionFactory, ToldFactory
from tests.inputs.form import Scene, Typed
from tests.typed import day

KEY = "1f0c5d5e-77a4-4f7c-9b0a-5f0a6a1b2c3d"


def manager() -> tuple[Client, Session]:
    """A manager, and a session of a cohort that runs for long."""
    session = SessionFactory(cohort__follow_on_ends_on="2099-01-01")
    ToldFactory(session=session)
    person = ProgrammeManagerFactory()
    make_manager(session.cohort.programme, person=person)
    return sign_in(Client(), person), session


def of_cohort(name: str) -> Any:
    return lambda session: reverse(f"participation:{name}", args=[session.cohort.programme.slug, session.cohort.slug])


def of_session(name: str) -> Any:
    def where(session: Session) -> str:
        cohort = session.cohort
        return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, session.uuid])

    return where


def outlining() -> tuple[Client, OutlineSession]:
    """A manager, and an outline of their programme, by the same address each time."""
    Outline.objects.filter(uuid=OUTLINE).update(uuid=uuid.uuid4())
    session, person = OutlineSessionFactory(outline__uuid=OUTLINE), ProgrammeManagerFactory()
    make_manager(session.outline.programme, person=person)
    CohortFactory(programme=session.outline.programme, slug="laid")
    return sign_in(Client(), person), session


def of_programme(name: str, *more: object) -> Any:
    return lambda session: reverse(f"participation:{name}", args=[session.outline.programme.slug, *more])


OUTLINE = "9c1f0c5d-77a4-4f7c-9b0a-5f0a6a1b2c3d"
SCENES: dict[str, Scene] = {"manager": manager, "outlining": outlining}

FORMS: dict[str, Typed] = {
    "SessionForm": Typed(
        "manager",
        of_cohort("session_add"),
        {
            **day("starts_at", 2091, time="10am"),
            "kind": "job skills",
            "title": "Your CV after a break",
            "about": "Bring your CV.",
            "minutes": "120",
            "is_core": "on",
            "capacity": "30",
            "place": "1 High Street, Leeds",
            "join_url": "https://meet.example.org/cv",
            "key": KEY,
        },
    ),
    "OutlineForm": Typed("outlining", of_programme("outline_add"), {"name": "Twelve weeks"}),
    "OutlineSessionForm": Typed(
        "outlining",
        of_programme("outline_session_add", OUTLINE),
        {
            "kind": "job skills",
            "title": "Your CV after a break",
            "about": "Bring your CV.",
            "week": "2",
            "weekday": "tue",
            "starts": "10am",
            "minutes": "120",
            "is_core": "on",
            "capacity": "30",
            "place": "1 High Street, Leeds",
            "key": KEY,
        },
    ),
    "SchoolHolidayForm": Typed(
        "outlining",
        of_programme("school_holiday_add"),
        {"name": "Half-term", **day("first_on", 2091), **day("last_on", 2091), "key": KEY},
    ),
    "LayForm": Typed(
        "outlining", of_programme("timetable_lay", "laid"), {"outline": OUTLINE, "on_holidays": "move"}, "get"
    ),
    "CallOffForm": Typed("manager", of_session("session_call_off"), {"why": "The leader is ill."}),
}
BASES: set[str] = {"WordsOfASession"}
