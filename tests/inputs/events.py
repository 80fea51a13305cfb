"""The forms of events and bookings."""

from tests.inputs.form import Scene, Typed

SCENES: dict[str, Scene] = {}

FORMS: dict[str, Typed] = {}
BASES: set[str] = set()
