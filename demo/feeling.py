"""How people feel about going back to work: what they answer at the start, at the end and six months later."""

import datetime as dt
import random
from collections.abc import Iterable

from cohorts.models import Enrolment
from participation.actions.surveys import answer_survey
from participation.models import Moment
from participation.survey_items import LEAST, MOST, items

# Where most begin, and by how much it moves until they are asked again.
AT_FIRST = [1, 2, 2, 2, 3, 3]
CHANGE = {Moment.START: [0], Moment.END: [0, 1, 1, 1, 2], Moment.LATER: [0, 1, 1, 2, 2]}


def answer(enrolments: Iterable[Enrolment], moment: Moment, at: dt.datetime) -> None:
    for number, enrolment in enumerate(enrolments):
        when = at + dt.timedelta(hours=number)
        answer_survey(enrolment, moment, answers=felt(enrolment, moment), by=enrolment.person, at=when)


def felt(enrolment: Enrolment, moment: Moment) -> dict[str, int]:
    """The same person begins where they began, whenever they are asked."""
    first, since = random.Random(enrolment.person.email), random.Random(f"{enrolment.person.email} {moment}")
    levels = {key: first.choice(AT_FIRST) + since.choice(CHANGE[moment]) for key in items()}
    return {key: min(max(level, LEAST), MOST) for key, level in levels.items()}
