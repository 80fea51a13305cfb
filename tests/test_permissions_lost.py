"""What the tables of tests/permissions cannot say: ids that do not fit together, a role taken away, Django's admin."""

import pytest
from django.urls import NoReverseMatch, reverse

from accounts.actions import take_role_away
from accounts.models import Role
from cohorts.actions import make_manager, remove_manager
from cohorts.models import ProgrammeRole
from returners.models import WorkRole
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WorkRoleFactory
from tests.permissions import TABLES
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.walking import arrive, outcome
from tests.urls import addresses

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    world = arrive(A_PROGRAMME)
    world.once = {}
    return world


# -- Ids that do not fit together ----------------------------------------------------------------------------------


def test_ids_that_do_not_fit_together_lead_nowhere(world):
    """Each exists and may be seen; but not one in the other."""
    world_of_both = world.clients["manager"]
    make_manager(world.other.programme, person=world.people["manager"])
    one, other = world.cohort, world.other
    own, role, known = ProfileFactory(application__person=world.people["own"]), WorkRoleFactory(), KnownSkillFactory()
    mixed = [
        (world.clients["own"], "returners:work_role_change", [own.application.uuid, role.pk]),
        (world.clients["own"], "returners:work_role_remove", [own.application.uuid, role.pk]),
        (world.clients["own"], "returners:skill_rate", [own.application.uuid, known.pk]),
        (world_of_both, "returners:cohort_detail", [one.programme.slug, other.slug]),
        (world.clients["own"], "returners:application_start", [one.programme.slug, other.slug]),
        (
            world.clients["administrator"],
            "cohorts:strand_change",
            [other.programme.slug, one.programme.strands.first().pk],
        ),
        (world.clients["administrator"], "cohorts:manager_remove", [other.programme.slug, world.roles[0].pk]),
        (
            world.clients["administrator"],
            "accounts:role_take_away",
            [world.people["manager"].uuid, Role.ADMINISTRATOR],
        ),
        (world.clients["administrator"], "accounts:role_take_away", [world.people["manager"].uuid, "no-such-role"]),
    ]

    for client, page, args in mixed:
        for method in ("get", "post"):
            assert getattr(client, method)(reverse(page, args=args)).status_code == 404, (page, method)

    assert ProgrammeRole.objects.filter(pk=world.roles[0].pk).exists()
    assert WorkRole.objects.filter(pk=role.pk).exists()


# -- Losing a role -------------------------------------------------------------------------------------------------

ROWS = [row for table in TABLES if table.around is A_PROGRAMME for row in table.rows()]
STAFF_PAGES = [
    row.page for row in ROWS if "GET" in row.methods and row.may["manager"] == "yes" and row.may["own"] == "–"
]


def openings(world, column):
    """How the pages of staff answer to somebody."""
    found = {}
    for row in ROWS:
        if row.page in STAFF_PAGES and row.may["manager"] == "yes":
            url = row.address(keys_once(world, row))
            found[row.page] = outcome(world.clients[column].get(url))
    return found


def keys_once(world, row):
    """The same thing each time; each application somebody else's, who can have only one to a programme."""
    if row.about not in world.once:
        world.people["own"] = UserFactory()
        world.once[row.about] = row.keys(world)
    return world.once[row.about]


def test_programme_taken_away_is_gone_with_the_next_request(world):
    administrator, manager = world.people["administrator"], world.people["manager"]
    make_manager(world.other.programme, person=manager)
    before = openings(world, "manager")

    remove_manager(world.roles[0], by=administrator)
    after = openings(world, "manager")

    about_this = {row.page for row in ROWS if row.page in STAFF_PAGES and row.about}
    assert set(before.values()) == {"yes"}
    assert {page for page, opens in after.items() if opens == "–"} == about_this
    assert world.clients["manager"].get(reverse("returners:application_list")).context["page"].rows == []


@pytest.mark.parametrize("how", ["role", "last programme"])
def test_role_taken_away_is_gone_with_the_next_request(world, how):
    administrator, manager = world.people["administrator"], world.people["manager"]
    before = openings(world, "manager")

    if how == "role":
        take_role_away(manager, role=Role.PROGRAMME_MANAGER, by=administrator)
    else:
        remove_manager(world.roles[0], by=administrator)

    assert set(before.values()) == {"yes"}
    assert set(openings(world, "manager").values()) == {"–"}
    assert world.clients["manager"].get(reverse("portal:my_home")).status_code == 200


def test_administrator_no_more_is_gone_from_every_page(world):
    AdministratorFactory()
    pages = ["reporting:letter_list", "cohorts:programme_list", "accounts:person_list", "admin:index"]
    before = [world.clients["administrator"].get(reverse(page)).status_code for page in pages]

    take_role_away(world.people["administrator"], role=Role.ADMINISTRATOR, by=None)

    after = [world.clients["administrator"].get(reverse(page)).status_code for page in pages]
    assert (set(before), set(after)) == ({200}, {404})


def test_second_programme_keeps_the_role(world):
    manager = world.people["manager"]
    make_manager(world.other.programme, person=manager)

    remove_manager(world.roles[0], by=world.people["administrator"])

    assert manager.roles == [Role.PROGRAMME_MANAGER]


# -- The admin's own pages -----------------------------------------------------------------------------------------


def admin_pages():
    for found in addresses():
        if found.name.startswith("admin:") and found.name not in ("admin:login", "admin:logout"):
            try:
                yield reverse(found.name)
            except NoReverseMatch:
                continue


def test_admin_exists_for_administrators_alone(world):
    for url in admin_pages():
        for column in ("own", "manager", "foreign"):
            assert world.clients[column].get(url).status_code == 404, (column, url)
        assert world.clients["anonymous"].get(url).status_code in (302, 404), url
        assert world.clients["administrator"].get(url).status_code < 500, url
