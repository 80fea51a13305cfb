"""How long each kind of data is kept: what code starts from, and what administrators have set."""

import calendar
import datetime as dt

from django.db import models, transaction
from django.db.models import QuerySet

from core import audit, privacy
from core.calendar import uk_day
from core.errors import Refused
from core.privacy import Retention, Unit
from core.querysets import QuerySet as OurQuerySet
from core.words import number_of


class RetentionPeriod(models.Model):
    """A period that administrators set for one kind of data, in the unit of the kind. See core/privacy.py."""

    key = models.CharField(max_length=60, unique=True)
    period = models.PositiveSmallIntegerField()

    objects = OurQuerySet.as_manager()

    class Meta:
        triggers = [audit.trail()]

    def __str__(self) -> str:
        return self.key


def periods() -> dict[str, int]:
    """The period of every kind that has one, by key."""
    found = dict(RetentionPeriod.objects.values_list("key", "period"))
    return {key: found.get(key, kind.period) for key, kind in privacy.retentions().items() if kind.period}


def sentences() -> dict[str, str]:
    """“12 months after it was over”, by key, as it is set now."""
    set_now = periods()
    return {key: kind.how_long(set_now.get(key)) for key, kind in privacy.retentions().items()}


@transaction.atomic
def set_period(kind: Retention, *, period: int, why: str, by) -> None:
    """Keep a kind of data longer or shorter from the next night on. Refused outside the bounds of the kind."""
    if not kind.lowest <= period <= kind.highest:
        raise Refused(f"Choose from {number_of(kind.lowest, kind.unit)} to {number_of(kind.highest, kind.unit)}.")
    with audit.acting(by=by, why=f"Kept {kind.how_long(period)}: {why}"):
        RetentionPeriod.objects.update_or_create(key=kind.key, defaults={"period": period})


def over(kind: Retention, period: int, *, at: dt.datetime) -> QuerySet:
    """The rows of a kind whose time is over at this instant. The longest over first."""
    if kind.rows is None:
        raise ValueError(f"Nothing says which rows of {kind.key} go.")
    before = began_before(kind.unit, period, at=at)
    # A day (follow_on_ends_on) is compared with a day, an instant with an instant.
    limit = uk_day(before) if kind.since.endswith("_on") else before
    return kind.rows().filter(**{f"{kind.since}__lt": limit}).order_by("pk")


def began_before(unit: Unit, period: int, *, at: dt.datetime) -> dt.datetime:
    """What began before this instant has lasted longer than the period. A month ends on its last day at the latest."""
    if unit == Unit.DAYS:
        return at - dt.timedelta(days=period)
    index = at.year * 12 + at.month - 1 - period
    year, month = index // 12, index % 12 + 1
    return at.replace(year=year, month=month, day=min(at.day, calendar.monthrange(year, month)[1]))
