from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cohorts.models import Programme
from demo import world


class Command(BaseCommand):
    help = "Fill an empty portal with the demonstration world."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--if-empty", action="store_true", help="Do nothing where there is a programme already.")

    def handle(self, *args: Any, if_empty: bool, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("The demonstration world is for demonstration mode only: set PORTAL_DEMO=1.")
        if Programme.objects.exists():
            if if_empty:
                return
            raise CommandError("There is a programme already. `make reset` empties the portal.")
        world.build(at=timezone.now())
        self.stdout.write("The demonstration world is built.")
