"""Checking that a cohort is the best one, without trusting how it was found. Shares nothing with the search.

Weak duality: whatever the prices are, `ceiling` is at least what any allowed set is worth. So a set whose own worth
reaches the ceiling of some prices cannot be beaten. See docs/decisions/best_cohort.md.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Sequence

from selection.choosing import Candidate, Prices, Wish


def is_best(candidates: Iterable[Candidate], wish: Wish, chosen: Collection[Hashable], prices: Prices) -> bool:
    """Whether a set is allowed and the prices prove that none is better."""
    everyone = sorted(candidates, key=lambda candidate: candidate.order)
    keys = set(chosen)
    people = [candidate for candidate in everyone if candidate.key in keys]
    if len(people) != len(chosen) or not _is_allowed(everyone, people, wish):
        return False
    return worth(everyone, people, wish) == ceiling(everyone, wish, prices)


def worth(everyone: Sequence[Candidate], people: Sequence[Candidate], wish: Wish) -> int:
    """Seats of minimums met, total score and places in the ranking, as one number that compares them in that order."""
    keys, size = {person.key for person in people}, len(everyone)
    bits = int("0" + "".join("01"[candidate.key in keys] for candidate in everyone), 2)
    strands = Counter(person.strand for person in people)
    groups = Counter(person.group for person in people)
    met = sum(min(strands[name], least) for name, least in wish.strands.items())
    met += sum(min(groups[name], least) for name, least in wish.groups.items())
    return met * _seat(everyone) + (sum(person.score for person in people) << size) + bits


def ceiling(everyone: Sequence[Candidate], wish: Wish, prices: Prices) -> int:
    """What no allowed set can be worth more than: everybody and every minimum for themselves, at these prices.

    A person pays for a seat of their strand and of their region group; strands and groups are paid for each seat; a
    strand buys its seats from its pool, which is paid for those it fills. Within a set all payments cancel out.
    """
    size, kept = len(everyone), set(wish.kept)
    free = [candidate for candidate in everyone if wish.allows(candidate)]
    bits = {candidate.key: size - place for place, candidate in enumerate(everyone, 1)}
    total = 0
    for person in free:
        cost = prices.strands[person.strand] - prices.groups[person.group]
        gain = (person.score << size) + (1 << bits[person.key]) - cost
        total += gain if person.key in kept else max(0, gain)
    for name, count in Counter(person.strand for person in free).items():
        margin = prices.strands[name] - prices.pools[wish.pool_of(name)]
        total += _best(count, wish.strands.get(name, 0), margin, _seat(everyone))
    for name, count in Counter(person.group for person in free).items():
        total += _best(count, wish.groups.get(name, 0), -prices.groups[name], _seat(everyone))
    filled = _filled(free, wish)
    return total + sum(prices.pools[pool] * count for pool, count in filled.items())


def _best(count: int, least: int, margin: int, seat: int) -> int:
    """The most that nought to `count` seats can bring: a line with one bend is highest there or at an end."""
    return max(seat * min(seats, least) + margin * seats for seats in (0, min(count, least), count))


def _seat(everyone: Sequence[Candidate]) -> int:
    return (sum(abs(candidate.score) for candidate in everyone) + 1) << (len(everyone) + 1)


def _filled(free: Sequence[Candidate], wish: Wish) -> dict[str, int]:
    """How many places of each pool can be filled."""
    pools = Counter(wish.pool_of(person.strand) for person in free)
    return {pool: min(count, wish.places_in(pool)) for pool, count in pools.items()}


def _is_allowed(everyone: Sequence[Candidate], people: Sequence[Candidate], wish: Wish) -> bool:
    free = [candidate for candidate in everyone if wish.allows(candidate)]
    taken = Counter(wish.pool_of(person.strand) for person in people)
    return (
        all(wish.allows(person) for person in people)
        and set(wish.kept) <= {person.key for person in people}
        and all(taken[pool] == count for pool, count in _filled(free, wish).items())
    )
