"""The forms of staff that look through several apps."""

from django.urls import reverse

from tests.inputs import scenes
from tests.inputs.form import Typed

SCENES = {"manager": scenes.manager}

FORMS = {"SearchForm": Typed("manager", lambda application: reverse("reporting:search"), {"text": "Ada"})}
BASES: set[str] = set()
