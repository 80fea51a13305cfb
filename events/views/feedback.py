"""Behind the link of the thank-you letter: what somebody thought of an event. Nobody signs in here."""

import datetime as dt
from collections.abc import Callable
from functools import wraps
from uuid import UUID, uuid5

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import cache_control

from accounts.gates import public
from core.errors import Refused
from core.links import LinkOver
from core.requests import Request
from events.actions import Named
from events.actions import feedback as actions
from events.actions.series_booking import book_series, next_with_room, sessions_ahead
from events.after_forms import FeedbackForm
from events.after_links import read_feedback, training_path
from events.models import Feedback, FeedbackInvite, Series, SeriesBooking

View = Callable[..., HttpResponse]
# More than this nobody chooses from at the end of a form.
MOST_SERIES = 3
private = cache_control(private=True, no_store=True)


def behind_link(view: View) -> View:
    """For pages behind the link: one that leads nowhere says what to do instead."""

    @wraps(view)
    def wrapped(request: Request, token: str, *args: object, **kwargs: object) -> HttpResponse:
        try:
            invite = read_feedback(token)
        except LinkOver as over:
            return render(request, "events/feedback_give.html", {"refusal": str(over)}, status=404)
        return view(request, invite, token, *args, **kwargs)

    return wrapped


@public
@private
@behind_link
def feedback_give(request: Request, invite: FeedbackInvite, token: str) -> HttpResponse:
    """One page, two minutes. Opening it changes nothing; sent once, the link leads to the thanks."""
    if has_answered(invite):
        return redirect("events:feedback_thanks", token)
    form = FeedbackForm(request.POST or None)
    if form.is_valid():
        actions.give_feedback(invite, at=request.arrived_at, **form.cleaned_data)
        return redirect("events:feedback_thanks", token)
    return render(request, "events/feedback_give.html", {"event": invite.event, "form": form})


@public
@private
@behind_link
def feedback_thanks(request: Request, invite: FeedbackInvite, token: str) -> HttpResponse:
    """The same page however often the link is opened again."""
    if not has_answered(invite):
        return redirect("events:feedback_give", token)
    context = {"event": invite.event, "token": token, "training": training_for(invite, at=request.arrived_at)}
    return render(request, "events/feedback_thanks.html", context)


@public
@private
@behind_link
def feedback_training(request: Request, invite: FeedbackInvite, token: str, uuid: UUID) -> HttpResponse:
    """A press: the next session of each module, for whoever was asked. Pressed twice it is booked once."""
    series = get_object_or_404(Series.objects.public(), uuid=uuid, programme=invite.event.programme)
    if request.method != "POST":
        return redirect("events:feedback_thanks", token)
    try:
        made = sign_up(invite, series, at=request.arrived_at)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("events:feedback_thanks", token)
    return redirect(training_path(made))


def training_for(invite: FeedbackInvite, *, at: dt.datetime) -> list[dict[str, object]]:
    """The series of the programme that have sessions ahead, each with the sessions that one press would book.

    Whoever has pressed already finds what it booked instead.
    """
    offers: list[dict[str, object]] = []
    for series in Series.objects.public().filter(programme=invite.event.programme)[:MOST_SERIES]:
        if made := SeriesBooking.objects.filter(series=series, request_key=key_of(invite, series)).first():
            offers.append({"series": series, "booked_path": training_path(made)})
            continue
        pools = [next_with_room(pools) for _, pools in sessions_ahead(series, at=at)]
        if any(pools):
            offers.append({"series": series, "pools": [pool for pool in pools if pool]})
    return offers


def name_of(invite: FeedbackInvite) -> str:
    """As they were called at the event. Somebody who was never named is greeted by the address they gave."""
    names = [invite.attendee and invite.attendee.name, invite.booking and invite.booking.name, invite.email]
    return next(name for name in names if name)


def key_of(invite: FeedbackInvite, series: Series) -> UUID:
    """One press, however often it is made."""
    return uuid5(invite.uuid, str(series.uuid))


def sign_up(invite: FeedbackInvite, series: Series, *, at: dt.datetime) -> SeriesBooking:
    pools = [pool for _, pools in sessions_ahead(series, at=at) if (pool := next_with_room(pools))]
    return book_series(
        series,
        pools,
        name=name_of(invite),
        email=invite.email,
        organisation_name=invite.booking.organisation_name if invite.booking else "",
        attendees=[Named(name_of(invite))],
        request_key=key_of(invite, series),
        reads_letters=True,
        at=at,
    )


def has_answered(invite: FeedbackInvite) -> bool:
    return Feedback.objects.filter(invite=invite).exists()
