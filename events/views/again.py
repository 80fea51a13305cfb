"""For those who did not come: one press for the online event that follows. And staff say which one that is."""

from django.contrib import messages
from django.db.models import Q
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
    """The event that follows stays among the choices whatever has become of it: to save clears nothing unseen."""
    event = run_event(request, uuid)
    ahead = Event.objects.run_by(request.user).published().filter(online=True, starts_at__gt=request.arrived_at)
    listed = ahead.filter(programme=event.programme).exclude(pk=event.pk).values("pk")
    choices = Event.objects.filter(Q(pk__in=listed) | Q(pk=event.followed_by_id)).order_by("starts_at", "pk")
    form = FollowOnForm(request.POST or None, events=choices, initial={"event": event.followed_by_id})
    if form.is_valid():
        following = form.cleaned_data["event"]
        follow_on(event, following, by=request.user)
        messages.success(request, f"Saved. {_what_follows(following, request)}")
        return redirect("events:event_manage", event.uuid)
    why_not = _why_not(event.followed_by, request) if event.followed_by else ""
    return render(request, "events/event_follow_on.html", {"event": event, "form": form, "why_not": why_not})


def _what_follows(following: Event | None, request: Request) -> str:
    if following is None:
        return "No event follows this one."
    return _why_not(following, request) or "The letters to those who do not come carry a link to it."


def _why_not(following: Event, request: Request) -> str:
    """Why nobody can book it from the letter, in words for the page. Empty where they can."""
    if online_pool(following) is None:
        return "This event is not online any more, so nobody can book it from the letter."
    try:
        check_open(following, request.arrived_at)
    except Refused as refusal:
        return str(refusal)
    return ""
