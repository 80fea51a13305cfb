"""What those who take part ask the team."""

from participation.models import QuestionMessage
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import QuestionFactory
from tests.queries import growing
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    found = growing.scene()
    enrolment = EnrolmentFactory(cohort=found["cohort"])
    return {**found, "own": enrolment.person, "question": QuestionFactory(enrolment=enrolment, owner=found["manager"])}


def messages(scene: Scene, number: int) -> None:
    for n in range(number):
        at, author = scene["question"].opened_at, UserFactory()
        QuestionMessage.objects.create(
            thread=scene["question"], author=author, text="More", at=at, from_team=bool(n % 2)
        )


def questions(scene: Scene, number: int) -> None:
    """Of one person, and of as many others."""
    for _ in range(number):
        QuestionFactory(enrolment=scene["question"].enrolment)
        QuestionFactory(enrolment=EnrolmentFactory(cohort=scene["cohort"]), owner=UserFactory())


def own(scene: Scene) -> list:
    cohort = scene["cohort"]
    return [cohort.programme.slug, cohort.slug]


def the_question(scene: Scene) -> list:
    return [scene["question"].uuid]


LISTS: list[Listed] = [
    Listed("participation:question_list", "own", questions, own),
    Listed("participation:question_detail", "own", messages, lambda scene: [*own(scene), *the_question(scene)]),
    Listed("participation:question_inbox", "manager", questions),
    Listed("participation:question_answer", "manager", messages, the_question),
    Listed("reporting:inbox", "manager", questions),
]
