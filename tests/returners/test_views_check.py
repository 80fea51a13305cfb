"""The eligibility check as a visitor walks it, and how its answers come along into the application."""

import datetime as dt
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from core.calendar import add_months
from core.uktime import uk_date
from notifications.models import Message
from returners.models import Application
from tests.factories.cohorts import CohortFactory, ProgrammeFactory

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


# -- What the result says ------------------------------------------------------------------------------------------

ALL_MET = ["Met"] * 4
RESULTS = [
    # changes, what each rule comes to (where, break, field, right to work), the reason, the heading
    ({}, ALL_MET, "You live in Yorkshire and The Humber.", "You can apply"),
    ({"postcode": {"postcode": "SE15 3BN"}}, ["Not met", *["Met"] * 3], "another area", "You do not meet every rule"),
    ({"postcode": {"postcode": "LS30 3BN"}}, ["A person", *["Met"] * 3], "we will look it up", "a person will look"),
    ({"postcode": {"postcode": BORDER}}, ALL_MET, "You live in West Midlands.", "You can apply"),
    (
        {"postcode": {"postcode": BORDER}, "council": {"council": "Wales"}},
        ["Not met", *["Met"] * 3],
        "You need to live in",
        "You do not meet every rule",
    ),
    ({"break": {"reason": "eldercare"}}, ALL_MET, "Your caring break will be 24 months long", "You can apply"),
    (
        {"break": {"reason": "other care"}},
        ["Met", "A person", "Met", "Met"],
        "one a person needs to understand",
        "a person will look",
    ),
    (
        {"break": {"reason": "other"}},
        ["Met", "Not met", "Met", "Met"],
        "Yours was for another reason.",
        "You do not meet every rule",
    ),
    (
        {"work": {"situation": "self-employed"}},
        ["Met", "A person", "Met", "Met"],
        "You are self-employed. That can count",
        "a person will look",
    ),
    ({"work": {"situation": "studying"}}, ["Met", "A person", "Met", "Met"], "You are studying.", "a person will look"),
    (
        {"work": {"situation": "working below skill level"}, "caring": {"because_of_caring": "no"}},
        ["Met", "Not met", "Met", "Met"],
        "You told us it is not.",
        "You do not meet every rule",
    ),
    (
        {"field": {"field": "other"}},
        ["Met", "Met", "Not met", "Met"],
        "experience in technology or engineering",
        "You do not meet every rule",
    ),
    (
        {"right_to_work": {"right_to_work": "not sure"}},
        ["Met", "Met", "Met", "A person"],
        "We will help you to find out",
        "a person will look",
    ),
    (
        {"right_to_work": {"right_to_work": "no"}},
        ["Met", "Met", "Met", "Not met"],
        "You need the right to work in the UK.",
        "You do not meet every rule",
    ),
]


@pytest.mark.parametrize(("changes", "rules", "reason", "heading"), RESULTS)
def test_result_takes_the_rules_one_by_one(client, changes, rules, reason, heading):
    _, page = walk(client, CohortFactory(), **changes)

    tags = re.findall(r"govuk-tag[^>]*>\s*(Met|Not met|A person)", page)
    assert tags == rules
    assert reason in page
    assert heading in re.search(r"<h1[^>]*>(.*?)</h1>", page, re.DOTALL)[1]
    assert "There is a problem" not in page


def test_council_that_somebody_does_not_know_is_looked_up_by_a_person(client):
    cohort = CohortFactory()

    asked, page = walk(client, cohort, postcode={"postcode": BORDER}, council={"council": "I do not know"})

    assert "council" in asked
    assert "You can apply, and a person will look at it" in page
    assert "Your postcode is on the edge of our area, so we will check your address." in page


@pytest.mark.parametrize("situation", ["self-employed", "studying", "other"])
def test_whoever_never_stopped_working_is_not_asked_when(client, situation):
    cohort = CohortFactory()
    kept = {"reason": "kept working", "start_month": "13", "start_year": ""}

    _, page = walk(client, cohort, work={"situation": situation}, **{"break": kept})
    again = client.get(question_url(cohort, "break")).text

    assert "You can apply, and a person will look at it" in page
    assert "I did not stop working in my field" in again
    assert re.search(r'value="kept working"[^>]*\bchecked', again)


