"""What a round came to, once its decisions are released."""

from django.utils import timezone

from selection.models import Round
from tests.factories.selection import RoundFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
selection:round_report            | GET      | released   | sign in   | –   | –     | yes     | –       | yes           | –
selection:round_what_if           | GET      | released   | sign in   | –   | –     | yes     | –       | –             | –
selection:round_report_file       | GET      | released   | sign in   | –   | –     | yes     | –       | yes           | –
"""
FIXED: Keys = {"selection:round_report_file": {"kind": "csv"}}
# To take the file is written down.
LOOKED_AT = {"selection:round_report_file"}


def released(world) -> Keys:
    at = timezone.now()
    round_ = RoundFactory(
        cohort__programme=world.programme, status=Round.Status.RELEASED, prepared_at=at, released_at=at
    )
    return {"uuid": round_.uuid}


ABOUT: About = {**around_a_programme.ABOUT, "released": released}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, fixed=FIXED, looked_at=LOOKED_AT)
