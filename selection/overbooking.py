"""What more offers than places would most likely do, by how earlier offers of the programme were answered."""

from typing import NamedTuple

from django.db.models import Count, Exists, OuterRef, Q

from cohorts.models import Enrolment, Pool
from core.places import Status
from returners.models import Place
from selection.building import Plan
from selection.chances import Effect, Past, overbooking
from selection.models import Round

ROWS = 6
# Of the places, in each row.
STEP = 20


class PoolEffects(NamedTuple):
    pool: Pool
    effects: list[Effect]


def past_of(round_: Round) -> Past:
    """Offers of the programme's other cohorts that were answered or ran out. Whoever left later had taken theirs."""
    joined = Enrolment.objects.filter(person=OuterRef("application__person"), cohort=OuterRef("pool__cohort"))
    answered = Place.objects.filter(
        pool__cohort__programme=round_.cohort.programme_id,
        offered_at__isnull=False,
        status__in=[Status.CONFIRMED, Status.DECLINED, Status.EXPIRED, Status.CANCELLED],
    ).exclude(pool__cohort=round_.cohort_id)
    taken = Q(status=Status.CONFIRMED) | Q(Exists(joined), status=Status.CANCELLED)
    counts = answered.aggregate(taken=Count("pk", filter=taken), all=Count("pk"))
    return Past(counts["taken"], counts["all"])


def effects_of(round_: Round, past: Past, proposed: Plan) -> list[PoolEffects]:
    """For each pool, what its allowance does and what others would. No more offers than people who can be chosen."""
    pools = Pool.objects.filter(cohort=round_.cohort_id).select_related("strand").order_by("strand__name", "pk")
    return [
        PoolEffects(
            pool, overbooking(pool.capacity, past, allowances=_allowances(pool), people=_people(pool, proposed))
        )
        for pool in pools
    ]


def _allowances(pool: Pool) -> list[int]:
    """From none on in even steps, the one that is set among them."""
    step = max(1, -(-pool.capacity // STEP))
    return sorted({*(step * number for number in range(ROWS)), pool.allowance})


def _people(pool: Pool, proposed: Plan) -> int:
    least = proposed.wish.least_score or 0
    return sum(
        one.score is not None and one.score >= least and (pool.strand is None or one.strand == pool.strand.name)
        for one in proposed.ranking.ranked
    )
