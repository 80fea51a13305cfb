"""The engine against a plain model that keeps everything in lists, through any sequence of what can happen."""

import datetime as dt
from dataclasses import dataclass, field

import pytest
from django.db import IntegrityError, transaction
from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    get_state_machine_test,
    initialize,
    invariant,
    precondition,
    rule,
)

from core import places
from core.calendar import add_working_days, end_of_uk_day, uk_day
from core.errors import Refused
from core.places import LIVE, SEATED, PlaceQuerySet, Status, claiming, moving
from returners.models import Application, Place
from tests.counting import miscounted
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import many_applications

START = dt.datetime(2026, 3, 20, 12, tzinfo=dt.UTC)  # The clocks go forward on the 29th.
OFFER_DAYS, REVIEW_DAYS = 2, 1
LAST_JOINING = START + dt.timedelta(days=12)
PEOPLE = 14
PROMISED = [Status.OFFERED, Status.CONFIRMED]


@dataclass
class Party:
    person: int
    seats: int
    position: int
    ahead: bool
    joined_at: dt.datetime
    status: str = Status.WAITING
    expires_at: dt.datetime | None = None
    pending_until: dt.datetime | None = None


@dataclass
class Plain:
    """What product.md says of a pool, in the simplest words, with nobody else about."""

    capacity: int
    allowance: int
    waiting_limit: int | None
    freed_as_offer: bool
    let_smaller_pass: bool
    parties: list[Party] = field(default_factory=list)

    @property
    def limit(self) -> int:
        return self.capacity + self.allowance

    @property
    def taken(self) -> int:
        return sum(party.seats for party in self.parties if party.status in SEATED)

    @property
    def queue(self) -> list[Party]:
        waiting = [party for party in self.parties if party.status == Status.WAITING]
        return sorted(waiting, key=lambda party: (not party.ahead, party.position))

    def may_go(self) -> list[Party]:
        free, going = self.limit - self.taken, []
        for party in self.queue:
            if party.seats <= free:
                going.append(party)
                free -= party.seats
            elif not self.let_smaller_pass:
                break
        return going

    def hold(self, party: Party, at: dt.datetime) -> None:
        party.status = Status.HELD
        if party.pending_until <= at:
            party.pending_until = end_of_uk_day(add_working_days(uk_day(at), REVIEW_DAYS))
        party.pending_until = min(party.pending_until, LAST_JOINING)

    def offer(self, party: Party, at: dt.datetime) -> None:
        if party.pending_until:
            return self.hold(party, at)
        party.status = Status.OFFERED
        party.expires_at = min(end_of_uk_day(uk_day(at) + dt.timedelta(days=OFFER_DAYS)), LAST_JOINING)
        return None

    def claim(
        self, person: int, seats: int, ahead: bool, pending_until: dt.datetime | None, at: dt.datetime
    ) -> Party | None:
        if at >= LAST_JOINING or seats > self.limit:
            return None
        was_waiting = len(self.queue)
        last = self.parties[-1] if self.parties else None
        joined_at = max(at, last.joined_at) if last else at
        party = Party(person, seats, last.position + 1 if last else 1, ahead, joined_at)
        party.pending_until = pending_until and min(pending_until, LAST_JOINING)
        self.parties.append(party)
        if party in self.may_go():
            self.offer(party, at)
        elif not ahead and self.waiting_limit is not None and was_waiting >= self.waiting_limit:
            self.parties.remove(party)
            return None
        return party

    def promote(self, at: dt.datetime) -> list[Party]:
        going = self.may_go() if at < LAST_JOINING else []
        for party in going:
            if self.freed_as_offer or party.pending_until:
                self.offer(party, at)
            else:
                party.status = Status.CONFIRMED
        return going


parties = st.integers(min_value=0, max_value=50)


