"""Who takes part in a round: its candidates, each under a number drawn for them, and those who read for it."""

from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform

from cohorts.models import Programme, ProgrammeRole
from returners.models import Application, Decision
from selection.models import Candidate, Reviewer, Round
from selection.models.round import new_number


def enter_candidates(round_: Round) -> list[Candidate]:
    """Everybody who waits to be assessed and is no candidate yet becomes one. The caller holds the round."""
    decisions = Decision.objects.filter(application=OuterRef("pk")).order_by("-pk")
    region = Subquery(decisions.values(region=KeyTextTransform("region", "verdict"))[:1])
    waiting = Application.objects.in_assessment().filter(cohort=round_.cohort_id, candidate__isnull=True)
    found = list(waiting.order_by("pk").values_list("pk", region))
    if not found:
        return []
    taken = set(round_.candidates.values_list("number", flat=True))
    return Candidate.objects.bulk_create(
        Candidate(
            round=round_,
            application_id=application,
            number=_free_number(taken),
            region=region or "",
        )
        for application, region in found
    )


def _free_number(taken: set[str]) -> str:
    while (number := new_number()) in taken:
        pass
    taken.add(number)
    return number


def enter_reviewers(programme: Programme) -> None:
    """Whoever holds the role in the programme has a row to read under, however the role was given."""
    holding = ProgrammeRole.objects.filter(programme=programme, role=ProgrammeRole.Role.REVIEWER)
    new = holding.exclude(person__in=programme.reviewers.values("person")).order_by("pk")
    Reviewer.objects.bulk_create(
        (Reviewer(programme=programme, person_id=person) for person in new.values_list("person", flat=True)),
        ignore_conflicts=True,
    )
