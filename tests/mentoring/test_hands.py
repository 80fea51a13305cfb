"""What staff set by hand: two kept together, two never matched, and what cannot be kept."""

from functools import partial

import pytest

from core.errors import Refused, SeenOtherwise
from mentoring.actions.hands import hand_seen, set_hand
from mentoring.gathering import gather
from mentoring.matching import match
from mentoring.models import Hand
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.mentoring import HandFactory
from tests.mentoring.two import NOW, a_mentor, a_returner, active, worse
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


@pytest.fixture
def two():
    """A returner, the mentor who suits them best, and one who does not."""
    enrolment = a_returner()
    return enrolment, a_mentor(enrolment.cohort), worse(enrolment.cohort)


def put(enrolment, mentor, kind, seen=None):
    seen = hand_seen(enrolment, mentor) if seen is None else seen
    return set_hand(enrolment, mentor, kind, seen=seen, by=ProgrammeManagerFactory(), at=NOW)


def mentor_found(enrolment):
    """Whom the next run would bring them together with."""
    gathered = gather(enrolment.cohort)
    found = match(gathered.mentees, gathered.mentors, wish=gathered.wish)
    return next((gathered.mentor_rows[one.mentor] for one in found.matches if one.mentee == str(enrolment.uuid)), None)


def test_two_kept_together_are_in_every_run_until_the_score_decides_again(two):
    enrolment, best, other = two
    assert mentor_found(enrolment) == best

    put(enrolment, other, "locked")
    assert mentor_found(enrolment) == other

    put(enrolment, other, "")
    assert mentor_found(enrolment) == best


def test_two_never_matched_are_in_no_run(two):
    enrolment, best, other = two

    put(enrolment, best, "forbidden")

    assert mentor_found(enrolment) == other


def test_what_is_set_stays_as_it_was_until_it_is_taken_back(two):
    enrolment, best, _ = two
    put(enrolment, best, "locked")

    with pytest.raises(Refused, match="set to “kept together”"):
        put(enrolment, best, "forbidden")

    assert put(enrolment, best, "locked") == Hand.objects.get()


def test_a_returner_is_kept_together_with_one_mentor(two):
    enrolment, best, other = two
    put(enrolment, best, "locked")

    with pytest.raises(Refused, match=f"is kept together with {best}"):
        put(enrolment, other, "locked")


def test_no_rule_is_broken_by_hand(two):
    enrolment, best, _ = two
    best.availability = ["fri-evening"]
    best.save()

    with pytest.raises(Refused, match="They have no time in common"):
        put(enrolment, best, "locked")


def test_nobody_is_kept_together_with_a_mentor_on_a_break_but_may_be_let_go(two):
    enrolment, best, _ = two
    put(enrolment, best, "locked")
    best.status = "paused"
    best.save()

    with pytest.raises(Refused, match="takes nobody new"):
        put(a_returner(enrolment.cohort), best, "locked")
    put(enrolment, best, "")

    assert not Hand.objects.exists()


def test_no_more_are_kept_together_with_a_mentor_than_they_take():
    cohort = CohortFactory()
    mentor = a_mentor(cohort, capacity=3)
    active(enrolment=a_returner(cohort), mentor=mentor)
    HandFactory(enrolment=a_returner(cohort), mentor=mentor)
    HandFactory(enrolment=a_returner(cohort, ended=True), mentor=mentor)

    put(a_returner(cohort), mentor, "locked")
    with pytest.raises(Refused, match="takes 3 at once, and has as many"):
        put(a_returner(cohort), mentor, "locked")


def test_a_page_from_before_a_colleague_set_something_is_shown_again(two):
    enrolment, best, _ = two
    seen = hand_seen(enrolment, best)
    put(enrolment, best, "forbidden")

    with pytest.raises(SeenOtherwise):
        put(enrolment, best, "locked", seen=seen)

    assert Hand.objects.get().kind == "forbidden"


@pytest.mark.django_db(transaction=True)
def test_two_colleagues_who_keep_two_returners_with_the_last_place_of_a_mentor_do_not_both():
    cohort = CohortFactory()
    mentor = a_mentor(cohort)
    returners = [a_returner(cohort) for _ in range(2)]

    in_parallel([partial(put, one, mentor, "locked") for one in returners], may_raise=(Refused,))

    assert Hand.objects.count() == 1
