"""The forms of reviewers, and of managers around a round."""

from collections.abc import Callable
from typing import Any

from tests.inputs import choosing, reviewing, round_reports, rounds
from tests.inputs.form import Typed

SCENES: dict[str, Callable[[], Any]] = {**rounds.SCENES, **reviewing.SCENES, **choosing.SCENES, **round_reports.SCENES}

FORMS: dict[str, Typed] = {**rounds.FORMS, **reviewing.FORMS, **choosing.FORMS, **round_reports.FORMS}
BASES: set[str] = {*rounds.BASES}
