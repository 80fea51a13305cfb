"""What was written about a booking."""

from events.models import Booking
from notifications.models import Message


def letters_of(booking: Booking) -> list[str]:
    """The names of the letters about it, oldest first."""
    return [message.template.rpartition("/")[2] for message in Message.objects.about(booking.uuid).order_by("pk")]


def newest_letter(booking: Booking) -> Message:
    return Message.objects.about(booking.uuid).latest("pk")
