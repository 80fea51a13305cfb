"""What a page costs the database: as much at thirty rows as at one, and never more than twelve queries.

Each page is loaded once beforehand: what a process keeps (rules, councils) is not counted.
"""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from accounts.models import Role
from cohorts.actions import make_manager
from core import audit, jobs
from returners import actions
from returners.models import Application, CalendarChange, CareerBreak, Decision, Place, Step
from tests.conftest import sign_in
from tests.factories.accounts import InvitationFactory, ProgrammeManagerFactory, RoleGrantFactory, UserFactory
from tests.factories.cohorts import CohortFactory, EligibilityRulesFactory, ProgrammeTextFactory, StrandFactory
from tests.factories.notifications import MessageFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WantedTopicFactory, WorkRoleFactory
from tests.factories.returners import ApplicationFactory, EqualityTotalsFactory, PhoneDraftFactory, PlaceFactory
from tests.permissions import rows
from tests.typed import CALENDAR
from tests.urls import addresses

pytestmark = pytest.mark.django_db

MOST = 12


def cost(client, url):
    """The queries of a page, counted the second time."""
    first = client.get(url)
    assert first.status_code == 200, first
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    return [query["sql"] for query in queries]


def manager_of(programme):
    person = ProgrammeManagerFactory()
    make_manager(programme, person=person)
    return person


# -- What makes a page longer: each grows by so many rows ----------------------------------------------------------


def grow_applications(scene, number):
    for n in range(number):
        state = ("in_review", "not_eligible", "decided")[n % 3]
        ApplicationFactory(cohort=scene["cohort"], **{state: True})


def grow_places(scene, number):
    """Half of them offered, half waiting."""
    pool = scene["cohort"].pools.get()
    pool.capacity += (number + 1) // 2
    pool.save()
    for _ in range(number):
        PlaceFactory(pool=pool, application__cohort=scene["cohort"])


def grow_story(scene, number):
    """One application with a long history: decisions, steps, breaks, letters."""
    application = scene["application"]
    first, at = application.decisions.first(), timezone.now()
    for n in range(number):
        why = f"Reason {n}"
        person = scene["manager"] if n % 2 else UserFactory()
        Step.objects.create(application=application, what="found eligible", at=at, by=person, why=why)
        MessageFactory(person=application.person)
        CareerBreak.objects.create(application=application, reason="childcare", start=dt.date(2020, 1, 1))
        Decision.objects.create(
            application=application,
            rules=first.rules,
            outcome="met",
            answers=first.answers,
            verdict=first.verdict,
            decided_at=at,
            decided_by=person,
            why=why,
        )


def grow_profile(scene, number):
    for _ in range(number):
        for factory in (WorkRoleFactory, KnownSkillFactory, WantedTopicFactory):
            factory(application=scene["told"])


def grow_cohorts(scene, number):
    for _ in range(number):
        cohort = CohortFactory(programme=scene["programme"], offer_days=1)
        PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)
        ApplicationFactory(cohort=cohort, in_review=True)


def grow_programmes(scene, number):
    for _ in range(number):
        cohort = CohortFactory()
        programme = cohort.programme
        ApplicationFactory(cohort=cohort, in_review=True)
        for _ in range(2):
            manager_of(programme)
        make_manager(programme, person=scene["manager"])


def grow_strands(scene, number):
    for n in range(number):
        StrandFactory(programme=scene["programme"])
        CohortFactory(programme=scene["programme"], upcoming=bool(n % 2))


def grow_own(scene, number):
    for _ in range(number):
        cohort = CohortFactory()
        CohortFactory()
        PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort, application__person=scene["person"])


def grow_told(scene, number):
    """One person with that many places, of which each is asked about."""
    for _ in range(number):
        WorkRoleFactory(application=ProfileFactory(application__person=scene["confirmed"]).application)


def grow_people(scene, number):
    for _ in range(number):
        RoleGrantFactory(user=ProgrammeManagerFactory(), role=Role.ADMINISTRATOR)
        InvitationFactory()


def grow_phone_drafts(scene, number):
    for _ in range(number):
        PhoneDraftFactory(application__cohort=scene["cohort"])


