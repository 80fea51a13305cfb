"""Somebody in every state an application can be in."""

import datetime as dt

from django.utils import timezone

from cohorts.models import Cohort, ProgrammeText
from core.calendar import add_months
from core.documents import Document, Kind
from returners import actions
from returners.eligibility import RightToWork, Situation
from returners.models import Application
from tests import documents
from tests.browser.world.place import World
from tests.device import device_of
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.core import SkillFactory
from tests.factories.profiles import KnownSkillFactory, WorkRoleFactory
from tests.factories.returners import ApplicationFactory


def add(world: World) -> None:
    """Two confirmed, one with a CV, one on offer, one turned down and gone on; behind them they wait."""
    leave(world, world.applies("left", "Lena Moss"))
    world.applies("confirmed", "Connie Farmer")
    accept(world.applications["confirmed"])
    add_cv(world.applications["confirmed"])
    device_of(world.people["confirmed"])
    accept(world.applies("accepted", "Ada Place"))
    actions.answer_equality(world.applications["confirmed"], question="ethnic-group", answer="mixed")
    tell_some(world.applications["confirmed"])
    world.applies("offered", "Olu Adeyemi")
    world.applies("declined", "Dee Clarke")
    world.applies("waiting", "Wanda Novak")
    actions.decline(world.applications["declined"].places.get(), reason="A job", at=timezone.now())
    world.applies("waiting-second", "Will Queue", needs_support="yes", support_needs="Captions, please.")
    world.applies("referred", "Rita Ford", situation=Situation.SELF_EMPLOYED)
    world.applies(
        "not-eligible", "Nell Gibbs", right_to_work=RightToWork.NO, career_break__start=recently(world.cohort)
    )
    actions.ask_for_review(
        world.applies("asked", "Asha Kaur", field="other"), said="I wrote software for trains.", at=timezone.now()
    )
    add_drafts(world)
    add_kept(world)
    actions.withdraw(world.applies("withdrawn", "Wes Drew"), why="", at=timezone.now())


def recently(cohort: Cohort) -> dt.date:
    return add_months(cohort.reference_date, -3)


def accept(application: Application) -> None:
    agreement = application.programme.text(ProgrammeText.Kind.AGREEMENT)
    place = application.places.get()
    actions.accept(place, agreement=agreement, signed_name=application.full_name, at=timezone.now())


def add_cv(application: Application) -> None:
    document = Document(Kind.PDF, "Connie Farmer CV.pdf", documents.pdf())
    actions.keep_cv(application, document, at=timezone.now(), by=application.person)


def leave(world: World, application: Application) -> None:
    """Took a place, told of a role, and left: what was told is to be seen and not to be changed."""
    accept(application)
    WorkRoleFactory(application=application)
    actions.withdraw(application, at=timezone.now())


def tell_some(application: Application) -> None:
    """Two roles and two skills, one of which nothing has been said about yet."""
    for title, start, end in (("Web developer", 2008, 2012), ("Senior developer", 2012, None)):
        span = {"start": dt.date(start, 9, 1), "end": end and dt.date(end, 9, 1)}
        WorkRoleFactory(application=application, job_title=title, **span)
    for group, name in (("technology", "Networks"), ("engineering", "Rail"), ("topic", "Confidence")):
        SkillFactory(group=group, name=f"{name} of the world")
    KnownSkillFactory(application=application, skill__name="Software for the world")
    KnownSkillFactory(application=application, skill__name="Testing for the world", rated=False)


def add_drafts(world: World) -> None:
    """One ready to be sent, one hardly begun, and somebody who has not begun at all."""
    for state in ("ready", "begun", "new"):
        world.people[state] = UserFactory(name="", email=f"{state}@example.org")
    person, cohort = world.people["ready"], world.cohort
    world.applications["ready"] = ApplicationFactory(person=person, cohort=cohort, full_name="Ready Now")
    empty = {"phone": "", "contact_by": "", "field": "", "strand": None, "needs_support": "", "declarations": None}
    world.applications["begun"] = ApplicationFactory(person=world.people["begun"], cohort=cohort, full_name="", **empty)


def add_kept(world: World) -> None:
    """A draft whose cohort closed before it was sent."""
    winter = CohortFactory(programme=world.programme, name="Winter cohort", slug="winter", closed=True)
    world.people["kept"] = UserFactory(name="Kay Olsen", email="kept@example.org")
    world.applications["kept"] = ApplicationFactory(person=world.people["kept"], cohort=winter, full_name="Kay Olsen")
