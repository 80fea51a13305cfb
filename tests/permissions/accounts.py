"""The pages of an account, and of the people who have one."""

from accounts.models import Role
from tests.factories.accounts import InvitationFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
accounts:my_account               | GET      |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
accounts:name_change              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
accounts:consent_list             | GET      |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
accounts:consent_change           | POST     |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
accounts:passkey_add              | GET POST |            | sign in   | yes | yes   | yes     | yes     | yes           | yes
accounts:invitation_accept        | GET POST | token      | yes       | yes | yes   | yes     | yes     | yes           | yes
accounts:person_list              | GET POST |            | sign in   | –   | –     | –       | –       | yes           | –
accounts:person_detail            | GET      | staff      | sign in   | –   | –     | –       | –       | yes           | –
accounts:person_detail            | GET      | person     | sign in   | –   | –     | –       | –       | yes           | –
accounts:invitation_create        | GET POST |            | sign in   | –   | –     | –       | –       | yes           | –
accounts:invitation_withdraw      | GET POST | invitation | sign in   | –   | –     | –       | –       | yes           | –
accounts:role_take_away           | GET POST | held role  | sign in   | –   | –     | –       | –       | yes           | –
accounts:second_factor_reset      | GET POST | staff      | sign in   | –   | –     | –       | –       | yes           | –
accounts:second_factor_reset      | GET POST | person     | sign in   | –   | –     | –       | –       | yes           | –
"""

# What is sent to each form: something that would change something.
GIVEN = {
    "accounts:name_change": {"name": "Changed"},
    "accounts:consent_change": {"yes": "1"},
    "accounts:invitation_create": {"email": "changed@example.org", "role": "administrator"},
}
FIXED = {"purpose": "introductions"}
# Opening these is written down: who looked at whom.
LOOKED_AT = {"accounts:person_detail"}
# Anybody who is signed in may press these without anything being written down at once.
QUIET = {
    "accounts:invitation_accept",
    "accounts:person_list",
    "accounts:passkey_add",
}

ABOUT: About = {
    **around_a_programme.ABOUT,
    "token": lambda world: {"token": InvitationFactory(token="t0k3n") and "t0k3n"},
    "invitation": lambda world: {"uuid": InvitationFactory().uuid},
    "staff": lambda world: {"uuid": world.people["manager"].uuid},
    "held role": lambda world: {"uuid": world.people["manager"].uuid, "role": Role.PROGRAMME_MANAGER},
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT, quiet=QUIET)
