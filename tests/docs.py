"""The pages of docs/ that are drawn from the code: `make docs` writes them, and a test fails when one is stale."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import models

from tests import permissions

DOCS = Path(__file__).parent.parent / "docs"
DRAWN = "<!-- Drawn by `make docs`. Do not edit. -->"


def pages() -> dict[Path, str]:
    """Each page's file and what it should say."""
    return {DOCS / "states.md": states(), DOCS / "permissions.md": permissions_page()}


# -- States ----------------------------------------------------------------------------------------------------------

STATES = f"""{DRAWN}
# States

Every row with a life of its own has a table `NEXT` of its legal moves, and `move_to` refuses the others. Only actions
move a row, under the lock of whatever owns it.
"""


def states() -> str:
    return "\n".join([STATES, *(_diagram(model) for model in with_states())])


def with_states() -> Iterator[type[models.Model]]:
    """Our models that have a table of moves, by name of their app."""
    found = (model for model in apps.get_models() if isinstance(getattr(model, "NEXT", None), dict))
    return iter(sorted(found, key=lambda model: model._meta.label))


def _diagram(model: Any) -> str:
    """A heading, what the model is, and its moves: drawn, and as a table for whoever sees no drawing."""
    names = [status.name for status in model.NEXT]
    moves = [f"    {status.name} --> {after.name}" for status, then in model.NEXT.items() for after in _in_order(then)]
    begins = f"    [*] --> {names[0]}"
    ends = [f"    {status.name} --> [*]" for status, then in model.NEXT.items() if not then]
    rows = [
        f"| {status.label} (`{status.value}`) | {', '.join(after.label for after in _in_order(then)) or 'nothing'} |"
        for status, then in model.NEXT.items()
    ]
    first_line = next(line for line in model.__doc__.splitlines() if line)
    return "\n".join(
        [
            f"## {model._meta.verbose_name.capitalize()} (`{model._meta.label}`)\n\n{first_line}\n",
            "```mermaid\nstateDiagram-v2",
            begins,
            *moves,
            *ends,
            "```\n\n| is | may become |\n| --- | --- |",
            *rows,
            "",
        ]
    )


def _in_order(statuses: set[Any]) -> list[Any]:
    """As the model lists them: a set has no order of its own."""
    return [status for status in type(next(iter(statuses))) if status in statuses] if statuses else []


# -- Permissions -----------------------------------------------------------------------------------------------------

PERMISSIONS = f"""{DRAWN}
# Who may open which page

Access is decided by the gate on the view (`accounts/gates.py`) and by the queryset that starts from the person; these
are the tables that the tests hold every address to, with every method (`tests/permissions/`).
"""


def permissions_page() -> str:
    """The explanation above the tables, and for each kind of people who look their columns and their tables."""
    _, explanation = (permissions.__doc__ or "").strip().split("\n\n", 1)
    lines = [PERMISSIONS, _as_markdown(explanation)]
    for around, tables in _tables().items():
        lines += ["", f"## {around}", "", *_columns(tables[0]), "", *_table(tables)]
    return "\n".join(lines) + "\n"


def _tables() -> dict[str, list[permissions.Table]]:
    """Those with the same columns together; none for an app that has no page yet."""
    found: dict[str, list[permissions.Table]] = {}
    for table in permissions.TABLES:
        if table.rows():
            found.setdefault(table.around.title, []).append(table)
    return found


def _as_markdown(explanation: str) -> str:
    """The list of answers stands in columns there: here, as a list."""
    lines = []
    for line in explanation.splitlines():
        word, gap, meaning = line.partition("  ")
        lines.append(f"* **{word}** {meaning.strip()}" if gap and word else line)
    return "\n".join(lines)


def _columns(table: permissions.Table) -> list[str]:
    return [f"* **{column}** {who}" for column, who in table.around.columns.items()]


def _table(tables: list[permissions.Table]) -> list[str]:
    head, *_ = tables[0].lines()
    lines = [line for table in tables for line in table.lines()[1:]]
    return [f"| {' | '.join(line)} |" for line in (head, ["---"] * len(head), *lines)]


def draw() -> None:
    for path, text in pages().items():
        path.write_text(text)
