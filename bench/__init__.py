"""What the portal costs, beside references measured in the same run: `make bench`.

A row group is a module named in `GROUPS` with a function `rows()` that yields `Row`s. Wall times move by a
factor of two from run to run, so a group measures its subject and its reference in turns and compares the medians.
"""

from typing import NamedTuple

GROUPS = ["places", "letters", "partners", "lists", "web", "events", "selection", "groups", "mentoring"]


class Row(NamedTuple):
    what: str
    value: str
    goal: str
    reference: str
    met: bool | None = None
