"""The second task list, as somebody with a place fills it in, leaves it, comes back; and as staff read it."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from returners import actions
from returners.models import WorkRole
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import KnownSkillFactory, ProfileFactory, WorkRoleFactory
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
