"""What each part of a score is worth in a programme. Set once, it never changes: the next one takes its place."""

import datetime as dt
from dataclasses import asdict

from django.db import transaction

from accounts.models import User
from cohorts.models import Programme
from core import audit
from core.errors import SeenOtherwise
from mentoring.models import WeightSet
from mentoring.weights import Weights


def newest_weights(programme: Programme) -> WeightSet | None:
    return WeightSet.objects.filter(programme=programme).select_related("set_by").first()


@transaction.atomic
def set_weights(
    programme: Programme, weights: Weights, *, by: User, at: dt.datetime, seen: int | None = None
) -> WeightSet:
    """The next version, or the one there is if it says the same. `seen`: the version that a page showed, 0 for none.

    Refused if a colleague has set others since.
    """
    Programme.objects.lock().get(pk=programme.pk)
    newest = newest_weights(programme)
    version = newest.version if newest else 0
    if newest and newest.weights == weights:
        return newest
    if seen not in (None, version):
        raise SeenOtherwise("A colleague has changed the weights since this page was shown. Look at what they are now.")
    points = asdict(weights)
    made = WeightSet.objects.create(programme=programme, version=version + 1, points=points, set_at=at, set_by=by)
    audit.changed(by, made, ["points"], why="What counts in a match")
    return made


def weights_for_run(programme: Programme, *, by: User, at: dt.datetime) -> WeightSet:
    """Those in force. A programme that never set any goes by the usual ones, which become its first version."""
    return newest_weights(programme) or set_weights(programme, Weights(), by=by, at=at)
