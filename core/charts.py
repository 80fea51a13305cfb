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


# -- Change ----------------------------------------------------------------------------------------------------------

SHAPES = ["ring", "disc", "diamond"]
# Where the scale begins and ends, so that a mark at either end is whole.
EDGE = 14
LEGEND = 34


@dataclass(frozen=True)
class Mark:
    shape: str
    x: int
    y: int

    @property
    def diamond(self) -> str:
        """Its corners, as a polygon takes them."""
        return f"{self.x},{self.y - 6} {self.x + 6},{self.y} {self.x},{self.y + 6} {self.x - 6},{self.y}"


@dataclass(frozen=True)
class Change:
    """One row: where something stood at each moment, on a line from the least to the most."""

    label: str
    top: int
    marks: list[Mark]

    @property
    def label_at(self) -> int:
        return self.top + 14

    @property
    def line_at(self) -> int:
        return self.top + 31

    @property
    def first(self) -> int:
        return min(mark.x for mark in self.marks)

    @property
    def last(self) -> int:
        return max(mark.x for mark in self.marks)


@dataclass(frozen=True)
class ChangeChart:
    """Each moment has a shape of its own, so that it is told apart without its colour."""

    name: str
    title: str
    description: str
    legend: list[tuple[Mark, str, int]]
    rows: list[Change]
    ticks: list[tuple[int, int]]

    @property
    def width(self) -> int:
        return WIDTH

    @property
    def from_x(self) -> int:
        return EDGE

    @property
    def to_x(self) -> int:
        return WIDTH - EDGE

    @property
    def axis_at(self) -> int:
        return LEGEND + ROW * len(self.rows) + 16

    @property
    def height(self) -> int:
        return self.axis_at + 6


def change_chart(
    rows: Sequence[tuple[str, Sequence[float | None]]],
    *,
    moments: Sequence[str],
    least: int,
    most: int,
    name: str,
    title: str,
    description: str,
) -> ChangeChart:
    """Rows of label and the value at each of up to three moments, None where there is none."""

    def x(value: float) -> int:
        return round(EDGE + (WIDTH - 2 * EDGE) * (value - least) / (most - least))

    changes = [
        Change(
            label,
            top := LEGEND + ROW * n,
            [Mark(shape, x(v), top + 31) for shape, v in zip(SHAPES, values, strict=False) if v is not None],
        )
        for n, (label, values) in enumerate(rows)
    ]
    at, legend = EDGE, []
    for shape, words in zip(SHAPES, moments, strict=False):
        legend.append((Mark(shape, at, 10), words, at + 15))
        at += 32 + 7 * len(words)
    return ChangeChart(name, title, description, legend, changes, [(n, x(n)) for n in range(least, most + 1)])
