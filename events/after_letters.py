"""The letters of what comes after an event."""

from core.uktime import uk_date, uk_datetime
from events import after_links as links
from events.models import Booking, Certificate, SeriesBooking
from notifications.outbox import Lane, post


def certificate(certificate: Certificate) -> None:
    """Somebody has been to every module: on the day itself, and once."""
    trainee = certificate.trainee
    post(
        f"certificate:{certificate.uuid}",
        to=trainee.email,
        template="events/email/certificate",
        person=trainee.person,
        about=certificate.uuid,
        context={
            "name": trainee.name,
            "series": trainee.series.name,
            "completed_on": uk_date(certificate.completed_on),
            "number": certificate.number,
            "certificate_url": links.certificate_url(certificate),
        },
    )


def series_booked(made: SeriesBooking) -> None:
    """What came of booking a whole series: each module in a line. Each booking has written its own letter, too."""
    bookings = made.bookings.select_related("event__module").order_by("event__starts_at")
    post(
        f"series-booked:{made.uuid}",
        to=made.email,
        template="events/email/series_booked",
        person=made.booker,
        about=made.uuid,
        lane=Lane.NOW,
        context={
            "name": made.name,
            "series": made.series.name,
            "modules": "\n".join(_module_line(booking) for booking in bookings),
            "manage_url": links.training_url(made),
        },
    )


def _module_line(booking: Booking) -> str:
    module = booking.event.module.name if booking.event.module else booking.event.title
    return f"- {module}: {uk_datetime(booking.event.starts_at)}. {booking.standing}."
