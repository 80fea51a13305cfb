"""The table in tests/permissions.py, walked: every page for every role by every method, foreign and absent alike."""

import datetime as dt
import re
import uuid
from types import SimpleNamespace

import pytest
from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, reverse
from django.utils import timezone

from accounts.actions import take_role_away
from accounts.models import Invitation, Role
from cohorts.actions import make_manager, remove_manager
from cohorts.interest import CONFIRM, STOP
from cohorts.models import ProgrammeRole
from core import links
from core.audit import AuditEntry
from core.documents import Document, Kind
from notifications.models import Message
from returners import actions
from returners.actions.carrying import PURPOSE
from returners.models import EqualityAnswers, Step, WorkRole
from tests.conftest import sign_in
from tests.documents import Paper
from tests.factories.accounts import (
    AdministratorFactory,
    InvitationFactory,
    ProgrammeManagerFactory,
    UserFactory,
)
from tests.factories.cohorts import CohortFactory, InterestFactory
from tests.factories.notifications import MessageFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WorkRoleFactory
from tests.factories.returners import ApplicationFactory, EqualityTotalsFactory, PhoneDraftFactory, SavedCheckFactory
from tests.permissions import COLUMNS, rows
from tests.typed import NEW_COHORT
from tests.urls import addresses

pytestmark = pytest.mark.django_db

ABSENT = {
    "slug": "nowhere",
    "key": "nowhere",
    "uuid": uuid.UUID(int=0),
    "pk": 2**40,
    "version": 9,
    "token": "nothing",
    "name": "nothing",
}
BASIS = {"basis": "public task", "ask_days": "28"}
ROLE = {
    "job_title": "Changed",
    "employer": "Changed",
    "occupation": "other",
    "start_month": "3",
    "start_year": "2015",
    "still_there": "on",
}
# What is sent to each form: something that would change something.
GIVEN = {
    "returners:eligibility_question": {"postcode": "LS6 3BN"},
    "returners:contact_change": {"phone": "07700 900123", "contact_by": "text"},
    "returners:application_section": {"full_name": "Changed", "phone": "07700 900123", "contact_by": "text"},
    "returners:application_question": {"field": "other"},
    "returners:application_break": {"reason": "childcare", "start_month": "3", "start_year": "2015"},
    "returners:section_reopen": {"section": "support", "why": "Changed"},
    "returners:reopened_question": {"postcode": "LS8 1AB"},
    "returners:reopened_break": {"reason": "childcare", "start_month": "3", "start_year": "2015"},
    "returners:phone_not_right": {"what": "Changed"},
    "returners:phone_section": {"full_name": "Changed", "phone": "07700 900123", "contact_by": "text"},
    "returners:phone_question": {"postcode": "LS8 1AB"},
    "returners:phone_break": {"reason": "childcare", "start_month": "3", "start_year": "2015"},
    "returners:offer_accept": {"signed_name": "Changed", "version": "1", "agree": "on"},
    "returners:offer_decline": {"reason": "Changed"},
    "returners:review_ask": {"said": "Changed"},
    "returners:application_withdraw": {"why": "Changed"},
    "returners:cv_change": {"cv": Paper()},
    "returners:profile_section": {"hours": "full time", "patterns": "home", "travel": "none", "kinds": "training"},
    "returners:work_role_list": {"done": "yes"},
    "returners:work_role_add": ROLE,
    "returners:work_role_change": ROLE,
    "returners:skill_choose": {"none": "on"},
    "returners:skill_rate": {"last_used": "2001", "confidence": "2"},
    "returners:application_decide": {"eligible": "no", "why": "Changed"},
    "returners:application_export": {"kind": "csv", "why": "Changed"},
    "returners:equality_start": {"wanted": "yes"},
    "returners:equality_question": {"answer": "35-44"},
    "returners:pool_resize": {"capacity": 20, "allowance": 1, "why": "Changed"},
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
    "accounts:name_change": {"name": "Changed"},
    "accounts:consent_change": {"yes": "1"},
    "portal:person_erase": {"how": "post"},
    "portal:person_hold": {"why": "A complaint"},
    "portal:retention_change": {"period": "30", "why": "Changed"},
    "portal:person_download": {"how": "post"},
    "accounts:invitation_create": {"email": "changed@example.org", "role": "administrator"},
}
# A page of the person's own: the table says yes, and what it changes is theirs.
FIXED = {
    "version": 1,
    "purpose": "introductions",
    "question": "postcode",
    "section": "contact",
    "part": "work",
    "key": "new",
    "kind": "agreement",
}


