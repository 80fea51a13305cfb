"""A contact's own pages: their organisation with all that it has to do with us, in one place."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.models import User
from accounts.requests import SignedInRequest
from core.paging import newest_first
from core.places import LIVE, Status
from core.uktime import uk_deadline, uk_short_date
from employers.gates import contact
from employers.models import Contact, Organisation
from events.after_links import certificate_path
from events.links import BROWSER, COLLEAGUE, manage_path
from events.models import Booking, Event, Trainee

# As many as fit a page that is read on a phone; the rest is in a list of its own.
MOST_UPCOMING, MOST_THREADS, MOST_PEOPLE, MOST_TRAINEES, NEXT_SESSIONS = 20, 10, 100, 50, 3

TRAINEES = ["Name", "Training", "Modules attended", "Certificate"]


@contact
def my_organisation(request: SignedInRequest) -> HttpResponse:
    """Straight to the one that somebody belongs to; a choice where there are several."""
    organisations = list(Organisation.objects.with_member(request.user).order_by("name", "pk"))
    if len(organisations) == 1:
        return redirect("portal:organisation_home", organisations[0].uuid)
    return render(request, "portal/my_organisation.html", {"organisations": organisations})


def _own(request: SignedInRequest, uuid: str) -> Organisation:
    return get_object_or_404(Organisation.objects.with_member(request.user), uuid=uuid)


@contact
def organisation_home(request: SignedInRequest, uuid: str) -> HttpResponse:
    organisation = _own(request, uuid)
    people = list(organisation.contacts.filter(status__in=[Contact.Status.MEMBER, Contact.Status.ASKED])[:MOST_PEOPLE])
    members = [person for person in people if person.status == Contact.Status.MEMBER]
    me = next((member for member in members if member.person_id == request.user.pk), None)
    threads = organisation.support_requests.order_by("-changed_at", "-pk")[:MOST_THREADS]
    context = {
        "organisation": organisation,
        "upcoming": _upcoming(organisation, request.user, request.arrived_at),
        "me": me,
        "people_head": ["Name", "Email address", "Job"],
        "people": [_person(member) for member in sorted(members, key=lambda member: member.name.lower())],
        "asking": [person for person in people if person.status == Contact.Status.ASKED],
        "threads_head": ["What it is about", "Where it stands", "Last change"],
        "threads": [_thread(thread, at=request.arrived_at) for thread in threads],
        "trainees_head": TRAINEES,
        "trainees": [trainee_row(trainee) for trainee in trainees_of(organisation)],
        "sessions": _next_sessions(request.arrived_at),
    }
    return render(request, "portal/organisation_home.html", context)


def _upcoming(organisation: Organisation, person: User, at: dt.datetime) -> list[dict[str, Any]]:
    """What colleagues need and eat is for the team of the event alone: only who booked finds it behind the link."""
    bookings = organisation.bookings.filter(
        status__in=LIVE, event__ends_at__gt=at, event__status=Event.Status.PUBLISHED
    )
    bookings = bookings.select_related("event__venue", "pool").prefetch_related("attendees")
    shown = list(bookings.order_by("event__starts_at", "pk")[:MOST_UPCOMING])
    own = set(
        Booking.objects.made_by(person).filter(pk__in=[booking.pk for booking in shown]).values_list("pk", flat=True)
    )
    return [_booking(booking, purpose=BROWSER if booking.pk in own else COLLEAGUE) for booking in shown]


def _booking(booking: Booking, *, purpose: str) -> dict[str, Any]:
    """A card: the event, how the booking stands, and who comes."""
    attendees = sorted(booking.attendees.all(), key=lambda attendee: attendee.position)
    named = [attendee.name for attendee in attendees if attendee.name]
    unnamed = booking.seats - len(named)
    return {
        "booking": booking,
        "names": named + ([f"{unnamed} to be named"] if unnamed > 0 else []),
        "by": uk_deadline(booking.offer_expires_at) if booking.offer_expires_at else "",
        "is_confirmed": booking.status == Status.CONFIRMED,
        "manage_path": manage_path(booking, purpose),
    }


def trainees_of(organisation: Organisation) -> Any:
    trainees = organisation.trainees.select_related("series", "certificate").prefetch_related("series__modules")
    return trainees.order_by("-last_came_at", "-pk")[:MOST_TRAINEES]


def trainee_row(trainee: Trainee) -> list[Any]:
    modules = trainee.series.modules.all()
    done = [f"{module.position}. {module.name}" for module in modules if module.pk in trainee.modules]
    return [
        trainee.name,
        trainee.series.name,
        f"{len(done)} of {len(modules)}: {', '.join(done)}" if done else f"0 of {len(modules)}",
        _certificate(trainee),
    ]


def _certificate(trainee: Trainee) -> Any:
    certificate = getattr(trainee, "certificate", None)
    if certificate is None or certificate.revoked_at:
        return "Not yet"
    return {"text": "See it", "about": f"the certificate of {trainee.name}", "url": certificate_path(certificate)}


def _next_sessions(at: dt.datetime) -> Any:
    """Of the training that anybody can book."""
    sessions = Event.objects.published().not_over(at).filter(kind=Event.Kind.TRAINING, booking_closes_at__gt=at)
    return sessions.select_related("venue").order_by("starts_at", "pk")[:NEXT_SESSIONS]


def _person(member: Contact) -> list[Any]:
    name = f"{member.name} (manages)" if member.manages else member.name
    return [name, member.email, member.job_title]


def _thread(thread: Any, *, at: dt.datetime) -> list[Any]:
    stands = f"We answer by {uk_deadline(thread.due_at)}" if thread.due_at else thread.get_status_display()
    if thread.is_overdue(at):
        stands = "Our answer is late"
    return [{"text": thread.subject, "url": thread.asker_url}, stands, uk_short_date(thread.changed_at)]


BOOKINGS_HEAD = ["Event", "When", "Booked by", "People", "How it stands"]


@contact
def organisation_bookings(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Every booking there was, the latest made first."""
    organisation = _own(request, uuid)
    bookings = organisation.bookings.select_related("event")
    page = newest_first(request, bookings, by="joined_at")
    rows = [
        [
            {"text": booking.event.title, "url": reverse("events:event_detail", args=[booking.event.slug])},
            uk_short_date(booking.event.starts_at),
            booking.name,
            str(booking.seats),
            booking.standing,
        ]
        for booking in page.rows
    ]
    context = {"organisation": organisation, "page": page, "head": BOOKINGS_HEAD, "rows": rows}
    return render(request, "portal/organisation_bookings.html", context)