def test_whoever_does_not_work_has_stopped(client):
    """The answer goes with the situation: changed to not working, when they stopped is asked again."""
    cohort = CohortFactory()
    walk(client, cohort, work={"situation": "studying"}, **{"break": {"reason": "kept working"}})

    response = client.post(question_url(cohort, "work"), {"situation": "not working"})
    page = client.get(response.url).text
    refused = client.post(response.url, {"reason": "kept working"}).text

    assert response.url == question_url(cohort, "break")
    assert "I did not stop working in my field" not in page
    assert "Choose one of the options listed" in refused


def test_result_says_from_when_and_names_the_next_cohort(client):
    cohort = CohortFactory()
    later = CohortFactory(
        programme=cohort.programme,
        name="Autumn cohort",
        opens_at=cohort.closes_at,
        closes_at=cohort.closes_at + dt.timedelta(days=60),
        last_joining_at=cohort.closes_at + dt.timedelta(days=90),
        reference_date=cohort.reference_date + dt.timedelta(days=200),
    )

    _, page = walk(client, cohort, **{"break": months_ago(cohort, 9)})

    assert "Not yet, but soon" in page
    assert uk_date(add_months(cohort.reference_date, 3)) in page
    programme_url = reverse("cohorts:programme_detail", args=[cohort.programme.slug])
    assert f'href="{programme_url}">You can try for the {later.name}</a>.' in page
    assert "Applications open on" in page


def test_result_leads_to_a_later_cohort_that_is_open_already(client):
    cohort = CohortFactory()
    later = CohortFactory(programme=cohort.programme, reference_date=cohort.reference_date + dt.timedelta(days=200))

    _, page = walk(client, cohort, **{"break": months_ago(cohort, 9)})

    apply_url = reverse("returners:application_start", args=[cohort.programme.slug, later.slug])
    assert f'href="{apply_url}">You can try for the {later.name}</a>.' in page


def test_result_without_a_later_cohort_says_to_come_back(client):
    cohort = CohortFactory()

    _, page = walk(client, cohort, **{"break": months_ago(cohort, 9)})

    assert "The dates of the next cohort are not set yet." in page


def test_result_promises_no_date_where_more_than_time_is_missing(client):
    cohort = CohortFactory()

    _, page = walk(client, cohort, **{"break": months_ago(cohort, 9)}, field={"field": "other"})

    assert "Not yet, but soon" not in page
    assert "You do not meet every rule" in page


@pytest.mark.parametrize(
    ("calendar", "words"),
    [({}, "Apply to this programme"), ({"closed": True}, "Applications are closed"), ({"upcoming": True}, "open on")],
)
def test_result_offers_what_can_be_done_now(client, calendar, words):
    cohort = CohortFactory(**calendar)

    _, page = walk(client, cohort)

    apply_url = reverse("returners:application_start", args=[cohort.programme.slug, cohort.slug])
    assert words in page
    assert (apply_url in page) == (not calendar)


def test_result_that_is_not_met_still_lets_people_apply(client):
    cohort = CohortFactory()

    _, page = walk(client, cohort, field={"field": "other"})

    assert "Apply anyway" in page
    assert cohort.programme.contact_email in page


def test_check_measures_to_the_cohort_that_is_open(client):
    cohort = CohortFactory()
    CohortFactory(programme=cohort.programme, closed=True, reference_date=add_months(cohort.reference_date, -20))

    _, page = walk(client, cohort)

    assert "You can apply</h1>" in page


def test_check_of_one_programme_serves_another(client):
    """The same answers, other rules."""
    walk(client, CohortFactory())
    other = CohortFactory()

    page = client.get(result_url(other)).text

    assert "You can apply</h1>" in page


@pytest.mark.parametrize("name", ["eligibility_check", "eligibility_result"])
def test_check_of_a_programme_that_is_not_public_or_has_no_cohort_does_not_exist(client, name):
    private, empty = CohortFactory(programme__is_public=False).programme, ProgrammeFactory()

    pages = [client.get(reverse(f"returners:{name}", args=[slug])) for slug in (private.slug, empty.slug, "nowhere")]

    assert [page.status_code for page in pages] == [404] * 3


