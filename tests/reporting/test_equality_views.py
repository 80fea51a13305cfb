"""What staff see of equality answers: totals of some night, with small numbers hidden."""

import pytest
from django.urls import reverse

from returners import actions
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.returners import ApplicationFactory, EqualityTotalsFactory

pytestmark = pytest.mark.django_db


def detail(client, totals):
    return client.get(reverse("reporting:equality_detail", args=[totals.programme.slug, totals.version]))


def shown(response, title):
    table = next(table for table in response.context["tables"] if table["title"] == title)
    return {label: (count["text"], percent["text"]) for label, count, percent in table["rows"]}


def test_list_leads_to_the_results_of_each_programme(administrator_client):
    totals = EqualityTotalsFactory()

    page = administrator_client.get(reverse("reporting:equality_list"))

    assert reverse("reporting:equality_detail", args=[totals.programme.slug, 1]) in page.text
    assert "60" in page.text


def test_list_without_results_says_when_there_will_be_some(administrator_client):
    actions.answer_equality(ApplicationFactory(decided=True), question="sex", answer="female")

    page = administrator_client.get(reverse("reporting:equality_list"))

    assert "No results yet" in page.text


def test_detail_hides_small_numbers_and_their_neighbours(administrator_client):
    page = detail(administrator_client, EqualityTotalsFactory())

    assert shown(page, "Sex") == {
        "Female": ("41", "68.3%"),
        "Male": ("Hidden", ""),
        "Preferred not to say": ("Hidden", ""),
        "Not answered": ("Hidden", ""),
    }


def test_detail_has_no_percentages_on_a_small_base(administrator_client):
    tables = [{"title": "Sex", "rows": [["Female", 19], ["Male", 0]]}]
    page = detail(administrator_client, EqualityTotalsFactory(people=19, tables=tables))

    assert shown(page, "Sex") == {"Female": ("19", ""), "Male": ("0", "")}
    assert "fewer than 20 people have answered" in page.text


def test_page_does_not_move_when_one_more_person_answers(administrator_client):
    programme = ProgrammeFactory()
    totals = EqualityTotalsFactory(programme=programme)
    before = shown(detail(administrator_client, totals), "Sex")

    actions.answer_equality(ApplicationFactory(decided=True), question="sex", answer="male")

    assert shown(detail(administrator_client, totals), "Sex") == before
