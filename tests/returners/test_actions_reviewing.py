"""Asking for a person to look at what the rules turned down, and what becomes of it."""

import datetime as dt
from functools import partial

import pytest

from core.calendar import end_of_uk_day
from core.errors import Refused
from core.places import Status
from returners import actions
from returners.eligibility import Answers
from returners.models import Application, ReviewRequest
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)  # a Monday
DAY = dt.timedelta(days=1)
TURNED_DOWN = {"field": "other"}


def sent(cohort=None, **answers):
    cohort = cohort or CohortFactory(now=NOW, pool__capacity=1)
    return actions.submit(ApplicationFactory(now=NOW, cohort=cohort, **answers), at=NOW)


def ask(application, *, said="I wrote software for trains.", at=NOW + DAY):
    return actions.ask_for_review(application, said=said, at=at)


def decide(application, *, eligible, why="It counts.", at=NOW + 2 * DAY):
    return actions.overrule(application, eligible=eligible, why=why, by=ProgrammeManagerFactory(), at=at)


def last_step(application):
    return list(application.steps.values_list("what", flat=True))[-1]


def test_ask_is_answered_within_the_working_days_of_the_cohort():
    application = sent(**TURNED_DOWN)

    request = ask(application)

    assert (request.said, request.asked_at) == ("I wrote software for trains.", NOW + DAY)
    assert request.answer_by == end_of_uk_day(dt.date(2026, 3, 10))
    assert request.decision == application.decisions.get()
    assert last_step(application) == "asked"
    assert "by the end of Tuesday 10 March 2026" in letter_to(application.person, "review_asked").text
    application.refresh_from_db()
    assert application.status == Application.Status.NOT_ELIGIBLE
    assert application.closed_at == NOW


def test_ask_twice_is_once():
    application = sent(**TURNED_DOWN)

    first, again = ask(application), ask(application, said="More", at=NOW + 2 * DAY)

    assert first == again
    assert again.said == "I wrote software for trains."
    assert letters_to(application.person).count("review_asked") == 1


def test_ask_is_open_for_28_days():
    early, late = sent(**TURNED_DOWN), sent(**TURNED_DOWN)
    end = end_of_uk_day(dt.date(2026, 3, 30))

    ask(early, at=end - dt.timedelta(seconds=1))
    with pytest.raises(Refused, match="ended at the end of Monday 30 March 2026"):
        ask(late, at=end)


def test_ask_is_open_for_as_long_as_the_programme_sets():
    application = sent(CohortFactory(now=NOW, programme__ask_days=7), **TURNED_DOWN)

    with pytest.raises(Refused, match="ended at the end of Monday 9 March"):
        ask(application, at=NOW + 8 * DAY)


def test_ask_once_the_cohort_cannot_be_joined_is_refused():
    cohort = CohortFactory(now=NOW, closes_at=NOW + DAY, last_joining_at=NOW + 2 * DAY)
    application = sent(cohort, **TURNED_DOWN)

    with pytest.raises(Refused, match="The time to ask"):
        ask(application, at=NOW + 2 * DAY)


@pytest.mark.parametrize("answers", [{}, {"situation": "studying"}])
def test_ask_about_what_the_rules_did_not_turn_down_is_refused(answers):
    application = sent(**answers)

    with pytest.raises(Refused, match="decided on this application already"):
        ask(application)


def test_ask_about_what_a_person_decided_is_refused():
    application = sent(situation="studying")
    decide(application, eligible=False)

    with pytest.raises(Refused, match="A person has decided"):
        ask(application, at=NOW + 3 * DAY)


def test_ask_beside_another_live_application_is_refused():
    application = sent(**TURNED_DOWN)
    actions.start(application.person, cohort=application.cohort, answers=Answers(), at=NOW)

    with pytest.raises(Refused, match="withdraw the other one first"):
        ask(application)


def test_overturned_it_takes_the_next_free_place_and_displaces_nobody():
    cohort = CohortFactory(now=NOW, pool__capacity=1)
    application = sent(cohort, **TURNED_DOWN)
    holder, waiting = sent(cohort), sent(cohort)
    ask(application)

    decide(application, eligible=True)

    application.refresh_from_db()
    assert (application.status, application.closed_at) == ("decided", None)
    assert holder.places.get().status == Status.OFFERED
    assert [place.application for place in cohort.pools.get().places.waiting().in_turn()] == [application, waiting]
    assert ReviewRequest.objects.get().answered_at == NOW + 2 * DAY


def test_upheld_it_is_a_decision_a_person_made_with_their_reason_in_the_letter():
    application = sent(**TURNED_DOWN)
    ask(application)

    decide(application, eligible=False, why="You told us that you sold trains and did not build them.")

    application.refresh_from_db()
    decision = application.decisions.latest()
    assert (application.status, application.closed_at) == ("not eligible", NOW)
    assert (decision.outcome, bool(decision.decided_by)) == ("not met", True)
    assert last_step(application) == "upheld"
    assert letters_to(application.person) == ["received", "not_eligible", "review_asked", "upheld"]
    assert "You told us that you sold trains" in letter_to(application.person, "upheld").text
    with pytest.raises(Refused, match="A person has decided"):
        ask(application, at=NOW + 3 * DAY)


def test_take_back_leaves_the_decision_as_it_is():
    application = sent(**TURNED_DOWN)
    ask(application)

    for _ in range(2):
        actions.take_review_back(application, at=NOW + 2 * DAY)

    assert list(application.steps.values_list("what", flat=True)).count("taken back") == 1
    with pytest.raises(Refused, match="asked about this decision before"):
        ask(application, at=NOW + 3 * DAY)
    with pytest.raises(Refused, match="decided already"):
        decide(application, eligible=False, at=NOW + 3 * DAY)


@pytest.mark.django_db(transaction=True)
def test_ask_while_staff_overturn_it_at_that_moment():
    cohort = CohortFactory(now=NOW, pool__capacity=4)
    applications, manager = [sent(cohort, **TURNED_DOWN) for _ in range(6)], ProgrammeManagerFactory()
    overturn = partial(actions.overrule, eligible=True, why="It counts.", by=manager, at=NOW + DAY)

    in_parallel(
        (call for one in applications for call in (partial(ask, one), partial(overturn, one))), may_raise=(Refused,)
    )

    assert Application.objects.filter(status="decided", closed_at=None).count() == 6
    assert not ReviewRequest.objects.open().exists()
    assert cohort.pools.get().places.offered().count() == 4


@pytest.mark.django_db(transaction=True)
def test_ask_pressed_many_times_at_once_asks_once():
    application = sent(**TURNED_DOWN)

    in_parallel([partial(ask, application)] * 6)

    assert ReviewRequest.objects.count() == 1
    assert letters_to(application.person).count("review_asked") == 1
