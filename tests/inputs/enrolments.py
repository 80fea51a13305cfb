"""The forms of taking part: a break, another cohort, an early end, what would help."""

import datetime as dt
from collections.abc import Callable

from django.test import Client
from django.urls import reverse

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import ProfileFactory
from tests.inputs.form import Scene, Typed
from tests.typed import day


def a_part() -> tuple[Client, Enrolment]:
    """Somebody's, with a later cohort to move to."""
    enrolment = ProfileFactory().enrolment
    later = enrolment.cohort.starts_on + dt.timedelta(days=90)
    CohortFactory(programme=enrolment.cohort.programme, slug="later", starts_on=later)
    return sign_in(Client(), enrolment.person), enrolment


def a_participant() -> tuple[Client, Enrolment]:
    """The same, for a manager."""
    _, enrolment = a_part()
    manager = ProgrammeManagerFactory()
    make_manager(enrolment.cohort.programme, person=manager)
    return sign_in(Client(), manager), enrolment


def own(name: str) -> Callable[[Enrolment], str]:
    return lambda enrolment: reverse(
        f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug]
    )


def theirs(name: str) -> Callable[[Enrolment], str]:
    return lambda enrolment: reverse(
        f"participation:{name}", args=[enrolment.cohort.programme.slug, enrolment.cohort.slug, enrolment.uuid]
    )


SCENES: dict[str, Scene] = {"a part": a_part, "a participant": a_participant}

FORMS: dict[str, Typed] = {
    "PauseForm": Typed("a part", own("enrolment_pause"), {"reason": "caring", **day("back_on", 2091)}),
    "MoveForm": Typed("a part", own("enrolment_defer"), {"reason": "caring", "cohort": "later"}),
    "EndForm": Typed("a part", own("enrolment_end"), {"reason": "caring"}),
    "SupportNeedsForm": Typed("a part", own("support_needs"), {"text": "Captions", "is_shared": "yes"}),
    "StaffMoveForm": Typed(
        "a participant", theirs("participant_move"), {"reason": "caring", "cohort": "later", "counts": "yes"}
    ),
    "PeopleFilterForm": Typed("a participant", own("people_list"), {"status": "paused"}, method="get"),
}
BASES: set[str] = set()
