"""The pages of those who read applications."""

from selection.models import Review, Reviewer
from tests.factories.cohorts import CohortFactory
from tests.factories.selection import ReviewerFactory, ReviewFactory, RoundFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table

ROWS = """
page                       | methods  | about       | anonymous | own | other | manager | foreign | administrator | reviewer
selection:review_list      | GET      |             | sign in   | –   | –     | –       | –       | –             | yes
selection:review_read      | GET POST | to read     | sign in   | –   | –     | –       | –       | –             | yes
selection:review_read      | GET POST | of another  | sign in   | –   | –     | –       | –       | –             | –
selection:review_read      | GET POST | handed back | sign in   | –   | –     | –       | –       | –             | –
selection:review_hand_back | GET POST | to read     | sign in   | –   | –     | –       | –       | –             | yes
selection:review_hand_back | GET POST | of another  | sign in   | –   | –     | –       | –       | –             | –
selection:reviewer_change  | GET POST | programme   | sign in   | –   | –     | –       | –       | –             | yes
selection:reviewer_change  | GET POST | elsewhere   | sign in   | –   | –     | –       | –       | –             | –
"""

GIVEN = {
    "selection:review_read": {"later": "1", "note": "Changed"},
    "selection:reviewer_change": {"employers": "Changed"},
}


def review(world, reviewer=None, **state):
    """Of an application to the programme."""
    reviewer = reviewer or Reviewer.objects.get(person=world.people["reviewer"])
    cohort = CohortFactory(ranked=True, closed=True, programme=world.programme)
    made = ReviewFactory(candidate__round=RoundFactory(cohort=cohort), reviewer=reviewer, **state)
    return {"uuid": made.uuid}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "to read": review,
    "of another": lambda world: review(world, ReviewerFactory(programme=world.programme)),
    "handed back": lambda world: review(world, status=Review.Status.RECUSED),
    "elsewhere": lambda world: {"slug": world.other.programme.slug},
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, looked_at={"selection:review_read"})
