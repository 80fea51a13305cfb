"""The letters of what comes after an event."""

from core.uktime import uk_date
from events import after_links as links
from events.models import Certificate
from notifications.outbox import post


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
