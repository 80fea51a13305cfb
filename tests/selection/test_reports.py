"""The report of a round: numbers of places whole, and of reasons with the small ones hidden."""

import csv
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.places import Status
from returners.models import Application, Assessment, ReviewRequest
from selection import reports
from selection.models import Round
from tests.factories.returners import PlaceFactory
from tests.factories.selection import CandidateFactory, MoveFactory, ReviewFactory, RoundFactory
from tests.selection.deciding import decided, read_round, released_round

pytestmark = pytest.mark.django_db


@pytest.fixture
def released():
    at = timezone.now()
    return RoundFactory(status=Round.Status.RELEASED, prepared_at=at, released_at=at)


def decide(round_, outcome, reason, number=1):
    return [
        Assessment.objects.create(
            application=CandidateFactory(round=round_).application,
            outcome=outcome,
            reason=reason,
            decided_at=round_.released_at,
        )
        for _ in range(number)
    ]


def counts(table):
    return {row.label: row.count for row in table.rows}


def find(round_, title):
    return next(table for table in reports.report(round_).decisions if table.title == title)


# -- Decisions -------------------------------------------------------------------------------------------------------


def test_decisions_are_counted_as_released(released):
    decide(released, "offered", "among best", 2)
    decide(released, "waiting", "higher", 1)
    (upheld,) = decide(released, "not offered", "too low")
    Assessment.objects.create(
        application=upheld.application, outcome="offered", reason="looked at", decided_at=timezone.now()
    )
    CandidateFactory(round=released, application__withdrawn=True, application__assessment=False)

    table = find(released, "What was decided")

    assert counts(table) == {"A place": 2, "The waiting list": 1, "No place": 1, "Left before the release": 1}


def test_reasons_of_few_people_are_hidden_with_what_would_tell_them(released):
    decide(released, "offered", "among best", 12)
    decide(released, "offered", "minimum", 2)
    decide(released, "not offered", "too low", 6)

    places, none = find(released, "Why: a place"), find(released, "Why: no place")

    assert counts(places) == {
        "Among the highest scores": None,
        "Chosen to reach a minimum for a strand or region": None,
        "Moved by a manager": None,
    }
    assert counts(none)["Below the lowest score for a place"] == 6


def test_every_reason_of_a_release_is_in_a_row():
    round_ = read_round([4, 4, 4], [3, 3, 3], [2, 2, 2], [2, 2, 2], [0, 0, 0], capacity=2, least_score=30)
    round_.cohort.pools.update(waiting_limit=0)
    first, _, third, *_ = round_.candidates.order_by("pk")
    MoveFactory(candidate=third, to="in")
    MoveFactory(candidate=first, to="out")
    decided(round_)

    whole, *_ = reports.report(round_).decisions

    assert sum(row.count for row in whole.rows) == 5
    known = {(outcome, reason) for outcome, reasons in reports.REASONS.items() for reason in reasons}
    assert set(Assessment.objects.values_list("outcome", "reason")) <= {*known, ("waiting", "higher")}


def test_offers_are_counted_by_what_became_of_them(released):
    pool = released.cohort.pools.get()
    applications = [one.application for one in decide(released, "offered", "among best", 4)]
    for application in applications:
        Application.objects.filter(pk=application.pk).update(status="decided")
    PlaceFactory(pool=pool, application=applications[0], confirmed=True)
    for application, status in zip(applications[1:3], (Status.DECLINED, Status.EXPIRED), strict=True):
        place = PlaceFactory(pool=pool, application=application)
        type(place).objects.filter(pk=place.pk).update(status=status, closed_at=timezone.now())
    PlaceFactory(pool=pool, application=applications[3])

    table = find(released, "What became of the offers")

    assert counts(table) == {
        "Accepted": 1,
        "Turned down": 1,
        "Ran out without an answer": 1,
        "Given up later": 0,
        "Not answered yet": 1,
    }
    assert all(row.percent is None for row in table.rows)


def test_percentages_need_twenty_people(released):
    decide(released, "offered", "among best", 15)
    decide(released, "waiting", "higher", 5)

    table = find(released, "What was decided")

    assert [row.percent for row in table.rows] == [75.0, 25.0, 0.0, 0.0]


def test_moves_that_stand_are_counted_by_way_and_reason(released):
    for _ in range(6):
        MoveFactory(candidate__round=released, to="in", reason="balance")
    MoveFactory(candidate__round=released, to="out", reason="flag", taken_back_at=timezone.now())
    decide(released, "offered", "moved", 6)

    assert counts(find(released, "Moved by a manager: which way"))["In the cohort"] == 6
    assert counts(find(released, "Moved by a manager: why"))["The balance of the cohort"] == 6


