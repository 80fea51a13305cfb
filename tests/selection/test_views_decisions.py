"""The pages from the cohort that was built to its release, and every way to walk them wrongly."""

import re

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from core.jobs import Job
from notifications.models import Message
from selection.actions.releasing import RELEASE
from selection.tasks import release_decisions
from tests.factories.returners import ApplicationFactory
from tests.selection.deciding import BEST, FAIR, GOOD, POOR, applications, prepared_round, read_round, released_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def managed(staff_client):
    """`managed(prepared_round, BEST, GOOD)` is a round that the client manages, in the days around now."""

    def make(how, *levels, **settings):
        round_ = how(*levels, now=timezone.now(), **settings)
        make_manager(round_.cohort.programme, person=staff_client.user)
        return round_

    return make


def path(page, round_, *more):
    return reverse(f"selection:{page}", args=[round_.uuid, *more])


def shown(client, page, round_, *more, query=""):
    return client.get(path(page, round_, *more) + query).text


# -- From elsewhere --------------------------------------------------------------------------------------------------


def test_staff_come_from_an_application_and_from_its_cohort_to_the_reviews(staff_client, managed):
    round_ = managed(released_round, BEST, POOR, least_score=40)
    candidate = round_.candidates.get(application__status="not offered")
    reviews = path("candidate_detail", round_, candidate.number)

    for name in ("application_review", "application_decide_again"):
        page = staff_client.get(reverse(f"returners:{name}", args=[candidate.application.uuid])).text
        assert f'href="{reviews}"' in page
    address = reverse("returners:cohort_detail", args=[round_.cohort.programme.slug, round_.cohort.slug])
    assert f'href="{path("round_detail", round_)}"' in staff_client.get(address).text
    assert staff_client.get(reviews).status_code == 200


# -- Preparing -------------------------------------------------------------------------------------------------------


def test_prepare_says_what_everybody_would_get_and_changes_nothing_by_looking(staff_client, managed):
    round_ = managed(read_round, BEST, GOOD, POOR, least_score=40)

    page = shown(staff_client, "round_prepare", round_)

    assert "Offered a place" in page
    assert "3 letters" in page
    round_.refresh_from_db()
    assert round_.status == "reviewing"


def test_prepare_leads_to_the_decisions_however_often_it_is_pressed(staff_client, managed):
    round_ = managed(read_round, BEST, GOOD)

    answers = [staff_client.post(path("round_prepare", round_)) for _ in range(2)]

    assert {answer.url for answer in answers} == {path("round_decisions", round_)}
    assert round_.pending.count() == 2


def test_prepare_says_what_stands_in_the_way_and_offers_no_button(staff_client, managed):
    round_ = managed(read_round, BEST)
    ApplicationFactory(cohort=round_.cohort, in_review=True)

    page = shown(staff_client, "round_prepare", round_)
    pressed = staff_client.post(path("round_prepare", round_), follow=True)

    assert "1 application still with a person." in page
    assert "Prepare the decisions</button>" not in page
    assert f'href="{path("round_detail", round_)}"' in page.partition("Come back here")[2]
    assert "1 application still with a person." in pressed.text
    assert not round_.pending.exists()


# -- Looking ---------------------------------------------------------------------------------------------------------


def test_decisions_are_listed_by_rank_under_numbers_without_names(staff_client, managed):
    round_ = managed(prepared_round, GOOD, BEST, POOR, least_score=40)

    page = shown(staff_client, "round_decisions", round_)

    good, best, poor = applications(round_)
    in_order = [page.index(one.candidate.number) for one in (best, good, poor)]
    assert in_order == sorted(in_order)
    assert "Number 1 on the waiting list" in page
    assert "Below the lowest score for a place" in page
    assert not any(one.full_name in page for one in (best, good, poor))


@pytest.mark.parametrize(
    ("query", "number"),
    [("", 3), ("?outcome=offered", 1), ("?outcome=not+offered", 1), ("?outcome=nothing", 3), ("?after=x", 3)],
)
def test_decisions_can_be_narrowed_to_one_outcome(staff_client, managed, query, number):
    round_ = managed(prepared_round, BEST, GOOD, POOR, least_score=40)

    page = shown(staff_client, "round_decisions", round_, query=query)

    assert page.count("Read the letter<") == number


def test_a_letter_is_shown_as_it_goes_with_the_feedback_and_the_look_is_written_down(staff_client, managed):
    round_ = managed(prepared_round, BEST, POOR, least_score=40)
    best, poor = applications(round_)

    page = shown(staff_client, "decision_letter", round_, poor.candidate.number)

    assert f"Hello {poor.full_name}" in page
    assert "we cannot offer you a place" in page
    assert "did not reach the lowest score for a place" in page
    assert "What was written shows it, Readiness." in page
    assert path("decision_letter", round_, best.candidate.number) in page
    looks = AuditEntry.objects.filter(verb="looked", actor=staff_client.user)
    assert list(looks.values_list("row", flat=True)) == [poor.pk]


