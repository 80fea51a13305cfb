"""What somebody who takes part asks the team."""

from types import SimpleNamespace

from participation.models import Question
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import QuestionFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.progress import keys, taking_part
from tests.permissions.table import About, Keys, Table

ROWS = """
page                          | methods  | about           | anonymous | own | other | manager | foreign | administrator | reviewer
participation:question_list   | GET      | enrolment       | sign in   | yes | –     | –       | –       | –             | –
participation:question_ask    | GET POST | enrolment       | sign in   | yes | –     | –       | –       | –             | –
participation:question_detail | GET POST | question        | sign in   | yes | –     | –       | –       | –             | –
participation:question_detail | GET POST | neighbour       | sign in   | –   | –     | –       | –       | –             | –
participation:question_close  | POST     | question        | sign in   | yes | –     | –       | –       | –             | –
participation:question_inbox  | GET      |                 | sign in   | –   | –     | yes     | yes     | –             | –
participation:question_answer | GET POST | question        | sign in   | –   | –     | yes     | –       | –             | –
participation:question_assign | GET POST | owned question  | sign in   | –   | –     | yes     | –       | –             | –
participation:question_due    | GET POST | question        | sign in   | –   | –     | yes     | –       | –             | –
participation:question_shut   | POST     | question        | sign in   | –   | –     | yes     | –       | –             | –
participation:question_reopen | POST     | closed question | sign in   | –   | –     | yes     | –       | –             | –
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:question_ask": {"subject": "Changed", "text": "Changed"},
    "participation:question_detail": {"text": "Changed"},
    "participation:question_answer": {"text": "Changed"},
    "participation:question_assign": {"owner": "nobody"},
    "participation:question_due": {"on_day": "8", "on_month": "1", "on_year": "2030"},
}


def question(world: SimpleNamespace, **fields: object) -> Question:
    return QuestionFactory(enrolment=taking_part(world), **fields)


def of_neighbour(world: SimpleNamespace) -> Keys:
    """Of somebody else in the cohort, in an address of the returner's own."""
    taking_part(world)
    asked = QuestionFactory(enrolment=EnrolmentFactory(cohort=world.cohort))
    return keys(asked.enrolment, uuid=asked.uuid)


ABOUT: About = {
    **around_a_programme.ABOUT,
    "enrolment": lambda world: keys(taking_part(world)),
    "question": lambda world: keys(taking_part(world), uuid=question(world).uuid),
    "closed question": lambda world: keys(taking_part(world), uuid=question(world, closed=True).uuid),
    "owned question": lambda world: keys(taking_part(world), uuid=question(world, owner=world.people["manager"]).uuid),
    "neighbour": of_neighbour,
}

LOOKED_AT = {"participation:question_inbox", "participation:question_answer"}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, looked_at=LOOKED_AT)
