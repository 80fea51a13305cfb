"""Offers taken up, turned down and run out, and what the next in turn gets."""

import datetime as dt

import pytest

from cohorts.actions import publish_text
from cohorts.models import Enrolment, ProgrammeText
from core.audit import AuditEntry
from core.errors import Refused
from core.places import Status
from notifications.models import TimedLetter
from returners import actions
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.returners.placing import DAY, FAR, HOUR, LATER, NOW, accept, assert_counted, last_steps, sent, statuses

pytestmark = pytest.mark.django_db

OVER = NOW + 8 * DAY  # after the offers made now


# -- Accept --------------------------------------------------------------------------------------------------------


def test_accept_confirms_the_place_and_enrols_the_person():
    (application,), pool = sent()

    place = accept(application)

    enrolment = Enrolment.objects.active().get()
    assert place.status == Status.CONFIRMED
    assert (enrolment.person, enrolment.cohort) == (application.person, application.cohort)
    assert (enrolment.strand, enrolment.region) == (application.strand, "Yorkshire and The Humber")
    assert last_steps(application, 1) == ["confirmed"]
    assert letters_to(application.person) == ["received", "offered", "confirmed"]
    assert not TimedLetter.objects.planned().filter(rule="offer-reminder").exists()
    assert_counted(pool)


def test_accept_keeps_which_agreement_was_signed_by_whom_and_when():
    (application,), _ = sent()
    signed = application.programme.text(ProgrammeText.Kind.AGREEMENT)

    accept(application, name="Amina J. Hussain")
    publish_text(application.programme, ProgrammeText.Kind.AGREEMENT, body="Something else.")

    enrolment = Enrolment.objects.get()
    assert (enrolment.agreement, enrolment.signed_name, enrolment.signed_at) == (signed, "Amina J. Hussain", LATER)
    assert "Something else" not in enrolment.agreement.body


def test_accept_twice_is_once():
    (application,), pool = sent()
    accept(application)

    again = accept(application, at=LATER + HOUR, name="Another Name")

    assert again.status == Status.CONFIRMED
    assert Enrolment.objects.get().signed_name == "Amina Hussain"
    assert letters_to(application.person).count("confirmed") == 1
    assert_counted(pool)


def test_accept_twice_is_once_even_after_the_deadline():
    (application,), _ = sent()
    accept(application)

    assert accept(application, at=OVER).status == Status.CONFIRMED


def test_accept_of_an_offer_that_has_run_out_is_refused():
    (application,), _ = sent()

    with pytest.raises(Refused, match="This offer has run out"):
        accept(application, at=OVER)

    assert not Enrolment.objects.exists()


def test_accept_of_a_turn_on_the_waiting_list_is_refused():
    (_, waiting), _ = sent(2)

    with pytest.raises(Refused, match="no offer to accept: this place is waiting"):
        accept(waiting)

    assert not Enrolment.objects.exists()


def test_accept_after_turning_down_is_refused():
    (application,), _ = sent()
    actions.decline(application.places.get(), at=NOW)

    with pytest.raises(Refused, match="this place is declined"):
        accept(application)

    assert not Enrolment.objects.exists()


# -- Decline -------------------------------------------------------------------------------------------------------


def test_decline_offers_the_place_to_the_next_with_a_letter():
    (first, second, third), pool = sent(3)

    actions.decline(first.places.get(), reason="I have found a job.", at=LATER)

    assert statuses([first, second, third]) == [Status.DECLINED, Status.OFFERED, Status.WAITING]
    assert last_steps(second, 1) == ["offered"]
    assert letters_to(second.person) == ["received", "waiting", "promoted"]
    assert "until the end of Tuesday 10 March 2026" in letter_to(second.person, "promoted").text
    assert TimedLetter.objects.planned().get(rule="offer-reminder").object_id == second.places.get().pk
    assert_counted(pool)


def test_decline_closes_the_application_and_keeps_the_reason():
    (application,), _ = sent()

    actions.decline(application.places.get(), reason="I have found a job.", at=LATER)

    application.refresh_from_db()
    step = application.steps.last()
    assert application.closed_at == LATER
    assert application.places.get().decline_reason == "I have found a job."
    assert (step.what, step.by, step.why) == ("declined", application.person, "I have found a job.")
    assert letters_to(application.person)[-1] == "declined"


def test_decline_twice_is_once():
    (first, second, third), pool = sent(3)
    place = first.places.get()

    actions.decline(place, at=LATER)
    actions.decline(place, reason="A second time", at=LATER)

    assert statuses([second, third]) == [Status.OFFERED, Status.WAITING]
    assert first.places.get().decline_reason == ""
    assert_counted(pool)


def test_decline_of_an_offer_that_has_run_out_is_refused():
    (application,), _ = sent()

    with pytest.raises(Refused, match="ran out at the end of Monday 9 March 2026"):
        actions.decline(application.places.get(), at=OVER)

    assert statuses([application]) == [Status.OFFERED]


