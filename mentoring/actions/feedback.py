"""What each side thought of the mentoring: once half way, once at the end."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from core import audit
from core.calendar import months_after, uk_day
from core.errors import Refused
from mentoring.models import Pair, PairFeedback, Side

Moment = PairFeedback.Moment
# So long after the end one can say what it was like.
ASKED_FOR = dt.timedelta(days=60)
MIDWAY_MONTHS = 3
MIDWAY_MEETINGS = 3


def moment_of(pair: Pair, at: dt.datetime) -> Moment | None:
    """Which answer is open now; none before it is half way, and none long after the end."""
    if pair.ended_at:
        return Moment.END if at < pair.ended_at + ASKED_FOR else None
    half = pair.answered_at is not None and uk_day(at) >= months_after(uk_day(pair.answered_at), MIDWAY_MONTHS)
    return Moment.MIDWAY if half or pair.meetings.held().count() >= MIDWAY_MEETINGS else None


@transaction.atomic
def give_feedback(pair: Pair, *, side: Side, rating: int, words: str, by: User, at: dt.datetime) -> PairFeedback:
    """Once for each moment. Pressed twice, the first stands."""
    pair = Pair.objects.lock().get(pk=pair.pk)
    moment = moment_of(pair, at)
    if moment is None:
        raise Refused("There is nothing to answer at the moment.")
    with audit.acting(by):
        given, _ = PairFeedback.objects.get_or_create(
            pair=pair, side=side, moment=moment, defaults={"rating": rating, "words": words, "given_at": at}
        )
    return given
