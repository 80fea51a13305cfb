from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from cohorts.models import Cohort
from core.errors import Refused
from core.words import number_of
from returners import partners


class Command(BaseCommand):
    help = "Decide who in a partner's list (CSV) may join a cohort. See docs/partners.md."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("people", help="The list: a CSV file, one row a person.")
        parser.add_argument("--cohort", required=True, metavar="SLUG", help="cohort, or programme/cohort")
        parser.add_argument("--out", required=True, metavar="CSV", help="Where the results go.")

    def handle(self, *args: Any, people: str, cohort: str, out: str, **options: Any) -> None:
        found = find_cohort(cohort)
        try:
            outcomes = partners.check_list(Path(people), Path(out), rules=found.rules, reference=found.reference_date)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename or out}: {error.strerror}") from error
        told = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
        self.stdout.write(f"{found}, breaks measured to {found.reference_date}: {number_of(outcomes.total(), 'row')}")
        self.stdout.write(told or "The list is empty.")


def find_cohort(slug: str) -> Cohort:
    """A slug is one programme's own: where two programmes share it, the programme's goes before it."""
    *programme, name = slug.split("/")
    cohorts = Cohort.objects.select_related("programme", "rules")
    found = cohorts.filter(slug=name, **({"programme__slug": "/".join(programme)} if programme else {}))
    if len(found) == 1:
        return found[0]
    if found:
        raise CommandError(f"Several programmes have a cohort {slug}. Say which: {_names(found)}.")
    raise CommandError(f"There is no cohort {slug}. These are known: {_names(cohorts) or 'none'}.")


def _names(cohorts: Any) -> str:
    return ", ".join(f"{cohort.programme.slug}/{cohort.slug}" for cohort in cohorts)
