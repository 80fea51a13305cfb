"""The task list of an application: what has to be complete before it can be sent."""

from collections.abc import Callable
from dataclasses import dataclass

from returners import questions
from returners.models import Application


@dataclass(frozen=True)
class Section:
    slug: str
    title: str
    is_started: Callable[[Application], bool]
    is_complete: Callable[[Application], bool]

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


def incomplete(application: Application, sections: list[Section] = SECTIONS) -> list[Section]:
    return [section for section in sections if not section.is_complete(application)]
