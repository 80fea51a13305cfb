"""The forms of taking part: a module for each part of it."""

from types import ModuleType

from tests.inputs import asking, attendance, enrolments, groups, progress, timetable
from tests.inputs.form import Scene, Typed

PARTS: list[ModuleType] = [asking, attendance, enrolments, groups, progress, timetable]

SCENES: dict[str, Scene] = {name: scene for part in PARTS for name, scene in part.SCENES.items()}
FORMS: dict[str, Typed] = {name: typed for part in PARTS for name, typed in part.FORMS.items()}
BASES: set[str] = {name for part in PARTS for name in part.BASES} | {"ClockField", "ReasonField"}
