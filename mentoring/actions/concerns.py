"""“This is not working”: told to the team by one side, and settled by the team. The other side never hears of it."""

import datetime as dt
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from core import audit
from mentoring import pair_letters
from mentoring.actions import ending
from mentoring.actions.holding import hold_pair
from mentoring.models import Concern, Mentor, Pair, Side


class Way(StrEnum):
    """What came of it."""

    GO_ON = "go on"
    ANOTHER = "another"
    END = "end"


@transaction.atomic
def raise_concern(pair: Pair, *, side: Side, words: str, by: User, at: dt.datetime) -> Concern:
    """Said again before the team has settled it, it is one, with the words of both times."""
    pair = hold_pair(pair)
    concern = pair.concerns.open().filter(side=side).first()
    with audit.acting(by):
        if concern is None:
            concern = Concern.objects.create(pair=pair, side=side, words=words, raised_at=at)
            pair_letters.concern_heard(concern, at=at)
        elif words and words not in concern.words:
            concern.words = f"{concern.words}\n\n{words}".strip()
            concern.save(update_fields=["words"])
    return concern


@transaction.atomic
def settle(concern: Concern, *, way: Way, by: User, at: dt.datetime) -> Concern:
    """The team has spoken with them. Settled by a colleague meanwhile, it is not settled again."""
    # The mentor and the pair first: whoever ends it holds them before anything that hangs on it.
    Mentor.objects.lock().get(pairs=concern.pair_id)
    pair = Pair.objects.lock().get(pk=concern.pair_id)
    concern = Concern.objects.lock().get(pk=concern.pk)
    if concern.settled_at:
        return concern
    if way != Way.GO_ON and pair.status == Pair.Status.ACTIVE:
        another = way == Way.ANOTHER
        ending.end(pair, side=None, reason=Pair.Reason.FIT, another=another, by=by, at=at)
    concern.settled_at, concern.settled_by = at, by
    with audit.acting(by):
        concern.save(update_fields=["settled_at", "settled_by"])
    return concern
