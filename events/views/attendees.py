"""Who comes to an event, for staff: the list, the same as a file, and what the kitchen has to know."""

from django.contrib import messages
from django.db.models import Case, Count, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce, Lower, NullIf, Trim
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.gates import administrator
from accounts.requests import SignedInRequest
from accounts.second_factor import second_factor_again
from core import audit, exports
from core.errors import Refused
from core.export_form import ExportForm
from core.exports import Column, UKTime
from core.paging import Page, alphabetical, filters_in_address
from core.uktime import uk_time
from events import at_the_door
from events.attendee_forms import ONLINE, AttendeeFilterForm, AttendeeSearchForm, SeeNeedsForm
from events.gates import events_reader, events_team, read_event, run_event
from events.models import Attendee, Booking, Event

HEAD = ["Name", "Organisation", "Coming", "Booking", "Here since"]
NEEDS = ["Access needs", "Food"]
NUMBER = {"text": "People", "number": True}
COLOURS = {"confirmed": "green", "waiting": "yellow", "offered": "yellow"}


@events_reader
def attendee_list(request: SignedInRequest, uuid: str) -> HttpResponse:
    """What people need and eat is for the team of the event: administrators say why, see `attendee_needs`."""
    event = read_event(request, uuid)
    runs = Event.objects.run_by(request.user).filter(pk=event.pk).exists()
    filters, search = AttendeeFilterForm(request.GET), AttendeeSearchForm(request.POST or None)
    text = search.cleaned_data["text"] if search.is_valid() else ""
    if text:
        page = Page(list(at_the_door.found(event, text)[: at_the_door.MOST_SHOWN]))
    else:
        page = alphabetical(request, filters.narrow(at_the_door.attendees(event)), by="name")
    audit.looked_at_many(request.user, page.rows, why="List of attendees")
    context = {
        "event": event,
        "counts": at_the_door.head_count(event),
        "form": filters,
        "search": search,
        "text": text,
        "page": page,
        "head": HEAD + NEEDS if runs else HEAD,
        "rows": [_row(attendee) + (_needs(attendee) if runs else []) for attendee in page.rows],
        "query": filters_in_address(request),
        "runs": runs,
    }
    return render(request, "events/attendee_list.html", context)


@administrator
@second_factor_again
def attendee_needs(request: SignedInRequest, uuid: str) -> HttpResponse:
    """Break-glass, for an administrator who says why. Written down for the event and for each who told us something."""
    event = read_event(request, uuid)
    form = SeeNeedsForm(request.POST or None)
    context: dict[str, object] = {"event": event, "form": form}
    if form.is_valid():
        people = list(at_the_door.attendees(event).exclude(access_needs="", diet=""))
        audit.looked_at_many(request.user, [event, *people], why=f"Needs and food: {form.cleaned_data['why']}")
        rows = [[str(attendee), attendee.organisation, *_needs(attendee)] for attendee in people]
        context |= {"head": ["Name", "Organisation", *NEEDS], "rows": rows, "shown": True}
    return render(request, "events/attendee_needs.html", context)


@events_team
@second_factor_again
def attendee_export(request: SignedInRequest, uuid: str) -> HttpResponseBase:
    """The rows of the list as a file, needs among them for as long as we have them. Asks why; written down for each."""
    event = run_event(request, uuid)
    filters = AttendeeFilterForm(request.GET)
    rows = filters.narrow(at_the_door.attendees(event))
    if not filters.is_valid() or not rows.exists():
        messages.info(request, "There is nothing to export: nobody on the list matches these filters.")
        return redirect("events:attendee_list", uuid)
    form = ExportForm(request.POST or None)
    if form.is_valid():
        try:
            name = f"attendees-{event.slug}"
            return exports.noted_file(rows, _columns(), name=name, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            form.add_error("kind", str(refusal))
    context = {
        "event": event,
        "form": form,
        "count": exports.how_many(rows, "attendee"),
        "columns": _columns(),
        "back": f"{reverse('events:attendee_list', args=[uuid])}?{filters_in_address(request)}",
    }
    return render(request, "events/attendee_export.html", context)


@events_team
def catering(request: SignedInRequest, uuid: str) -> HttpResponse:
    """How many eat what, and what is needed: numbers and words for the venue, without a name."""
    event = run_event(request, uuid)
    context = {
        "event": event,
        "expected": _fed(event).count(),
        "diet_head": ["Food", NUMBER],
        "diets": _counted(event, "diet"),
        "need_head": ["What is needed", NUMBER],
        "needs": _counted(event, "access_needs"),
    }
    return render(request, "events/catering.html", context)


def _fed(event: Event) -> QuerySet[Attendee]:
    """Whoever is expected in the room, or came."""
    return Attendee.objects.filter(
        Q(booking__status="confirmed") | Q(arrived_at__isnull=False), event=event
    ).in_the_room()


def _counted(event: Event, field: str) -> list[list[object]]:
    """Each thing that was written, however it was, with how often."""
    said = _fed(event).annotate(said=Lower(Trim(field))).exclude(said="")
    rows = said.values_list("said").annotate(number=Count("pk")).order_by("-number", "said")
    return [[text[:1].upper() + text[1:], {"text": number, "number": True}] for text, number in rows]


def _row(attendee: Attendee) -> list[object]:
    booking = attendee.booking
    status = booking.status if booking else ""
    return [
        str(attendee) if attendee.name else f"To be named, with {booking.name}" if booking else str(attendee),
        attendee.organisation,
        "Online" if booking and not attendee.walked_in and booking.pool.mode == "online" else "In person",
        {"tag": booking.standing if booking else "Not booked", "colour": COLOURS.get(status, "grey")},
        uk_time(attendee.arrived_at) if attendee.arrived_at else "",
    ]


def _needs(attendee: Attendee) -> list[object]:
    return [attendee.access_needs, attendee.diet]


def _columns() -> list[Column]:
    standing = [When(booking__status=status, then=Value(words)) for status, words in Booking.STANDING.items()]
    email = Coalesce(NullIf("email", Value("")), "booking__email")
    return [
        Column("Name", Coalesce(NullIf("name", Value("")), Value("To be named"))),
        Column("Email address", email),
        Column("Booked by", "booking__name"),
        Column("Organisation", Coalesce("booking__organisation_name", "organisation_name")),
        Column("Coming", Case(When(ONLINE, then=Value("Online")), default=Value("In person"))),
        Column("Booking", Case(*standing, default=Value("Not booked"))),
        Column("Here since (UK time)", UKTime("arrived_at")),
        Column("Access needs", "access_needs"),
        Column("Food", "diet"),
    ]
