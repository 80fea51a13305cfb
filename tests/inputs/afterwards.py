"""The forms of what comes after an event."""

from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.conftest import sign_in
from tests.events.training import complete, series_of_two
from tests.factories.accounts import ProgrammeManagerFactory
from tests.inputs.form import Scene, Typed


def anybody():
    return Client(), complete(series_of_two())


def trainee():
    """An events officer, and somebody with a certificate."""
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)), complete(series_of_two()).trainee


SCENES: dict[str, Scene] = {"anybody": anybody, "trainee": trainee}

FORMS: dict[str, Typed] = {
    "CertificateCheckForm": Typed(
        "anybody", lambda _: reverse("events:certificate_check"), {"number": "7K3M-9QXD-2FHT"}, "get"
    ),
    "TraineeNameForm": Typed(
        "trainee", lambda one: reverse("events:trainee_name", args=[one.uuid]), {"name": "Ada King"}
    ),
}
