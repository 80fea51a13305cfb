"""What a release does to applications: places in the order given, the end of others, one letter each, or nothing."""

import datetime as dt

import pytest

from cohorts.models import ProgrammeText
from core.audit import AuditEntry
from core.errors import Refused
from notifications.models import Message
from returners import actions
from returners.actions import assessing
from returners.actions.applying import apply_rules
from returners.models import Application, Assessment, Place
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def cohort_of(capacity=1, **settings):
    return CohortFactory(now=NOW, ranked=True, closed=True, pool__capacity=capacity, **settings)


def assessed(cohort, *outcomes):
    """The best first."""
    return [
        Assessment(
            application=ApplicationFactory(now=NOW, cohort=cohort, assessment=True),
            outcome=outcome,
            reason="higher",
            rank=rank,
        )
        for rank, outcome in enumerate(outcomes, start=1)
    ]


def release(cohort, assessments):
    assessing.release(cohort, assessments, by=ProgrammeManagerFactory(), at=NOW)


def test_release_ends_the_application_of_whoever_gets_no_place():
    cohort = cohort_of()
    (assessment,) = assessed(cohort, "not offered")

    release(cohort, [assessment])

    application = Application.objects.get()
    assert (application.status, application.closed_at) == ("not offered", NOW)
    assert not application.places.exists()
    assert Message.objects.get().subject == f"Your application to {cohort.programme}"


def test_an_offer_of_a_release_can_be_taken_up():
    cohort = cohort_of()
    (assessment,) = assessed(cohort, "offered")
    apply_rules(assessment.application, at=NOW)
    release(cohort, [assessment])

    place = actions.accept(
        Place.objects.get(),
        agreement=cohort.programme.text(ProgrammeText.Kind.AGREEMENT),
        signed_name="A Person",
        at=NOW,
    )

    assert place.status == "confirmed"


def test_release_is_put_down_to_whoever_released():
    cohort = cohort_of()
    assessments = assessed(cohort, "offered", "not offered")

    release(cohort, assessments)

    (by,) = {assessment.decided_by for assessment in assessments}
    entries = AuditEntry.objects.filter(why="Decisions released", actor=by)
    tables = set(entries.values_list("table", flat=True))
    assert {"returners_assessment", "returners_application", "returners_place"} <= tables


@pytest.mark.parametrize("state", ["withdrawn", "not_eligible", "decided"])
def test_release_is_refused_whole_where_one_has_gone_on(state):
    cohort = cohort_of()
    assessments = assessed(cohort, "offered", "not offered")
    assessments[1].application = ApplicationFactory(now=NOW, cohort=cohort, **{state: True})

    with pytest.raises(Refused, match="not being assessed any more"):
        release(cohort, assessments)

    assert not (Assessment.objects.exists())
    assert not (Place.objects.exists())
    assert not Message.objects.exists()


def test_release_is_refused_whole_where_the_places_do_not_suffice():
    cohort = cohort_of(capacity=1)

    with pytest.raises(Refused, match="2 places cannot be given out: 1 place left"):
        release(cohort, assessed(cohort, "offered", "offered"))

    assert not (Assessment.objects.exists())
    assert not (Place.objects.exists())
    assert not Message.objects.exists()


def test_release_is_refused_for_a_strand_without_places():
    cohort = CohortFactory(now=NOW, ranked=True, closed=True, places_by="strand", pool=None)
    PoolFactory(cohort=cohort, strand=cohort.programme.strands.get(name="Engineering"))

    with pytest.raises(Refused, match="There are no places for Technology"):
        release(cohort, assessed(cohort, "offered"))


@pytest.mark.parametrize("number", [2, 9])
def test_release_asks_the_database_little_more_for_many(number, django_assert_max_num_queries):
    cohort = cohort_of(capacity=5)
    assessments = assessed(cohort, *["offered", "waiting", "not offered"] * (number // 3 or 1))

    # One for each letter: what is posted once, ever, is written one by one.
    with django_assert_max_num_queries(30 + len(assessments)):
        release(cohort, assessments)


def test_decisions_that_were_never_released_end_kindly_with_the_last_day_to_join():
    cohort = cohort_of()
    (assessment,) = assessed(cohort, "offered")

    for _ in range(2):
        actions.close_undecided(at=cohort.last_joining_at)

    application = Application.objects.get()
    assert (application.closed_at, application.standing) == (cohort.last_joining_at, "Closed without a decision")
    assert "This is not a no" in Message.objects.get(person=assessment.application.person).text
