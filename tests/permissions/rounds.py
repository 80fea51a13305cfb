"""The pages of managers around the reading of a round."""

import uuid
from types import SimpleNamespace

from selection.models import Conflict, Reviewer, Round
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import CandidateFactory, ConflictFactory, ReviewerFactory, ReviewFactory, RoundFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                      | methods  | about     | anonymous | own | other | manager | foreign | administrator | reviewer
selection:round_list      | GET      |           | sign in   | –   | –     | yes     | yes     | yes           | –
selection:round_open      | GET POST | closed    | sign in   | –   | –     | yes     | –       | –             | –
selection:round_detail    | GET      | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_read_by   | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_reviews   | GET      | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_missing   | GET      | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_fill      | POST     | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_even      | POST     | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_reviewer  | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_reviewer  | GET POST | stranger  | sign in   | –   | –     | –       | –       | –             | –
selection:review_give     | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:review_reassign | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:review_reassign | GET POST | elsewhere | sign in   | –   | –     | –       | –       | –             | –
selection:conflict_list   | GET      | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:conflict_add    | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:conflict_remove | GET POST | declared  | sign in   | –   | –     | yes     | –       | –             | –
selection:conflict_remove | GET POST | crossed   | sign in   | –   | –     | –       | –       | –             | –
"""

NUMBER, CHOSEN = "123456", uuid.UUID("33333333-2222-4333-8444-555555555555")
PAIR = {"number": NUMBER, "reviewer": str(CHOSEN)}
GIVEN = {
    "selection:round_open": {"review_by_day": "1", "review_by_month": "1", "review_by_year": "2030"},
    "selection:round_read_by": {"review_by_day": "1", "review_by_month": "1", "review_by_year": "2030"},
    "selection:round_reviewer": {"do": "hand over"},
    "selection:review_give": PAIR,
    "selection:review_reassign": {"to": str(CHOSEN)},
    "selection:conflict_add": {**PAIR, "why": "Changed"},
}
LATE = {"decisions_by": "2030-06-01"}


def ranked(programme):
    return CohortFactory(ranked=True, closed=True, programme=programme, **LATE)


def closed(world: SimpleNamespace) -> Keys:
    """With somebody to read, and two to read them."""
    cohort = ranked(world.programme)
    ApplicationFactory(cohort=cohort, assessment=True)
    ReviewerFactory(programme=world.programme)
    return {"programme_slug": world.programme.slug, "slug": cohort.slug}


def a_round(programme) -> Round:
    round_ = RoundFactory(cohort=ranked(programme))
    CandidateFactory(round=round_, number=NUMBER)
    return round_


def being_read(world: SimpleNamespace) -> Keys:
    """By one of two."""
    round_ = a_round(world.programme)
    reviewer = Reviewer.objects.get(person=world.people["reviewer"])
    ReviewerFactory(programme=world.programme, uuid=CHOSEN)
    review = ReviewFactory(candidate=round_.candidates.get(), reviewer=reviewer)
    return {"uuid": round_.uuid, "reviewer_uuid": reviewer.uuid, "review_uuid": review.uuid}


def elsewhere(world: SimpleNamespace) -> Keys:
    """The round is the manager's, the review of another round."""
    foreign = ReviewFactory(candidate=a_round(world.other.programme).candidates.get())
    return {**being_read(world), "review_uuid": foreign.uuid}


def stranger(world: SimpleNamespace) -> Keys:
    """Who reads for another programme."""
    return {**being_read(world), "reviewer_uuid": ReviewerFactory(programme=world.other.programme).uuid}


def conflict(round_: Round) -> Conflict:
    reviewer = ReviewerFactory(programme=round_.cohort.programme)
    return ConflictFactory(application=round_.candidates.get().application, reviewer=reviewer)


def declared(world: SimpleNamespace) -> Keys:
    round_ = a_round(world.programme)
    return {"uuid": round_.uuid, "pk": conflict(round_).pk}


def crossed(world: SimpleNamespace) -> Keys:
    """The round is the manager's, the conflict of another."""
    return {"uuid": a_round(world.programme).uuid, "pk": conflict(a_round(world.other.programme)).pk}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "closed": closed,
    "round": being_read,
    "elsewhere": elsewhere,
    "stranger": stranger,
    "declared": declared,
    "crossed": crossed,
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, looked_at={"selection:conflict_list"})
