"""Booking a whole series of training, and what came of it."""

import uuid
from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from accounts.gates import public
from accounts.limits import count_booking
from accounts.requests import visitor
from core.errors import Refused
from core.links import LinkOver
from core.places import Status
from core.requests import Request
from events import links
from events.actions import BookedAlready, confirm_address
from events.actions.series_booking import NOTHING_TO_BOOK, book_series, cancel_series, sessions_ahead
from events.after_forms import SeriesBookingForm
from events.after_links import read_training, training_path
from events.booking_pages import COLOURS
from events.models import Series, SeriesBooking
from events.views.sent import look_in_your_email, reader_of

View = Callable[..., HttpResponse]
private = cache_control(private=True, no_store=True)


@public
def series_booking_create(request: Request, slug: str) -> HttpResponse:
    """One page and one press: the next session with room of each module is chosen already."""
    series = get_object_or_404(Series.objects.public().select_related("programme"), slug=slug)
    modules = sessions_ahead(series, at=request.arrived_at)
    if not any(pools for _, pools in modules):
        return render(request, "events/series_booking_create.html", {"series": series, "refusal": NOTHING_TO_BOOK})
    form = SeriesBookingForm(request.POST or None, modules=modules, initial=_initial(request))
    if form.is_valid() and (answer := _book(request, series, form)):
        return answer
    missing = [module for module, pools in modules if not pools]
    return render(request, "events/series_booking_create.html", {"series": series, "form": form, "missing": missing})


def _initial(request: Request) -> dict[str, object]:
    own = {"name": request.user.name, "email": request.user.email} if request.user.is_authenticated else {}
    return {**own, "people": 1, "request_key": uuid.uuid4()}


def _book(request: Request, series: Series, form: SeriesBookingForm) -> HttpResponse | None:
    """Off to what was booked, where the address is the reader's own; else to the page that is the same for all."""
    given = form.booking()
    email = given["email"]
    reader = reader_of(request, email)
    try:
        if reader is None:
            count_booking(request, email)
        made = book_series(series, by=reader, at=request.arrived_at, **given)
    except Refused as refusal:
        if reader or not isinstance(refusal, BookedAlready):
            form.add_error(None, str(refusal))
            return None
    if reader is None:
        return look_in_your_email(request, "events:series_booking_sent", series.slug, email=email)
    return redirect(training_path(made))


def on_series_booking(view: View) -> View:
    """For pages behind the link. A press of whoever has the letter shows that the address is theirs."""

    @wraps(view)
    def wrapped(request: Request, token: str) -> HttpResponse:
        try:
            made, has_letter = read_training(token)
        except LinkOver as over:
            return render(request, "events/series_booking_manage.html", {"refusal": str(over)}, status=404)
        if request.method == "POST" and has_letter:
            for booking in made.bookings.filter(address_confirmed_at=None).select_related("event__programme"):
                confirm_address(booking, by=visitor(request), at=request.arrived_at)
        return view(request, made, token, has_letter=has_letter)

    return wrapped


@public
@private
@on_series_booking
def series_booking_manage(request: Request, made: SeriesBooking, token: str, *, has_letter: bool) -> HttpResponse:
    """Each module with its booking, and the link that manages it alone."""
    bookings = made.bookings.select_related("event__module", "event__venue", "pool").order_by("event__starts_at")
    purpose = links.LETTER if has_letter else links.BROWSER
    rows = [
        {
            "booking": booking,
            "colour": COLOURS.get(Status(booking.status), "grey"),
            "url": links.manage_path(booking, purpose),
            "turn": booking.turn if booking.status == Status.WAITING else 0,
        }
        for booking in bookings
    ]
    booked = {booking.event.module_id for booking in bookings}
    context = {
        "made": made,
        "rows": rows,
        "missing": [module for module in made.series.modules.all() if module.pk not in booked],
        "token": token,
        "can_cancel": any(one.is_live and one.event.starts_at > request.arrived_at for one in bookings),
    }
    return render(request, "events/series_booking_manage.html", context)


@public
@private
@on_series_booking
def series_booking_cancel(request: Request, made: SeriesBooking, token: str, *, has_letter: bool) -> HttpResponse:
    if request.method != "POST":
        return render(request, "events/series_booking_cancel.html", {"made": made, "token": token})
    try:
        number = cancel_series(made, by=visitor(request), at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        if number:
            messages.success(request, "We have cancelled all sessions that are still to come.")
    return redirect("events:series_booking_manage", token)