def grow_looks(scene, number):
    for _ in range(number):
        audit.looked(UserFactory(), scene["application"], why="A reason")


def grow_totals(scene, number):
    EqualityTotalsFactory.create_batch(number)


def grow_letters(scene, number):
    for _ in range(number):
        MessageFactory(status="failed", error="No such mailbox")


def grow_calendar_changes(scene, number):
    for _ in range(number):
        dates = {"starts_on": ["Monday", "Tuesday"]}
        CalendarChange.objects.create(
            cohort=scene["cohort"], dates=dates, made_at=timezone.now(), made_by=UserFactory(), why="The hall"
        )


def grow_rules(scene, number):
    """Each with somebody who made it and a cohort that uses it."""
    for _ in range(number):
        version = scene["programme"].rules.count() + 1
        rules = EligibilityRulesFactory(programme=scene["programme"], version=version, made_by=UserFactory())
        CohortFactory(programme=scene["programme"], rules=rules)


def grow_texts(scene, number):
    for _ in range(number):
        version = scene["programme"].text("agreement").version + 1
        ProgrammeTextFactory(programme=scene["programme"], kind="agreement", version=version)


LISTS = [
    # page, who looks, what makes it longer
    ("portal:home", "person", grow_cohorts),
    ("portal:home", "person", grow_programmes),
    ("portal:my_home", "person", grow_own),
    ("cohorts:programme_detail", "person", grow_cohorts),
    ("cohorts:programme_detail", "person", grow_strands),
    ("returners:application_section", "applicant", grow_strands),
    ("returners:application_detail", "applicant", grow_story),
    ("portal:my_home", "confirmed", grow_told),
    ("returners:profile_tasks", "confirmed", grow_profile),
    ("returners:work_role_list", "confirmed", grow_profile),
    ("returners:skill_choose", "confirmed", grow_profile),
    ("returners:profile_section", "confirmed", grow_profile),
    ("returners:application_list", "manager", grow_applications),
    ("returners:application_list", "manager", grow_cohorts),
    ("returners:application_export", "manager", grow_cohorts),
    ("reporting:search", "manager", grow_applications),
    ("returners:application_review", "manager", grow_story),
    ("returners:cohort_list", "manager", grow_cohorts),
    ("returners:cohort_list", "manager", grow_programmes),
    ("returners:cohort_detail", "manager", grow_places),
    ("returners:cohort_detail", "manager", grow_calendar_changes),
    ("returners:cohort_calendar_check", "manager", grow_places),
    ("returners:phone_list", "manager", grow_phone_drafts),
    ("reporting:inbox", "manager", grow_cohorts),
    ("reporting:inbox", "manager", grow_programmes),
    ("reporting:letter_list", "administrator", grow_letters),
    ("reporting:equality_list", "administrator", grow_totals),
    ("portal:trail_list", "administrator", grow_looks),
    ("portal:trail_list", "manager", grow_looks),
    ("portal:my_trail", "applicant", grow_looks),
    ("cohorts:programme_list", "administrator", grow_programmes),
    ("cohorts:programme_list", "manager", grow_programmes),
    ("cohorts:programme_settings", "manager", grow_cohorts),
    ("cohorts:programme_settings", "manager", grow_strands),
    ("cohorts:rules_list", "manager", grow_rules),
    ("cohorts:text_list", "manager", grow_texts),
    ("accounts:person_list", "administrator", grow_people),
]


@pytest.fixture
def scene():
    """Enough for every page to have something on it, and somebody signed in for each."""
    cohort = CohortFactory(offer_days=1)
    manager = manager_of(cohort.programme)
    applicant = UserFactory()
    application = ApplicationFactory(cohort=cohort, person=applicant, situation="studying")
    actions.submit(application, at=timezone.now())
    administrator = UserFactory()
    both = RoleGrantFactory(user=ProgrammeManagerFactory(), role=Role.ADMINISTRATOR).user
    jobs.start("close-waiting-list", cohort.pools.get(), total=10)
    return {
        "programme": cohort.programme,
        "cohort": cohort,
        "application": application,
        "told": (told := ProfileFactory(told=True).application),
        "confirmed": told.person,
        "draft": ApplicationFactory(cohort=cohort, person=UserFactory()),
        "manager": manager,
        "applicant": applicant,
        "person": administrator,
        "administrator": both,
    }