def fixed(page):
    return {**FIXED, "question": "age"} if page.startswith("returners:equality") else FIXED


@pytest.fixture
def world(settings):
    """A programme with its people, another one with its manager, and a client for each column of the table."""
    settings.MAIL_INBOX_DIR = ""
    cohort, other = CohortFactory(), CohortFactory()
    manager, foreign = ProgrammeManagerFactory(), ProgrammeManagerFactory()
    MessageFactory(status="failed", error="No such mailbox")
    roles = [make_manager(one.programme, person=person) for one, person in ((cohort, manager), (other, foreign))]
    people = {
        "own": UserFactory(),
        "other": UserFactory(),
        "manager": manager,
        "foreign": foreign,
        "administrator": AdministratorFactory(),
    }
    clients = {"anonymous": Client(), **{column: sign_in(Client(), person) for column, person in people.items()}}
    return SimpleNamespace(cohort=cohort, other=other, people=people, clients=clients, roles=roles, once={})


def application(world, state):
    turned_down = {"field": "other"}
    answers = {"referred": {"situation": "studying"}, "turned down": turned_down, "asked": turned_down}.get(state, {})
    found = ApplicationFactory(person=world.people["own"], cohort=world.cohort, **answers)
    if state == "draft":
        return found
    found = actions.submit(found, at=timezone.now())
    if state == "asked":
        actions.ask_for_review(found, at=timezone.now())
    return found


def with_cv(offered):
    agreement = offered.programme.text("agreement")
    actions.accept(offered.places.get(), agreement=agreement, signed_name="Amina Hussain", at=timezone.now())
    document = Document(Kind.PDF, "CV.pdf", Paper().read())
    actions.keep_cv(offered, document, at=timezone.now(), by=offered.person)
    return offered


def reopened(world):
    """Somebody's, with a person, and their answers open again."""
    referred = application(world, "referred")
    by = world.people["manager"]
    actions.reopen(referred, section="eligibility", why="Check.", by=by, at=timezone.now())
    return referred


def by_phone(world, *, confirmed=False):
    """Somebody's, as staff took it down, with the link on its way to them."""
    draft = PhoneDraftFactory(taken_by=world.people["manager"], application__cohort=world.cohort)
    actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now() - dt.timedelta(minutes=5))
    draft.refresh_from_db()
    if confirmed:
        declarations = world.cohort.programme.text("declarations")
        actions.confirm(draft, shown=draft.as_shown(declarations), at=timezone.now())
    return draft


def told(world, about):
    """A row of what somebody with a confirmed place has told."""
    profile = ProfileFactory(application__person=world.people["own"], application__cohort=world.cohort, told=True)
    found = profile.application
    type(profile).objects.filter(pk=profile.pk).update(has_told_all_roles=False)
    rows = {"work role": found.work_roles, "skill": found.known_skills}
    return {"uuid": found.uuid, "pk": rows[about].get().pk}


def keys(world, about):
    """What the address of a page about this is made of."""
    if about == "confirmed":
        return {"uuid": with_cv(application(world, "offered")).uuid}
    if about in ("draft", "offered", "referred", "turned down", "asked"):
        return {"uuid": application(world, about).uuid}
    if about in ("work role", "skill"):
        return told(world, about)
    private = CohortFactory(programme__is_public=False) if about == "private" else None
    where, manager = private or world.cohort, world.people["manager"]
    programme = where.programme
    return {
        "": dict,
        "programme": lambda: {"slug": programme.slug},
        "private": lambda: {"slug": programme.slug},
        "cohort": lambda: {"programme_slug": programme.slug, "slug": where.slug},
        "strand": lambda: {"slug": programme.slug, "pk": programme.strands.first().pk},
        "totals": lambda: {"slug": EqualityTotalsFactory(programme=programme).programme.slug, "version": 1},
        "pool": lambda: {"pk": where.pools.get().pk},
        "role": lambda: {"slug": programme.slug, "pk": world.roles[0].pk},
        "letter": lambda: {"pk": MessageFactory(status="failed", error="No such mailbox").pk},
        "token": lambda: {"token": InvitationFactory(token="t0k3n") and "t0k3n"},
        "invitation": lambda: {"uuid": InvitationFactory().uuid},
        "staff": lambda: {"uuid": manager.uuid},
        "person": lambda: {"uuid": world.people["own"].uuid},
        "held role": lambda: {"uuid": manager.uuid, "role": Role.PROGRAMME_MANAGER},
        "closed": lambda: {"slug": CohortFactory(closed=True).programme.slug},
        "interest": lambda: {"token": links.sign(CONFIRM, str(InterestFactory().uuid))},
        "no more": lambda: {"token": links.sign(STOP, str(InterestFactory().uuid))},
        "saved": lambda: {"token": links.sign(PURPOSE, str(SavedCheckFactory(programme=programme).uuid))},
        "reopened": lambda: {"uuid": reopened(world).uuid},
        "phone": lambda: {"uuid": by_phone(world).application.uuid},
        "phone link": lambda: {"token": by_phone(world).token},
        "sent link": lambda: {"token": by_phone(world, confirmed=True).token},
        "mail": lambda: {"name": "1"},
        "kind": lambda: {"key": "letter"},
    }[about]()