def test_a_letter_to_a_candidate_of_another_round_is_not_there(staff_client, managed):
    one, other = managed(prepared_round, BEST), managed(prepared_round, BEST)
    number = other.candidates.exclude(number=one.candidates.get().number).get().number

    assert staff_client.get(path("decision_letter", one, number)).status_code == 404


def test_all_letters_can_be_read_in_full(staff_client, managed):
    round_ = managed(prepared_round, *[GOOD] * 21, capacity=1)

    first = shown(staff_client, "round_letters", round_)
    following = re.search(r"\?after=\d+", first)
    second = shown(staff_client, "round_letters", round_, query=following[0])

    assert first.count("Hello Person") == 20
    assert second.count("Hello Person") == 1
    assert "number 20" in second


# -- Releasing -------------------------------------------------------------------------------------------------------


def test_a_release_from_the_press_to_the_letters(staff_client, managed):
    round_ = managed(prepared_round, BEST, GOOD, FAIR)

    asked = shown(staff_client, "round_release", round_)
    pressed = staff_client.post(path("round_release", round_), follow=True)
    release_decisions()
    done = shown(staff_client, "round_progress", round_)

    assert "This cannot be undone." in asked
    assert "The decisions are being released" in pressed.text
    assert "All 3 decisions are released in one step" in pressed.text
    assert "0 of 3" not in pressed.text
    assert "The decisions are released" in done
    assert "0 of 3" in done
    Message.objects.update(status="sent", sent_at=timezone.now())
    assert "3 of 3" in shown(staff_client, "round_progress", round_)


def test_release_pressed_again_leads_to_how_far_it_is(staff_client, managed):
    round_ = managed(prepared_round, BEST)

    answers = [staff_client.post(path("round_release", round_)) for _ in range(2)]
    release_decisions()
    answers.append(staff_client.post(path("round_release", round_)))

    assert {answer.url for answer in answers} == {path("round_progress", round_)}
    assert Job.objects.filter(kind=RELEASE).count() == 1


def test_release_of_what_has_changed_since_says_so_and_keeps_what_was_prepared(staff_client, managed):
    round_ = managed(prepared_round, BEST)
    ApplicationFactory(cohort=round_.cohort, assessment=True)

    asked = shown(staff_client, "round_release", round_)
    pressed = staff_client.post(path("round_release", round_), follow=True)

    assert "Release all decisions now" not in asked
    for page in (asked, pressed.text):
        assert "1 application to this cohort came to be decided since." in page
    assert round_.pending.count() == 1


def test_a_release_that_did_not_happen_says_why(staff_client, managed):
    round_ = managed(prepared_round, BEST)
    staff_client.post(path("round_release", round_))
    ApplicationFactory(cohort=round_.cohort, assessment=True)
    release_decisions()

    page = shown(staff_client, "round_progress", round_)

    assert "The decisions are not released" in page
    assert "1 application to this cohort came to be decided since." in page
    assert path("round_decisions", round_) in page


def test_going_back_leads_to_where_decisions_are_prepared(staff_client, managed):
    round_ = managed(prepared_round, BEST)

    answers = [staff_client.post(path("round_go_back", round_)) for _ in range(2)]

    assert {answer.url for answer in answers} == {path("round_prepare", round_)}
    assert not round_.pending.exists()


@pytest.mark.parametrize(
    ("how", "page", "leads_to"),
    [
        (read_round, "round_decisions", "round_prepare"),
        (read_round, "round_letters", "round_prepare"),
        (read_round, "round_release", "round_prepare"),
        (read_round, "round_progress", "round_prepare"),
        (prepared_round, "round_prepare", "round_decisions"),
        (prepared_round, "round_progress", "round_decisions"),
        (released_round, "round_prepare", "round_progress"),
        (released_round, "round_decisions", "round_progress"),
        (released_round, "round_letters", "round_progress"),
        (released_round, "round_release", "round_progress"),
    ],
)
def test_a_page_that_is_not_the_rounds_turn_leads_to_the_one_that_is(staff_client, managed, how, page, leads_to):
    round_ = managed(how, BEST)

    assert staff_client.get(path(page, round_)).url == path(leads_to, round_)


@pytest.mark.parametrize(
    ("how", "leads_to"),
    [(read_round, "round_prepare"), (prepared_round, "round_decisions"), (released_round, "round_progress")],
)
def test_the_round_leads_to_what_comes_next(staff_client, managed, how, leads_to):
    round_ = managed(how, BEST)

    assert path(leads_to, round_) in shown(staff_client, "round_detail", round_)