def test_requests_are_counted_by_their_answer(released):
    for status, answered in [("decided", True), ("not offered", True), ("not offered", False)]:
        for assessment in decide(released, "not offered", "higher", 5):
            application, at = assessment.application, timezone.now()
            closed = None if status == "decided" else at
            Application.objects.filter(pk=application.pk).update(status=status, closed_at=closed)
            ReviewRequest.objects.create(
                assessment=assessment,
                application=application,
                asked_at=at,
                answer_by=at,
                answered_at=at if answered else None,
            )

    table = find(released, "Asked for a person to look at it")

    assert counts(table) == {"A place was given": 5, "The decision stood": 5, "To be answered": 5, "Taken back": 0}


def test_before_the_release_there_are_no_decisions():
    assert reports.report(read_round([4, 4, 4])).decisions == []


# -- Reading ---------------------------------------------------------------------------------------------------------


def test_agreement_is_counted_without_third_reviews():
    round_ = read_round(*[[3, 2, 1]] * 20)
    ReviewFactory(candidate=round_.candidates.first(), levels=[0, 0, 0], is_third=True)

    found = reports.report(round_)

    assert [alike.pairs for alike in found.agreement.values()] == [20, 20, 20]
    assert {alike.exact_share for alike in found.agreement.values()} == {10_000}
    assert found.work == reports.Work(reviewers=3, reviews=41, thirds=1, handed_back=0)


def test_agreement_of_few_pairs_is_not_shown(staff_client):
    round_ = read_round([3, 2, 1])
    make_manager(round_.cohort.programme, person=staff_client.user)

    page = staff_client.get(reverse("selection:round_report", args=[round_.uuid]))

    (first, *_) = page.context["agreement"]
    assert [cell["text"] for cell in first[1:]] == ["1", "Too few", "Too few", "Too few"]


def test_reviews_that_are_not_submitted_do_not_count():
    review = ReviewFactory()

    found = reports.report(review.candidate.round)

    assert found.work.reviews == 0
    assert {alike.pairs for alike in found.agreement.values()} == {0}


# -- Page and file ---------------------------------------------------------------------------------------------------


def test_page_and_file_name_nobody(staff_client):
    round_ = released_round([4, 4, 4], [1, 1, 1])
    make_manager(round_.cohort.programme, person=staff_client.user)

    page = staff_client.get(reverse("selection:round_report", args=[round_.uuid]))
    file = staff_client.get(reverse("selection:round_report_file", args=[round_.uuid, "csv"])).getvalue().decode()

    assert "Decisions were released" in page.text
    assert "Too few people to show" in page.text
    for candidate in round_.candidates.select_related("application"):
        for text in (page.text, file):
            assert candidate.number not in text
            assert candidate.application.full_name not in text
            assert candidate.application.reference not in text


def test_file_hides_what_the_page_hides(staff_client):
    round_ = released_round([4, 4, 4], [1, 1, 1])
    make_manager(round_.cohort.programme, person=staff_client.user)

    file = staff_client.get(reverse("selection:round_report_file", args=[round_.uuid, "csv"])).getvalue()

    rows = list(csv.reader(io.StringIO(file.decode("utf-8-sig"))))
    assert rows[0] == reports.HEAD
    assert ["What was decided", "A place", "1"] in rows
    assert ["Why: a place", "Among the highest scores", "Hidden"] in rows
    assert ["Agreement: Readiness", "Same level, in per cent", "Hidden"] in rows


def test_administrators_find_the_report_and_no_small_numbers_or_names(administrator_client):
    round_ = released_round([4, 4, 4], [1, 1, 1])

    (row,) = administrator_client.get(reverse("selection:round_list")).context["rows"]
    page = administrator_client.get(row[0]["url"])
    file = administrator_client.get(reverse("selection:round_report_file", args=[round_.uuid, "csv"]))

    assert row[0]["url"] == reverse("selection:round_report", args=[round_.uuid])
    assert "Decisions were released" in page.text
    assert file.status_code == 200
    # Neither leads on to what is for managers alone.
    for name in ("round_detail", "round_what_if"):
        address = reverse(f"selection:{name}", args=[round_.uuid])
        assert f'href="{address}"' not in page.text
        assert administrator_client.get(address).status_code == 404


def test_managers_come_to_the_round_from_the_list_and_to_the_report_from_there(staff_client):
    round_ = released_round([4, 4, 4], [1, 1, 1])
    make_manager(round_.cohort.programme, person=staff_client.user)

    (row,) = staff_client.get(reverse("selection:round_list")).context["rows"]

    assert row[0]["url"] == reverse("selection:round_detail", args=[round_.uuid])
    assert reverse("selection:round_report", args=[round_.uuid]) in staff_client.get(row[0]["url"]).text


def test_file_of_another_kind_does_not_exist(staff_client):
    round_ = read_round([4, 4, 4])
    make_manager(round_.cohort.programme, person=staff_client.user)

    assert staff_client.get(reverse("selection:round_report_file", args=[round_.uuid, "pdf"])).status_code == 404
