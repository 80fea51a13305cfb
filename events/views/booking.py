"""Booking, with an account and without."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.actions import has_verified
from accounts.gates import public
from accounts.limits import count_booking, count_letter_to_anybody
from accounts.models import User
from core.errors import Refused
from core.requests import Request
from events import actions
from events.booking_forms import BookingForm, FindForm, people_asked_for, reshaped
from events.links import manage_path
from events.models import Booking, Event
from events.seats import in_order, seats_words

BOOKED_BEFORE = "You have booked already: this is the booking you made first. You can change who comes, or cancel it."


@public
def booking_create(request: Request, slug: str) -> HttpResponse:
    """One page. Without a script, the buttons for one person more or fewer send it and bring it back."""
    events = Event.objects.public().select_related("venue", "programme").prefetch_related("pools")
    event = get_object_or_404(events, slug=slug)
    try:
        actions.check_open(event, request.arrived_at)
    except Refused as refusal:
        return render(request, "events/booking_create.html", {"event": event, "refusal": str(refusal)})
    pools = in_order(event)
    people = people_asked_for(event, request.POST.get("people") or request.GET.get("people"))
    if "add" in request.POST or "remove" in request.POST:
        typed, people = reshaped(request.POST.dict(), people)
        people = min(people, event.party_limit)
        form = BookingForm(event=event, pools=pools, people=people, initial=typed)
        if "add" in request.POST:
            form.fields[f"name_{people}"].widget.attrs["autofocus"] = True
    else:
        form = BookingForm(request.POST or None, event=event, pools=pools, people=people, initial=_initial(request))
    if form.is_valid() and (booking := _book(request, form)):
        return redirect(manage_path(booking))
    context = {"event": event, "form": form, "room": seats_words(pools[0]) if len(pools) == 1 else ""}
    return render(request, "events/booking_create.html", context)


def _initial(request: Request) -> dict[str, object]:
    own = {"name": request.user.name, "email": request.user.email} if request.user.is_authenticated else {}
    return {**own, "request_key": uuid.uuid4()}


def _book(request: Request, form: BookingForm) -> Booking | None:
    given, by = form.booking(), _person(request)
    try:
        if not (by and has_verified(by, given["email"].lower())):
            count_booking(request, given["email"])
        booking = actions.book(form.pool, by=by, at=request.arrived_at, **given)
    except Refused as refusal:
        form.add_error("email" if isinstance(refusal, actions.BookedAlready) else None, str(refusal))
        return None
    if booking.email != given["email"].lower() or booking.seats != form.people:
        messages.info(request, BOOKED_BEFORE)
    return booking


def _person(request: Request) -> User | None:
    return request.user if request.user.is_authenticated else None


@public
def booking_find(request: Request) -> HttpResponse:
    """The link has been lost, or has run out. The answer is the same for every address."""
    own = request.user.email if request.user.is_authenticated else ""
    form = FindForm(request.POST or None, initial={"email": own})
    if form.is_valid():
        email = form.cleaned_data["email"]
        try:
            count_letter_to_anybody(request, email)
        except Refused as refusal:
            form.add_error("email", str(refusal))
        else:
            actions.send_links(email, at=request.arrived_at)
            messages.success(request, f"If there are bookings with {email}, we have sent the links to them there.")
            return redirect("events:booking_find")
    return render(request, "events/booking_find.html", {"form": form})
