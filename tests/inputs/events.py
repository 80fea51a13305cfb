"""The forms of events and bookings."""

from tests.inputs import afterwards
from tests.inputs.form import Scene, Typed

SCENES: dict[str, Scene] = {**afterwards.SCENES}

FORMS: dict[str, Typed] = {**afterwards.FORMS}
BASES: set[str] = set()
