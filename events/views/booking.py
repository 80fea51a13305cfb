"""Booking, with an account and without."""

import uuid

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.gates import public
from accounts.limits import count_booking, count_letter_to_anybody
from core.errors import Refused
from core.requests import Request
from events import actions
from events.booking_forms import BookingForm, FindForm, people_asked_for, reshaped
from events.links import manage_path
from events.models import Event, Pool
from events.seats import in_order, seats_words
from events.views.sent import look_in_your_email, reader_of

# The pools of an event that has been read: none reads it again.
WITH_ITS_EVENT = Prefetch("pools", Pool.objects.select_related(None))
BOOKED_BEFORE = "You have booked already: this is the booking you made first. You can change who comes, or cancel it."


@public
def booking_create(request: Request, slug: str) -> HttpResponse:
    """One page. Without a script, the buttons for one person more or fewer send it and bring it back."""
    events = Event.objects.public().select_related("venue", "programme").prefetch_related(WITH_ITS_EVENT)
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
    if form.is_valid() and (answer := _book(request, form)):
        return answer
    context = {"event": event, "form": form, "room": seats_words(pools[0]) if len(pools) == 1 else ""}
    return render(request, "events/booking_create.html", context)


def _initial(request: Request) -> dict[str, object]:
    own = {"name": request.user.name, "email": request.user.email} if request.user.is_authenticated else {}
    return {**own, "request_key": uuid.uuid4()}


def _book(request: Request, form: BookingForm) -> HttpResponse | None:
    """Off to the booking, where its address is the reader's own; else to the page that is the same for all."""
    given = form.booking()
    email = given["email"]
    reader = reader_of(request, email)
    try:
        if reader is None:
            count_booking(request, email)
        booking = actions.book(form.pool, by=reader, at=request.arrived_at, **given)
    except Refused as refusal:
        booked_already = isinstance(refusal, actions.BookedAlready)
        if reader or not booked_already:
            form.add_error("email" if booked_already else None, str(refusal))
            return None
    if reader is None:
        return look_in_your_email(request, "events:booking_sent", form.event.slug, email=email)
    if booking.seats != form.people:
        messages.info(request, BOOKED_BEFORE)
    return redirect(manage_path(booking))


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
