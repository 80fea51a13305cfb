"""The pages that everybody has, and those of an administrator about a person."""

from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
portal:home                       | GET      |            | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:cookies                    | GET      |            | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:accessibility              | GET      |            | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:privacy                    | GET      |            | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:account_close              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
portal:account_closed             | GET      |            | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:data_download              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
portal:person_download            | GET POST | person     | sign in   | –   | –     | –       | –       | yes           | –
portal:person_hold                | GET POST | person     | sign in   | –   | –     | –       | –       | yes           | –
portal:retention_list             | GET      |            | sign in   | –   | –     | –       | –       | yes           | –
portal:retention_change           | GET POST | kind       | sign in   | –   | –     | –       | –       | yes           | –
portal:person_erase               | GET POST | person     | sign in   | –   | –     | –       | –       | yes           | –
portal:after_sign_in              | GET      |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
portal:my_home                    | GET      |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
portal:my_trail                   | GET      |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
portal:trail_list                 | GET      |            | sign in   | –   | –     | yes     | yes     | yes           | –
portal:programme_privacy          | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:programme_privacy          | GET      | private    | –         | –   | –     | –       | –       | yes           | –
portal:programme_privacy_version  | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
portal:programme_privacy_version  | GET      | private    | –         | –   | –     | –       | –       | yes           | –
"""

# What is sent to each form: something that would change something.
GIVEN = {
    "portal:person_erase": {"how": "post"},
    "portal:person_hold": {"why": "A complaint"},
    "portal:retention_change": {"period": "30", "why": "Changed"},
    "portal:person_download": {"how": "post"},
}
FIXED = {"version": 1}
# Opening these is written down: who looked at whom.
LOOKED_AT = {"portal:person_erase", "portal:person_hold", "portal:person_download"}
# Anybody who is signed in may press these without anything being written down at once.
QUIET = {
    # The last administrator, as here, cannot go. What it does for others: tests/portal/test_erasure_views.py.
    "portal:account_close",
}

ABOUT: About = {**around_a_programme.ABOUT, "kind": lambda world: {"key": "letter"}}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