def address(page, scene):
    application, cohort = scene["application"], scene["cohort"]
    if page in ("returners:application_section",):
        scene["applicant"] = scene["draft"].person
        return reverse(page, args=[scene["draft"].uuid, "strand"])
    if page == "returners:cohort_calendar_check":
        return f"{reverse(page, args=[scene['programme'].slug, cohort.slug])}?{urlencode(CALENDAR)}"
    if page.startswith(("returners:profile", "returners:work_role", "returners:skill")):
        return reverse(page, args=[scene["told"].uuid, *(["help"] if page == "returners:profile_section" else [])])
    args = {
        "cohorts:programme_detail": [scene["programme"].slug],
        "cohorts:programme_settings": [scene["programme"].slug],
        "cohorts:rules_list": [scene["programme"].slug],
        "cohorts:text_list": [scene["programme"].slug, "agreement"],
        "returners:cohort_detail": [scene["programme"].slug, cohort.slug],
    }.get(page)
    route = next(a.route for a in addresses() if a.name == page)
    return reverse(page, args=args or ([application.uuid] if "<uuid" in route else []))


@pytest.mark.parametrize(("page", "who", "grow"), LISTS)
def test_page_costs_as_much_at_thirty_rows_as_at_one(scene, page, who, grow):
    grow(scene, 1)
    url = address(page, scene)
    client = sign_in(Client(), scene[who])
    if page == "reporting:search":
        client.post(url, {"text": "person"})
    few = cost(client, url)
    length = len(client.get(url).text)

    grow(scene, 29)
    many = cost(client, url)

    assert len(client.get(url).text) > length, "nothing grew"
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST, "\n".join(many)


# -- Every page there is -------------------------------------------------------------------------------------------


def states():
    """An application in each state, with who looks at it and the pages that show it."""
    offered = actions.submit(ApplicationFactory(), at=timezone.now())
    full = CohortFactory(pool__capacity=1)
    PlaceFactory(pool=full.pools.get(), application__cohort=full)
    waiting = actions.submit(ApplicationFactory(cohort=full), at=timezone.now())
    draft = ApplicationFactory()
    confirmed = actions.submit(ApplicationFactory(), at=timezone.now())
    place, agreement = Place.objects.get(application=confirmed), confirmed.programme.text("agreement")
    actions.accept(place, agreement=agreement, signed_name="A Person", at=timezone.now())
    once_sent = [
        "equality_start",
        "equality_answers",
        "equality_delete",
        "application_detail",
        "application_sent",
        "contact_change",
        "application_withdraw",
    ]
    while_draft = ["application_tasks", "application_check", "application_withdraw"]
    return [
        (offered, [*once_sent, "offer_accept", "offer_decline"]),
        (waiting, once_sent),
        (confirmed, [*once_sent, "cv_change", "profile_tasks", "work_role_add", "skill_choose"]),
        (draft, while_draft),
    ]


def test_every_page_of_a_returner_costs_little():
    for application, pages in states():
        client = sign_in(Client(), application.person)
        for page in pages:
            queries = cost(client, reverse(f"returners:{page}", args=[application.uuid]))
            assert len(queries) <= MOST, (page, len(queries), *queries)


def test_every_page_of_what_is_told_after_the_decision_costs_little():
    told = ProfileFactory(told=True).application
    client = sign_in(Client(), told.person)
    role, skill = told.work_roles.get(), told.known_skills.get()
    pages = [("profile_section", part) for part in ("availability", "work", "help")]
    pages += [("work_role_change", role.pk), ("work_role_remove", role.pk), ("skill_rate", skill.pk)]

    for page, which in pages:
        queries = cost(client, reverse(f"returners:{page}", args=[told.uuid, which]))
        assert len(queries) <= MOST, (page, which, *queries)


