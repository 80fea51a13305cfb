"""Small pieces of English."""

import pytest

from core.words import duration


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (-1, "less than a month"),
        (0, "less than a month"),
        (1, "1 month"),
        (11, "11 months"),
        (12, "1 year"),
        (13, "1 year 1 month"),
        (50, "4 years 2 months"),
        (48, "4 years"),
    ],
)
def test_duration(months, words):
    assert duration(months) == words