# -- Answers that come along ---------------------------------------------------------------------------------------


def test_answers_are_in_the_application_after_signing_up(client):
    cohort = CohortFactory()
    walk(client, cohort)
    start = reverse("returners:application_start", args=[cohort.programme.slug, cohort.slug])

    there = f"{reverse('account_signup')}?{urlencode({'next': start})}"
    assert there in client.get(start).text
    signing_up = {"email": "ada@example.org", "password1": "umbrella yellow tractor", "next": start}
    client.post(there, signing_up)
    code = re.search(r"^([A-Z0-9-]{6,9})$", Message.objects.get(to="ada@example.org").text, re.MULTILINE)[1]
    back = client.post(reverse("account_email_verification_sent"), {"code": code})
    assert back.url == start
    tasks = client.get(client.post(start).url).text

    given = Application.objects.get().answers()
    assert (given.postcode, given.situation, given.field) == ("LS6 3BN", "not working", "technology")
    assert given.breaks[0].start == add_months(cohort.reference_date, -24)
    assert "You have completed 1 of 5 sections." in tasks


def test_answers_stay_with_their_browser():
    cohort = CohortFactory()
    walk(Client(), cohort)

    assert Client().get(result_url(cohort)).status_code == 302


GARBLED = [
    [],
    "LS6 3BN",
    {"postcode": 5},
    {"postcode": None},
    {"colour": "blue"},  # a question that was once asked
    {"breaks": "yes"},
    {"breaks": [{"reason": "childcare"}]},
    {"breaks": [{"reason": "childcare", "start": "2021-13", "end": None}]},
    {"breaks": [{"reason": "a sabbatical", "start": "2021-03", "end": None}]},
    {"situation": "on the moon"},
    {"because_of_caring": "perhaps"},
    {"kept_working": "perhaps"},
    {"field": "alchemy"},
    {"right_to_work": ["yes"]},
]


@pytest.mark.parametrize("kept", GARBLED)
def test_answers_of_an_older_portal_are_forgotten_without_a_fault(returner_client, kept):
    cohort, client = CohortFactory(), returner_client
    session = client.session
    whole = {
        "postcode": "LS6 3BN",
        "situation": "not working",
        "breaks": [{"reason": "childcare", "start": "2020-01", "end": None}],
        "field": "technology",
        "right_to_work": "yes",
    }
    session["eligibility"] = whole | kept if isinstance(kept, dict) else kept
    session.save()

    first = client.get(result_url(cohort))
    pages = [client.get(question_url(cohort, slug)) for slug in ("postcode", "break")]
    started = client.post(reverse("returners:application_start", args=[cohort.programme.slug, cohort.slug]))

    assert first.url == question_url(cohort, "postcode")
    assert {page.status_code for page in pages} <= {200, 302}
    assert started.status_code == 302
    assert Application.objects.get().postcode == ""


def test_break_cannot_begin_in_the_future(client):
    cohort = CohortFactory()
    day = timezone.localdate() + dt.timedelta(days=62)

    page = client.post(
        question_url(cohort, "break"), {"reason": "childcare", "start_month": day.month, "start_year": day.year}
    ).text

    assert "The date you stopped must be" in page
    assert f'value="{day.year}"' in page
    assert "Error:" in page


def test_break_cannot_end_before_it_began(client):
    cohort = CohortFactory()
    given = {"reason": "childcare", "start_month": 3, "start_year": 2020, "end_month": 2, "end_year": 2020}

    page = client.post(question_url(cohort, "break"), given).text

    assert "The date your break ended must be" in page
    assert 'value="2020"' in page


def test_break_that_ended_before_the_reference_date_does_not_count(client):
    ended = {"end_month": 1, "end_year": 2021, "start_month": 1, "start_year": 2018}

    _, page = walk(client, CohortFactory(), **{"break": ended})

    assert "You do not meet every rule" in page
    assert "Not yet, but soon" not in page
