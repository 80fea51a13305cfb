"""The bank holidays of England. The facts are core/data/bank_holidays.csv, written by `manage.py list_bank_holidays`.

A list, because the package that knows them takes half a second and forty megabytes of each process to load. A test
holds the list to the package, and fails while there is time to write it anew.
"""

import csv
import datetime as dt
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "bank_holidays.csv"


@cache
def bank_holidays() -> frozenset[dt.date]:
    """Those that are known. After the last of them, no day is taken for one."""
    with FILE.open(newline="") as lines:
        return frozenset(dt.date.fromisoformat(row["day"]) for row in csv.DictReader(lines))