def address(page, found):
    """The page's address, with the parts that are not in question filled in."""
    route = next(a.route for a in addresses() if a.name == page)
    wanted = re.findall(r"<\w+:(\w+)>", route)
    if page == "returners:application_start" and "programme_slug" not in found:
        private = {"programme_slug": found["slug"], "slug": cohort_of(found["slug"])}
        found = private
    return reverse(page, kwargs={name: found.get(name, fixed(page).get(name)) for name in wanted})


def cohort_of(programme_slug):
    return CohortFactory._meta.model.objects.get(programme__slug=programme_slug).slug


def absent(page):
    """The address of such a page about something that was never there; none if it is about nothing."""
    route = next(a.route for a in addresses() if a.name == page)
    wanted = re.findall(r"<\w+:(\w+)>", route)
    given = {"programme_slug": "nowhere", "role": "administrator", **ABSENT, **fixed(page)}
    return reverse(page, kwargs={name: given[name] for name in wanted}) if set(wanted) - set(FIXED) else None


def outcome(response):
    """In the words of the table."""
    if response.status_code in (404, 405):
        return "–" if response.status_code == 404 else "not so"
    if response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL)):
        return "sign in"
    assert response.status_code < 400, response.status_code
    return "yes"


def traces():
    """Counts of everything that is written down when something of somebody's is changed."""
    return [model.objects.count() for model in (AuditEntry, Step, Message, Invitation, EqualityAnswers)]


class Undo(Exception):
    pass


def tried(client, method, url, data=None):
    """What comes back, and whether anything was changed; and all is undone."""
    before, result = traces(), None
    cookies = client.cookies.copy()
    try:
        with transaction.atomic():
            response = getattr(client, method.lower())(url, data) if data else getattr(client, method.lower())(url)
            result = response, traces() != before
            raise Undo
    except Undo:
        client.cookies = cookies
    return result


@pytest.mark.parametrize("row", rows(), ids=str)
def test_page_opens_for_whom_the_table_says(world, row):
    url = address(row.page, keys(world, row.about))
    given = GIVEN.get(row.page, {"sent": "yes"})

    for column in COLUMNS:
        for method in ("GET", "POST", "DELETE"):
            response, changed = tried(world.clients[column], method, url, given if method == "POST" else None)

            assert outcome(response) in expected(row, column, method), (column, method)
            may_change = row.may[column] == "yes" and (method == "POST" or row.page in LOOKED_AT)
            assert may_change or not changed, (column, method)


def expected(row, column, method):
    """What the table says; and "not so" for a method that the page has no answer to."""
    if method == "DELETE" and row.may[column] == "yes":
        return {"not so"}
    if method not in row.methods:
        return {row.may[column], "not so"}
    # Whoever is not signed in may look at what they may not press.
    return {row.may[column], "sign in"} if (column, method) == ("anonymous", "POST") else {row.may[column]}


