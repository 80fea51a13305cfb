"""What would help somebody: told, shared, taken back, forgotten."""

import datetime as dt

import pytest

from core.errors import Refused
from participation.actions import supporting
from participation.models import SupportNeeds
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import SupportNeedsFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)


def tell(enrolment, *, text="Captions", is_shared=False, at=NOW):
    return supporting.tell_support_needs(enrolment, text=text, is_shared=is_shared, by=enrolment.person, at=at)


def test_tell_support_needs_to_the_team_alone():
    enrolment = EnrolmentFactory(now=NOW)

    tell(enrolment)

    needs = SupportNeeds.objects.get()
    assert (needs.enrolment, needs.text, needs.is_shared) == (enrolment, "Captions", False)


def test_shared_since_the_first_time_until_it_is_taken_back():
    enrolment = EnrolmentFactory(now=NOW)

    first = tell(enrolment, is_shared=True)
    second = tell(enrolment, text="Large print", is_shared=True, at=LATER)
    third = tell(enrolment, at=LATER)
    again = tell(enrolment, is_shared=True, at=LATER)

    assert [needs.shared_at for needs in (first, second, third, again)] == [NOW, NOW, None, LATER]
    assert SupportNeeds.objects.get().text == "Captions"


def test_taken_back_is_gone_without_a_trace_of_the_words():
    needs = SupportNeedsFactory(enrolment__now=NOW, shared=True)

    for _ in range(2):
        supporting.take_support_needs_back(needs.enrolment, by=needs.enrolment.person)

    assert not SupportNeeds.objects.exists()


def test_whoever_has_a_break_may_tell_and_whoever_stopped_may_not():
    tell(EnrolmentFactory(now=NOW, paused=True))

    with pytest.raises(Refused, match="no longer take part"):
        tell(EnrolmentFactory(now=NOW, ended=True))

    assert SupportNeeds.objects.count() == 1


@pytest.mark.parametrize(("days", "kept"), [(30, True), (31, False)])
def test_forgotten_thirty_days_after_the_cohort_ends(days, kept):
    ends_on = SupportNeedsFactory(enrolment__now=NOW).enrolment.cohort.ends_on
    at = dt.datetime.combine(ends_on + dt.timedelta(days=days), dt.time(12), tzinfo=dt.UTC)

    forgotten = supporting.forget_support_needs(at=at)

    assert (forgotten, SupportNeeds.objects.exists()) == (0 if kept else 1, kept)


def test_forgotten_at_once_where_somebody_stopped():
    SupportNeedsFactory(enrolment__now=NOW, enrolment__ended=True)
    stays = SupportNeedsFactory(enrolment__now=NOW)

    supporting.forget_support_needs(at=NOW)

    assert SupportNeeds.objects.get() == stays
