"""A timetable, and who was there."""

import datetime as dt
import uuid

import factory
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone
from factory.django import DjangoModelFactory

from accounts.actions import hash_token
from accounts.models import User
from core import links
from core.materials import new_file_name
from participation.expert_links import PURPOSE
from participation.models import (
    Attendance,
    Expert,
    Group,
    GroupMember,
    Moment,
    NextStep,
    Outline,
    OutlineSession,
    ProgrammeCertificate,
    Question,
    RefreshChoice,
    Roadmap,
    SchoolHoliday,
    Session,
    SessionFeedback,
    SessionMaterial,
    SupportNeeds,
    Survey,
    Timetable,
    Told,
)
from participation.survey_items import items
from tests.documents import pdf
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, ProgrammeFactory, SessionLeaderFactory


def leader_of(session) -> User:
    return SessionLeaderFactory(programme=session.cohort.programme).person


class SessionFactory(DjangoModelFactory[Session]):
    """A core session for everyone, online, two hours long, in a week."""

    class Meta:
        model = Session

    cohort = factory.SubFactory(CohortFactory)
    kind = Session.Kind.COACHING
    title = factory.Sequence("Session {}".format)
    starts_at = factory.LazyFunction(lambda: timezone.now() + dt.timedelta(days=7))
    ends_at = factory.LazyAttribute(lambda made: made.starts_at + dt.timedelta(hours=2))
    join_url = "https://meet.example.org/a-session"

    class Params:
        # By somebody who leads sessions of its programme.
        led = factory.Trait(leader=factory.LazyAttribute(leader_of))
        over = factory.Trait(starts_at=factory.LazyFunction(lambda: timezone.now() - dt.timedelta(days=7)))


class TimetableFactory(DjangoModelFactory[Timetable]):
    """One that those who take part can see; `announced_at=None` for one that is still planned."""

    class Meta:
        model = Timetable

    cohort = factory.SubFactory(CohortFactory)
    announced_at = factory.LazyFunction(timezone.now)


class OutlineFactory(DjangoModelFactory[Outline]):
    class Meta:
        model = Outline

    programme = factory.SubFactory(ProgrammeFactory)
    name = factory.Sequence("Outline {}".format)


class OutlineSessionFactory(DjangoModelFactory[OutlineSession]):
    """Two hours on the first Tuesday morning, for everyone."""

    class Meta:
        model = OutlineSession

    outline = factory.SubFactory(OutlineFactory)
    week = 1
    weekday = "tue"
    starts = dt.time(10)
    minutes = 120
    kind = Session.Kind.COACHING
    title = factory.Sequence("Session {}".format)


class SchoolHolidayFactory(DjangoModelFactory[SchoolHoliday]):
    class Meta:
        model = SchoolHoliday

    programme = factory.SubFactory(ProgrammeFactory)
    name = "Summer half-term"
    first_on = dt.date(2027, 5, 31)
    last_on = dt.date(2027, 6, 4)


class ToldFactory(DjangoModelFactory[Told]):
    """People know of a session what it is."""

    class Meta:
        model = Told

    session = factory.SubFactory(SessionFactory)
    starts_at = factory.SelfAttribute("session.starts_at")
    ends_at = factory.SelfAttribute("session.ends_at")
    place = factory.SelfAttribute("session.place")
    status = factory.SelfAttribute("session.status")


class RefreshChoiceFactory(DjangoModelFactory[RefreshChoice]):
    class Meta:
        model = RefreshChoice

    enrolment = factory.SubFactory(EnrolmentFactory)
    made_at = factory.LazyFunction(timezone.now)


class AttendanceFactory(DjangoModelFactory[Attendance]):
    """Somebody who was there."""

    class Meta:
        model = Attendance

    session = factory.SubFactory(SessionFactory, over=True)
    enrolment = factory.SubFactory(EnrolmentFactory)
    status = Attendance.Status.PRESENT
    noted_at = factory.LazyFunction(timezone.now)


class RoadmapFactory(DjangoModelFactory[Roadmap]):
    class Meta:
        model = Roadmap

    enrolment = factory.SubFactory(EnrolmentFactory)
    goals = "To work with water again, four days a week."
    strengths = "I stay calm.\nI explain things well."


class NextStepFactory(DjangoModelFactory[NextStep]):
    """Something to do, by no day."""

    class Meta:
        model = NextStep

    enrolment = factory.SubFactory(EnrolmentFactory)
    what = "Write down what I did in my last job"


class SurveyFactory(DjangoModelFactory[Survey]):
    """Threes at the start; `better=1` for fours, `worse=1` for twos."""

    class Meta:
        model = Survey

    class Params:
        better = 0
        worse = 0

    enrolment = factory.SubFactory(EnrolmentFactory)
    moment = Moment.START
    answers = factory.LazyAttribute(lambda survey: dict.fromkeys(items(), 3 + survey.better - survey.worse))
    answered_at = factory.LazyFunction(timezone.now)


