"""From the cohort that was built to the one release."""

from django.utils import timezone

from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table
from tests.selection.deciding import BEST, GOOD, prepared_round, read_round, released_round

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
selection:round_prepare           | GET POST | read       | sign in   | –   | –     | yes     | –       | –             | –
selection:round_decisions         | GET      | prepared   | sign in   | –   | –     | yes     | –       | –             | –
selection:round_letters           | GET      | prepared   | sign in   | –   | –     | yes     | –       | –             | –
selection:decision_letter         | GET      | prepared   | sign in   | –   | –     | yes     | –       | –             | –
selection:round_go_back           | POST     | prepared   | sign in   | –   | –     | yes     | –       | –             | –
selection:round_release           | GET POST | prepared   | sign in   | –   | –     | yes     | –       | –             | –
selection:round_progress          | GET      | released   | sign in   | –   | –     | yes     | –       | –             | –
"""


def of_round(how):
    """A round of the programme, as far as this takes it."""

    def keys(world):
        round_ = how(BEST, GOOD, now=timezone.now(), cohort__programme=world.programme)
        return {"uuid": round_.uuid, "number": round_.candidates.first().number}

    return keys


ABOUT: About = {
    **around_a_programme.ABOUT,
    "read": of_round(read_round),
    "prepared": of_round(prepared_round),
    "released": of_round(released_round),
}

GIVEN: dict[str, dict[str, object]] = {}

# To read a letter is to look at somebody.
LOOKED_AT = {"selection:round_letters", "selection:decision_letter"}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, looked_at=LOOKED_AT)
