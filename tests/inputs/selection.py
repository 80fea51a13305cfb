"""The forms of reviewers, and of managers around a round."""

from collections.abc import Callable
from typing import Any

from tests.inputs import rounds
from tests.inputs.form import Typed

SCENES: dict[str, Callable[[], Any]] = {**rounds.SCENES}

FORMS: dict[str, Typed] = {**rounds.FORMS}
BASES: set[str] = {*rounds.BASES}
