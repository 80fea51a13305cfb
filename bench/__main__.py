"""Run the groups named on the command line, or all, and print their rows as a table."""

import argparse
import sys
import time
from importlib import import_module

from bench import GROUPS, Row
from bench.surroundings import database

WIDTHS = (46, 26, 12, 44)
MARKS = {True: "met", False: "MISSED", None: ""}


def line(*cells: str) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=False)) + f"  {cells[-1]}\n"


def show(row: Row) -> None:
    sys.stdout.write(line(row.what, row.value, row.goal, row.reference, MARKS[row.met]))
    sys.stdout.flush()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("groups", nargs="*", metavar="GROUP", help=", ".join(GROUPS))
    wanted = parser.parse_args().groups or GROUPS
    if unknown := set(wanted) - set(GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    started = time.monotonic()
    with database():
        sys.stdout.write(line("what", "value", "goal", "reference, this run", ""))
        for group in wanted:
            for row in import_module(f"bench.{group}").rows():
                show(row)
    sys.stdout.write(f"{time.monotonic() - started:.0f} seconds\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
