"""The forms of events and bookings."""

from tests.inputs import afterwards, making
from tests.inputs.form import Scene, Typed

SCENES: dict[str, Scene] = {**making.SCENES, **afterwards.SCENES}

FORMS: dict[str, Typed] = {**making.FORMS, **afterwards.FORMS}
BASES: set[str] = {*making.BASES}
