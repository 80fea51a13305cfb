from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from core.words import number_of
from portal import actions


class Command(BaseCommand):
    help = "After a backup was restored: erase again everybody whom the log of erasures names. See docs/operations.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("log", type=Path, help="the file that ERASURE_LOG names")

    def handle(self, *args: Any, log: Path, **options: Any) -> None:
        with log.open(encoding="ascii") as lines:
            count = actions.replay(lines, at=timezone.now())
        actions.remove_files()
        self.stdout.write(f"{number_of(count, 'person')} erased again.")
