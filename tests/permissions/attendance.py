"""Who was there: registers, excuses, and the pages of those who lead sessions."""

from tests.permissions.around_a_session import A_SESSION, ABOUT
from tests.permissions.table import Table

ROWS = """
page                               | methods  | about          | anonymous | own | other | nobody | leader | leads others | manager | foreign | administrator | reviewer
participation:leading_list         | GET      |                | sign in   | –   | –     | –      | yes    | yes          | –       | –       | –             | –
participation:leading_session      | GET      | over           | sign in   | –   | –     | –      | yes    | –            | –       | –       | –             | –
participation:leading_session      | GET      | without leader | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:leading_register     | GET POST | over           | sign in   | –   | –     | –      | yes    | –            | –       | –       | –             | –
participation:leading_register     | GET POST | without leader | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:session_register     | GET POST | over           | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:session_register     | GET POST | elsewhere      | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:cannot_come          | GET POST | to come        | sign in   | yes | –     | –      | –      | –            | –       | –       | –             | –
participation:cannot_come          | GET POST | elsewhere      | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:leading_register": {"everybody": "yes"},
    "participation:session_register": {"everybody": "yes"},
    "participation:cannot_come": {"excuse": "caring"},
}
LOOKED_AT = {"participation:leading_register", "participation:session_register"}

TABLE = Table(A_SESSION, ROWS, ABOUT, GIVEN, looked_at=LOOKED_AT)
