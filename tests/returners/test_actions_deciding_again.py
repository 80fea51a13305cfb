"""After a release: asking for a person to look at it, and what becomes of it."""

import datetime as dt
from functools import partial

import pytest

from core.calendar import end_of_uk_day
from core.errors import Refused
from core.places import Status
from returners import actions
from returners.models import Application, Assessment, ReviewRequest
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.ranked import AssessmentFactory
from tests.factories.returners import PlaceFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)  # a Monday
DAY = dt.timedelta(days=1)


def not_offered(**kwargs):
    kwargs.setdefault("application__cohort", CohortFactory(now=NOW, ranked=True, pool__capacity=1))
    return AssessmentFactory(decided_at=NOW, **kwargs).application


def ask(application, *, at=NOW + DAY):
    return actions.ask_for_review(application, said="I led a team of six.", at=at)


def decide(application, *, gives_place, why="You led a team.", by=None, at=NOW + 2 * DAY, **kwargs):
    by = by or ProgrammeManagerFactory()
    return actions.decide_again(application, gives_place=gives_place, why=why, by=by, at=at, **kwargs)


def test_ask_about_a_release_once_within_its_time():
    application = not_offered()

    first, again = ask(application), ask(application)

    assert first == again
    assert first.assessment == application.assessments.get()
    assert first.decision is None
    assert first.answer_by == end_of_uk_day(dt.date(2026, 3, 10))
    assert letters_to(application.person) == ["review_asked"]
    assert "from the rules" not in letter_to(application.person, "review_asked").text


def test_ask_about_a_release_ends_after_28_days_and_cannot_be_asked_twice():
    late, twice = not_offered(), not_offered()
    ask(twice)
    actions.take_review_back(twice, at=NOW + DAY)

    with pytest.raises(Refused, match="The time to ask"):
        ask(late, at=end_of_uk_day(dt.date(2026, 3, 30)))
    with pytest.raises(Refused, match="You can ask once"):
        ask(twice)


def test_kept_it_is_a_reason_that_the_person_reads():
    application = not_offered()
    ask(application)

    assessment = decide(application, gives_place=False, why="Your team was of another field.")

    application.refresh_from_db()
    assert (application.status, application.closed_at) == (Application.Status.NOT_OFFERED, NOW)
    assert (assessment.outcome, assessment.reason) == ("not offered", "looked at")
    assert (assessment.score, assessment.rank, len(assessment.feedback)) == (50, 12, 3)
    assert "Your team was of another field." in letter_to(application.person, "stays").text
    assert ReviewRequest.objects.get().answered_at == NOW + 2 * DAY
    with pytest.raises(Refused, match="A person has decided"):
        ask(application, at=NOW + 3 * DAY)


def test_given_a_place_after_all_it_is_the_next_free_one_and_displaces_nobody():
    application = not_offered()
    pool = application.cohort.pools.get()
    holder = PlaceFactory(pool=pool, application__cohort=application.cohort, at=NOW)
    waiting = PlaceFactory(pool=pool, application__cohort=application.cohort, at=NOW)
    ask(application)

    assessment = decide(application, gives_place=True)

    holder.refresh_from_db()
    application.refresh_from_db()
    assert holder.status == Status.OFFERED
    assert [place.application for place in pool.places.waiting().in_turn()] == [application, waiting.application]
    assert (application.status, application.closed_at) == (Application.Status.DECIDED, None)
    assert assessment.outcome == Assessment.Outcome.WAITING
    assert letters_to(application.person) == ["review_asked", "waiting"]


def test_given_a_place_where_one_is_free_it_is_offered_at_once():
    application = not_offered()

    assessment = decide(application, gives_place=True)

    assert assessment.outcome == Assessment.Outcome.OFFERED
    assert application.places.get().status == Status.OFFERED
    assert list(application.steps.values_list("what", flat=True)) == ["looked at", "offered"]


def test_unasked_one_can_only_decide_in_favour():
    with pytest.raises(Refused, match="decided again already"):
        decide(not_offered(), gives_place=False)


def test_decide_again_is_refused_without_a_reason_on_ones_own_and_after_the_last_joining():
    application = not_offered()
    ask(application)

    with pytest.raises(Refused, match="Give the reason"):
        decide(application, gives_place=True, why=" ")
    with pytest.raises(Refused, match="own application"):
        decide(application, gives_place=True, by=application.person)
    with pytest.raises(Refused, match="has passed"):
        decide(application, gives_place=True, at=application.cohort.last_joining_at)


def test_decide_again_from_an_old_page_is_refused():
    application = not_offered()
    read = application.assessments.get().pk
    ask(application)
    decide(application, gives_place=False)

    with pytest.raises(Refused, match="decided again already"):
        decide(application, gives_place=True, read=read)


def test_decide_again_beside_another_live_application_is_refused():
    application = not_offered()
    cohort = CohortFactory(now=NOW, programme=application.programme)
    Application.objects.create(
        person=application.person, programme=application.programme, cohort=cohort, started_at=NOW
    )

    with pytest.raises(Refused, match="another live application"):
        decide(application, gives_place=True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("gives_place", [True, False])
def test_many_managers_at_once_decide_once(gives_place):
    application, manager = not_offered(), ProgrammeManagerFactory()
    ask(application)

    outcomes = in_parallel(
        [partial(decide, application, gives_place=gives_place, by=manager)] * 6, may_raise=(Refused,)
    )

    assert sum(isinstance(outcome, Assessment) for outcome in outcomes) == 1
    assert application.assessments.count() == 2
