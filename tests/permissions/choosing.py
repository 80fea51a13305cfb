"""The pages between the reviews and the release."""

from tests.factories.cohorts import CohortFactory
from tests.factories.selection import MoveFactory, RoundFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table
from tests.selection.rounds import read

ROWS = """
page                       | methods  | about     | anonymous | own | other | manager | foreign | administrator | reviewer
selection:round_ranking    | GET      | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:ranking_export   | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:candidate_detail | GET      | candidate | sign in   | –   | –     | yes     | –       | –             | –
selection:candidate_detail | GET      | crossed   | sign in   | –   | –     | –       | –       | –             | –
selection:candidate_move   | GET POST | candidate | sign in   | –   | –     | yes     | –       | –             | –
selection:candidate_move   | GET POST | crossed   | sign in   | –   | –     | –       | –       | –             | –
selection:round_build      | GET      | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:round_settings   | GET POST | round     | sign in   | –   | –     | yes     | –       | –             | –
selection:move_take_back   | GET POST | move      | sign in   | –   | –     | yes     | –       | –             | –
selection:move_take_back   | GET POST | crossing  | sign in   | –   | –     | –       | –       | –             | –
"""

GIVEN = {
    "selection:ranking_export": {"kind": "csv", "why": "Changed"},
    # Says first what it would do: tests/selection/test_views_building.py presses on.
    "selection:candidate_move": {"reason": "flag", "why": "Changed"},
    # Compared with what the page showed, likewise.
    "selection:round_settings": {"use_normalised": "yes", "least_score": "42"},
}


def round_of(programme):
    return RoundFactory(cohort=CohortFactory(ranked=True, closed=True, programme=programme))


def of_round(world):
    return {"uuid": read(round_of(world.programme), 3, 3).round.uuid}


def candidate(world):
    found = read(round_of(world.programme), 3, 3)
    return {"uuid": found.round.uuid, "number": found.number}


def crossed(world):
    """The round is the manager's, the candidate of another."""
    return {**candidate(world), "number": read(round_of(world.other.programme), 3, 3).number}


def move(world):
    made = MoveFactory(candidate=read(round_of(world.programme), 3, 3))
    return {"uuid": made.candidate.round.uuid, "pk": made.pk}


def crossing(world):
    foreign = MoveFactory(candidate=read(round_of(world.other.programme), 3, 3))
    return {**move(world), "pk": foreign.pk}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "round": of_round,
    "candidate": candidate,
    "crossed": crossed,
    "move": move,
    "crossing": crossing,
}

TABLE = Table(
    A_PROGRAMME,
    ROWS,
    ABOUT,
    GIVEN,
    fixed={"to": "out"},
    looked_at={"selection:candidate_detail"},
    quiet={"selection:candidate_move", "selection:round_settings"},
)
