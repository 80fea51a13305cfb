"""The letters of asking: to the mentor, and to both once they have begun. Every context is plain strings.

A returner hears of a mentor who has said yes, and of nobody else.
"""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.calendar import end_of_uk_day
from core.uktime import uk_date, uk_deadline
from core.words import first_name
from mentoring.models import Pair
from notifications.outbox import letter_url, post
from notifications.timed import Rule


def asked(pair: Pair) -> None:
    _to_mentor("asked", pair)


def not_answered(pair: Pair) -> None:
    """The time is over, and nobody is cross."""
    _to_mentor("not_answered", pair)


def taken_back(pair: Pair) -> None:
    """There is nothing more to answer, and it is not about the mentor."""
    _to_mentor("taken_back", pair)


def began(pair: Pair) -> None:
    """To both: whom they meet, for how long, and where to find each other."""
    page = letter_url(reverse("mentoring:pair_detail", args=[pair.uuid]))
    _to_mentor("you_mentor", pair, pair_url=page, ends=uk_date(pair.ends_on))  # type: ignore[arg-type]
    _to_returner("you_have_a_mentor", pair, pair_url=page, ends=uk_date(pair.ends_on))  # type: ignore[arg-type]


def _to_returner(letter: str, pair: Pair, **more: str) -> None:
    returner, mentor = pair.person, pair.mentor.person
    post(
        f"pair-{letter.replace('_', '-')}:{pair.pk}",
        to=returner.email,
        person=returner,
        about=pair.uuid,
        template=f"mentoring/email/{letter}",
        context={
            "name": returner.name,
            "mentor": mentor.name or "Your mentor",
            "mentor_first": first_name(mentor.name),
            "programme": pair.programme.name,
            "contact_email": pair.programme.contact_email,
            **more,
        },
    )


def _to_mentor(letter: str, pair: Pair, **more: str) -> None:
    post(f"pair-{letter.replace('_', '-')}:{pair.pk}", **_letter(letter, pair, **more))


def _letter(letter: str, pair: Pair, **more: str) -> dict[str, Any]:
    mentor = pair.mentor.person
    return {
        "to": mentor.email,
        "person": mentor,
        "about": pair.uuid,
        "template": f"mentoring/email/{letter}",
        "context": {
            "name": mentor.name,
            "who": first_name(pair.person.name),
            "programme": pair.programme.name,
            "strand": pair.enrolment.strand.name,
            "contact_email": pair.programme.contact_email,
            "answer_by": uk_deadline(end_of_uk_day(pair.answer_by)),
            "home_url": letter_url(reverse("mentoring:mentor_home")),
            "ask_url": letter_url(reverse("mentoring:ask_detail", args=[pair.uuid])),
            **more,
        },
    }


# -- Timed -----------------------------------------------------------------------------------------------------------


def _rows():
    return Pair.objects.select_related("mentor__person", "person", "programme", "enrolment__strand")


def _last_moment(pair: Pair) -> dt.datetime:
    return end_of_uk_day(pair.answer_by) - dt.timedelta(microseconds=1)


RULES = [
    Rule(
        key="mentor-answer-reminder",
        name="A mentor has two days left to say yes or no",
        model=Pair,
        anchor=_last_moment,
        wanted=lambda pair: pair.status == Pair.Status.ASKED,
        letter=lambda pair: _letter("answer_reminder", pair),
        latest=_last_moment,
        rows=_rows,
        account=lambda pair: pair.mentor.person_id,
        offset_days=-2,
        uk_hour=9,
    ),
]
