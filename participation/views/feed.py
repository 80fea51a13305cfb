"""Somebody's sessions in a calendar of their own: the page with the address, and what the address answers."""

import datetime as dt
import uuid

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from accounts.gates import public, returner
from accounts.requests import SignedInRequest
from cohorts.models import Enrolment
from core.ics import CONTENT_TYPE
from core.requests import Request
from notifications.outbox import letter_url
from participation.actions.feed import end_feed, renew_feed
from participation.ics import feed_of
from participation.models import CalendarFeed, Session

# Signed, so that a copy of the database opens nobody's calendar.
SIGNER = signing.Signer(salt="participation.calendar")
# What is longer over nobody looks for in a calendar.
LOOKS_BACK = dt.timedelta(days=90)
MOST = 1000


@returner
def my_calendar(request: SignedInRequest) -> HttpResponse:
    feed = CalendarFeed.objects.filter(person=request.user).first()
    if request.method == "POST":
        if request.POST.get("do") == "end":
            end_feed(request.user)
            messages.success(request, "The address works no longer.")
        else:
            renew_feed(request.user, at=request.arrived_at)
            messages.success(request, "Here is a new address." if feed else "Here is your address.")
        return redirect("participation:my_calendar")
    return render(request, "participation/my_calendar.html", {"url": feed_url(feed) if feed else ""})


@public
def calendar_feed(request: Request, token: str) -> HttpResponse:
    """For a calendar, which cannot sign in. An address that was renewed, or never was, does not exist."""
    try:
        key = uuid.UUID(SIGNER.unsign(token))
    except (signing.BadSignature, ValueError):
        raise Http404 from None
    feed = get_object_or_404(CalendarFeed, key=key, person__is_active=True)
    enrolments = Enrolment.objects.filter(person=feed.person_id).exclude(status=Enrolment.Status.ENDED)
    sessions = Session.objects.of(enrolments).filter(ends_at__gt=request.arrived_at - LOOKS_BACK)
    sessions = sessions.select_related("cohort__programme", "cohort__timetable").in_order()[:MOST]
    return HttpResponse(feed_of(sessions), content_type=CONTENT_TYPE, headers={"Cache-Control": "private, no-store"})


def feed_url(feed: CalendarFeed) -> str:
    return letter_url(reverse("participation:calendar_feed", args=[SIGNER.sign(feed.key.hex)]))
