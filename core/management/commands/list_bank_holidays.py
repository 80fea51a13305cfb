"""Write the list of bank holidays anew: after an update of the package `holidays`, or when the list nears its end."""

import csv
import datetime as dt
from argparse import ArgumentParser
from io import StringIO
from typing import Any

import holidays
from django.core.management.base import BaseCommand
from django.utils import timezone

from core.bank_holidays import FILE

FIRST_YEAR, YEARS_AHEAD = 2023, 20


def listed(years: range) -> str:
    """Each day with its name, as the file keeps them."""
    found: dict[dt.date, str] = holidays.country_holidays("GB", subdiv="ENG", years=years)
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerows([("day", "name"), *((day.isoformat(), name) for day, name in sorted(found.items()))])
    return lines.getvalue()


class Command(BaseCommand):
    help = "Write core/data/bank_holidays.csv: the bank holidays of England from 2023 to so many years from now."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--until", type=int, default=timezone.now().year + YEARS_AHEAD, help="the last year")

    def handle(self, *args: Any, until: int, **options: Any) -> None:
        FILE.write_text(listed(range(FIRST_YEAR, until + 1)))
        self.stdout.write(f"{FILE} lists the bank holidays up to {until}.")
