"""The task list of an application: what has to be complete before it can be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from cohorts.models import Criterion
from returners import questions
from returners.models import Application


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    is_started: Callable[[Application], bool]
    is_complete: Callable[[Application], bool]
    # The one it asks about in words.
    criterion: Criterion | None = None

    def state(self, application: Application) -> str:
        if self.is_complete(application):
            return "Completed"
        return "In progress" if self.is_started(application) else "Not yet started"


def _eligibility_complete(application: Application) -> bool:
    return not questions.unanswered(application.answers(), application.cohort.rules.target)


SECTIONS = [
    Section(
        "contact",
        "How to reach you",
        lambda a: bool(a.phone or a.contact_by),
        lambda a: bool(a.full_name and a.contact_by and (a.phone or a.contact_by not in Application.BY_PHONE)),
    ),
    Section("eligibility", "Your situation", lambda a: bool(a.postcode or a.situation), _eligibility_complete),
    Section("strand", "The strand you would like to join", lambda a: False, lambda a: a.strand_id is not None),
    Section(
        "support",
        "Support you need to take part",
        lambda a: False,
        lambda a: a.needs_support == "no" or bool(a.needs_support == "yes" and a.support_needs),
    ),
    Section("declarations", "Declarations", lambda a: False, lambda a: a.declarations_id is not None),
]


# A ranked cohort decides on more than eligibility, so it asks for more: after the strand, before support.
EXPERIENCE = Section("experience", "Your experience", lambda a: a.work_roles.exists(), lambda a: a.has_told_roles)
ASKED_BEFORE = 3


def _about(criterion: Criterion) -> Section:
    return Section(
        f"question-{criterion.pk}",
        criterion.name,
        lambda a: False,
        lambda a: bool(a.criteria_told.get(criterion.pk)),
        criterion,
    )


def sections_of(application: Application) -> list[Section]:
    """What this application asks for, in order."""
    if not application.cohort.is_ranked:
        return SECTIONS
    before, after = SECTIONS[:ASKED_BEFORE], SECTIONS[ASKED_BEFORE:]
    return [*before, EXPERIENCE, *(_about(criterion) for criterion in application.criteria_asked), *after]


def incomplete(application: Application, sections: list[Section] | None = None) -> list[Section]:
    """Those that are not complete, of all that it asks for or of these."""
    asked = sections_of(application) if sections is None else sections
    return [section for section in asked if not section.is_complete(application)]
