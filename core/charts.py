"""Charts that the server draws, as SVG. A table with the same figures stands behind each."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH = 320
ROW = 46
# What a value after the longest bar needs.
BESIDE = 50


@dataclass(frozen=True)
class Bar:
    label: str
    words: str
    top: int
    width: int

    @property
    def label_at(self) -> int:
        return self.top + 14

    @property
    def bar_at(self) -> int:
        return self.top + 20

    @property
    def words_at(self) -> int:
        return self.top + 35

    @property
    def words_from(self) -> int:
        return self.width + 6


@dataclass(frozen=True)
class BarChart:
    """Bars below one another, each with its label above it: narrow enough for a phone, whose letters stay as large."""

    name: str
    title: str
    description: str
    bars: list[Bar]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def height(self) -> int:
        return ROW * len(self.bars)


def bar_chart(
    rows: Sequence[tuple[str, float, str]], *, most: float, name: str, title: str, description: str
) -> BarChart:
    """Rows of label, value and the words for it; `most` is the value of the longest bar there could be.

    `name` tells the charts of a page apart.
    """
    bars = [
        Bar(label, words, top=ROW * n, width=max(2, round((WIDTH - BESIDE) * value / most)))
        for n, (label, value, words) in enumerate(rows)
    ]
    return BarChart(name, title, description, bars)
