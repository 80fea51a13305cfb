"""The forms of mentoring, a module for each part of it."""

from tests.inputs import asks, mentors, pairs, runs
from tests.inputs.form import Scene, Typed

PARTS = (mentors, asks, pairs, runs)
SCENES: dict[str, Scene] = {name: scene for part in PARTS for name, scene in part.SCENES.items()}
FORMS: dict[str, Typed] = {name: typed for part in PARTS for name, typed in part.FORMS.items()}
BASES: set[str] = {name for part in PARTS for name in part.BASES}
