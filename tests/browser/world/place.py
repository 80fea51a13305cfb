"""What every part of the world adds to."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone

from accounts.models import Invitation, User
from cohorts.models import Cohort, Enrolment, Programme, ProgrammeRole
from employers.models import Organisation
from events.models import Attendee, Booking, DayLink, Event, EventMessage
from mentoring.models import Mentor, Pair, Run
from outcomes.models import Award, Placement
from participation.models import Session
from returners import actions
from returners.models import Application, PhoneDraft
from selection.models import Candidate, Review, Round
from tests.factories.accounts import UserFactory
from tests.factories.returners import ApplicationFactory


@dataclass
class World:
    """`people`, `applications` and the rest by what they are: `world.applications["waiting"]`."""

    cohort: Cohort
    people: dict[str, User] = field(default_factory=dict)
    applications: dict[str, Application] = field(default_factory=dict)
    organisations: dict[str, Organisation] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    attendees: dict[str, Attendee] = field(default_factory=dict)
    messages: dict[str, EventMessage] = field(default_factory=dict)
    day_links: dict[str, DayLink] = field(default_factory=dict)
    bookings: dict[str, Booking] = field(default_factory=dict)
    rounds: dict[str, Round] = field(default_factory=dict)
    reviews: dict[str, Review] = field(default_factory=dict)
    sessions: dict[str, Session] = field(default_factory=dict)
    # Those who take part, by where they stand.
    enrolments: dict[str, Enrolment] = field(default_factory=dict)
    placements: dict[str, Placement] = field(default_factory=dict)
    awards: dict[str, Award] = field(default_factory=dict)
    pairs: dict[str, Pair] = field(default_factory=dict)
    mentors: dict[str, Mentor] = field(default_factory=dict)
    runs: dict[str, Run] = field(default_factory=dict)
    # Of the round that is being chosen.
    candidate: Candidate | None = None
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
