"""The questions of the eligibility check: in which order, and who is asked which. The application asks the same."""

from collections.abc import Callable
from dataclasses import dataclass

from core import regions
from returners.eligibility import Answers, Situation

Target = frozenset[str]


@dataclass(frozen=True)
class Question:
    """One page. `applies` may look at earlier answers and at the regions of the programme."""

    slug: str
    title: str
    is_answered: Callable[[Answers], bool]
    applies: Callable[[Answers, Target], bool] = lambda answers, target: True


QUESTIONS = [
    Question("postcode", "Where you live", lambda answers: bool(answers.postcode)),
    Question(
        "council",
        "Your local council",
        lambda answers: bool(answers.council),
        # Only a postcode that lies partly inside and partly outside has to say more.
        lambda answers, target: regions.is_mixed(answers.postcode, target),
    ),
    Question("work", "What you do now", lambda answers: bool(answers.situation)),
    Question(
        "caring",
        "Why you work below your skill level",
        lambda answers: bool(answers.because_of_caring),
        lambda answers, target: answers.situation == Situation.BELOW_SKILL,
    ),
    Question(
        "break",
        "Your career break",
        lambda answers: answers.has_told_of_break,
        lambda answers, target: answers.situation != Situation.BELOW_SKILL,
    ),
    Question("field", "Your experience", lambda answers: bool(answers.field)),
    Question("right-to-work", "Your right to work", lambda answers: bool(answers.right_to_work)),
]


def asked(answers: Answers, target: Target) -> list[Question]:
    """The questions this person is asked, given what they have answered so far."""
    return [question for question in QUESTIONS if question.applies(answers, target)]


def unanswered(answers: Answers, target: Target) -> list[Question]:
    return [question for question in asked(answers, target) if not question.is_answered(answers)]


def before(slug: str, answers: Answers, target: Target) -> Question | None:
    """The page before this one: None when it is the first."""
    found = asked(answers, target)
    place = next((n for n, question in enumerate(found) if question.slug == slug), 0)
    return found[place - 1] if place else None
