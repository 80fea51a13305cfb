"""Joining online: one press shows the link and notes that its people came."""

import datetime as dt
from functools import partial
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import redirect, render

from accounts.gates import public
from core.errors import Refused
from core.requests import Request
from events import booking_pages
from events.actions import arriving
from events.door_forms import JoinForm
from events.links import JOIN
from events.models import Booking
from events.views.managing import on_booking

# Whoever presses earlier only tries it out.
EARLY = dt.timedelta(hours=1)


@public
@partial(on_booking, joins=True)
def booking_join(request: Request, booking: Booking, token: str, *, purpose: str) -> HttpResponse:
    """No redirect to the meeting: the link is shown, since ours is the only address a form here may lead to."""
    event = booking.event
    if not booking_pages.can_join(booking) or request.arrived_at >= event.ends_at:
        raise Refused("There is nothing to join with this booking.")
    joins_from = event.starts_at - EARLY
    attendees = list(booking.attendees.order_by("position"))
    absent = [attendee for attendee in attendees if attendee.arrived_at is None]
    form = JoinForm(request.POST if request.method == "POST" else None, attendees=absent)
    if request.method == "POST" and request.arrived_at >= joins_from and form.is_valid():
        for attendee in form.joining():
            arriving.note_joined(attendee, by=None, at=request.arrived_at, key=uuid4())
        return redirect(request.path)
    context = {
        "booking": booking,
        "event": event,
        "manage_token": "" if purpose == JOIN else token,
        "form": form,
        "joins_from": joins_from if request.arrived_at < joins_from else None,
        "joined": [attendee for attendee in attendees if attendee.arrived_at],
        "absent": absent,
    }
    return render(request, "events/booking_join.html", context)
