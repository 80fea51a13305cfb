"""The second task list, as somebody with a place fills it in, leaves it, comes back; and as staff read it."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from core.occupations import VERSION
from core.skills import Skill
from returners import actions
from returners.actions.telling import SAME_ROLE, TOO_MANY_ROLES
from returners.models import KnownSkill, Profile, WorkRole
from returners.models.profile import MOST_ROLES
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.core import SkillFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WantedTopicFactory, WorkRoleFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

ROLE = {
    "job_title": "Test engineer",
    "employer": "Bolt & Co",
    "occupation": "2136",
    "start_month": "September",
    "start_year": "2010",
    "end_month": "3",
    "end_year": "2018",
}
WORK = {"hours": "part time", "patterns": ["home", "hybrid"], "travel": "none", "kinds": ["returnship", "permanent"]}
PAGES = ["profile_tasks", "work_role_list", "work_role_add", "skill_choose"]
PARTS = ["availability", "work", "help"]


@pytest.fixture
def told(returner_client):
    """Somebody whose place is confirmed, and who has told nothing."""
    return ProfileFactory(application__person=returner_client.user).application


@pytest.fixture
def over(returner_client):
    """Somebody whose cohort ended some days ago."""
    long_ago = timezone.now() - dt.timedelta(days=100)
    cohort = CohortFactory(now=long_ago)
    return ProfileFactory(application__person=returner_client.user, application__cohort=cohort, at=long_ago).application


def url(name, application, *args):
    return reverse(f"returners:{name}", args=[application.uuid, *args])


def statuses(client, application):
    """What the task list says of each section."""
    *tasks, cv = client.get(url("profile_tasks", application)).context["tasks"]
    assert cv["status"] == "If you like"
    return [task["status"] for task in tasks]


def every_page(application):
    role, known = WorkRoleFactory(application=application), KnownSkillFactory(application=application)
    return [
        *(url(page, application) for page in PAGES[1:]),
        *(url("profile_section", application, part) for part in PARTS),
        url("work_role_change", application, role.pk),
        url("work_role_remove", application, role.pk),
        url("skill_rate", application, known.pk),
    ]


# -- The list ------------------------------------------------------------------------------------------------------


def test_list_begins_with_nothing_done(returner_client, told):
    page = returner_client.get(url("profile_tasks", told)).text

    assert "You have done 0 of 5 sections. You can leave any of them out." in page
    assert "What you have told us" not in page
    assert statuses(returner_client, told) == ["Not yet started"] * 5


def test_list_shows_what_is_done_and_what_is_left(returner_client, told):
    WorkRoleFactory(application=told, job_title="Welder")
    KnownSkillFactory(application=told, rated=False)
    actions.tell_wanted_work(told, at=timezone.now(), by=told.person, **WORK)

    page = returner_client.get(url("profile_tasks", told)).text

    assert statuses(returner_client, told) == ["In progress"] * 2 + ["Not yet started", "Completed", "Not yet started"]
    assert "You have done 1 of 5 sections" in page
    assert "Welder" in page
    assert "Part time: fewer than 35 hours a week" in page


def test_list_of_whoever_has_told_everything_thanks_them(returner_client):
    application = ProfileFactory(application__person=returner_client.user, told=True).application

    page = returner_client.get(url("profile_tasks", application)).text

    assert "Thank you. You have told us everything we ask for." in page
    assert statuses(returner_client, application) == ["Completed"] * 5


@pytest.mark.parametrize("page", PAGES)
def test_pages_before_the_place_is_confirmed_say_when_we_ask(returner_client, page):
    application = actions.submit(ApplicationFactory(person=returner_client.user), at=timezone.now())

    response = returner_client.get(url(page, application), follow=True)

    assert response.redirect_chain[-1][0] == url("application_detail", application)
    assert "We ask for this once your place is confirmed." in response.text


def test_list_after_the_end_shows_everything_and_changes_nothing(returner_client, over):
    for page in every_page(over):
        for method in ("get", "post"):
            response = getattr(returner_client, method)(page, ROLE | WORK)
            assert response.url == url("profile_tasks", over), page
    page = returner_client.get(url("profile_tasks", over)).text

    assert f"The {over.cohort.name} ended on" in page
    assert "Developer" in page
    assert not re.search(r">\s*Change\b", page)
    assert "Not yet started" not in page
    assert WorkRole.objects.get().employer == "Acme Software"


def test_list_of_whoever_has_left_says_so(returner_client, told):
    actions.withdraw(told, at=timezone.now())

    page = returner_client.get(url("profile_tasks", told)).text

    assert f"You no longer take part in the {told.cohort.name}" in page


# -- The way to it -------------------------------------------------------------------------------------------------


def test_page_of_the_application_and_ones_own_page_lead_to_the_list(returner_client, told):
    KnownSkillFactory(application=told)

    for page in (url("application_detail", told), reverse("portal:my_home")):
        text = returner_client.get(page).text
        assert url("profile_tasks", told) in text
        assert "Tell us more, so that we can prepare for you" in text
        assert f"You have done 1 of 5 sections for {told.programme.name}" in text


def test_page_of_the_application_asks_no_more_once_everything_is_told(returner_client):
    application = ProfileFactory(application__person=returner_client.user, told=True).application

    page = returner_client.get(url("application_detail", application)).text
    home = returner_client.get(reverse("portal:my_home")).text

    assert "Tell us more" not in page + home
    assert "See or change what you told us" in page


def test_own_page_asks_nothing_once_the_cohort_is_over(returner_client, over):
    home = returner_client.get(reverse("portal:my_home")).text
    page = returner_client.get(url("application_detail", over)).text

    assert "Tell us more" not in home + page
    assert "See what you told us" in page


# -- Experience ----------------------------------------------------------------------------------------------------


def test_experience_without_a_role_begins_with_the_first(returner_client, told):
    response = returner_client.get(url("work_role_list", told), follow=True)

    assert response.redirect_chain[-1][0] == url("work_role_add", told)
    assert "Tell us about your last role" in response.text


def test_role_is_added_and_leads_to_the_list(returner_client, told):
    page = returner_client.post(url("work_role_add", told), ROLE, follow=True).text

    role = WorkRole.objects.get()
    assert (role.job_title, role.employer, role.start, role.end) == (
        "Test engineer",
        "Bolt & Co",
        dt.date(2010, 9, 1),
        dt.date(2018, 3, 1),
    )
    assert (role.occupation, role.occupation_version) == ("2136", VERSION)
    assert "September 2010 to March 2018" in page
    assert "Have you added all the roles you want to tell us about?" in page


def test_role_one_still_has_and_of_another_kind(returner_client, told):
    given = ROLE | {"occupation": "other", "end_month": "", "end_year": "", "still_there": "on"}

    page = returner_client.post(url("work_role_add", told), given, follow=True).text

    role = WorkRole.objects.get()
    assert (role.occupation, role.occupation_version, role.end) == ("", "", None)
    assert "Something else" in page
    assert "September 2010 to now" in page


def test_role_offers_the_kinds_of_work_of_ones_own_strand_first(returner_client, told):
    engineering = told.programme.strands.get(slug="engineering")
    before = returner_client.get(url("work_role_add", told)).text

    type(told).objects.filter(pk=told.pk).update(strand=engineering)
    after = returner_client.get(url("work_role_add", told)).text

    assert before.index("Data analyst") < before.index("Civil engineer") < before.index('value="other"')
    assert after.index("Civil engineer") < after.index("Data analyst") < after.index('value="other"')


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"end_month": "", "end_year": ""}, "Enter when you left, or tick that you still work there"),
        ({"still_there": "on"}, "but not both"),
        ({"end_year": "2009"}, "The date you left must be after the date you started"),
        ({"start_year": "2099"}, "The date you started must be"),
        ({"end_year": "2099"}, "The date you left must be"),
        ({"end_month": "13"}, "The date you left must be a real date"),
        ({"occupation": "1111"}, "Choose one of the options listed"),
        ({"employer": " "}, "Enter the employer"),
    ],
)
def test_role_that_cannot_be_is_asked_again_with_what_was_typed(returner_client, told, wrong, words):
    page = returner_client.post(url("work_role_add", told), ROLE | wrong).text

    assert words in page
    assert 'value="Test engineer"' in page
    assert not WorkRole.objects.exists()


def test_role_is_changed(returner_client, told):
    role = WorkRoleFactory(application=told, end=None)
    form = returner_client.get(url("work_role_change", told, role.pk)).context["form"]

    returner_client.post(url("work_role_change", told, role.pk), ROLE)

    role.refresh_from_db()
    assert (form.initial["still_there"], form.initial["occupation"]) == (True, "2134")
    assert (role.job_title, role.end) == ("Test engineer", dt.date(2018, 3, 1))


def test_role_changed_into_another_keeps_what_was_typed(returner_client, told):
    role = WorkRoleFactory(application=told)
    returner_client.post(url("work_role_add", told), ROLE)

    page = returner_client.post(url("work_role_change", told, role.pk), ROLE).text

    assert SAME_ROLE in page
    assert 'value="Test engineer"' in page


def test_role_is_removed_by_a_press_only(returner_client, told):
    kept, gone = WorkRoleFactory(application=told), WorkRoleFactory(application=told)
    returner_client.get(url("work_role_remove", told, gone.pk))
    before = WorkRole.objects.count()

    page = returner_client.post(url("work_role_remove", told, gone.pk), follow=True)
    again = returner_client.post(url("work_role_remove", told, gone.pk))

    assert before == 2
    assert f"{gone.job_title} at {gone.employer} is removed." in page.text
    assert page.redirect_chain[-1][0] == url("work_role_list", told)
    assert again.status_code == 404
    assert WorkRole.objects.get() == kept


def test_last_role_removed_leads_back_to_the_tasks(returner_client, told):
    role = WorkRoleFactory(application=told)

    page = returner_client.post(url("work_role_remove", told, role.pk), follow=True)

    assert page.redirect_chain[-1][0] == url("profile_tasks", told)
    assert statuses(returner_client, told)[0] == "Not yet started"


def test_roles_are_all_told_once_their_person_says_so(returner_client, told):
    WorkRoleFactory(application=told)

    another = returner_client.post(url("work_role_list", told), {"done": "no"})
    before = statuses(returner_client, told)[0]
    done = returner_client.post(url("work_role_list", told), {"done": "yes"})

    assert (another.url, done.url) == (url("work_role_add", told), url("profile_tasks", told))
    assert (before, statuses(returner_client, told)[0]) == ("In progress", "Completed")


def test_one_role_too_many_is_refused_kindly(returner_client, told):
    for number in range(MOST_ROLES):
        WorkRoleFactory(application=told, employer=f"Firm {number}")

    listed = returner_client.get(url("work_role_list", told)).text
    page = returner_client.post(url("work_role_add", told), ROLE).text

    assert "as many as we can keep. The latest ones help us most." in " ".join(listed.split())
    assert TOO_MANY_ROLES in page
    assert 'value="Test engineer"' in page


# -- Skills --------------------------------------------------------------------------------------------------------


def test_skills_of_ones_own_strand_come_first(returner_client, told):
    Skill.objects.all().delete()
    technology, engineering = SkillFactory(name="Code"), SkillFactory(name="Bridges", group="engineering")
    SkillFactory(name="Confidence", group="topic")
    SkillFactory(name="Punched cards", is_active=False)

    page = returner_client.get(url("skill_choose", told)).text
    type(told).objects.filter(pk=told.pk).update(strand=told.programme.strands.get(slug="engineering"))
    other = returner_client.get(url("skill_choose", told)).text

    assert page.index(technology.name) < page.index(engineering.name)
    assert other.index(engineering.name) < other.index(technology.name)
    assert "Confidence" not in page
    assert "Punched cards" not in page


def test_each_skill_that_was_ticked_is_asked_about_in_turn(returner_client, told):
    skills = [SkillFactory(), SkillFactory(), SkillFactory(group="engineering")]
    given = {"technology": [skill.pk for skill in skills[:2]], "engineering": [skills[2].pk]}

    response = returner_client.post(url("skill_choose", told), given)
    visited = []
    while "/skills/" in response.url:
        visited.append(response.url)
        response = returner_client.post(response.url, {"last_used": "2015", "confidence": "2"})

    assert len(set(visited)) == 3
    assert response.url == url("profile_tasks", told)
    assert statuses(returner_client, told)[1] == "Completed"
    assert set(told.known_skills.values_list("last_used", "confidence")) == {(2015, 2)}


def test_skill_out_of_use_stays_with_whoever_has_it(returner_client, told):
    known = KnownSkillFactory(application=told, skill__is_active=False)

    page = returner_client.get(url("skill_choose", told)).text
    returner_client.post(url("skill_choose", told), {"technology": [known.skill_id]})

    assert known.skill.name in page
    assert KnownSkill.objects.get() == known


def test_skills_or_none_but_not_both_and_not_nothing(returner_client, told):
    skill = SkillFactory()

    both = returner_client.post(url("skill_choose", told), {"technology": [skill.pk], "none": "on"}).text
    nothing = returner_client.post(url("skill_choose", told), {"none": ""}).text
    unknown = returner_client.post(url("skill_choose", told), {"technology": ["999999"]}).text

    assert "or that you have none of these, but not both" in both
    assert "Tick the skills you have, or that you have none of these" in nothing
    assert "Choose one of the options listed" in unknown
    assert not KnownSkill.objects.exists()


def test_no_skill_of_the_list_completes_the_section(returner_client, told):
    response = returner_client.post(url("skill_choose", told), {"none": "on"})

    assert response.url == url("profile_tasks", told)
    assert statuses(returner_client, told)[1] == "Completed"
    assert "None of those listed" in returner_client.get(response.url).text


@pytest.mark.parametrize("year", ["1949", "2199", "19", "soon", ""])
def test_skill_last_used_in_a_year_that_cannot_be_is_asked_again(returner_client, told, year):
    known = KnownSkillFactory(application=told, rated=False)

    page = returner_client.post(url("skill_rate", told, known.pk), {"last_used": year, "confidence": "4"}).text

    assert "There is a problem" in page
    assert re.search(r'value="4"[^>]*checked', page)
    assert not KnownSkill.objects.get().is_rated


def test_skill_page_says_that_rust_is_normal(returner_client, told):
    known = KnownSkillFactory(application=told)

    page = returner_client.get(url("skill_rate", told, known.pk)).text

    assert "It is normal to feel rusty after a break." in page
    assert "Skill 1 of 1" in page
    assert all(label in page for label in KnownSkill.Confidence.labels)


# -- Availability and wishes ---------------------------------------------------------------------------------------


def test_availability_is_told_and_shown_again(returner_client, told):
    given = {"mon": ["school", "evening"], "thu": ["morning"], "terms": "term time"}

    page = returner_client.post(url("profile_section", told, "availability"), given, follow=True).text
    form = returner_client.get(url("profile_section", told, "availability")).context["form"]

    assert Enrolment.objects.get().availability == ["mon-school", "mon-evening", "thu-morning"]
    assert "Monday: school hours, evening" in page
    assert "In term time only" in page
    assert (form.initial["mon"], form.initial["tue"], form.initial["thu"]) == (["school", "evening"], [], ["morning"])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"terms": "all year"}, "Tick at least one time in the week when you could take part"),
        ({"mon": ["noon"], "terms": "all year"}, "Choose one of the options listed"),
        ({"tue": ["school"]}, "Select yes if this is the same in school holidays"),
    ],
)
def test_availability_that_says_nothing_is_asked_again(returner_client, told, wrong, words):
    page = returner_client.post(url("profile_section", told, "availability"), wrong).text

    assert words in page
    assert Enrolment.objects.get().availability == []


def test_wanted_work_is_told_and_shown_again(returner_client, told):
    page = returner_client.post(url("profile_section", told, "work"), WORK, follow=True).text

    profile = Profile.objects.get()
    assert (profile.hours, profile.travel) == ("part time", "none")
    assert set(profile.patterns) == {"home", "hybrid"}
    assert page.index("Some days at a place of work") < page.index("From home")


@pytest.mark.parametrize("name", ["patterns", "kinds"])
def test_not_sure_stands_alone(returner_client, told, name):
    page = returner_client.post(url("profile_section", told, "work"), WORK | {name: [*WORK[name], "not sure"]}).text

    assert "or that you are not sure, but not both" in page
    assert Profile.objects.get().hours == ""


def test_wanted_help_is_told_and_shown_again(returner_client, told):
    topics, old = [SkillFactory(group="topic"), SkillFactory(group="topic")], WantedTopicFactory(application=told)
    given = {"topics": [topic.pk for topic in topics], "hopes": "To find my feet."}

    page = returner_client.post(url("profile_section", told, "help"), given, follow=True).text

    assert {topic.skill for topic in told.wanted_topics.all()} == set(topics)
    assert "To find my feet." in page
    assert old.skill.name not in page


def test_no_help_for_now_stands_alone(returner_client, told):
    topic = SkillFactory(group="topic")

    both = returner_client.post(url("profile_section", told, "help"), {"topics": [topic.pk, "none"]}).text
    returner_client.post(url("profile_section", told, "help"), {"topics": ["none"]})
    form = returner_client.get(url("profile_section", told, "help")).context["form"]

    assert "but not both" in both
    assert statuses(returner_client, told)[4] == "Completed"
    assert form.initial["topics"] == ["none"]


def test_wanted_help_asks_for_nothing_about_the_person_cared_for(returner_client, told):
    page = returner_client.get(url("profile_section", told, "help")).text

    assert "Please do not tell us about the person you care for." in page


def test_section_that_is_none_does_not_exist(returner_client, told):
    for part in ("roles", "skills", "nonsense"):
        address = reverse("returners:profile_section", args=[told.uuid, "x"]).replace("/x/", f"/{part}-x/")
        assert returner_client.get(address).status_code == 404


# -- Staff ---------------------------------------------------------------------------------------------------------


def test_manager_reads_what_was_told_and_what_was_not():
    application = ProfileFactory(application__person__name="Ada", told=True).application
    told_nothing = ProfileFactory(application__cohort=application.cohort).application
    manager = sign_in(Client(), make_manager(application.programme, person=ProgrammeManagerFactory()).person)

    page = manager.get(url("application_review", application)).text
    empty = manager.get(url("application_review", told_nothing)).text

    for words in (
        "Acme Software",
        "Last used in 2018",
        "Monday: school hours",
        "A returnship",
        "To find my feet again.",
    ):
        assert words in page, words
    assert "Not told yet, or only in part" not in page
    assert "Not told yet, or only in part: your experience, your skills, when you can take part" in empty
    assert not re.search(r"/more/", page)
