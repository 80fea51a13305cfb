"""From the first press to what the rules make of it."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from core.errors import Refused
from core.places import Status
from notifications.models import TimedLetter
from returners import actions
from returners.eligibility import Answers, Outcome, Situation
from returners.models import Application, Decision, Step
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import PoolFactory
from tests.factories.returners import PlaceFactory
from tests.letters import letter_to, letters_to
from tests.parallel import blocked, in_parallel
from tests.returners.applying import ANSWERS, DAY, NOW, SECOND, cohort, draft

pytestmark = pytest.mark.django_db


def steps_of(application):
    return list(application.steps.values_list("what", flat=True))


# -- Start ---------------------------------------------------------------------------------------------------------


def test_start_fills_in_what_the_check_knows():
    person = UserFactory(name="Amina Hussain")

    application = actions.start(person, cohort=cohort(), answers=ANSWERS, at=NOW)

    application = Application.objects.get(pk=application.pk)
    assert application.is_draft
    assert application.answers() == ANSWERS
    assert (application.full_name, application.started_at) == ("Amina Hussain", NOW)
    assert steps_of(application) == [Step.What.STARTED]
    assert letters_to(person) == []


def test_start_again_gives_the_same_draft_and_keeps_what_it_holds():
    where, person = cohort(), UserFactory()
    first = actions.start(person, cohort=where, answers=ANSWERS, at=NOW)

    second = actions.start(person, cohort=where, answers=Answers(), at=NOW + DAY)

    assert second == first
    assert second.answers() == ANSWERS
    assert steps_of(first) == [Step.What.STARTED]


def test_start_answers_with_an_application_that_was_sent():
    sent = actions.submit(draft(), at=NOW)

    again = actions.start(sent.person, cohort=sent.cohort, answers=Answers(), at=NOW)

    assert (again, again.status) == (sent, Application.Status.DECIDED)


@pytest.mark.django_db(transaction=True)
def test_start_in_two_tabs_gives_one_draft():
    where, person = cohort(), UserFactory()

    drafts = in_parallel([partial(actions.start, person, cohort=where, answers=ANSWERS, at=NOW)] * 2)

    assert drafts[0] == drafts[1]
    assert Application.objects.get().answers() == ANSWERS


def test_start_moves_the_draft_of_a_closed_cohort_to_the_next():
    old = draft(cohort=cohort(closed=True))
    following = cohort(programme=old.programme)

    moved = actions.start(old.person, cohort=following, answers=Answers(), at=NOW)

    assert (moved.pk, moved.cohort) == (old.pk, following)
    assert moved.answers() == old.answers()
    assert actions.submit(moved, at=NOW).places.get().pool.cohort == following


def test_start_moves_a_draft_to_the_cohort_asked_for_while_its_own_is_open():
    old = draft()
    other = cohort(programme=old.programme)

    moved = actions.start(old.person, cohort=other, answers=Answers(), at=NOW)

    assert (moved.pk, moved.cohort, moved.strand) == (old.pk, other, old.strand)
    assert moved.answers() == old.answers()


def test_start_moves_a_draft_without_a_strand_that_has_no_places_there():
    old = draft()
    other = cohort(programme=old.programme, pool=None, places_by="strand")
    PoolFactory(cohort=other, strand=other.programme.strands.exclude(pk=old.strand.pk).get())

    moved = actions.start(old.person, cohort=other, answers=Answers(), at=NOW)

    assert (moved.cohort, moved.strand) == (other, None)


FULL = {"capacity": 5, "taken": 5, "waiting": 2, "waiting_limit": 2}


@pytest.mark.parametrize(
    ("following", "words"),
    [(True, "you can take them along to the Autumn cohort"), (False, "Your answers are kept for the next cohort")],
)
def test_submit_to_a_full_cohort_keeps_the_draft_and_says_what_to_do_next(following, words):
    application = draft(cohort=cohort(pool=None))
    PoolFactory(cohort=application.cohort, **FULL)
    if following:
        cohort(programme=application.programme, name="Autumn cohort")

    with pytest.raises(Refused, match=rf"the waiting list is full\. .*{words}"):
        actions.submit(application, at=NOW)

    application.refresh_from_db()
    assert application.is_draft
    assert letters_to(application.person) == []


def test_submit_to_a_full_strand_says_that_there_are_others():
    application = draft(cohort=cohort(pool=None, places_by="strand"))
    for strand in application.programme.strands.all():
        PoolFactory(cohort=application.cohort, strand=strand, **(FULL if strand == application.strand else {}))

    with pytest.raises(Refused, match=r"the waiting list is full\. You can choose another strand\."):
        actions.submit(application, at=NOW)

    assert Application.objects.get().is_draft


@pytest.mark.django_db(transaction=True)
def test_start_leaves_alone_what_arrived_in_the_last_second_of_the_earlier_cohort():
    """Sent just before the close in one tab, started for the next cohort just after it in another."""
    application = draft()
    closes_at = application.cohort.closes_at
    following = cohort(programme=application.programme, closes_at=closes_at + DAY)
    start = partial(actions.start, application.person, cohort=following, answers=Answers(), at=closes_at + SECOND)

    with transaction.atomic():
        actions.submit(application, at=closes_at - SECOND)
        second_tab = blocked(start)

    assert second_tab.result().cohort == application.cohort
    application.refresh_from_db()
    assert application.places.get().pool.cohort == application.cohort


def test_start_is_refused_before_the_opening():
    with pytest.raises(Refused, match="open on Monday 9 March 2026 at midday"):
        actions.start(UserFactory(), cohort=cohort(upcoming=True), answers=ANSWERS, at=NOW)

    assert not Application.objects.exists()


def test_start_is_refused_after_the_close():
    with pytest.raises(Refused, match="closed on Sunday 1 March 2026 at midday"):
        actions.start(UserFactory(), cohort=cohort(closed=True), answers=ANSWERS, at=NOW)

    assert not Application.objects.exists()


def test_start_counts_each_programme_for_itself():
    person = UserFactory()

    first, second = (actions.start(person, cohort=cohort(), answers=ANSWERS, at=NOW) for _ in range(2))

    assert first != second


# -- Submit --------------------------------------------------------------------------------------------------------


def test_submit_offers_a_place_to_whoever_meets_every_rule():
    application = actions.submit(draft(), at=NOW)

    application = Application.objects.get(pk=application.pk)
    place = application.places.get()
    assert (application.status, application.submitted_at, application.closed_at) == ("decided", NOW, None)
    assert (place.status, place.offered_at, place.joined_at) == (Status.OFFERED, NOW, NOW)
    assert steps_of(application) == ["submitted", "found eligible", "offered"]
    assert letters_to(application.person) == ["received", "offered"]
    assert TimedLetter.objects.planned().get().object_id == place.pk


def test_submit_puts_people_on_the_waiting_list_once_places_are_gone():
    where = cohort(pool__capacity=1)
    first, second, third = (draft(cohort=where) for _ in range(3))

    for application in (first, second, third):
        actions.submit(application, at=NOW)

    assert third.places.get().status == Status.WAITING
    assert steps_of(third) == ["submitted", "found eligible", "waiting"]
    assert letters_to(third.person) == ["received", "waiting"]
    assert "You are number 2." in letter_to(third.person, "waiting").text
    assert TimedLetter.objects.planned().count() == 1


def test_submit_counts_places_for_each_strand_where_the_cohort_does():
    where = cohort(pool=None, places_by="strand")
    technology, engineering = where.programme.strands.order_by("-name")
    PoolFactory(cohort=where, strand=technology, capacity=1)
    PoolFactory(cohort=where, strand=engineering, capacity=1)

    sent = [actions.submit(draft(cohort=where, strand=strand), at=NOW) for strand in (technology,) * 2 + (engineering,)]

    places = [application.places.get() for application in sent]
    assert [place.status for place in places] == [Status.OFFERED, Status.WAITING, Status.OFFERED]
    assert [place.pool.strand for place in places] == [technology, technology, engineering]


def test_submit_is_refused_in_words_for_a_strand_without_places():
    where = cohort(pool=None, places_by="strand")
    technology, engineering = where.programme.strands.order_by("-name")
    PoolFactory(cohort=where, strand=technology)

    with pytest.raises(Refused, match="no places for Engineering"):
        actions.submit(draft(cohort=where, strand=engineering), at=NOW)

    assert Application.objects.get().is_draft


def test_submit_refers_what_the_rules_cannot_decide():
    application = actions.submit(draft(situation=Situation.SELF_EMPLOYED), at=NOW)

    application = Application.objects.get(pk=application.pk)
    assert (application.status, application.closed_at) == ("in review", None)
    assert application.places.get().status == Status.HELD
    assert steps_of(application) == ["submitted", "referred", "held"]
    assert letters_to(application.person) == ["received", "referred"]
    assert "by the end of Monday 9 March 2026" in letter_to(application.person, "referred").text


def test_submit_closes_what_does_not_meet_a_rule_and_says_which():
    application = actions.submit(draft(field="other"), at=NOW)

    application = Application.objects.get(pk=application.pk)
    assert (application.status, application.closed_at) == ("not eligible", NOW)
    assert not application.places.exists()
    assert steps_of(application) == ["submitted", "not eligible"]
    assert letters_to(application.person) == ["received", "not_eligible"]
    text = letter_to(application.person, "not_eligible").text
    assert "You need experience in technology or engineering." in text
    assert "You live in" not in text
    assert "You can ask for a person to look at it" in text


def test_submit_says_from_when_a_break_that_is_too_short_will_count():
    where = cohort()
    application = draft(cohort=where, career_break__start=dt.date(2025, 9, 1))

    actions.submit(application, at=NOW)

    assert application.decisions.get().eligible_from == dt.date(2026, 9, 1)
    assert (
        "On Tuesday 1 September 2026 your break will be long enough"
        in letter_to(application.person, "not_eligible").text
    )


def test_submit_keeps_the_answers_and_the_rules_it_was_decided_by():
    application = actions.submit(draft(), at=NOW)

    decision = Decision.objects.get()
    assert (decision.rules, decision.outcome) == (application.cohort.rules, Outcome.MET)
    assert Answers.from_json(decision.answers) == application.answers()
    assert (decision.decided_at, decision.decided_by) == (NOW, None)


def test_submit_measures_breaks_to_the_reference_date():
    """Eleven months today, twelve at the reference date."""
    where = cohort(reference_date=dt.date(2026, 4, 1))

    application = actions.submit(draft(cohort=where, career_break__start=dt.date(2025, 4, 1)), at=NOW)

    assert application.status == Application.Status.DECIDED


def test_submit_twice_is_once():
    application = draft()
    stale = Application.objects.get(pk=application.pk)

    first = actions.submit(application, at=NOW)
    second = actions.submit(stale, at=NOW + DAY)

    assert (second.pk, second.submitted_at) == (first.pk, NOW)
    assert application.places.count() == 1
    assert letters_to(application.person) == ["received", "offered"]


@pytest.mark.django_db(transaction=True)
def test_submit_pressed_twice_at_once_gives_one_place():
    application = draft()

    in_parallel([partial(actions.submit, application, at=NOW)] * 4)

    assert application.places.count() == 1
    assert letters_to(application.person) == ["received", "offered"]


@pytest.mark.parametrize(
    ("missing", "named"),
    [
        ({"full_name": ""}, "how to reach you"),
        ({"phone": "", "contact_by": "phone"}, "how to reach you"),
        ({"right_to_work": ""}, "your situation"),
        ({"career_break": None}, "your situation"),
        ({"postcode": "SY10 7AA"}, "your situation"),  # on the border: the council is missing
        ({"strand": None}, "the strand you would like to join"),
        ({"needs_support": ""}, "support you need to take part"),
        ({"needs_support": "yes"}, "support you need to take part"),
        ({"declarations": None}, "declarations"),
    ],
)
def test_submit_names_what_is_missing(missing, named):
    application = draft(**missing)

    with pytest.raises(Refused, match=f"not complete yet: {named}.$"):
        actions.submit(application, at=NOW)

    application.refresh_from_db()
    assert application.is_draft
    assert letters_to(application.person) == []


def test_submit_names_everything_that_is_missing():
    application = draft(full_name="", strand=None)

    with pytest.raises(Refused, match="how to reach you, the strand you would like to join"):
        actions.submit(application, at=NOW)


def test_submit_keeps_the_draft_when_the_waiting_list_is_full():
    where = cohort(pool__capacity=1, pool__waiting_limit=1)
    for _ in range(2):
        PlaceFactory(pool=where.pools.get(), application__cohort=where, at=NOW)
    application = draft(cohort=where)

    with pytest.raises(Refused, match="the waiting list is full"):
        actions.submit(application, at=NOW)

    application.refresh_from_db()
    assert application.is_draft
    assert not application.decisions.exists()
    assert letters_to(application.person) == []


def test_submit_is_refused_before_the_opening():
    application = draft(cohort=cohort(upcoming=True))

    with pytest.raises(Refused, match="open on"):
        actions.submit(application, at=NOW)

    application.refresh_from_db()
    assert application.is_draft
