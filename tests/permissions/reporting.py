"""The pages that bring several apps together for staff."""

from tests.factories.notifications import MessageFactory
from tests.factories.returners import EqualityTotalsFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
reporting:inbox                   | GET      |            | sign in   | –   | –     | yes     | yes     | yes           | –
reporting:search                  | GET POST |            | sign in   | –   | –     | yes     | yes     | yes           | –
reporting:equality_list           | GET      |            | sign in   | –   | –     | –       | –       | yes           | –
reporting:equality_detail         | GET      | totals     | sign in   | –   | –     | –       | –       | yes           | –
reporting:letter_list             | GET      |            | sign in   | –   | –     | –       | –       | yes           | –
reporting:letter_send_again       | POST     | letter     | sign in   | –   | –     | –       | –       | yes           | –
reporting:letter_send_all_again   | POST     |            | sign in   | –   | –     | –       | –       | yes           | –
reporting:letter_cancel           | POST     | letter     | sign in   | –   | –     | –       | –       | yes           | –
"""
# Anybody who is signed in may press these without anything being written down at once.
QUIET = {
    # The other manager's list is empty.
    "reporting:search",
}

ABOUT: About = {
    **around_a_programme.ABOUT,
    "totals": lambda world: {"slug": EqualityTotalsFactory(programme=world.programme).programme.slug, "version": 1},
    "letter": lambda world: {"pk": MessageFactory(status="failed", error="No such mailbox").pk},
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, quiet=QUIET)
