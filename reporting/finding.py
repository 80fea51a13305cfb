"""One search that finds anyone: what each kind of staff may find, in sections."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, Prefetch, QuerySet
from django.urls import reverse

from accounts.models import User
from accounts.people import labels
from core import audit
from employers.models import Contact, Organisation
from employers.models.organisation import is_team
from events.models import Booking, Event
from mentoring.models import Mentor
from returners.models import Application, Place
from returners.views import tables
from selection.models import Candidate, Round

SHOWN = 30
WHY = "Search"


@dataclass(frozen=True)
class Section:
    """The rows of one kind that were found, as the table component takes them; `more`: there are others."""

    title: str
    head: list[str]
    rows: list[list[Any]]
    more: bool


def find(text: str, *, by: User) -> list[Section]:
    """Whoever the text points to, among those this member of staff may see. Each is written down as looked at."""
    found = []
    if by.is_programme_manager:
        found.append(_section("Applications", tables.APPLICATIONS, _applications(text, by), tables.applications, by))
        found.append(_section("Candidates", CANDIDATES, _candidates(text, by), _candidate_rows, by))
        found.append(_section("Mentors", MENTORS, _mentors(text, by), _mentor_rows, by))
    if is_team(by):
        found.append(_section("Contacts of organisations", CONTACTS, _contacts(text), _contact_rows, by))
        found.append(_section("Bookings", BOOKINGS, _bookings(text, by), _booking_rows, by))
        found.append(_organisations(text))
    if by.is_administrator:
        found.append(_section("People with an account", PEOPLE, _people(text), _people_rows, by))
    return [section for section in found if section.rows]


def _section(title: str, head: list[str], found: QuerySet, as_rows: Any, by: User) -> Section:
    rows: list[Model] = list(found[: SHOWN + 1])
    audit.looked_at_many(by, rows[:SHOWN], why=WHY)
    return Section(title, head, as_rows(rows[:SHOWN]), more=len(rows) > SHOWN)


def _applications(text: str, by: User) -> QuerySet:
    rows = Application.objects.managed_by(by).matching(text).select_related("cohort__programme", "strand")
    return rows.prefetch_related(Prefetch("places", Place.objects.order_by("pk"))).order_by("-submitted_at", "-pk")


CANDIDATES = ["Candidate", "Cohort", "Application"]


def _candidates(text: str, by: User) -> QuerySet:
    """By the number under which reviewers know them, with or without the word before it."""
    number = text.lower().removeprefix("candidate").strip()
    rows = Candidate.objects.filter(number=number, round__in=Round.objects.managed_by(by))
    return rows.select_related("round__cohort", "application").order_by("-pk")


def _candidate_rows(candidates: Iterable[Candidate]) -> list[list[Any]]:
    return [
        [
            {
                "text": str(candidate),
                "url": reverse("selection:candidate_detail", args=[candidate.round.uuid, candidate.number]),
            },
            candidate.round.cohort.name,
            candidate.application.reference,
        ]
        for candidate in candidates
    ]


MENTORS = ["Name", "Programme", "Standing"]


def _mentors(text: str, by: User) -> QuerySet:
    rows = Mentor.objects.managed_by(by).filter(person__in=User.objects.matching(text))
    return rows.select_related("person", "programme").order_by("-registered_at", "-pk")


def _mentor_rows(mentors: Iterable[Mentor]) -> list[list[Any]]:
    return [
        [
            {
                "text": str(mentor.person),
                "url": reverse("mentoring:mentor_detail", args=[mentor.programme.slug, mentor.uuid]),
            },
            mentor.programme.name,
            mentor.get_status_display(),
        ]
        for mentor in mentors
    ]


PEOPLE = ["Name", "Email address", "Roles"]


def _people(text: str) -> QuerySet:
    return User.objects.matching(text).with_access().order_by("name", "email")


def _people_rows(people: Iterable[User]) -> list[list[Any]]:
    return [
        [
            {"text": person.name or person.email, "url": reverse("accounts:person_detail", args=[person.uuid])},
            person.email,
            ", ".join(labels(person.roles)),
        ]
        for person in people
    ]


CONTACTS = ["Name", "Email address", "Organisation"]


def _contacts(text: str) -> QuerySet:
    return Contact.objects.live().matching(text).select_related("organisation").order_by("name", "pk")


def _contact_rows(contacts: Iterable[Contact]) -> list[list[Any]]:
    return [[contact.name, contact.email, _organisation(contact.organisation)] for contact in contacts]


BOOKINGS = ["Booked by", "Email address", "Event", "State"]


def _bookings(text: str, by: User) -> QuerySet:
    """The latest first, of the events that this member of staff may see."""
    rows = Booking.objects.matching(text).filter(event__in=Event.objects.read_by(by)).select_related("event")
    return rows.order_by("-joined_at", "-pk")


def _booking_rows(bookings: Iterable[Booking]) -> list[list[Any]]:
    return [
        [
            booking.name,
            booking.email,
            {"text": booking.event.title, "url": reverse("events:event_manage", args=[booking.event.uuid])},
            booking.standing,
        ]
        for booking in bookings
    ]


def _organisations(text: str) -> Section:
    """Of nobody in particular: nothing is written down."""
    rows = list(Organisation.objects.matching(text).order_by("name", "pk")[: SHOWN + 1])
    shown = [[_organisation(row), row.get_kind_display()] for row in rows[:SHOWN]]
    return Section("Organisations", ["Name", "Kind"], shown, more=len(rows) > SHOWN)


def _organisation(organisation: Organisation) -> dict[str, str]:
    url = reverse("portal:organisation_detail", args=[organisation.uuid])
    return {"text": organisation.name, "url": url}
