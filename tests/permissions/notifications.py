"""The local mailbox, which is there on a machine of its own alone."""

from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
notifications:inbox               | GET      |            | –         | –   | –     | –       | –       | –             | –
notifications:inbox_message       | GET      | mail       | –         | –   | –     | –       | –       | –             | –
notifications:inbox_html          | GET      | mail       | –         | –   | –     | –       | –       | –             | –
notifications:inbox_calendar      | GET      | mail       | –         | –   | –     | –       | –       | –             | –
"""

ABOUT: About = {**around_a_programme.ABOUT, "mail": lambda world: {"name": "1"}}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT)
