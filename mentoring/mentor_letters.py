"""The letters to mentors about being one. Every context is plain strings."""

import datetime as dt

from django.urls import reverse

from core.uktime import uk_date
from mentoring.models import Mentor
from notifications.outbox import letter_url, post


def registered(mentor: Mentor) -> None:
    _send("mentor_registered", mentor, at=mentor.registered_at)


def approved(mentor: Mentor, *, at: dt.datetime) -> None:
    _send("mentor_approved", mentor, at=at)


def turned_down(mentor: Mentor, *, words: str, at: dt.datetime) -> None:
    _send("mentor_turned_down", mentor, at=at, words=words)


def paused(mentor: Mentor, *, at: dt.datetime) -> None:
    _send("mentor_paused", mentor, at=at)


def brought_back(mentor: Mentor, *, at: dt.datetime) -> None:
    _send("mentor_brought_back", mentor, at=at)


def left(mentor: Mentor, *, at: dt.datetime) -> None:
    _send("mentor_left", mentor, at=at)


def ask_if_still_so(mentor: Mentor, *, at: dt.datetime, answer_by: dt.date) -> None:
    url = letter_url(reverse("mentoring:offer_renew", args=[mentor.uuid]))
    _send("mentor_still_so", mentor, at=at, renew_url=url, answer_by=uk_date(answer_by))


def paused_unanswered(mentor: Mentor, *, at: dt.datetime) -> None:
    _send("mentor_paused_unanswered", mentor, at=at)


def _send(letter: str, mentor: Mentor, *, at: dt.datetime, **more: str) -> None:
    person, programme = mentor.person, mentor.programme
    post(
        f"{letter.replace('_', '-')}:{mentor.pk}:{at:%Y%m%dT%H%M%S%f}",
        to=person.email,
        person=person,
        about=mentor.uuid,
        template=f"mentoring/email/{letter}",
        context={
            "name": person.name,
            "programme": programme.name,
            "contact_email": programme.contact_email,
            "url": letter_url(reverse("mentoring:offer_detail", args=[mentor.uuid])),
            "home_url": letter_url(reverse("mentoring:mentor_home")),
            **more,
        },
    )