def test_review_of_whoever_has_told_everything_costs_little():
    told = ProfileFactory(told=True).application
    client = sign_in(Client(), manager_of(told.programme))

    queries = cost(client, reverse("returners:application_review", args=[told.uuid]))

    assert len(queries) <= MOST, "\n".join(queries)


def test_every_page_of_a_draft_costs_little():
    draft = ApplicationFactory(situation="working below skill level", postcode="SY10 7AA", council="Shropshire")
    client = sign_in(Client(), draft.person)
    pages = [("application_section", slug) for slug in ("contact", "strand", "support", "declarations")]
    pages += [("application_question", slug) for slug in ("postcode", "council", "work", "caring", "field")]

    for page, slug in pages:
        queries = cost(client, reverse(f"returners:{page}", args=[draft.uuid, slug]))
        assert len(queries) <= MOST, (page, slug, len(queries))


def test_page_of_breaks_costs_as_much_with_ten_as_with_two():
    draft = ApplicationFactory()
    client = sign_in(Client(), draft.person)
    costs = []
    for number in (1, 8):
        for year in range(number):
            CareerBreak.objects.create(application=draft, reason="other", start=dt.date(2000 + year, number, 1))
        costs.append(len(cost(client, reverse("returners:application_question", args=[draft.uuid, "break"]))))

    assert costs[0] == costs[1] <= MOST


def test_every_page_without_an_id_costs_little():
    """Of whoever may do most: a manager who is an administrator."""
    person = manager_of(ApplicationFactory(in_review=True).programme)
    RoleGrantFactory(user=person, role=Role.ADMINISTRATOR)
    client = sign_in(Client(), person)
    pages = {row.page for row in rows() if "GET" in row.methods and not row.about and row.may["manager"] == "yes"}

    for page in pages - {"portal:after_sign_in"}:
        queries = cost(client, reverse(page))
        assert len(queries) <= MOST, (page, len(queries))


def test_public_pages_cost_little_to_whoever_is_not_signed_in():
    programme = CohortFactory().programme
    pages = ("cohorts:programme_detail", "portal:programme_privacy")
    urls = [reverse("portal:home"), *(reverse(page, args=[programme.slug]) for page in pages)]

    for url in urls:
        assert len(cost(Client(), url)) <= 4, url


def test_submit_costs_the_same_in_a_crowd():
    """Twelve people before, or one: the same statements while the pool is held."""
    cohort = CohortFactory(pool__capacity=1)
    counts = []
    for _ in range(12):
        application = ApplicationFactory(cohort=cohort)
        with CaptureQueriesContext(connection) as queries:
            actions.submit(application, at=timezone.now())
        counts.append(len(queries))

    assert Application.objects.count() == 12
    assert len(set(counts[2:])) == 1


def test_every_page_of_an_application_by_phone_costs_little():
    """Those of staff, and those behind the link."""
    draft = PhoneDraftFactory()
    actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now())
    draft.refresh_from_db()
    manager = sign_in(Client(), manager_of(draft.application.programme))

    for page in ("phone_tasks", "phone_check", "phone_delete"):
        queries = cost(manager, reverse(f"returners:{page}", args=[draft.application.uuid]))
        assert len(queries) <= MOST, (page, len(queries), *queries)
    for page in ("phone_confirm", "phone_not_right", "phone_not_mine"):
        queries = cost(Client(), reverse(f"returners:{page}", args=[draft.token]))
        assert len(queries) <= MOST, (page, len(queries), *queries)


def test_every_page_of_a_reopened_section_costs_little():
    application = actions.submit(ApplicationFactory(situation="studying"), at=timezone.now())
    manager = manager_of(application.programme)
    actions.reopen(application, section="eligibility", why="Check.", by=manager, at=timezone.now())
    own, staff = sign_in(Client(), application.person), sign_in(Client(), manager)

    for client, page, *more in (
        (own, "application_detail"),
        (own, "reopened_section"),
        (own, "reopened_question", "break"),
        (staff, "application_review"),
        (staff, "section_reopen"),
    ):
        queries = cost(client, reverse(f"returners:{page}", args=[application.uuid, *more]))
        assert len(queries) <= MOST, (page, len(queries), *queries)
