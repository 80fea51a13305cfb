"""The pages of a booking, as the tests ask for them."""

import datetime as dt
import re
import uuid

from django.urls import reverse

from events.links import LETTER, manage_path
from tests.typed import BOOKING

DAY = dt.timedelta(days=1)


def given(**fields):
    return {**BOOKING, "request_key": str(uuid.uuid4()), **fields}


def create(event):
    return reverse("events:booking_create", args=[event.slug])


def link_in(letter):
    """The page of the booking that a letter is about."""
    return re.search(r"(/booking/[^/\s]+/)\s", letter.text)[1]


def letter_page(booking, name="booking_manage"):
    """A page behind the link in the letter."""
    return (
        manage_path(booking, LETTER)
        + {
            "booking_manage": "",
            "booking_names": "names/",
            "booking_fewer": "fewer/",
            "booking_cancel": "cancel/",
            "booking_accept": "accept/",
            "booking_decline": "decline/",
            "booking_tickets": "tickets/",
        }[name]
    )
