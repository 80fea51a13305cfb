"""The forms of reviewers, and of managers around a round."""

from collections.abc import Callable
from typing import Any

from tests.inputs.form import Typed

SCENES: dict[str, Callable[[], Any]] = {}

FORMS: dict[str, Typed] = {}
BASES: set[str] = set()
