"""The forms that several apps show."""

from django.urls import reverse

from tests.inputs import scenes
from tests.inputs.form import Typed

SCENES = {"manager": scenes.manager}

FORMS = {
    "ExportForm": Typed(
        "manager", lambda application: reverse("returners:application_export"), {"kind": "csv", "why": "A meeting"}
    ),
}
