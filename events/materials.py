"""Which materials somebody sees: those with a confirmed booking, so whoever came too, and staff."""

from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse

from accounts.models import User
from core.places import Status
from events.models import Attendee, Booking, Event, Material, Series


def open_to(user: User) -> QuerySet:
    """Every material that this person may open: by a confirmed booking of theirs, or as staff."""
    booked = Event.objects.filter(bookings__in=Booking.objects.made_by(user).filter(status=Status.CONFIRMED))
    run = Event.objects.read_by(user)
    mine = Q(event__in=booked.values("pk")) | Q(module__in=booked.exclude(module=None).values("module"))
    if user.is_staff_member:
        mine |= Q(event__in=run.values("pk")) | Q(module__series__in=Series.objects.read_by(user).values("pk"))
    return Material.objects.filter(mine)


def rows(materials: QuerySet) -> list[dict[str, Any]]:
    """What their list shows: “Slides (PDF, 1.2 MB)”."""
    return [
        {
            "material": material,
            "title": material.title,
            "url": reverse("events:material_download", args=[material.uuid]),
            "about": material.about,
        }
        for material in materials
    ]


def of_booking(booking: Booking) -> QuerySet:
    """What a booking opens to whoever has its link: nothing without a seat, unless they were let in all the same."""
    shared = Material.objects.of(booking.event)
    opens = booking.status == Status.CONFIRMED or Attendee.objects.here().filter(booking=booking).exists()
    return shared if opens else shared.none()


def rows_behind(materials: QuerySet, token: str, *, page: str = "events:booking_material") -> list[dict[str, Any]]:
    """The same for the page behind a link: its files open there without an account."""
    return [row | {"url": reverse(page, args=[token, row["material"].uuid])} for row in rows(materials)]
