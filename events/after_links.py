"""The links of what comes after an event: feedback, the next event, training, certificates."""

import datetime as dt
import uuid

from django.urls import reverse

from core import links
from core.links import LinkOver
from events.models import Booking, Certificate, FeedbackInvite, SeriesBooking
from notifications.outbox import letter_url

FEEDBACK, REBOOK, TRAINING, CERTIFICATE = "feedback", "book again", "training", "certificate"
# On a page of the portal, for the account that booked: it proves nothing about the address.
TRAINING_BROWSER = "training just booked"
# People answer within days; what they would say of last year's event helps nobody.
FEEDBACK_LASTS = dt.timedelta(days=60)
# The event it leads to says when it is too late.
REBOOK_LASTS = dt.timedelta(days=180)
TRAINING_LASTS = dt.timedelta(days=2 * 366)
# As long as the longest that training may be kept.
CERTIFICATE_LASTS = dt.timedelta(days=10 * 366)


def feedback_url(invite: FeedbackInvite) -> str:
    """For the thank-you letter: the form, to be sent once. The invite is made with the letter (`actions.invite`)."""
    return letter_url(reverse("events:feedback_give", args=[links.sign(FEEDBACK, str(invite.uuid))]))


def read_feedback(token: str) -> FeedbackInvite:
    """LinkOver where it leads to nothing any more."""
    key = _key(FEEDBACK, token, FEEDBACK_LASTS)
    return _found(FeedbackInvite.objects.select_related("event__programme", "booking", "attendee"), key)


def rebook_url(booking: Booking) -> str:
    """For whoever did not come: one press for seats at the event that follows. Empty where none does."""
    if booking.event.followed_by_id is None:
        return ""
    return letter_url(reverse("events:booking_again", args=[links.sign(REBOOK, str(booking.uuid))]))


def read_rebook(token: str) -> Booking:
    """Whose seats were missed. LinkOver where the link is old, or leads nowhere."""
    key = _key(REBOOK, token, REBOOK_LASTS)
    return _found(Booking.objects.select_related("event__followed_by__venue", "pool", "booker"), key)


def training_path(booking: SeriesBooking, purpose: str = TRAINING_BROWSER) -> str:
    return reverse("events:series_booking_manage", args=[links.sign(purpose, str(booking.uuid))])


def training_url(booking: SeriesBooking) -> str:
    """For a letter to the address that booked, and for nobody else."""
    return letter_url(training_path(booking, TRAINING))


def read_training(token: str) -> tuple[SeriesBooking, bool]:
    """What was booked, and whether its reader has the letter."""
    try:
        key, has_letter = _key(TRAINING, token, TRAINING_LASTS), True
    except LinkOver:
        key, has_letter = _key(TRAINING_BROWSER, token, TRAINING_LASTS), False
    return _found(SeriesBooking.objects.select_related("series__programme"), key), has_letter


def certificate_path(certificate: Certificate) -> str:
    return reverse("events:certificate_detail", args=[links.sign(CERTIFICATE, str(certificate.uuid))])


def certificate_url(certificate: Certificate) -> str:
    return letter_url(certificate_path(certificate))


def read_certificate(token: str) -> Certificate:
    """LinkOver where the link is old, or leads nowhere."""
    key = _key(CERTIFICATE, token, CERTIFICATE_LASTS)
    return _found(Certificate.objects.select_related("trainee__series__programme", "trainee__organisation"), key)


def check_url(certificate: Certificate) -> str:
    """Where anybody who has the paper in hand can ask whether it is good."""
    return letter_url(f"{reverse('events:certificate_check')}?number={certificate.number}")


def _key(purpose: str, token: str, within: dt.timedelta) -> uuid.UUID:
    return uuid.UUID(links.read(purpose, token, within=within))


def _found(rows, key: uuid.UUID):
    row = rows.filter(uuid=key).first()
    if row is None:
        raise LinkOver("This link does not lead anywhere any more.")
    return row
