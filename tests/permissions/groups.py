"""Small groups: staff form them, a member sees their own."""

import uuid
from types import SimpleNamespace

from participation.models import GroupMember
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import GroupFactory, GroupMemberFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                         | methods  | about   | anonymous | own | other | manager | foreign | administrator | reviewer
participation:group_list     | GET      | groups  | sign in   | –   | –     | yes     | –       | –             | –
participation:group_settings | GET POST | groups  | sign in   | –   | –     | yes     | –       | –             | –
participation:group_propose  | GET POST | groups  | sign in   | –   | –     | yes     | –       | –             | –
participation:group_move     | GET POST | member  | sign in   | –   | –     | yes     | –       | –             | –
participation:group_meetings | GET POST | group   | sign in   | –   | –     | yes     | –       | –             | –
participation:group_meetings | GET POST | their group | sign in | – | –   | –       | –       | –             | –
participation:group_move     | GET POST | crossed | sign in   | –   | –     | –       | –       | –             | –
participation:group_lock     | GET POST | groups  | sign in   | –   | –     | yes     | –       | –             | –
participation:group_tell     | GET POST | groups  | sign in   | –   | –     | yes     | –       | –             | –
participation:group_detail   | GET      | groups  | sign in   | yes | –     | –       | –       | –             | –
participation:group_share    | GET POST | groups  | sign in   | yes | –     | –       | –       | –             | –
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:group_settings": {"least": 2, "most": 4, "at_once": 1, "mon": "mon-school"},
    "participation:group_move": {"group": "mon-school", "is_locked": "on"},
    "participation:group_lock": {"locked": "yes"},
    "participation:group_share": {"phone": "01632 960 001"},
}


def member(world: SimpleNamespace) -> GroupMember:
    """The returner in a group of the cohort, which they know of."""
    found = GroupMember.objects.filter(enrolment__person=world.people["own"]).first()
    if found:
        return found
    enrolment = EnrolmentFactory(person=world.people["own"], cohort=world.cohort, told_when=True)
    return GroupMemberFactory(group=GroupFactory(cohort=world.cohort), enrolment=enrolment)


def of_cohort(world: SimpleNamespace) -> Keys:
    cohort = member(world).enrolment.cohort
    return {"programme_slug": cohort.programme.slug, "slug": cohort.slug}


def of_member(world: SimpleNamespace) -> Keys:
    return {**of_cohort(world), "uuid": member(world).enrolment.uuid}


def crossed(world: SimpleNamespace) -> Keys:
    """The cohort is the manager's, the member of another."""
    return {**of_cohort(world), "uuid": EnrolmentFactory(cohort=world.other).uuid}


def of_group(world: SimpleNamespace) -> Keys:
    return {**of_cohort(world), "uuid": member(world).group.uuid}


def their_group(world: SimpleNamespace) -> Keys:
    """The cohort is the manager's, the group of another."""
    return {**of_cohort(world), "uuid": GroupFactory(cohort=world.other).uuid}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "groups": of_cohort,
    "group": of_group,
    "their group": their_group,
    "member": of_member,
    "crossed": crossed,
}
FIXED: dict[str, object] = {f"participation:group_{name}": {"uuid": uuid.UUID(int=0)} for name in ("move", "meetings")}

TABLE = Table(
    A_PROGRAMME,
    ROWS,
    ABOUT,
    GIVEN,
    looked_at={"participation:group_list", "participation:group_move", "participation:group_propose"},
    # Compared with what the page showed: test_group_views.py and test_meetings.py in tests/participation press on.
    quiet={f"participation:group_{name}" for name in ("propose", "tell", "settings", "meetings")},
)