@pytest.mark.parametrize("number", [1, 2])
def test_decline_of_what_is_no_offer_is_refused(number):
    """A confirmed place and a turn on the waiting list are given up by withdrawing."""
    applications, _ = sent(number)
    accept(applications[0])

    with pytest.raises(Refused, match="cannot become declined"):
        actions.decline(applications[-1].places.get(), at=LATER)


def test_decline_lets_the_person_apply_again_at_the_end():
    (first, _), pool = sent(2)
    actions.decline(first.places.get(), at=LATER)

    again = ApplicationFactory(now=NOW, cohort=pool.cohort, person=first.person)
    again = actions.submit(again, at=LATER)

    assert again.places.get().status == Status.WAITING
    assert again.places.get().position == 3


# -- Expire --------------------------------------------------------------------------------------------------------


def test_expire_offers_passes_on_what_nobody_answered():
    applications, pool = sent(4, capacity=2)
    accept(applications[0])

    number = actions.expire_offers(at=OVER)

    assert number == 1
    assert statuses(applications) == [Status.CONFIRMED, Status.EXPIRED, Status.OFFERED, Status.WAITING]
    assert letters_to(applications[1].person) == ["received", "offered", "expired"]
    assert letters_to(applications[2].person) == ["received", "waiting", "promoted"]
    assert last_steps(applications[1], 1) == ["expired"]
    assert TimedLetter.objects.planned().get(rule="offer-reminder").object_id == applications[2].places.get().pk
    assert_counted(pool)


def test_expire_offers_closes_the_application_so_that_its_person_may_apply_again():
    (application,), pool = sent()

    actions.expire_offers(at=OVER)

    application.refresh_from_db()
    assert application.closed_at == OVER
    again = ApplicationFactory(now=NOW, cohort=pool.cohort, person=application.person)
    assert actions.submit(again, at=OVER).places.get().status == Status.OFFERED


def test_expire_offers_leaves_an_offer_its_last_second():
    (application,), _ = sent()
    deadline = application.places.get().offer_expires_at

    assert actions.expire_offers(at=deadline - dt.timedelta(seconds=1)) == 0
    assert actions.expire_offers(at=deadline) == 1


def test_expire_offers_twice_is_once():
    applications, pool = sent(3)

    assert [actions.expire_offers(at=OVER) for _ in range(2)] == [1, 0]

    assert statuses(applications) == [Status.EXPIRED, Status.OFFERED, Status.WAITING]
    assert_counted(pool)


def test_expire_offers_walks_every_pool():
    pools = [sent(2)[1] for _ in range(3)]

    number = actions.expire_offers(at=OVER)

    assert number == 3
    assert all(pool.places.offered().count() == 1 for pool in pools)


def test_a_place_travels_down_the_list_until_somebody_takes_it():
    applications, pool = sent(4)

    actions.decline(applications[0].places.get(), at=NOW)
    actions.withdraw(applications[1], at=NOW)
    actions.expire_offers(at=OVER)
    accept(applications[3], at=OVER)

    assert statuses(applications) == [Status.DECLINED, Status.CANCELLED, Status.EXPIRED, Status.CONFIRMED]
    assert [letters_to(one.person).count("promoted") for one in applications] == [0, 1, 1, 1]
    assert_counted(pool)


def test_nobody_moves_up_after_the_last_joining_instant():
    (first, second), pool = sent(2)
    accept(first)

    actions.withdraw(first, at=FAR)

    assert statuses([second]) == [Status.WAITING]
    assert "promoted" not in letters_to(second.person)
    assert_counted(pool)


# -- Resize --------------------------------------------------------------------------------------------------------


def resize(pool, capacity, allowance=0, *, by=None):
    by = by or ProgrammeManagerFactory()
    return actions.resize_pool(pool, capacity=capacity, allowance=allowance, why="More coaches", by=by, at=LATER)


def test_resize_pool_offers_new_places_in_turn():
    applications, pool = sent(4)

    promoted = resize(pool, 2, allowance=1)

    assert [place.application for place in promoted] == applications[1:3]
    assert statuses(applications) == [Status.OFFERED] * 3 + [Status.WAITING]
    assert letters_to(applications[1].person)[-1] == "promoted"
    assert_counted(pool)


def test_resize_pool_below_what_is_taken_is_refused_with_the_figure():
    _, pool = sent(2, capacity=3)

    with pytest.raises(Refused, match="2 places are taken already"):
        resize(pool, 1)

    pool.refresh_from_db()
    assert pool.capacity == 3


def test_resize_pool_keeps_who_did_it_and_why():
    _, pool = sent()
    manager = ProgrammeManagerFactory()

    resize(pool, 5, by=manager)

    entry = AuditEntry.objects.filter(table="cohorts_pool", row=pool.pk).get()
    assert (entry.actor, entry.why, entry.fields) == (manager, "More coaches", ["allowance", "capacity"])