# Opening these is written down: who looked at whom.
LOOKED_AT = {
    "returners:application_list",
    "returners:application_review",
    "returners:application_decide",
    "returners:cohort_detail",
    "returners:cv_read",
    "returners:section_reopen",
    "returners:phone_list",
    "returners:phone_tasks",
    "returners:phone_section",
    "returners:phone_question",
    "returners:phone_break",
    "returners:phone_check",
    "returners:phone_send",
    "returners:phone_delete",
    "accounts:person_detail",
    "portal:person_erase",
    "portal:person_hold",
    "portal:person_download",
}
# Anybody who is signed in may press these without anything being written down at once.
QUIET = {
    # The last administrator, as here, cannot go. What it does for others: tests/portal/test_erasure_views.py.
    "portal:account_close",
    "returners:equality_start",
    "returners:equality_delete",
    "returners:eligibility_question",
    "returners:eligibility_break",
    "returners:eligibility_save",
    "cohorts:interest_confirm",
    "cohorts:interest_stop",
    "returners:eligibility_carry_on",
    "accounts:invitation_accept",
    "accounts:person_list",
    "accounts:passkey_add",
    "returners:application_question",
    # Shows what it would change first: tests/returners/test_views_calendar.py presses on.
    "returners:cohort_calendar",
    "returners:cohort_calendar_check",
    # These too: tests/cohorts/test_settings.py.
    "cohorts:rules_change",
    "cohorts:text_publish",
    # The other manager's list is empty.
    "returners:application_export",
    "reporting:search",
    "returners:phone_start",
    # Nothing is sent that was not read: the press has to say what stood on the page.
    "returners:phone_confirm",
}


@pytest.mark.parametrize("row", [row for row in rows() if "POST" in row.methods and "yes" in row.may.values()], ids=str)
def test_press_of_whoever_may_changes_something(world, row):
    """Or else it would prove nothing that whoever may not changes nothing."""
    url = address(row.page, keys(world, row.about))
    column = next(column for column in reversed(COLUMNS) if row.may[column] == "yes")

    _, written = tried(world.clients[column], "POST", url, GIVEN.get(row.page, {"sent": "yes"}))

    assert written or row.page in QUIET


def body(response):
    """The page without what is different each time."""
    text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.text)
    return re.sub(r"next=[^\"]*", "", text)


@pytest.mark.parametrize("row", [row for row in rows() if absent(row.page)], ids=str)
def test_foreign_and_absent_answer_alike(world, row):
    foreign, nowhere = address(row.page, keys(world, row.about)), absent(row.page)

    for column in COLUMNS:
        for method in ("GET", "POST"):
            given = GIVEN.get(row.page, {"sent": "yes"})
            there, _ = tried(world.clients[column], method, foreign, given)
            not_there, _ = tried(world.clients[column], method, nowhere, given)
            if row.may[column] != "yes":
                assert not_there.status_code == there.status_code, (column, method)
                assert body(not_there) == body(there), (column, method)
            else:
                assert not_there.status_code in (404, 405), (column, method)


def test_every_address_of_ours_is_in_the_table():
    assert {row.page for row in rows()} == {address.name for address in addresses() if address.is_ours}


def test_not_found_page_names_the_address_signed_in_with(world):
    url = reverse("returners:application_detail", args=[application(world, "offered").uuid])

    page = world.clients["other"].get(url)

    assert world.people["other"].email in page.text
    assert world.people["own"].email not in page.text


def test_forwarded_link_comes_back_after_signing_in(world):
    url = reverse("returners:application_detail", args=[application(world, "offered").uuid])

    response = world.clients["anonymous"].get(url)

    assert response.url == f"{reverse(settings.LOGIN_URL)}?next={url}"


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

STAFF_PAGES = [row.page for row in rows() if row.may["manager"] == "yes" and row.may["own"] == "–"]


def openings(world, column):
    """How the pages of staff answer to somebody."""
    found = {}
    for row in rows():
        if row.page in STAFF_PAGES and row.may["manager"] == "yes":
            url = address(row.page, keys_once(world, row.about))
            found[row.page] = outcome(world.clients[column].get(url))
    return found


def keys_once(world, about):
    """The same thing each time; each application somebody else's, who can have only one to a programme."""
    if about not in world.once:
        world.people["own"] = UserFactory()
        world.once[about] = keys(world, about)
    return world.once[about]


def test_programme_taken_away_is_gone_with_the_next_request(world):
    administrator, manager = world.people["administrator"], world.people["manager"]
    make_manager(world.other.programme, person=manager)
    before = openings(world, "manager")

    remove_manager(world.roles[0], by=administrator)
    after = openings(world, "manager")

    about_this = {row.page for row in rows() if row.page in STAFF_PAGES and row.about}
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
