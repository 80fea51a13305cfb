"""The forms of what comes after an event."""

from django.test import Client
from django.urls import reverse

from accounts.models import Role
from events.after_links import feedback_url
from tests.conftest import sign_in
from tests.events.training import complete, series_of_two
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import EventFactory
from tests.factories.feedback import FeedbackInviteFactory
from tests.inputs.form import Scene, Typed
from tests.typed import SERIES_BOOKING


def anybody():
    return Client(), complete(series_of_two())


def trainee():
    """An events officer, and somebody with a certificate."""
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)), complete(series_of_two()).trainee


def asked():
    """Somebody who was asked what they thought."""
    return Client(), FeedbackInviteFactory()


def running():
    """An events officer, and an event."""
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)), EventFactory()


def series():
    """Somebody not signed in, and training that can be booked."""
    return Client(), series_of_two()[0].module.series


SCENES: dict[str, Scene] = {
    "asked": asked,
    "anybody": anybody,
    "trainee": trainee,
    "running": running,
    "series": series,
}

FORMS: dict[str, Typed] = {
    "FeedbackForm": Typed(
        "asked",
        lambda invite: "/" + feedback_url(invite).split("/", 3)[3],
        {
            "overall": "5",
            "speakers": "4",
            "usefulness": "3",
            "best": "The speakers",
            "better": "More time for questions",
            "quote": "Very good event.",
            "quote_use": "named",
            "quote_name": "Ada King",
            "training": "yes",
        },
    ),
    "FollowOnForm": Typed("running", lambda event: reverse("events:event_follow_on", args=[event.uuid]), {"event": ""}),
    "SeriesBookingForm": Typed(
        "series", lambda series: reverse("events:series_booking_create", args=[series.slug]), SERIES_BOOKING
    ),
    "CertificateCheckForm": Typed(
        "anybody", lambda _: reverse("events:certificate_check"), {"number": "7K3M-9QXD-2FHT"}, "get"
    ),
    "TraineeNameForm": Typed(
        "trainee", lambda one: reverse("events:trainee_name", args=[one.uuid]), {"name": "Ada King"}
    ),
}