class SupportNeedsFactory(DjangoModelFactory[SupportNeeds]):
    """What would help somebody, for the team alone. `shared=True`: for those who lead their sessions, too."""

    class Meta:
        model = SupportNeeds

    class Params:
        shared = factory.Trait(shared_at=factory.LazyFunction(timezone.now))

    enrolment = factory.SubFactory(EnrolmentFactory)
    text = "A short break every hour."
    changed_at = factory.LazyFunction(timezone.now)


class SessionFeedbackFactory(DjangoModelFactory[SessionFeedback]):
    class Meta:
        model = SessionFeedback

    session = factory.SubFactory(SessionFactory, over=True)
    enrolment = factory.LazyAttribute(lambda feedback: EnrolmentFactory(cohort=feedback.session.cohort))
    useful = 4
    given_at = factory.LazyFunction(timezone.now)


class SessionMaterialFactory(DjangoModelFactory[SessionMaterial]):
    """A link; `document=True` for a file."""

    class Meta:
        model = SessionMaterial

    class Params:
        document = factory.Trait(
            link="",
            file=factory.LazyFunction(lambda: default_storage.save(new_file_name(), ContentFile(pdf()))),
            name="slides.pdf",
            kind="pdf",
            size=factory.LazyFunction(lambda: len(pdf())),
        )

    session = factory.SubFactory(SessionFactory)
    title = "Slides of the session"
    link = "https://example.org/slides"
    added_at = factory.LazyFunction(timezone.now)


class ExpertFactory(DjangoModelFactory[Expert]):
    """Somebody who was asked to a session, and is asked for nothing there. `token_of` has what their link carries."""

    class Meta:
        model = Expert

    uuid = factory.LazyFunction(uuid.uuid4)
    session = factory.SubFactory(SessionFactory)
    name = "Dr Amara Okoye"
    email = factory.Sequence("expert{}@example.org".format)
    secret = factory.LazyAttribute(lambda expert: hash_token(secret_of(expert)))
    asked_at = factory.LazyFunction(timezone.now)
    link_made_at = factory.SelfAttribute("asked_at")


def secret_of(expert) -> str:
    """Nobody could read it from the row."""
    return f"secret-{expert.uuid}"


def token_of(expert) -> str:
    return links.sign(PURPOSE, secret_of(expert))


class ProgrammeCertificateFactory(DjangoModelFactory[ProgrammeCertificate]):
    """Of somebody who has completed just now."""

    class Meta:
        model = ProgrammeCertificate

    enrolment = factory.SubFactory(EnrolmentFactory, completed=True)
    completed_on = factory.LazyFunction(timezone.localdate)
    issued_at = factory.LazyFunction(timezone.now)


class GroupFactory(DjangoModelFactory[Group]):
    """A group of a cohort, with nobody in it."""

    class Meta:
        model = Group

    cohort = factory.SubFactory(CohortFactory)
    number = factory.LazyAttribute(lambda made: made.cohort.groups.count() + 1)
    slot = "mon-school"


class GroupMemberFactory(DjangoModelFactory[GroupMember]):
    """Somebody in a group, who knows it. `untold=True`: who does not. `sharing=True`: who shares their address."""

    class Meta:
        model = GroupMember

    class Params:
        untold = factory.Trait(told=None)
        sharing = factory.Trait(shares_email=True, shared_at=factory.LazyFunction(timezone.now))

    group = factory.SubFactory(GroupFactory)
    enrolment = factory.LazyAttribute(lambda made: EnrolmentFactory(cohort=made.group.cohort, told_when=True))
    told = factory.SelfAttribute("group")


class QuestionFactory(DjangoModelFactory[Question]):
    """A question that waits for the team, with its first message. `answered=True`, `closed=True`: how it went on."""

    class Meta:
        model = Question
        skip_postgeneration_save = True

    class Params:
        answered = factory.Trait(
            status=Question.Status.ANSWERED, due_at=None, answered_at=factory.SelfAttribute("opened_at")
        )
        closed = factory.Trait(status=Question.Status.CLOSED, due_at=None, closed_at=factory.SelfAttribute("opened_at"))

    enrolment = factory.SubFactory(EnrolmentFactory)
    asked_by = factory.SelfAttribute("enrolment.person")
    subject = factory.Sequence("Question {}".format)
    opened_at = factory.LazyFunction(timezone.now)
    changed_at = factory.SelfAttribute("opened_at")
    due_at = factory.LazyAttribute(lambda question: question.opened_at + dt.timedelta(days=2))

    @factory.post_generation
    def text(self: Question, create: bool, text: str | None, **kwargs: object) -> None:
        if create:
            self.messages.create(author=self.asked_by, text=text or "Where do I find the slides?", at=self.opened_at)
