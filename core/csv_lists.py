"""CSV files as people make them, read in one pass and little memory; and written so that no spreadsheet runs a cell.

Columns in any order and case, and more of them than asked for; commas, semicolons or tabs between; any line ends; line
breaks in quotation marks; a byte order mark. A broken row costs that row alone: reading goes on at the next line.
"""

import csv
import os
import re
from collections import Counter, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TextIO

from core.errors import Refused

# The number of its (first) line, the cells asked for, and what is wrong with the row as a whole, if anything. A plain
# tuple: there may be very many.
Row = tuple[int, tuple[str, ...], str]

# What is longer is cut off, so that one line cannot fill the memory. The longest cell is the csv module's to limit.
LONGEST_LINE = 500_000
TORN = "Close every quotation mark that opens a cell, and write a quotation mark inside a cell twice."
TOO_WIDE = "This row has more cells than the heading. Put quotation marks around a cell with a comma in it."
TOO_LONG = "Shorten this row: one of its cells is far too long to read."
BINARY = "Take out the characters that are not text."
NOT_UTF8 = "Save the file as CSV UTF-8: some letters of this row cannot be read."
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def read(source: TextIO, columns: Sequence[str]) -> Iterator[Row]:
    """The rows below the heading, but for empty ones. The heading is read now, and refused where it lacks a column.

    Open the source with `encoding="utf-8-sig", errors="replace", newline=""`.
    """
    lines = _Lines(source)
    first = lines.peek()
    delimiter = max(",;\t", key=first.count)
    try:
        heading = next(csv.reader(lines, delimiter=delimiter, strict=True), [])
    except csv.Error:
        heading = []
    return _rows(lines, delimiter, itemgetter(*_places(heading, columns)), len(heading))


def plain(text: str) -> str:
    """`Not-working ` and `not  working` are `not working`."""
    return re.sub(r"[\s_-]+", " ", text).strip().casefold()


def _places(heading: list[str], columns: Sequence[str]) -> list[int]:
    """Where each column stands."""
    names = [plain(name) for name in heading]
    times = Counter(names)
    if not any(names):
        raise Refused("The file has no heading: its first line must name the columns.")
    if missing := [column for column in columns if not times[plain(column)]]:
        known = "Its first line must name the columns, and it must be saved as CSV UTF-8."
        raise Refused(f"The file has no column {', '.join(missing)}. {known}")
    if twice := [column for column in columns if times[plain(column)] > 1]:
        raise Refused(f"The file has more than one column {', '.join(twice)}.")
    return [names.index(plain(column)) for column in columns]


def _rows(lines: "_Lines", delimiter: str, pick: Callable[[list[str]], tuple[str, ...]], width: int) -> Iterator[Row]:
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = lines.begin()
        try:
            cells = next(reader)
            # A quotation mark that nobody closed takes in all lines up to the next one.
            fault = TORN if len(lines.row) > 1 and len(cells) != width else ""
        except StopIteration:
            return
        except csv.Error:
            fault = TORN
        if fault:
            cells, fault = _first_line(lines, delimiter)
            reader = csv.reader(lines, delimiter=delimiter, strict=True)
        text = "".join(cells)
        if not fault and (not text or text.isspace()):
            continue
        if len(cells) != width:
            fault = fault or (TOO_WIDE if "".join(cells[width:]).strip() else "")
            cells += [""] * (width - len(cells))
        picked = pick(cells)
        if fault or "\0" in text or "\ufffd" in text:
            yield line, tuple(cell.replace("\0", "") for cell in picked), fault or _unreadable(text, picked)
        else:
            yield line, picked, ""


def _unreadable(text: str, picked: tuple[str, ...]) -> str:
    if "\0" in text:
        return BINARY
    return NOT_UTF8 if "\ufffd" in "".join(picked) else ""


def _first_line(lines: "_Lines", delimiter: str) -> tuple[list[str], str]:
    """The cells of the line that spoilt a row, and how. The lines it took in are read again, each for itself."""
    try:
        return next(csv.reader([lines.put_back()], delimiter=delimiter)), TORN
    except csv.Error:
        return [], TOO_LONG


class _Lines:
    """The lines of a file. Those of the `row` at hand are kept, to be put back when they turn out not to be one row."""

    def __init__(self, source: TextIO):
        self.row: list[str] = []
        self._source = source
        self._again: deque[str] = deque()
        self._before = 0

    def __iter__(self) -> Iterator[str]:
        while line := self._again.popleft() if self._again else self._read():
            self.row.append(line)
            yield line

    def _read(self) -> str:
        line = rest = self._source.readline(LONGEST_LINE)
        while len(rest) == LONGEST_LINE and rest[-1] not in "\r\n":
            rest = self._source.readline(LONGEST_LINE)
        return line

    def peek(self) -> str:
        self._again.append(self._read())
        return self._again[0]

    def begin(self) -> int:
        """A row begins: the number of its first line."""
        self._before += len(self.row)
        self.row.clear()
        return self._before + 1

    def put_back(self) -> str:
        """All lines of the row but its first."""
        first, *others = self.row
        self._again.extendleft(reversed(others))
        self.row = [first]
        return first


# -- Writing -----------------------------------------------------------------------------------------------------------


def harmless(cell: str) -> str:
    """A spreadsheet takes a cell that begins like a formula for one, and may run it."""
    return f"'{cell}" if cell.startswith(FORMULA) else cell


@contextmanager
def in_place_of(out: Path) -> Iterator[TextIO]:
    """A new file, for this user's eyes only, that takes the place of `out` at the end, or is gone if anything fails."""
    out = out.resolve()  # A link stays one.
    with NamedTemporaryFile(
        "w", dir=out.parent, prefix=".unfinished-", encoding="utf-8", newline="", delete=False
    ) as draft:
        try:
            yield draft.file  # type: ignore[misc]
            draft.close()
            os.replace(draft.name, out)
        except BaseException:
            Path(draft.name).unlink(missing_ok=True)
            raise
