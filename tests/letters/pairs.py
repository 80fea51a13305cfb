"""The letters to the two of a pair, through the actions that cause them."""

import datetime as dt

from django.urls import reverse
from django.utils import timezone

from core.calendar import uk_day, uk_instant
from mentoring.actions import clock, concerns, ending
from mentoring.actions import meeting as meetings
from mentoring.models import Meeting, Pair, Side
from notifications.models import Message
from notifications.timed import send_due
from tests.factories.mentoring import MeetingFactory, PairFactory
from tests.letters.letters import Expected

NOON = uk_instant(uk_day(timezone.now()), 12)
DAY = dt.timedelta(days=1)


def cause() -> None:
    _meets(PairFactory(active=True, asked_at=NOON - 20 * DAY))
    silent = PairFactory(active=True, asked_at=NOON - 120 * DAY)
    clock.see_to_pairs(at=NOON)
    concerns.raise_concern(silent, side=Side.MENTOR, words="Too far", by=silent.mentor.person, at=NOON)
    _ends(silent)
    done = PairFactory(active=True, asked_at=NOON - 20 * DAY)
    for n in range(1, 1 + Pair.MEETINGS):
        MeetingFactory(pair=done, held=True, starts_at=NOON - n * DAY)
    for side, by in ((Side.RETURNER, done.person), (Side.MENTOR, done.mentor.person)):
        ending.say_enough(done, side=side, by=by, at=NOON)


def _meets(pair: Pair) -> None:
    """Proposed, taken back, proposed again, agreed, changed, reminded of, and asked about; another is called off."""
    returner, mentor = pair.person, pair.mentor.person
    meetings.call_off(_proposed(pair), side=Side.RETURNER, by=returner, at=NOON)
    agreed = meetings.pick(_proposed(pair), side=Side.MENTOR, time=NOON + 8 * DAY, by=mentor, at=NOON)
    meetings.change(agreed, starts_at=NOON + 9 * DAY, minutes=30, where="The library", by=mentor, at=NOON)
    for days in (9, 11):
        send_due(NOON + days * DAY - dt.timedelta(hours=2))
    meetings.log(agreed, side=Side.MENTOR, on=uk_day(NOON + 9 * DAY), minutes=30, by=mentor, at=NOON + 11 * DAY)
    other = meetings.pick(_proposed(pair), side=Side.MENTOR, time=NOON + 8 * DAY, by=mentor, at=NOON)
    meetings.call_off(other, side=Side.MENTOR, by=mentor, at=NOON)


def _proposed(pair: Pair) -> Meeting:
    times = [NOON + 7 * DAY, NOON + 8 * DAY]
    return meetings.propose(pair, side=Side.RETURNER, times=times, minutes=45, where="", by=pair.person, at=NOON)


def _ends(pair: Pair) -> None:
    ending.end(pair, side=Side.MENTOR, reason=Pair.Reason.TIME, another=True, by=pair.mentor.person, at=NOON)


def expected(message: Message) -> Expected | None:
    """None for a letter of another part."""
    pair = Pair.objects.filter(uuid=message.subject_uuid).select_related("person", "mentor__person").first()
    if pair is None or message.person is None:
        return None
    other = pair.mentor.person if message.person == pair.person else pair.person
    return Expected(
        message.person.name,
        message.person.email,
        other.name,
        pair.programme.name,
        {reverse("mentoring:pair_detail", args=[pair.uuid])} | _pages(pair),
    )


def _pages(pair: Pair) -> set[str]:
    """Those of its meetings, to which a letter may lead instead."""
    return {
        reverse(f"mentoring:{name}", args=[meeting.uuid])
        for meeting in pair.meetings.all()
        for name in ("meeting_pick", "meeting_held")
    } | {reverse("mentoring:feedback_give", args=[pair.uuid])}
