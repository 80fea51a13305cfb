"""The letters to the two of a pair. Every context is plain strings, and none says why a pair ended."""

import datetime as dt

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from core.calendar import add_working_days, uk_day
from core.uktime import uk_date
from core.words import number_of
from mentoring.ics import calendar_of
from mentoring.keeping_time import kept_for
from mentoring.models import Concern, Meeting, Pair, PairFeedback, Side
from mentoring.sides import Seat, seat_at, seat_of, seats
from notifications.outbox import letter_url, post


def ended(pair: Pair, *, looks_for_another: bool, dropped: Meeting | None, at: dt.datetime) -> None:
    """The same words to both, whoever ended it and why. `dropped`: a meeting that was still to come."""
    for seat in seats(pair):
        another = "yes" if looks_for_another and not seat.is_mentor else ""
        calendar = _off(dropped, seat, at)
        _send(
            "pair_ended",
            pair,
            seat,
            key=f"pair-ended:{pair.pk}:{seat.side}",
            calendar=calendar,
            another=another,
            days=_kept(),
        )


def completed(pair: Pair, *, met: str, dropped: Meeting | None, at: dt.datetime) -> None:
    url = letter_url(reverse("mentoring:feedback_give", args=[pair.uuid]))
    for seat in seats(pair):
        key, calendar = f"pair-completed:{pair.pk}:{seat.side}", _off(dropped, seat, at)
        _send("pair_completed", pair, seat, key=key, calendar=calendar, met=met, days=_kept(), feedback_url=url)


def _off(meeting: Meeting | None, seat: Seat, at: dt.datetime) -> str:
    """What takes it out of somebody's calendar, where it is in there."""
    return calendar_of(meeting, seat, at=at, method="CANCEL") if meeting and meeting.starts_at else ""


def enough_said(pair: Pair, *, to: User) -> None:
    _send("enough_said", pair, seat_of(pair, to), key=f"pair-enough:{pair.pk}", ends=_ends(pair))


def quiet(pair: Pair, *, at: dt.datetime) -> None:
    for seat in seats(pair):
        _send("quiet", pair, seat, key=f"pair-quiet:{pair.pk}:{uk_day(at)}:{seat.side}", ends=_ends(pair))


def midway(pair: Pair) -> None:
    url = letter_url(reverse("mentoring:feedback_give", args=[pair.uuid]))
    for seat in seats(pair):
        key = f"pair-feedback:{pair.pk}:{PairFeedback.Moment.MIDWAY}:{seat.side}"
        _send("midway", pair, seat, key=key, feedback_url=url)


def concern_heard(concern: Concern, *, at: dt.datetime) -> None:
    """To whoever raised it, and to nobody else."""
    by = add_working_days(uk_day(at), settings.SUPPORT_WORKING_DAYS)
    seat = seat_at(concern.pair, Side(concern.side))
    _send("concern_heard", concern.pair, seat, key=f"pair-concern:{concern.pk}", answer_by=uk_date(by))


def _kept() -> str:
    return number_of(kept_for().days, "day")


def _ends(pair: Pair) -> str:
    return uk_date(pair.ends_on) if pair.ends_on else ""


def _send(letter: str, pair: Pair, seat: Seat, *, key: str, calendar: str = "", **more: str) -> None:
    post(
        key,
        to=seat.person.email,
        person=seat.person,
        about=pair.uuid,
        template=f"mentoring/email/{letter}",
        calendar=calendar,
        context={**common(pair, seat), **more},
    )


def common(pair: Pair, seat: Seat) -> dict[str, str]:
    """What every letter to one of a pair says."""
    return {
        "name": seat.person.name,
        "other": seat.other_name,
        "is_mentor": "yes" if seat.is_mentor else "",
        "programme": pair.programme.name,
        "contact_email": pair.programme.contact_email,
        "pair_url": letter_url(reverse("mentoring:pair_detail", args=[pair.uuid])),
    }
