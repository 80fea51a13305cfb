"""What goes along when somebody moves to another cohort. Told by cohorts/signals.py."""

from typing import Any

from django.db.models import Model

from cohorts.models import Enrolment
from mentoring.models import Hand, Wants

# What somebody told, and what staff set for them, belongs to no cohort. What a run found stays where it was; which
# pairs go along, mentoring/actions/leaving.py says.
GOES_ALONG: list[type[Model]] = [Wants, Hand]


def take_along(*, left: Enrolment, joined: Enrolment, **signal: Any) -> None:
    for told in GOES_ALONG:
        told._default_manager.filter(enrolment=left).update(enrolment=joined)
