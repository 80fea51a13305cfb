"""What a manager sets and moves while a cohort is being built. The round's row is held, and nothing is prepared yet."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction

from accounts.models import User
from cohorts.models import Strand
from core import audit
from core.errors import Refused, SeenOtherwise
from core.seen import mark_of
from selection.actions.assigning import hold
from selection.building import Plan, moved, plan, wish_of
from selection.models import Candidate, Minimum, Move, Round
from selection.ranking import Ranking, Standing, read_ranking

# Of a strand, by its row, or of a group of regions, by its name.
Least = Mapping[Strand | str, int]


@dataclass(frozen=True)
class Preview:
    """What a move would change: who comes in and who goes out, the one who is moved among them."""

    before: Plan
    after: Plan

    @property
    def comes_in(self) -> list[Standing]:
        return self.after.takes_beyond(self.before)

    @property
    def goes_out(self) -> list[Standing]:
        return self.before.takes_beyond(self.after)

    @property
    def points(self) -> int:
        """What it adds to the total score, in hundredths; below nought what it costs."""
        return self.after.choice.score - self.before.choice.score

    @property
    def seen(self) -> str:
        """The same as long as the move would do the same."""
        return mark_of(sorted(self.before.chosen), sorted(self.after.chosen))


def preview(candidate: Candidate, to: str, ranking: Ranking) -> Preview:
    """Beside the cohort as it stands. Refused, in words, if there is no such cohort."""
    if candidate.pk not in {one.candidate for one in ranking.ranked}:
        raise Refused("This application has no score yet, or has been withdrawn. It cannot be moved.")
    wish = wish_of(candidate.round, ranking)
    return Preview(plan(ranking, wish), plan(ranking, moved(wish, candidate.pk, to)))


@transaction.atomic
def move(
    candidate: Candidate, *, to: str, reason: str, why: str, at: dt.datetime, by: User, seen: str | None = None
) -> Move:
    """Keep somebody in the cohort, or leave them out, whatever the scores say. The same move made twice is one.

    `seen` is of the preview that a page showed: Refused if the move would now do something else.
    """
    candidate.round = _hold(candidate.round)
    standing = candidate.moves.standing().first()
    if standing and (standing.to, standing.reason, standing.why) == (to, reason, why):
        return standing
    # Refused here if the places do not suffice for everybody kept in.
    now = preview(candidate, to, read_ranking(candidate.round)).seen
    if seen not in (None, now):
        raise SeenOtherwise("The cohort has changed since this page was shown. Look at what the move does now.")
    # The reason is about a person: it stands in the move, which can be erased, not in the trail.
    with audit.acting(by, why="Moved by a manager"):
        candidate.moves.standing().update(taken_back_at=at)
        return candidate.moves.create(to=to, reason=reason, why=why, at=at, by=by)


@transaction.atomic
def take_back(move: Move, *, at: dt.datetime, by: User) -> None:
    """The scores decide again. Pressed twice, it is taken back once."""
    _hold(move.candidate.round)
    with audit.acting(by):
        Move.objects.standing().filter(pk=move.pk).update(taken_back_at=at)


@transaction.atomic
def change_settings(
    round_: Round, *, use_normalised: bool, least_score: Decimal, least: Least, by: User, seen: str | None = None
) -> None:
    """Which scores decide, below which nobody gets a place, and the least numbers of strands and region groups.

    `seen` is of the settings that a page showed: Refused if a colleague has changed them since.
    """
    round_ = _hold(round_)
    if seen not in (None, settings_seen(round_)):
        raise SeenOtherwise(
            "A colleague has changed the settings since this page was shown. Look at what they are now."
        )
    round_.use_normalised, round_.least_score = use_normalised, least_score
    round_.save(update_fields=["use_normalised", "least_score"])
    round_.minimums.all().delete()
    Minimum.objects.bulk_create(_minimum(round_, of, number) for of, number in least.items() if number)
    audit.changed(by, round_, ["least_score", "minimums", "use_normalised"])


def settings_seen(round_: Round) -> str:
    """The same as long as nobody changes the settings."""
    minimums = round_.minimums.order_by("strand", "region_group").values_list("strand", "region_group", "least")
    return mark_of(round_.use_normalised, f"{round_.least_score:.2f}", *minimums)


def _minimum(round_: Round, of: Strand | str, number: int) -> Minimum:
    if isinstance(of, Strand):
        return Minimum(round=round_, strand=of, least=number)
    return Minimum(round=round_, region_group=of, least=number)


def _hold(round_: Round) -> Round:
    """The round, held: a move and a release must not cross."""
    held = hold(round_)
    require_open(held)
    return held


def require_open(round_: Round) -> None:
    """Refused once the decisions are prepared, in words that say what to do."""
    if round_.status == Round.Status.PREPARED:
        raise Refused("The decisions are prepared. Take them back first, then change the cohort.")
    if round_.status == Round.Status.RELEASED:
        raise Refused("The decisions have been released. The cohort cannot be changed any more.")
