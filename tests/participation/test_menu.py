"""Whoever runs a cohort finds all of it from the menu, with nothing known but where to press."""

import re

import pytest
from django.test import Client
from django.urls import resolve, reverse

from cohorts.actions import make_manager
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory

pytestmark = pytest.mark.django_db

OF_A_COHORT = {
    "participation:people_list",
    "participation:timetable_detail",
    "participation:group_list",
    "participation:early_warning_list",
    "participation:question_inbox",
    "participation:feedback_list",
    "participation:cohort_surveys",
    "participation:cohort_completion",
    "outcomes:placement_list",
}
OF_A_PROGRAMME = {
    "participation:outline_list",
    "participation:completion_rule",
    "cohorts:leader_list",
    "outcomes:fund_detail",
}


def pages_linked(client, url):
    """The pages that a page leads to, by their name, each with an address."""
    links = re.findall(r'href="(/[^"?#]*)', client.get(url).text)
    return {resolve(link).view_name: link for link in links if not link.startswith("/static/")}


def test_everything_of_taking_part_is_two_presses_from_the_menu():
    cohort = EnrolmentFactory().cohort
    manager = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=manager)
    client = sign_in(Client(), manager)
    menu = pages_linked(client, reverse("reporting:inbox"))

    of_a_cohort = pages_linked(client, pages_linked(client, menu["returners:cohort_list"])["returners:cohort_detail"])
    settings = pages_linked(client, of_a_cohort["cohorts:programme_settings"])

    assert of_a_cohort.keys() >= OF_A_COHORT | OF_A_PROGRAMME
    assert settings.keys() >= OF_A_PROGRAMME
    pages = [of_a_cohort[name] for name in OF_A_COHORT | OF_A_PROGRAMME]
    assert [client.get(page).status_code for page in pages] == [200] * len(pages)
    cohorts_is_marked = re.compile(r'aria-current="true"[^>]*>\s*<strong[^>]*>Cohorts')
    assert cohorts_is_marked.search(client.get(of_a_cohort["participation:timetable_detail"]).text)
