"""What is hidden stays hidden, from somebody who knows the rule as well as we do."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.small_numbers import SMALLEST_SHOWN, hide_small, share

COUNTS = st.lists(st.one_of(st.integers(0, 12), st.integers(0, 400)), min_size=1, max_size=20)


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ([30, 20, 10], [30, 20, 10]),
        ([30, 0, 20], [30, 0, 20]),
        ([0, 0], [0, 0]),
        # One hidden row would be the rest of the total: the last goes with it.
        ([40, 5, 20], [40, None, None]),
        ([5, 40, 20], [None, 40, None]),
        ([40, 6, 7], [40, None, None]),
        # Two small rows of eighteen are nine and nine, unless the last could be the bigger one.
        ([9, 9, 40, 30], [None, None, 40, None]),
        # One and one are two, and two can only be one and one.
        ([40, 1, 1], [None, None, None]),
        ([30, 40, 1, 1, 0], [30, None, None, None, None]),
        # Twelve people in ten rows leave no room for a nine.
        ([50, 60, 3, *[1] * 9], [50, *[None] * 11]),
        ([50, 60, 9, *[1] * 9], [50, 60, *[None] * 10]),
        # Nothing left to hide behind.
        ([9], [None]),
        ([5, 0, 0], [None, None, None]),
        ([1] * 12, [None] * 12),
    ],
)
def test_hide_small(counts, shown):
    assert hide_small(counts) == shown


@given(COUNTS)
def test_what_is_shown_is_true_and_never_small(counts):
    shown = hide_small(counts)

    assert len(shown) == len(counts)
    assert all(cell is None or cell == count for cell, count in zip(shown, counts, strict=True))
    assert all(cell is None or cell == 0 or cell >= SMALLEST_SHOWN for cell in shown)


@given(COUNTS)
def test_nothing_is_hidden_without_need(counts):
    if not any(0 < count < SMALLEST_SHOWN for count in counts):
        assert hide_small(counts) == counts


@given(COUNTS)
def test_the_rest_of_the_total_gives_no_hidden_row_away(counts):
    """Each hidden row could be another number, and the same total come out."""
    shown = hide_small(counts)
    hidden = [count for cell, count in zip(shown, counts, strict=True) if cell is None]

    # Where nothing at all is shown, the total stands alone.
    if hidden and len(hidden) < len(counts):
        rest = sum(counts) - sum(cell or 0 for cell in shown)
        assert len(hidden) >= 2
        assert rest >= SMALLEST_SHOWN
        # More than one in each: any of them could be one, and another the bigger for it.
        assert rest > len(hidden)


def every_table(rows, people):
    """Every table of so many rows, of no more than so many people."""
    if not rows:
        yield ()
        return
    for count in range(people + 1):
        yield from ((count, *rest) for rest in every_table(rows - 1, people - count))


def published(tables, hide):
    """The tables there are, by what somebody sees of them: the rows and the total."""
    found = defaultdict(list)
    for counts in tables:
        found[tuple(hide(counts)), sum(counts)].append(counts)
    return found


def given_away(found, enough):
    """What was published although a hidden row could only be one of fewer numbers than this."""
    return [
        (shown, total)
        for (shown, total), tables in found.items()
        for row, cell in enumerate(shown)
        if cell is None and total >= SMALLEST_SHOWN and len({table[row] for table in tables}) < enough
    ]


@pytest.mark.parametrize(("rows", "people"), [(2, 80), (3, 60), (4, 36), (5, 24)])
def test_knowing_the_rule_does_not_help(rows, people):
    """A hidden row could always have been any of eight numbers."""
    assert given_away(published(every_table(rows, people), hide_small), enough=8) == []


def hide_the_small_alone(counts):
    return [None if 0 < count < SMALLEST_SHOWN else count for count in counts]


def hide_the_next_smallest(counts):
    """What most tables do."""
    hidden = [row for row in sorted(range(len(counts)), key=lambda row: counts[row]) if counts[row]][:2]
    small = any(0 < count < SMALLEST_SHOWN for count in counts)
    return [None if small and row in hidden else count for row, count in enumerate(counts)]


@pytest.mark.parametrize("hide", [hide_the_small_alone, hide_the_next_smallest])
def test_search_finds_what_is_wrong_with_simpler_rules(hide):
    """Or it would prove nothing: each gives a hidden number away for certain."""
    assert given_away(published(every_table(3, 40), hide), enough=2)


@pytest.mark.parametrize(
    ("count", "base", "percent"), [(10, 30, 33.3), (0, 20, 0.0), (20, 20, 100.0), (10, 19, None), (None, 100, None)]
)
def test_share_only_of_a_base_that_is_big_enough(count, base, percent):
    assert share(count, base) == percent
