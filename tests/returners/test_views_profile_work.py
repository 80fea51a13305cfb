"""What a person tells of their work before and wants next: experience, skills, availability and wishes."""

import datetime as dt
import re

import pytest
from django.urls import reverse

from cohorts.models import Enrolment
from core.occupations import VERSION
from core.skills import Skill
from returners.actions.telling import SAME_ROLE, TOO_MANY_ROLES
from returners.models import KnownSkill, Profile, WorkRole
from returners.models.profile import MOST_ROLES
from tests.factories.core import SkillFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WantedTopicFactory, WorkRoleFactory

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


@pytest.fixture
def told(returner_client):
    """Somebody whose place is confirmed, and who has told nothing."""
    return ProfileFactory(application__person=returner_client.user).application


def url(name, application, *args):
    return reverse(f"returners:{name}", args=[application.uuid, *args])


def statuses(client, application):
    """What the task list says of each section."""
    *tasks, cv = client.get(url("profile_tasks", application)).context["tasks"]
    assert cv["status"] == "If you like"
    return [task["status"] for task in tasks]


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