class Allocation(RuleBasedStateMachine):
    """One pool, its engine and its model, side by side. Each example ends in a rollback."""

    applications: list[Application] = []
    pools_opened = 0

    def __init__(self):
        super().__init__()
        self.savepoint = transaction.savepoint()
        self.now = START
        self.closed: dict[int, str] = {}

    def teardown(self):
        transaction.savepoint_rollback(self.savepoint)

    @initialize(
        capacity=st.sampled_from([1, 3, 4, 5]),
        allowance=st.sampled_from([0, 0, 1, 2]),
        waiting_limit=st.sampled_from([None, None, None, 0, 1, 3]),
        freed_as_offer=st.booleans(),
        let_smaller_pass=st.booleans(),
    )
    def open_the_pool(self, **pool):
        type(self).pools_opened += 1
        self.plain = Plain(**pool)
        self.pool = PoolFactory(cohort=self.applications[0].cohort, **pool)

    # -- What happens ----------------------------------------------------------------------------------------------

    @rule(
        person=st.integers(0, PEOPLE - 1),
        seats=st.sampled_from([1, 1, 2, 3, 4]),
        ahead=st.sampled_from([False, False, False, True]),
        late=st.sampled_from([0, 0, 5]),
        pending=st.sampled_from([None, None, 1, 30, 100]),
    )
    def claim(self, person, seats, ahead, late, pending):
        at = self.now - dt.timedelta(seconds=late if self.now < LAST_JOINING else 0)
        if any(party.person == person and party.status in LIVE for party in self.plain.parties):
            return self.claim_twice(person, seats, at)
        until = pending and at + dt.timedelta(hours=pending)
        place = Place(application=self.applications[person], seats=seats, pending_until=until)
        place = self.attempt(places.claim, self.pool, place, at=at, ahead=ahead)
        party = self.plain.claim(person, seats, ahead, until, at)
        assert (place and place.position) == (party and party.position)
        return None

    def claim_twice(self, person, seats, at):
        try:
            with transaction.atomic():
                places.claim(self.pool, Place(application=self.applications[person], seats=seats), at=at)
        except (IntegrityError, Refused):
            return
        raise AssertionError("One application has two live places.")

    @precondition(lambda self: self.plain.parties)
    @rule(number=parties)
    def confirm(self, number):
        party = self.pick(number)
        place = self.attempt(places.confirm, self.place_of(party), at=self.now)
        if party.status == Status.OFFERED and self.now < party.expires_at:
            party.status = Status.CONFIRMED
        assert bool(place) == (party.status == Status.CONFIRMED)

    @precondition(lambda self: self.plain.parties)
    @rule(number=parties, status=st.sampled_from([Status.DECLINED, Status.CANCELLED, Status.EXPIRED]))
    def give_up(self, number, status):
        party = self.pick(number)
        found = self.attempt(places.give_up, self.place_of(party), status, at=self.now)
        allowed = party.status in LIVE if status == Status.CANCELLED else party.status == Status.OFFERED
        assert bool(found) == allowed
        if allowed:
            party.status = status
            assert self.positions(found[1]) == self.positions(self.plain.promote(self.now))

    @precondition(lambda self: self.plain.parties)
    @rule(number=parties, seats=st.sampled_from([0, 1, 1, 2, 3]))
    def shrink(self, number, seats):
        party = self.pick(number)
        found = self.attempt(places.shrink, self.place_of(party), seats, at=self.now)
        allowed = party.status in LIVE and 1 <= seats <= party.seats
        assert bool(found) == allowed
        if allowed:
            party.seats = seats
            assert self.positions(found[1]) == self.positions(self.plain.promote(self.now))
            assert found[0].status == party.status

    @precondition(lambda self: self.plain.parties)
    @rule(number=parties)
    def settle(self, number):
        party = self.pick(number)
        place = self.attempt(places.settle, self.place_of(party), at=self.now)
        allowed = party.pending_until is not None and party.status in LIVE
        assert bool(place) == allowed
        if allowed:
            party.pending_until = None
            if party.status == Status.HELD:
                self.plain.offer(party, self.now)

    @rule()
    def release(self):
        released, promoted = places.release(self.pool, Place, at=self.now)
        over = [p for p in self.plain.parties if p.status == Status.HELD and p.pending_until <= self.now]
        for party in over:
            party.status = Status.RELEASED
        assert self.positions(released) == self.positions(over)
        assert self.positions(promoted) == self.positions(self.plain.promote(self.now))

    @rule(capacity=st.integers(0, 7), allowance=st.integers(0, 2))
    def resize(self, capacity, allowance):
        promoted = self.attempt(places.resize, self.pool, Place, capacity=capacity, allowance=allowance, at=self.now)
        assert (promoted is None) == (capacity + allowance < self.plain.taken)
        if promoted is not None:
            self.plain.capacity, self.plain.allowance = capacity, allowance
            assert self.positions(promoted) == self.positions(self.plain.promote(self.now))

    @rule()
    def expire(self):
        expired, promoted = places.expire(self.pool, Place, at=self.now)
        over = [p for p in self.plain.parties if p.status == Status.OFFERED and p.expires_at <= self.now]
        for party in over:
            party.status = Status.EXPIRED
        assert self.positions(expired) == self.positions(over)
        assert self.positions(promoted) == self.positions(self.plain.promote(self.now))

    @rule(hours=st.sampled_from([0, 1, 11, 24, 60, 24 * 12]))
    def time_passes(self, hours):
        self.now += dt.timedelta(hours=hours)

    @rule(most=st.integers(1, 3))
    def close_queue(self, most):
        closed = places.close_queue(self.pool, Place, at=self.now, most=most)
        over = self.plain.queue[:most] if self.now >= LAST_JOINING else []
        for party in over:
            party.status = Status.CANCELLED
        assert self.positions(closed) == self.positions(over)

    # -- What always holds -----------------------------------------------------------------------------------------

    @invariant()
    def rows_are_the_parties_of_the_model(self):
        rows = self.rows("position", "seats", "ahead", "status", "joined_at", "offer_expires_at", "pending_until")
        assert rows == [
            (p.position, p.seats, p.ahead, p.status, p.joined_at, p.expires_at, p.pending_until)
            for p in self.plain.parties
        ]

    @invariant()
    def counters_are_true_and_never_above_the_limit(self):
        self.pool.refresh_from_db(fields=["taken", "waiting", "capacity", "allowance"])
        assert not miscounted(self.pool, Place)
        assert self.pool.taken <= self.pool.limit == self.plain.limit

    @invariant()
    def order_has_no_gap_and_no_tie(self):
        rows = self.rows("position", "joined_at")
        assert [position for position, _ in rows] == list(range(1, len(rows) + 1))
        assert [joined_at for _, joined_at in rows] == sorted(joined_at for _, joined_at in rows)

    @invariant()
    def nobody_waits_while_the_first_party_fits(self):
        assert self.now >= LAST_JOINING or self.plain.may_go() == []

    @invariant()
    def no_deadline_falls_after_the_last_joining_instant(self):
        assert not Place.objects.filter(pool=self.pool, offer_expires_at__gt=LAST_JOINING).exists()
        assert not Place.objects.filter(pool=self.pool, pending_until__gt=LAST_JOINING).exists()

    @invariant()
    def nothing_that_is_pending_is_promised(self):
        assert not Place.objects.filter(pool=self.pool, pending_until__isnull=False, status__in=PROMISED).exists()

    @invariant()
    def closed_entries_stay_closed(self):
        now = dict(self.rows("position", "status"))
        assert all(now[position] == status for position, status in self.closed.items())
        self.closed = {position: status for position, status in now.items() if status not in LIVE}

    # -- Shorthand -------------------------------------------------------------------------------------------------

    def rows(self, *fields: str) -> list[tuple]:
        return list(Place.objects.filter(pool=self.pool).order_by("position").values_list(*fields))

    def pick(self, number: int) -> Party:
        return self.plain.parties[number % len(self.plain.parties)]

    def place_of(self, party: Party) -> Place:
        return Place.objects.select_related("pool__cohort").get(pool=self.pool, position=party.position)

    def attempt(self, function, *args, **kwargs):
        try:
            return function(*args, **kwargs)
        except Refused:
            return None

    def positions(self, entries) -> list[int]:
        return [entry.position for entry in entries]


