"""The references of `bench.web`: what Django alone costs, with its usual middleware, a query and a plain template."""

import uuid
from functools import cache
from typing import Any

from django import forms
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template import engines
from django.urls import include, path
from django.utils import timezone

from core.places import Status
from events.models import Attendee, Booking, Event, Pool

# The middleware of `django-admin startproject`.
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
PAGE = """<!doctype html><html lang="en-GB"><head><title>{{ event.title }}</title></head><body>
<h1>{{ event.title }}</h1><p>{{ event.summary }}</p>
<p>{{ event.starts_at }} to {{ event.ends_at }}</p><p>{{ event.venue.name }}</p>
<p>{{ event.venue.access|linebreaks }}</p></body></html>"""
LIST = """<!doctype html><html lang="en-GB"><head><title>Events</title></head><body><h1>Events</h1><ul>
{% for event in events %}<li><a href="/events/{{ event.slug }}/">{{ event.title }}</a> {{ event.starts_at }}
{{ event.venue.town }} <p>{{ event.summary }}</p></li>{% endfor %}</ul></body></html>"""


class BookingForm(forms.ModelForm):
    class Meta:
        model = Booking
        fields = ["name", "email", "organisation_name"]


@cache
def compiled(source: str) -> Any:
    return engines["django"].from_string(source)


def page(request: HttpRequest, slug: str) -> HttpResponse:
    event = Event.objects.select_related("venue").get(slug=slug)
    return HttpResponse(compiled(PAGE).render({"event": event}, request))


def listed(request: HttpRequest) -> HttpResponse:
    events = Event.objects.select_related("venue").order_by("starts_at")[:50]
    return HttpResponse(compiled(LIST).render({"events": events}, request))


@transaction.atomic
def book(request: HttpRequest, slug: str) -> HttpResponse:
    """Lock, count, save: as most booking pages do it. One letter is written as a row, rendered from nothing."""
    form = BookingForm(request.POST)
    if not form.is_valid():
        return HttpResponse(str(form.errors), status=400)
    pool = Pool.objects.lock().get(event__slug=slug)
    booking = form.save(commit=False)
    booking.event, booking.pool, booking.request_key = pool.event, pool, uuid.uuid4()
    taken = pool.places.seated().count()
    booking.position, booking.joined_at = pool.places.count() + 1, timezone.now()
    booking.status = Status.CONFIRMED if taken < pool.limit else Status.WAITING
    booking.save()
    Attendee.objects.create(event=pool.event, booking=booking, name=booking.name)
    return redirect(f"/bare/{slug}/")


urlpatterns = [
    path("bare/", listed),
    path("bare/<slug:slug>/", page),
    path("bare/<slug:slug>/book/", book),
    path("", include("config.urls")),
]
