"""The forms of reviewers, and of managers around a round."""

from collections.abc import Callable
from typing import Any

from tests.inputs import choosing, rounds
from tests.inputs.form import Typed

SCENES: dict[str, Callable[[], Any]] = {**rounds.SCENES, **choosing.SCENES}

FORMS: dict[str, Typed] = {**rounds.FORMS, **choosing.FORMS}
BASES: set[str] = {*rounds.BASES}