@pytest.fixture
def machine(db):
    cohort = CohortFactory(
        pool=None,
        now=START - dt.timedelta(days=20),
        last_joining_at=LAST_JOINING,
        offer_days=OFFER_DAYS,
        review_days=REVIEW_DAYS,
    )
    Allocation.applications = many_applications(cohort, PEOPLE)
    return Allocation


def run(machine, at=None, **profile):
    """As many pools as were opened, with no disagreement in any. `at`: where chance begins."""
    machine.pools_opened = 0
    quiet = [HealthCheck.too_slow, HealthCheck.data_too_large]
    profile = settings(deadline=None, database=None, suppress_health_check=quiet, **profile)
    runs = get_state_machine_test(machine, settings=profile)
    seed(at)(runs)() if at else runs()
    return machine.pools_opened


def test_engine_agrees_with_the_model(machine):
    assert run(machine, max_examples=30, stateful_step_count=25) >= 30


@pytest.mark.torture
def test_engine_agrees_with_the_model_for_long(machine):
    assert run(machine, max_examples=2000, stateful_step_count=60) >= 2000


@pytest.mark.parametrize(
    ("target", "name", "wrong", "at"),
    [
        (PlaceQuerySet, "in_turn", lambda places: places.order_by("-position"), 5),
        (claiming, "FITS", "(taken + %(seats)s <= capacity + allowance OR %(passes)s)", 7),
        (places, "settle", lambda place, at: place, 5),
        (moving, "_promote", lambda pool, model, at, most=None: [], 5),
    ],
    ids=["the last come first", "the queue is jumped", "nothing is ever settled", "freed seats stay empty"],
)
def test_machine_notices_a_broken_engine(machine, monkeypatch, target, name, wrong, at):
    """Within a few pools from where chance begins; elsewhere it may take hundreds."""
    monkeypatch.setattr(target, name, wrong)

    with pytest.raises(AssertionError):
        run(machine, at, max_examples=1500, stateful_step_count=40, phases=[Phase.generate])
