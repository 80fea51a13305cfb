"""What a manager sees of the ranking, and of one candidate."""

import pytest
from django.urls import reverse

from cohorts.actions import make_manager
from core.audit import AuditEntry
from core.regions import Region
from selection.models import Review
from selection.views import ranking as views
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.selection import CandidateFactory, ReviewFactory, RoundFactory
from tests.selection.rounds import read

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return RoundFactory(cohort__pool__capacity=1)


@pytest.fixture
def manager(client, round_):
    person = ProgrammeManagerFactory()
    make_manager(round_.cohort.programme, person=person)
    sign_in(client, person)
    return person


def ranking(client, round_, **asked):
    response = client.get(reverse("selection:round_ranking", args=[round_.uuid]), asked)
    assert response.status_code == 200
    return response


def shown(response):
    """The numbers on the page, in their order."""
    return [row[0]["text"].removeprefix("Candidate ") for row in response.context["rows"]]


def detail(client, candidate):
    return client.get(reverse("selection:candidate_detail", args=[candidate.round.uuid, candidate.number])).text


def test_ranking_shows_numbers_and_no_names(client, round_, manager):
    best = read(round_, 4, 4, application__full_name="Amina Hussain")

    page = ranking(client, round_).text

    assert f"Candidate {best.number}" in page
    assert "100.00" in page
    assert "Amina" not in page
    assert best.application.reference not in page


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({}, "north south"),
        ({"strand": "Engineering"}, "south"),
        ({"group": "North West"}, "north"),
        ({"cohort": "in"}, "north"),
        ({"cohort": "out"}, "south"),
        ({"reviews": "missing"}, "south"),
        ({"reviews": "complete"}, "north"),
        ({"flag": "any"}, "south"),
        ({"flag": "names"}, ""),
        ({"strand": "nowhere"}, "north south"),
    ],
)
def test_ranking_is_narrowed_by_what_is_asked(client, round_, manager, asked, found):
    north = read(round_, 3, 3, region=Region.NORTH_WEST)
    south = read(round_, 2, strand="Engineering", region=Region.SOUTH_WEST)
    Review.objects.filter(candidate=south).update(flags=["unclear"])

    numbers = shown(ranking(client, round_, **asked))

    assert numbers == [{"north": north, "south": south}[name].number for name in found.split()]


@pytest.mark.parametrize(("order", "first"), [("", "even"), ("gap", "apart"), ("raw", "even"), ("adjusted", "even")])
def test_ranking_goes_in_the_order_asked_for(client, round_, manager, order, first):
    candidates = {"even": read(round_, 3, 3), "apart": read(round_, 3, 2)}

    assert shown(ranking(client, round_, order=order))[0] == candidates[first].number


def test_ranking_is_shown_in_pages(client, round_, manager, monkeypatch):
    monkeypatch.setattr(views, "PAGE_SIZE", 2)
    numbers = [read(round_, level, level).number for level in (4, 3, 2)]

    first, last = ranking(client, round_), ranking(client, round_, page="2")

    assert (shown(first), shown(last)) == (numbers[:2], numbers[2:])
    assert (first.context["page"].newer_url, first.context["page"].older_url) == ("", "?page=2")
    for page in ("99", "0", "²", "-1", "9" * 30):
        assert shown(ranking(client, round_, page=page))


def test_ranking_explains_adjusted_scores_and_who_marks_high(client, round_, manager):
    for _ in range(6):
        read(round_, 3, 2)

    page = ranking(client, round_).text

    assert "Some people give higher marks than others." in page
    assert "+12.50" in page
    assert "\N{MINUS SIGN}12.50" in page


def test_ranking_says_that_reviews_are_to_come(client, round_, manager):
    read(round_, 3)
    CandidateFactory(round=round_)

    page = ranking(client, round_).text

    assert "2 applications have reviews still to come." in page
    assert "No score yet" in page


def test_ranking_follows_a_change_at_once(client, round_, manager):
    candidate = read(round_, 3)
    assert "75.00" in ranking(client, round_).text

    ReviewFactory(candidate=candidate, levels=[1, 1, 1])

    assert "50.00" in ranking(client, round_).text


def test_candidate_shows_name_and_reviews_side_by_side(client, round_, manager):
    candidate = read(round_, [4, 3, 2], [2, 2, 2], application__full_name="Amina Hussain")
    Review.objects.filter(candidate=candidate).update(flags=["unclear"], note="Ask her about the last year.")

    page = detail(client, candidate)

    assert "Amina Hussain" in page
    for words in ("4 of 4", "81.25", "50.00", "What was written shows it.", "Ask her about the last year."):
        assert words in page
    entry = AuditEntry.objects.filter(verb="looked", table="returners_application").latest("pk")
    assert (entry.actor, entry.row) == (manager, candidate.application_id)


def test_candidate_who_has_withdrawn_is_said_not_to_be_ranked(client, round_, manager):
    candidate = read(round_, 3, 3, application__status="withdrawn", application__closed_at="2026-01-01T00:00Z")

    page = detail(client, candidate)

    assert "This application is not ranked." in page
    assert "Take into the cohort" not in page


def test_candidate_leads_to_those_ranked_beside(client, round_, manager):
    first, second, third = (read(round_, level, level) for level in (4, 3, 2))

    pages = [detail(client, candidate) for candidate in (first, second, third)]

    found = [
        [each.number for each in (first, second, third) if f'/candidates/{each.number}/"' in page] for page in pages
    ]
    assert found == [[second.number], [first.number, third.number], [second.number]]


def test_export_holds_the_rows_of_the_list_and_no_names(client, round_, manager):
    best = read(round_, 4, 4, application__full_name="Amina Hussain")
    read(round_, 3, 2)
    url = reverse("selection:ranking_export", args=[round_.uuid])

    file = client.post(f"{url}?cohort=in", {"kind": "csv", "why": "The meeting on Monday"})

    text = file.getvalue().decode()
    assert len(text.splitlines()) == 2
    assert f"Candidate {best.number},1,100.0,100.0,8.84,2,0,0.0" in text
    assert "Amina" not in text
    entry = AuditEntry.objects.filter(verb="looked").latest("pk")
    assert (entry.row, entry.why) == (best.application_id, "Exported: The meeting on Monday")


def test_export_is_refused_with_filters_that_make_no_sense(client, round_, manager):
    read(round_, 4, 4)

    answer = client.get(reverse("selection:ranking_export", args=[round_.uuid]) + "?strand=nowhere", follow=True)

    assert "The filters in this address make no sense." in answer.text
