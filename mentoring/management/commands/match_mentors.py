from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from core.errors import Refused
from core.words import number_of
from mentoring.files import first_of, read_both, strangers, write
from mentoring.matching import match
from mentoring.weights import Weights


class Command(BaseCommand):
    help = "Find the best mentor for everybody in a list. See docs/matching.md."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--mentees", required=True, metavar="CSV", help="Who is to have a mentor.")
        parser.add_argument("--mentors", required=True, metavar="CSV", help="Who offers to be one.")
        parser.add_argument("--out", required=True, metavar="CSV", help="Where the pairs go.")
        parser.add_argument("--weights", metavar="TOML", help="What each part of a score is worth.")
        parser.add_argument("--explain", metavar="CSV", help="Where the reasons go.")

    def handle(
        self,
        *args: Any,
        mentees: str,
        mentors: str,
        out: str,
        weights: str | None = None,
        explain: str | None = None,
        **options: Any,
    ) -> None:
        results = [Path(name) for name in (out, explain) if name]
        try:
            check_results(results, sources=[Path(name) for name in (mentees, mentors, weights) if name])
            points = read_weights(weights)
            returners, volunteers = read_both(Path(mentees), Path(mentors))
            found = match(returners, volunteers, points)
            write(found, returners, volunteers, points, to=results)
        except Refused as refusal:
            raise CommandError(str(refusal)) from refusal
        except OSError as error:
            raise CommandError(f"{error.filename or mentees}: {error.strerror}") from error
        if unknown := [*strangers(returners, volunteers), *strangers(volunteers, returners)]:
            self.stderr.write(f"Passed over, since nobody is called so: {', '.join(first_of(unknown))}.")
        matched = f"{len(found.matches)} of {number_of(len(returners), 'mentee')} matched"
        self.stdout.write(f"{matched}, total score {found.total}. No other matching has more pairs or a higher total.")


def check_results(results: list[Path], sources: list[Path]) -> None:
    """Refuse before any work what could not be written, or would be written over what is read."""
    for result in results:
        if result.exists() and not result.is_file():
            raise Refused(f"{result} is no file. Give the results a file.")
        if not result.parent.is_dir():
            raise Refused(f"There is no folder {result.parent}. Nothing was written.")
        if any(result.exists() and source.exists() and result.samefile(source) for source in sources):
            raise Refused(f"{result} would be overwritten, and it is read. Give another file for the results.")
    if len({result.resolve() for result in results}) < len(results):
        raise Refused("The pairs and the reasons need a file each.")


def read_weights(path: str | None) -> Weights:
    if path is None:
        return Weights()
    with Path(path).open("rb") as source:
        return Weights.read(source)
