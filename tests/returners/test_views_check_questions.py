"""The eligibility check asks only what it has to, one question a page."""

import pytest
from django.urls import reverse

from core.calendar import add_months
from core.uktime import uk_date
from tests.factories.cohorts import CohortFactory

pytestmark = pytest.mark.django_db

BORDER = "SY10 7AA"  # in England and in Wales


def months_ago(cohort, months):
    """Boxes of a break that began so many months before the reference date."""
    day = add_months(cohort.reference_date, -months)
    return {"start_month": day.month, "start_year": day.year}


def answers(cohort, **changes):
    """What somebody who meets every rule types, question by question."""
    usual = {
        "postcode": {"postcode": "ls63bn"},
        "council": {"council": "Shropshire"},
        "work": {"situation": "not working"},
        "caring": {"because_of_caring": "yes"},
        "break": {"reason": "childcare", **months_ago(cohort, 24), "end_month": "", "end_year": ""},
        "field": {"field": "technology"},
        "right-to-work": {"right_to_work": "yes"},
    }
    return {slug: given | changes.get(slug.replace("-", "_"), {}) for slug, given in usual.items()}


def walk(client, cohort, **changes):
    """Answer one page after the other: the questions that were asked, and the page they led to."""
    given = answers(cohort, **changes)
    url = reverse("returners:eligibility_question", args=[cohort.programme.slug, "postcode"])
    asked = []
    while (slug := url.rstrip("/").rpartition("/")[2]) in given and len(asked) < 10:
        assert client.get(url).status_code == 200
        asked.append(slug)
        response = client.post(url, given[slug])
        assert response.status_code == 302, response.context["form"].errors
        url = response.url
    return asked, client.get(url).text


def result_url(cohort):
    return reverse("returners:eligibility_result", args=[cohort.programme.slug])


def question_url(cohort, slug):
    return reverse("returners:eligibility_question", args=[cohort.programme.slug, slug])


def test_check_begins_on_a_page_that_says_what_comes(client):
    cohort = CohortFactory()

    page = client.get(reverse("returners:eligibility_check", args=[cohort.programme.slug])).text

    assert question_url(cohort, "postcode") in page
    assert uk_date(cohort.reference_date) in page


def test_check_asks_somebody_who_does_not_work_about_the_break(client):
    asked, page = walk(client, CohortFactory())

    assert asked == ["postcode", "work", "break", "field", "right-to-work"]
    assert "You can apply</h1>" in page


def test_check_asks_somebody_below_skill_level_about_caring_and_no_break(client):
    asked, page = walk(client, CohortFactory(), work={"situation": "working below skill level"})

    assert asked == ["postcode", "work", "caring", "field", "right-to-work"]
    assert "You work below your skill level because of caring." in page


@pytest.mark.parametrize(
    ("postcode", "is_asked"),
    [("LS6 3BN", False), ("SE15 3BN", False), ("CF10 1EP", False), ("LS30 3BN", False), (BORDER, True)],
)
def test_check_asks_for_the_council_only_on_the_border_of_the_area(client, postcode, is_asked):
    asked, _ = walk(client, CohortFactory(), postcode={"postcode": postcode})

    assert ("council" in asked) == is_asked


def test_council_is_asked_again_for_another_postcode(client):
    cohort = CohortFactory()
    walk(client, cohort, postcode={"postcode": BORDER})

    response = client.post(question_url(cohort, "postcode"), {"postcode": "SY10 8AA"})

    assert response.url == question_url(cohort, "council")


def test_another_situation_asks_what_belongs_to_it_and_forgets_the_rest(client):
    cohort = CohortFactory()
    walk(client, cohort)

    to_caring = client.post(question_url(cohort, "work"), {"situation": "working below skill level"})
    client.post(question_url(cohort, "caring"), {"because_of_caring": "no"})
    to_break = client.post(question_url(cohort, "work"), {"situation": "not working"})

    assert to_caring.url == question_url(cohort, "caring")
    assert to_break.url == question_url(cohort, "break")
    assert client.session["eligibility"]["because_of_caring"] == ""


def test_question_shows_what_was_answered(client):
    cohort = CohortFactory()
    walk(client, cohort)

    page = client.get(question_url(cohort, "postcode")).text

    assert 'value="LS6 3BN"' in page


def test_question_leads_back_to_the_one_before(client):
    cohort = CohortFactory()
    walk(client, cohort)

    pages = {slug: client.get(question_url(cohort, slug)).text for slug in ("postcode", "work", "break", "field")}

    check = reverse("returners:eligibility_check", args=[cohort.programme.slug])
    assert f'href="{check}"' in pages["postcode"]
    assert f'href="{question_url(cohort, "postcode")}"' in pages["work"]
    assert f'href="{question_url(cohort, "work")}"' in pages["break"]
    assert f'href="{question_url(cohort, "break")}"' in pages["field"]


@pytest.mark.parametrize("slug", ["council", "caring", "colour", "result2"])
def test_question_that_does_not_apply_leads_to_the_next_that_does(client, slug):
    cohort = CohortFactory()

    response = client.get(question_url(cohort, slug))

    assert response.url == question_url(cohort, "postcode")


def test_result_before_the_end_leads_to_the_next_question(client):
    cohort = CohortFactory()
    client.post(question_url(cohort, "postcode"), {"postcode": "LS6 3BN"})

    assert client.get(result_url(cohort)).url == question_url(cohort, "work")
