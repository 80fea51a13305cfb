"""The code an attendee shows at the door: a link, so that any phone's camera can read it."""

import segno
from django.conf import settings
from django.urls import reverse

from events.models import Attendee


def arrive_url(attendee: Attendee) -> str:
    return settings.SITE_URL + reverse("events:arrive", args=[attendee.uuid])


def picture(url: str) -> str:
    """A QR code as the source of an image, drawn so that it is sharp at any size."""
    return segno.make_qr(url, error="m").svg_data_uri(scale=6, border=4, light="#fff")
