"""A small programme in full swing: somebody in every state an application can be in, and the staff around them."""

import datetime as dt
import mailbox
from dataclasses import dataclass, field, replace
from email.message import EmailMessage
from pathlib import Path

from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from cohorts.actions import make_manager
from cohorts.models import Cohort, Programme, ProgrammeRole, ProgrammeText
from core.calendar import add_months
from core.documents import Document, Kind
from returners import actions
from returners.eligibility import RightToWork, Situation
from returners.models import Application, PhoneDraft
from tests import documents
from tests.device import device_of
from tests.factories.accounts import AdministratorFactory, InvitationFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.factories.core import SkillFactory
from tests.factories.notifications import MessageFactory
from tests.factories.profiles import KnownSkillFactory, WorkRoleFactory
from tests.factories.returners import ApplicationFactory, EqualityTotalsFactory, PhoneDraftFactory


@dataclass
class World:
    """`people` and `applications` by what they are: `world.applications["waiting"]`."""

    cohort: Cohort
    people: dict[str, User] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    letter: str = ""
    invitation: Invitation | None = None
    managing: ProgrammeRole | None = None
    by_phone: dict[str, PhoneDraft] = field(default_factory=dict)

    # A programme that takes nobody at the moment.
    quiet: Programme | None = None

    @property
    def programme(self) -> Programme:
        return self.cohort.programme

    def quiet_path(self, page: str) -> str:
        return reverse(f"cohorts:{page}", args=[self.quiet.slug if self.quiet else ""])

    def applies(self, state: str, name: str, **answers: object) -> Application:
        """Somebody fills in everything and sends it."""
        person = UserFactory(name=name, email=f"{state}@example.org")
        draft = ApplicationFactory(person=person, cohort=self.cohort, **answers)
        self.people[state] = person
        self.applications[state] = actions.submit(draft, at=timezone.now())
        return self.applications[state]


def build(places: int = 4) -> World:
    """Four places: two confirmed, one with a CV, one on offer, one turned down and gone on; behind them they wait."""
    programme = ProgrammeFactory(name="STEM ReCharge", slug="stem-recharge", funder="a funder")
    world = World(CohortFactory(programme=programme, name="Spring cohort", slug="spring", pool__capacity=places))
    CohortFactory(programme=programme, name="Autumn cohort", slug="autumn", upcoming=True)
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
    world.quiet = CohortFactory(programme__name="Returner Fund", programme__slug="fund", closed=True).programme
    actions.ask_for_review(
        world.applies("asked", "Asha Kaur", field="other"), said="I wrote software for trains.", at=timezone.now()
    )
    add_drafts(world)
    add_kept(world)
    actions.withdraw(world.applies("withdrawn", "Wes Drew"), why="", at=timezone.now())
    add_staff(world)
    add_calls(world)
    reopen_sections(world)
    return world


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


def add_staff(world: World) -> None:
    EqualityTotalsFactory(programme=world.programme)
    people = world.people
    people["manager"] = ProgrammeManagerFactory(name="Grace Okafor", email="manager@example.org")
    people["other-manager"] = ProgrammeManagerFactory(name="Someone Else", email="other@example.org")
    people["administrator"] = AdministratorFactory(name="Tom Whitfield", email="administrator@example.org")
    people["new-staff"] = ProgrammeManagerFactory(name="Nia New", email="new-staff@example.org", second_factor=False)
    make_manager(world.programme, person=people["manager"], by=people["administrator"])
    InvitationFactory(invited_by=people["administrator"], token="the-token", email="invited@example.org")
    MessageFactory(status="failed", error="550 5.1.1 No such user here", to="nobody@example.org")


def fill_inbox(folder: Path) -> str:
    """A local mailbox with one letter; answers with its name."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "portal@example.org", "olu@example.org", "You have a place"
    letter.set_content("Good news.\n\nhttp://localhost:8000/my/\n")
    letter.add_alternative(
        '<html lang="en"><head><title>You have a place</title></head><body><main><h1>News</h1></main></body></html>',
        subtype="html",
    )
    mailbox.Maildir(str(folder), create=True).add(letter)
    return next((folder / "new").iterdir()).name


def add_calls(world: World) -> None:
    """Taken by phone: just begun, on its way to the caller, found not right, run out, and sent."""
    manager, cohort = world.people["manager"], world.cohort
    empty = {"application__strand": None, "application__needs_support": ""}
    for state in ("begun", "with-caller", "not-right", "run-out", "sent"):
        name = f"{state.title().replace('-', ' ')} Caller"
        answers = empty if state == "begun" else {}
        person = User.objects.create_user(f"{state}@phone.example.org", name=name)
        draft = PhoneDraftFactory(taken_by=manager, application__cohort=cohort, application__person=person, **answers)
        if state != "begun":
            draft = actions.send_to_confirm(draft, by=manager, at=timezone.now())
        world.by_phone[state] = draft
    actions.say_not_right(world.by_phone["not-right"], what="I stopped in 2019, not 2020.", at=timezone.now())
    PhoneDraft.objects.filter(pk=world.by_phone["run-out"].pk).update(sent_at=timezone.now() - dt.timedelta(days=15))
    sent, declarations = world.by_phone["sent"], world.programme.text(ProgrammeText.Kind.DECLARATIONS)
    sent.application.refresh_from_db()
    actions.confirm(sent, shown=sent.as_shown(declarations), at=timezone.now())


def reopen_sections(world: World) -> None:
    """One whose answers are open again, one whose strand is, and one who has changed their answers."""
    manager, at = world.people["manager"], timezone.now()
    note = "You told us on the phone that you stopped in 2019. Please check the year."
    for state, section in (("told-again", "eligibility"), ("new-strand", "strand"), ("changed", "eligibility")):
        name = f"{state.title().replace('-', ' ')} Person"
        application = world.applies(state, name, situation=Situation.STUDYING)
        reopening = actions.reopen(application, section=section, why=note, by=manager, at=at)
        if state == "changed":
            answers = replace(reopening.told(), situation=Situation.SELF_EMPLOYED)
            actions.change_answers(actions.keep_told(reopening, answers, at=at), at=at)
