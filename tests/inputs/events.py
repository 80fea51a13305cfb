"""The forms of events and bookings."""

from tests.inputs import afterwards, making, on_the_day
from tests.inputs.form import Scene, Typed

SCENES: dict[str, Scene] = {**making.SCENES, **on_the_day.SCENES, **afterwards.SCENES}

FORMS: dict[str, Typed] = {**making.FORMS, **on_the_day.FORMS, **afterwards.FORMS}
BASES: set[str] = {*making.BASES}
