"""A booking, for whoever has its link: what it is, and each change on a page of its own with one press."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import public
from accounts.requests import visitor
from core.errors import Refused
from core.links import LinkOver
from core.requests import Request
from events import actions, booking_pages, codes
from events.booking_forms import FewerForm, FindForm, NamesForm
from events.links import JOIN, LETTER, read_manage, shows_needs
from events.materials import of_booking, rows_behind
from events.models import Booking


def on_booking(view: Callable[..., HttpResponse], *, joins: bool = False) -> Callable[..., HttpResponse]:
    """For pages about one booking. A press behind the link in a letter shows that its address is its reader's.

    Where one `joins` online, a link that is for that alone opens the page, too.
    """

    @wraps(view)
    def wrapped(request: Request, token: str, **parts: object) -> HttpResponse:
        try:
            booking, purpose = read_manage(token, at=request.arrived_at, joins=joins)
        except LinkOver as refusal:
            lost = {"form": FindForm(), "refusal": str(refusal)}
            return render(request, "events/booking_find.html", lost, status=404)
        if request.method == "POST" and purpose == LETTER and booking.address_confirmed_at is None:
            actions.confirm_address(booking, by=visitor(request), at=request.arrived_at)
        try:
            return view(request, booking, token, purpose=purpose, **parts)
        except Refused as refusal:
            messages.error(request, str(refusal))
        if purpose == JOIN:
            return redirect("events:event_detail", booking.event.slug)
        return redirect("events:booking_manage", token)

    return wrapped


@public
@on_booking
def booking_manage(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    if request.method == "POST":
        messages.success(request, "Thank you. We know now that our letters reach you.")
        return redirect(request.path)
    sees_needs = shows_needs(booking, purpose, visitor(request))
    context = {
        **booking_pages.manage_page(booking, at=request.arrived_at, sees_needs=sees_needs),
        "token": token,
        "materials": rows_behind(of_booking(booking), token),
        "asks_to_confirm": purpose == LETTER and booking.address_confirmed_at is None and booking.is_live,
    }
    return render(request, "events/booking_manage.html", context)


@public
@on_booking
def booking_names(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    actions.check_changeable(booking, request.arrived_at)
    attendees = list(booking.attendees.order_by("position"))
    agreed = booking.needs_agreed_at is not None
    sees_needs = shows_needs(booking, purpose, visitor(request))
    form = NamesForm(request.POST or None, attendees=attendees, agreed=agreed, sees_needs=sees_needs)
    if form.is_valid():
        named, agreed = form.named(), form.is_agreed
        actions.change_names(booking, attendees=named, needs_agreed=agreed, by=visitor(request), at=request.arrived_at)
        messages.success(request, "We have saved who comes.")
        return redirect("events:booking_manage", token)
    return render(request, "events/booking_names.html", {"booking": booking, "token": token, "form": form})


@public
@on_booking
def booking_fewer(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    actions.check_changeable(booking, request.arrived_at)
    form = FewerForm(request.POST or None, attendees=list(booking.attendees.order_by("position")))
    if form.is_valid():
        without = form.cleaned_data["out"]
        booking = actions.reduce_party(booking, without=without, by=visitor(request), at=request.arrived_at)
        messages.success(request, f"Your booking is now for {booking_pages.people(booking.seats)}.")
        return redirect("events:booking_manage", token)
    return render(request, "events/booking_fewer.html", {"booking": booking, "token": token, "form": form})


@public
@on_booking
def booking_cancel(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    if request.method == "POST":
        actions.cancel_booking(booking, by=visitor(request), at=request.arrived_at)
        return redirect("events:booking_manage", token)
    actions.check_changeable(booking, request.arrived_at)
    return render(request, "events/booking_cancel.html", {"booking": booking, "token": token})


@public
@on_booking
def booking_accept(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    if request.method == "POST":
        actions.accept_offer(booking, by=visitor(request), at=request.arrived_at)
        return redirect("events:booking_manage", token)
    actions.check_on_offer(booking, request.arrived_at)
    return render(request, "events/booking_accept.html", {"booking": booking, "token": token})


@public
@on_booking
def booking_decline(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    if request.method == "POST":
        actions.decline_offer(booking, by=visitor(request), at=request.arrived_at)
        return redirect("events:booking_manage", token)
    actions.check_on_offer(booking, request.arrived_at)
    return render(request, "events/booking_decline.html", {"booking": booking, "token": token})


@public
@on_booking
def booking_tickets(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    """One for each of the party, with a code that is read at the door. Drawn here, so that it prints anywhere."""
    if not booking_pages.has_tickets(booking):
        raise Refused("There are no tickets for this booking.")
    people = booking.attendees.order_by("position")
    tickets = [{"person": person, "code": codes.picture(codes.arrive_url(person))} for person in people]
    return render(request, "events/booking_tickets.html", {"booking": booking, "token": token, "tickets": tickets})
