"""What somebody who takes part has on their own page: what comes next, what is asked of them, how far they are."""

import datetime as dt
from dataclasses import dataclass
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Exists, OuterRef, Subquery
from django.urls import reverse

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core.calendar import uk_day
from mentoring.models import Mentor, Pair
from outcomes.standing import practising
from participation.models import Moment, Session, Survey
from participation.models.survey import days, open_surveys

WEEK = dt.timedelta(days=7)
PLACEMENT = "Your days there, and money set aside for you."
CALENDAR = "See your sessions in the calendar you use already."
MENTOR = "When you meet next, your notes and your goals."
NO_MENTOR_YET = "Tell us who would help you most."
DOES_NOT_FIT = "What would help you, a break, or a later cohort."


@dataclass(frozen=True)
class Door:
    """A page of theirs: its name, and what is behind it."""

    title: str
    url: str
    text: str


@dataclass(frozen=True)
class Part:
    """Somebody's part in one cohort. `next`: the session that comes next, or lasts. `due`: questions to answer."""

    enrolment: Enrolment
    today: dt.date
    next: Session | None
    due: list[Moment]
    # They go back to practice: there is a placement, or days and money for one.
    practises: bool
    # With whom they have a mentor, if they have one: the key of its page.
    pair: UUID | None
    # The programme has mentors.
    has_mentors: bool

    @property
    def cohort(self) -> Cohort:
        return self.enrolment.cohort

    @property
    def answer_by(self) -> dt.date:
        return days(self.enrolment, self.due[0])[1]

    @property
    def is_coming(self) -> bool:
        return self.today < self.cohort.starts_on

    @property
    def weeks(self) -> int:
        return (self.cohort.ends_on - self.cohort.starts_on) // WEEK + 1

    @property
    def week(self) -> int | None:
        """Which of them this is. None before the first and after the last day."""
        if self.cohort.starts_on <= self.today <= self.cohort.ends_on:
            return (self.today - self.cohort.starts_on) // WEEK + 1
        return None

    @property
    def week_text(self) -> str:
        return f"Week {self.week} of {self.weeks}"

    @property
    def doors(self) -> list[Door]:
        """Those with something behind them."""
        is_live, has_sessions = self.enrolment.is_live, self.has_sessions
        doors = [
            (self.practises, "Placement", reverse("outcomes:my_placement"), PLACEMENT),
            (self.pair is not None, "Your mentor", self.mentor_url, MENTOR),
            (has_sessions, "Timetable", self.to("my_timetable"), "Your sessions, when and where."),
            (has_sessions, "Calendar", reverse("participation:my_calendar"), CALENDAR),
            (has_sessions, "Materials", self.to("my_materials"), "Slides and links from your sessions."),
            (has_sessions and is_live, "Small group", self.to("group_detail"), "Who is in it, and when you meet."),
            (has_sessions, "How you get on", self.to("my_progress"), "Sessions you were at, and your certificate."),
            (self.waits_for_mentor, "Your mentor", self.wants_url, NO_MENTOR_YET),
            (True, "Roadmap", self.to("roadmap_detail"), "Where you want to get to, and what you do next."),
            (True, "Ask the team", self.to("question_list"), "A question, or anything that is in the way."),
            (True, "How you feel about work", self.to("survey_results"), "Your answers, and what has changed."),
            (is_live, "If it does not fit", self.to("enrolment_detail"), DOES_NOT_FIT),
        ]
        return [Door(title, url, text) for is_there, title, url, text in doors if is_there]

    @property
    def mentor_url(self) -> str:
        return reverse("mentoring:pair_detail", args=[self.pair]) if self.pair else ""

    @property
    def has_sessions(self) -> bool:
        return hasattr(self.cohort, "timetable") and self.cohort.timetable.announced_at is not None

    def to(self, page: str, *more: str) -> str:
        return reverse(f"participation:{page}", args=[self.cohort.programme.slug, self.cohort.slug, *more])

    @property
    def waits_for_mentor(self) -> bool:
        return self.enrolment.is_live and self.has_mentors and not self.pair

    @property
    def wants_url(self) -> str:
        return reverse("mentoring:my_mentor", args=[self.cohort.programme.slug, self.cohort.slug])

    @property
    def certificate_url(self) -> str:
        return self.to("certificate_detail")

    @property
    def next_url(self) -> str:
        return self.to("my_session", str(self.next.uuid)) if self.next else ""

    @property
    def due_url(self) -> str:
        return self.to("survey_give", self.due[0])


def parts_of(person: User, at: dt.datetime) -> list[Part]:
    """What they take part in, the latest first, and what they completed. In two queries, however much it is."""
    own = Enrolment.objects.of(person).exclude(status=Enrolment.Status.ENDED)
    answers = Survey.objects.filter(enrolment=OuterRef("pk"))
    mentors = Mentor.objects.filter(status__in=Mentor.TAKES_PART, programme=OuterRef("cohort__programme"))
    enrolments = own.select_related("cohort__programme", "cohort__timetable")
    enrolments = enrolments.annotate(
        answered=ArraySubquery(answers.values("moment")),
        practises=Exists(practising().filter(pk=OuterRef("pk"))),
        pair=Subquery(Pair.objects.active().filter(enrolment=OuterRef("pk")).values("uuid")[:1]),
        has_mentors=Exists(mentors),
    )
    found = list(enrolments.order_by("-cohort__starts_on", "-pk"))
    following = _next_in_each(own, at) if found else {}
    return [
        Part(
            enrolment=enrolment,
            today=uk_day(at),
            next=following.get(enrolment.cohort_id),
            due=_due(enrolment, at),
            practises=enrolment.practises,
            pair=enrolment.pair,
            has_mentors=enrolment.has_mentors,
        )
        for enrolment in found
    ]


def _next_in_each(enrolments, at: dt.datetime) -> dict[int, Session]:
    """By cohort, the first session at which they are expected."""
    sessions = Session.objects.to_come_for(enrolments, at)
    first = sessions.order_by("cohort_id", "starts_at", "pk").distinct("cohort_id")
    return {session.cohort_id: session for session in first}


def _due(enrolment: Enrolment, at: dt.datetime) -> list[Moment]:
    """What was answered comes with the enrolment, see `parts_of`."""
    answered = enrolment.answered  # type: ignore[attr-defined]
    return [moment for moment in open_surveys(enrolment, at) if moment not in answered]
