"""After a press to book, for whoever is not known to read the letters to the address they typed.

One answer, whether places were kept, a turn was taken, or there was a booking with that address before: who has booked
is for them to tell. The letter says which it was.
"""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from accounts.actions import has_verified
from accounts.gates import public
from accounts.models import User
from core.requests import Request
from events.models import Event, Series


def reader_of(request: Request, email: str) -> User | None:
    """Who is signed in, where letters to this address are known to reach them."""
    if request.user.is_authenticated and has_verified(request.user, email.lower()):
        return request.user
    return None


def look_in_your_email(request: Request, page: str, slug: str, *, email: str) -> HttpResponse:
    messages.success(request, f"We have written to {email}.")
    return redirect(page, slug)


@public
def booking_sent(request: Request, slug: str) -> HttpResponse:
    event = get_object_or_404(Event.objects.public(), slug=slug)
    return render(request, "events/booking_sent.html", {"event": event})


@public
def series_booking_sent(request: Request, slug: str) -> HttpResponse:
    series = get_object_or_404(Series.objects.public(), slug=slug)
    return render(request, "events/series_booking_sent.html", {"series": series})
