"""For those who did not come: one press for the online event that follows. And staff say which one that is."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control

from accounts.gates import public
from accounts.requests import SignedInRequest
from core.errors import Refused
from core.links import LinkOver
from core.requests import Request
from events.actions import check_open
from events.actions.rebooking import NONE_FOLLOWS, book_again, follow_on, online_pool
from events.after_forms import FollowOnForm
from events.after_links import read_rebook
from events.gates import events_team, run_event
from events.links import manage_path
from events.models import Booking, Event
from events.seats import seats_words


@public
@cache_control(private=True, no_store=True)
def booking_again(request: Request, token: str) -> HttpResponse:
    """Opening it books nothing: the page asks for one press."""
    try:
        booking = read_rebook(token)
    except LinkOver as over:
        return render(request, "events/booking_again.html", {"refusal": str(over)}, status=404)
    if request.method == "POST":
        try:
            made = book_again(booking, at=request.arrived_at)
        except Refused as refusal:
            return render(request, "events/booking_again.html", {"refusal": str(refusal), "booking": booking})
        return redirect(manage_path(made))
    return render(request, "events/booking_again.html", _offer(booking, request))


def _offer(booking: Booking, request: Request) -> dict[str, object]:
    event = booking.event.followed_by
    if event is None or (pool := online_pool(event)) is None:
        return {"refusal": NONE_FOLLOWS, "booking": booking}
    try:
        check_open(event, request.arrived_at)
    except Refused as refusal:
        return {"refusal": str(refusal), "booking": booking}
    return {"booking": booking, "event": event, "seats": seats_words(pool), "is_full": pool.free < booking.seats}


@events_team
def event_follow_on(request: SignedInRequest, uuid: str) -> HttpResponse:
    event = run_event(request, uuid)
    ahead = Event.objects.run_by(request.user).published().filter(online=True, starts_at__gt=request.arrived_at)
    choices = ahead.filter(programme=event.programme).exclude(pk=event.pk).order_by("starts_at", "pk")
    form = FollowOnForm(request.POST or None, events=choices, initial={"event": event.followed_by_id})
    if form.is_valid():
        follow_on(event, form.cleaned_data["event"], by=request.user)
        following = form.cleaned_data["event"]
        said = "The letters to those who do not come carry a link to it" if following else "No event follows this one"
        messages.success(request, f"Saved. {said}.")
        return redirect("events:event_manage", event.uuid)
    return render(request, "events/event_follow_on.html", {"event": event, "form": form})
