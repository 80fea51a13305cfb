"""The pages of programmes, their cohorts and their texts, and those who ask to be told of the next."""

from accounts.models import Role
from cohorts.interest import CONFIRM, STOP
from core import links
from tests.factories.accounts import InvitationFactory
from tests.factories.cohorts import CohortFactory, InterestFactory, RubricFactory, SessionLeaderFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Table
from tests.typed import NEW_COHORT

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
cohorts:programme_detail          | GET      | programme  | yes       | yes | yes   | yes     | yes     | yes           | yes
cohorts:programme_detail          | GET      | private    | –         | –   | –     | –       | –       | yes           | –
cohorts:interest_create           | GET POST | closed     | yes       | yes | yes   | yes     | yes     | yes           | yes
cohorts:interest_create           | GET POST | private    | –         | –   | –     | –       | –       | –             | –
cohorts:interest_confirm          | GET POST | interest   | yes       | yes | yes   | yes     | yes     | yes           | yes
cohorts:interest_stop             | GET POST | no more    | yes       | yes | yes   | yes     | yes     | yes           | yes
cohorts:programme_list            | GET      |            | sign in   | –   | –     | yes     | yes     | yes           | –
cohorts:programme_add             | GET POST |            | sign in   | –   | –     | –       | –       | yes           | –
cohorts:programme_settings        | GET      | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:programme_change          | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:strand_add                | GET POST | programme  | sign in   | –   | –     | –       | –       | yes           | –
cohorts:strand_change             | GET POST | strand     | sign in   | –   | –     | –       | –       | yes           | –
cohorts:rules_list                | GET      | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:rules_change              | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:rubric_list               | GET      | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:rubric_start              | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:rubric_change             | GET POST | rubric     | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:rubric_detail             | GET      | version    | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:criterion_add             | GET POST | rubric     | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:criterion_change          | GET POST | criterion  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:criterion_remove          | GET POST | criterion  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:cohort_admission          | GET POST | to come    | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:reviewer_list             | GET      | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:reviewer_invite           | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:reviewer_withdraw         | GET POST | invited    | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:reviewer_remove           | GET POST | reading    | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:leader_list               | GET      | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:leader_invite             | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:leader_withdraw           | GET POST | to lead    | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:leader_remove             | GET POST | leading    | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:text_list                 | GET      | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:text_publish              | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:cohort_add                | GET POST | programme  | sign in   | –   | –     | yes     | –       | yes           | –
cohorts:manager_invite            | GET POST | programme  | sign in   | –   | –     | –       | –       | yes           | –
cohorts:manager_remove            | GET POST | role       | sign in   | –   | –     | –       | –       | yes           | –
"""

BASIS = {"basis": "public task", "ask_days": "28"}

# What is sent to each form: something that would change something.
GIVEN = {
    "cohorts:programme_add": {
        "name": "New",
        "slug": "new",
        "summary": "New",
        "contact_email": "new@example.org",
        **BASIS,
    },
    "cohorts:programme_change": {"summary": "New", "contact_email": "new@example.org", "name": "Changed", **BASIS},
    "cohorts:strand_add": {"name": "New", "about": ""},
    "cohorts:strand_change": {"name": "Changed", "about": ""},
    "cohorts:cohort_add": NEW_COHORT,
    "cohorts:interest_create": {"email": "changed@example.org"},
    "cohorts:manager_invite": {"email": "changed@example.org"},
    "cohorts:cohort_admission": {"admission": "ranked"},
    "cohorts:reviewer_invite": {"email": "changed@example.org"},
    "cohorts:leader_invite": {"email": "changed@example.org"},
}
FIXED = {"kind": "agreement"}
# Anybody who is signed in may press these without anything being written down at once.
QUIET = {
    "cohorts:interest_confirm",
    "cohorts:interest_stop",
    # Shows what it would change first: tests/cohorts/test_settings.py presses on.
    "cohorts:rules_change",
    # The same: tests/cohorts/test_rubrics.py presses on.
    "cohorts:rubric_change",
    "cohorts:criterion_add",
    "cohorts:criterion_change",
    "cohorts:criterion_remove",
    "cohorts:text_publish",
}


def rubric(world):
    return world.programme.rubrics.first() or RubricFactory(programme=world.programme)


def to_come(world):
    """One that could be ranked."""
    rubric(world)
    return CohortFactory(programme=world.programme, upcoming=True)


def invited(world, role=Role.REVIEWER):
    found = InvitationFactory(role=role, scope=world.programme.uuid, invited_by=world.people["manager"])
    return {"slug": world.programme.slug, "uuid": found.uuid}


def of_interest(purpose):
    return lambda world: {"token": links.sign(purpose, str(InterestFactory().uuid))}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "strand": lambda world: {"slug": world.programme.slug, "pk": world.programme.strands.first().pk},
    "role": lambda world: {"slug": world.programme.slug, "pk": world.roles[0].pk},
    "to come": lambda world: {"slug": world.programme.slug, "cohort_slug": to_come(world).slug},
    "rubric": lambda world: {"slug": rubric(world).programme.slug},
    "version": lambda world: {"slug": world.programme.slug, "version": rubric(world).version},
    "criterion": lambda world: {"slug": world.programme.slug, "pk": rubric(world).criteria.first().pk},
    "invited": invited,
    "to lead": lambda world: invited(world, Role.SESSION_LEADER),
    "leading": lambda world: {
        "slug": world.programme.slug,
        "pk": SessionLeaderFactory(programme=world.programme).pk,
    },
    "reading": lambda world: {"slug": world.programme.slug, "pk": world.programme.roles.reviewers()[0].pk},
    "closed": lambda world: {"slug": CohortFactory(closed=True).programme.slug},
    "interest": of_interest(CONFIRM),
    "no more": of_interest(STOP),
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, given=GIVEN, fixed=FIXED, quiet=QUIET)
