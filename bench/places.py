"""The allocation engine: one hot pool under many clients, and what a claim costs beside a bare insert."""

import datetime as dt
import statistics
from collections.abc import Callable, Iterator
from functools import partial
from itertools import count

from django.db import connection, transaction
from django.utils import timezone

from bench import Row
from bench.measuring import in_turns, with_clients
from cohorts.models import Cohort, Pool
from core import places
from core.places import Status
from returners.models import Application, Place
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import many_applications

FEW, MANY = 4, 32
ROUNDS, CLAIMS, SEATS = 5, 800, 40
turns = count(1)


@transaction.atomic
def claim(pool: Pool, application: Application, at: dt.datetime) -> None:
    places.claim(pool, Place(application=application), at=at)


@transaction.atomic
def lock_and_count(pool: Pool, application: Application, at: dt.datetime) -> None:
    """What most booking systems do."""
    pool = Pool.objects.lock().get(pk=pool.pk)
    fits = pool.places.seated().count() < pool.limit
    Place.objects.create(
        pool=pool,
        application=application,
        status=Status.OFFERED if fits else Status.WAITING,
        offer_expires_at=at if fits else None,
        position=pool.places.count() + 1,
        joined_at=at,
    )


@transaction.atomic
def insert(pool: Pool, application: Application, at: dt.datetime) -> None:
    Place.objects.create(pool=pool, application=application, status=Status.WAITING, position=next(turns), joined_at=at)


def empty(*pools: Pool) -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE returners_place CASCADE")
    Pool.objects.filter(pk__in=[pool.pk for pool in pools]).update(taken=0, waiting=0, last_position=0)


def claims_a_second(how: Callable, pool: Pool, applications: list[Application], *, clients: int) -> float:
    empty(pool)
    at = timezone.now()
    calls = [partial(how, pool, application, at) for application in applications]
    return with_clients(calls, clients=clients)


def hot_pool(cohort: Cohort, applications: list[Application]) -> Iterator[Row]:
    pool = PoolFactory.create(cohort=cohort, capacity=SEATS)
    rates: dict[int, list[float]] = {1: [], FEW: [], MANY: []}
    for _ in range(ROUNDS):
        for clients, found in rates.items():
            found.append(claims_a_second(claim, pool, applications, clients=clients))
    alone, few, many = (statistics.median(found) for found in rates.values())
    old = [claims_a_second(lock_and_count, pool, applications, clients=clients) for clients in (1, MANY)]
    reference = f"lock and count: {old[1] / old[0]:.2f}x ({old[0]:.0f} to {old[1]:.0f} a s)"
    for clients, rate in ((FEW, few), (MANY, many)):
        yield Row(
            f"one hot pool, {clients} clients beside 1",
            f"{rate / alone:.2f}x ({alone:.0f} to {rate:.0f} a s)",
            ">= 0.9x",
            reference if clients == MANY else "",
            rate >= 0.9 * alone,
        )


def one_claim(applications: list[Application]) -> Iterator[Row]:
    """On one connection, to a pool that is full, as most claims of a rush are."""
    pool = Pool.objects.get(cohort=applications[0].cohort)
    empty(pool)
    at = timezone.now()
    each = iter(applications)
    some = 20

    def claims() -> None:
        for _ in range(some):
            claim(pool, next(each), at)

    def inserts() -> None:
        for _ in range(some):
            insert(other, next(each), at)

    other = PoolFactory.create(cohort=CohortFactory.create(programme=pool.cohort.programme, pool=None), capacity=SEATS)
    found = in_turns({"claim": claims, "insert": inserts}, rounds=10)
    yield Row(
        "a claim beside a bare insert",
        f"{found['claim'] / found['insert']:.2f}x ({1000 * found['claim'] / some:.2f} ms)",
        "<= 1.7x",
        f"bare insert {1000 * found['insert'] / some:.2f} ms",
        found["claim"] <= 1.7 * found["insert"],
    )


def promotion(applications: list[Application]) -> Iterator[Row]:
    """Give up and promote at the head of a short queue and of a long one."""
    programme = applications[0].programme
    queues = {}
    for length in (10, len(applications) - 10):
        cohort = CohortFactory.create(programme=programme, pool=None)
        queues[length] = PoolFactory.create(cohort=cohort, capacity=1)
    empty(*queues.values())
    at, each = timezone.now(), iter(applications)
    for length, pool in queues.items():
        for _ in range(length):
            claim(pool, next(each), at)

    def give_up_and_join(pool: Pool) -> None:
        with transaction.atomic():
            place = pool.places.seated().get()
            places.give_up(place, Status.CANCELLED, at=at)
            places.claim(pool, Place(application=place.application), at=at)

    found = in_turns({str(length): partial(give_up_and_join, pool) for length, pool in queues.items()}, rounds=20)
    short, long = found.values()
    yield Row(
        f"promotion from a queue of {len(applications) - 10} beside one of 10",
        f"{long / short:.2f}x ({1000 * long:.1f} ms)",
        "<= 1.5x",
        f"queue of 10: {1000 * short:.1f} ms",
        long <= 1.5 * short,
    )


def rows() -> Iterator[Row]:
    cohort = CohortFactory.create(pool=None)
    applications = many_applications(cohort, CLAIMS)
    yield from hot_pool(cohort, applications)
    yield from one_claim(applications)
    yield from promotion(applications)
