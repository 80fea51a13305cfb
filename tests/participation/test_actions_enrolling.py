"""A break, another cohort, an early end: what becomes of the part, the place and those who wait for one."""

import datetime as dt

import pytest

from cohorts.models import Cohort, Enrolment
from cohorts.personal_data import enrolments_of
from core.errors import Refused
from core.jobs import Job
from core.models import AuditEntry
from core.places import Status
from core.privacy import retentions
from participation.actions import enrolling
from participation.models import NextStep, Roadmap, SupportNeeds
from returners import actions as returners
from returners.eligibility import Answers
from returners.models import Profile
from returners.rescheduling import foresee
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.participation import SupportNeedsFactory
from tests.letters import letter_to, letters_to
from tests.participation.enrolled import SOON, another_cohort, application_of, assert_counted, taking_part
from tests.returners.placing import FAR

pytestmark = pytest.mark.django_db

BACK = dt.date(2026, 6, 1)


def pause(enrolment, *, at=SOON, **given):
    given = {"reason": "caring", "back_on": BACK, "by": enrolment.person} | given
    return enrolling.pause(enrolment, at=at, **given)


def end(enrolment, *, at=SOON, **given):
    return enrolling.end_early(enrolment, at=at, **({"reason": "job", "by": enrolment.person} | given))


def defer(enrolment, to, *, at=SOON, **given):
    return enrolling.defer(enrolment, to, at=at, **({"reason": "caring", "by": enrolment.person} | given))


def transfer(enrolment, to, *, at=SOON):
    return enrolling.transfer(enrolment, to, reason="times", by=ProgrammeManagerFactory(), at=at)


# -- A break -----------------------------------------------------------------------------------------------------------


def test_pause_keeps_the_place():
    (enrolment,), (waiting,) = taking_part(waiting=1)

    pause(enrolment)

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.reason, enrolment.paused_at, enrolment.back_on) == (
        *("paused", "caring", SOON),
        BACK,
    )
    assert application_of(enrolment).place.status == Status.CONFIRMED
    assert waiting.place.status == Status.WAITING
    assert "Monday 1 June 2026" in letter_to(enrolment.person, "paused").text
    assert application_of(enrolment).steps.last().what == "paused"
    assert not Enrolment.objects.active().exists()
    assert Enrolment.objects.live().get() == enrolment


def test_pause_twice_is_once():
    (enrolment,), _ = taking_part()

    for _ in range(2):
        pause(enrolment)

    assert letters_to(enrolment.person).count("paused") == 1
    assert application_of(enrolment).steps.filter(what="paused").count() == 1


def test_come_back_ends_the_break():
    (enrolment,), _ = taking_part()
    pause(enrolment)

    for _ in range(2):
        enrolling.come_back(enrolment, by=enrolment.person, at=SOON)

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.reason, enrolment.paused_at, enrolment.back_on) == ("active", "", None, None)
    assert letters_to(enrolment.person).count("came_back") == 1


def test_a_second_break_is_told_of_again():
    (enrolment,), _ = taking_part()

    pause(enrolment)
    enrolling.come_back(enrolment, by=enrolment.person, at=SOON)
    pause(enrolment, at=SOON + dt.timedelta(days=3))

    assert letters_to(enrolment.person)[-3:] == ["paused", "came_back", "paused"]


def test_whoever_has_a_break_may_say_when_they_can_come():
    (enrolment,), _ = taking_part()
    pause(enrolment)

    returners.tell_availability(
        application_of(enrolment), slots=["mon-school"], terms="all year", at=SOON, by=enrolment.person
    )

    enrolment.refresh_from_db()
    assert enrolment.availability == ["mon-school"]


# -- An early end ------------------------------------------------------------------------------------------------------


def test_end_early_gives_the_place_to_the_next():
    (enrolment,), (waiting,) = taking_part(waiting=1)
    SupportNeedsFactory(enrolment=enrolment)

    end(enrolment)

    enrolment.refresh_from_db()
    application = application_of(enrolment)
    assert (enrolment.status, enrolment.ended_at, enrolment.ended_why) == ("ended", SOON, "A new job")
    assert (application.status, application.closed_at) == ("decided", SOON)
    assert (application.place.status, application.standing) == (Status.CANCELLED, "Stopped taking part")
    assert (application.steps.last().what, application.steps.last().why) == ("left", "A new job")
    assert waiting.places.get().status == Status.OFFERED
    assert letters_to(waiting.person)[-1] == "promoted"
    assert letters_to(enrolment.person)[-1] == "stopped"
    assert not SupportNeeds.objects.exists()
    assert_counted(application.place.pool)


def test_end_early_after_the_last_joining_offers_the_place_to_nobody():
    (enrolment,), (waiting,) = taking_part(waiting=1)

    end(enrolment, at=FAR)

    assert waiting.places.get().status == Status.WAITING
    assert_counted(application_of(enrolment).place.pool)


def test_end_early_from_a_break():
    (enrolment,), _ = taking_part()
    pause(enrolment)

    end(enrolment)

    enrolment.refresh_from_db()
    assert (enrolment.status, enrolment.reason, enrolment.paused_at, enrolment.back_on) == ("ended", "job", None, None)


def test_end_early_twice_is_refused():
    (enrolment,), _ = taking_part()
    end(enrolment)

    with pytest.raises(Refused, match="has ended"):
        end(enrolment)

    assert letters_to(enrolment.person).count("stopped") == 1


def test_whoever_stopped_may_apply_again():
    (enrolment,), _ = taking_part()

    end(enrolment)

    again = returners.start(enrolment.person, cohort=enrolment.cohort, answers=Answers(), at=SOON)
    assert again.is_draft


def test_nothing_changes_once_the_cohort_is_over():
    (enrolment,), _ = taking_part()
    over = dt.datetime.combine(enrolment.cohort.ends_on + dt.timedelta(days=2), dt.time(12), tzinfo=dt.UTC)

    for action in (pause, end):
        with pytest.raises(Refused, match="ended on"):
            action(enrolment, at=over)

    assert application_of(enrolment).place.status == Status.CONFIRMED


# -- Another cohort ----------------------------------------------------------------------------------------------------


def test_defer_takes_a_place_there_and_frees_the_one_here():
    (enrolment,), (waiting,) = taking_part(waiting=1)
    later = another_cohort(enrolment)

    joined = defer(enrolment, later)

    enrolment.refresh_from_db()
    application = application_of(joined)
    assert (enrolment.status, enrolment.ended_why) == ("ended", "Put off to a later cohort: Cohort in 120 days")
    assert (joined.cohort, joined.status, joined.moved_from, joined.has_deferred) == (
        *(later.cohort, "active", enrolment),
        True,
    )
    assert (joined.agreement, joined.signed_at) == (enrolment.agreement, enrolment.signed_at)
    assert (application.place.pool, application.place.status) == (later, Status.CONFIRMED)
    assert (application.cohort, application.closed_at) == (enrolment.cohort, None)
    assert waiting.places.get().status == Status.OFFERED
    assert letters_to(enrolment.person)[-1] == "moved"
    step = application.steps.last()
    assert (step.what, step.why) == ("deferred", f"From the {enrolment.cohort.name} to the Cohort in 120 days")
    assert_counted(later, *enrolment.cohort.pools.all())


def test_defer_takes_along_what_was_told():
    (enrolment,), _ = taking_part()
    SupportNeedsFactory(enrolment=enrolment)
    Roadmap.objects.create(enrolment=enrolment, goals="A job")
    NextStep.objects.create(enrolment=enrolment, what="Write to Kim")

    joined = defer(enrolment, another_cohort(enrolment))

    for told in (Profile, SupportNeeds, Roadmap, NextStep):
        assert told.objects.get().enrolment == joined


def test_defer_to_a_full_cohort_changes_nothing():
    (enrolment,), (waiting,) = taking_part(waiting=1)
    later = another_cohort(enrolment, capacity=0)

    with pytest.raises(Refused):
        defer(enrolment, later)

    enrolment.refresh_from_db()
    assert (enrolment.status, application_of(enrolment).place.pool) == ("active", enrolment.cohort.pools.get())
    assert waiting.places.get().status == Status.WAITING
    assert_counted(later, *enrolment.cohort.pools.all())


def test_defer_passes_nobody_who_waits_there():
    (enrolment,), _ = taking_part()
    (other,), _ = taking_part(
        waiting=1, programme=enrolment.cohort.programme, name="Also full", starts_on=dt.date(2026, 9, 1)
    )

    with pytest.raises(Refused, match="Every place in the Also full is taken"):
        defer(enrolment, other.cohort.pools.get())

    assert application_of(enrolment).place.pool.cohort == enrolment.cohort


def test_defer_is_once_in_the_programme():
    (enrolment,), _ = taking_part()
    first, second, third = (another_cohort(enrolment, days=days) for days in (120, 240, 360))

    moved = transfer(defer(enrolment, first), second)

    with pytest.raises(Refused, match="once"):
        defer(moved, third)
    assert moved.has_deferred


def test_defer_goes_to_a_later_cohort_of_the_programme_alone():
    (enrolment,), _ = taking_part()
    earlier = another_cohort(enrolment, days=-1)
    foreign = CohortFactory(now=SOON + dt.timedelta(days=90)).pools.get()

    for pool, words in (
        (earlier, "starts after"),
        (foreign, "same programme"),
        (enrolment.cohort.pools.get(), "another"),
    ):
        with pytest.raises(Refused, match=words):
            defer(enrolment, pool)


def test_transfer_leaves_the_deferral_to_be_used():
    (enrolment,), _ = taking_part()
    manager = ProgrammeManagerFactory()
    later = another_cohort(enrolment)

    joined = enrolling.transfer(enrolment, later, reason="times", by=manager, at=SOON)

    assert not joined.has_deferred
    assert application_of(joined).steps.last().by == manager
    entry = AuditEntry.objects.filter(table="cohorts_enrolment", row=joined.pk).latest("pk")
    assert (entry.actor, entry.why) == (manager, "Moved to another cohort")


def test_there_and_back_again():
    (enrolment,), _ = taking_part()
    later = another_cohort(enrolment)

    back = transfer(transfer(enrolment, later), enrolment.cohort.pools.get())

    assert (back.cohort, back.moved_from.cohort) == (enrolment.cohort, later.cohort)
    assert application_of(back).places.count() == 3
    assert Enrolment.objects.live().get() == back
    assert_counted(later, *enrolment.cohort.pools.all())


def test_withdraw_after_a_move_ends_the_new_part():
    (enrolment,), _ = taking_part()
    later = another_cohort(enrolment)
    joined = transfer(enrolment, later)

    returners.withdraw(application_of(joined), at=SOON)

    joined.refresh_from_db()
    assert (joined.status, joined.ended_why) == ("ended", "Withdrew")
    assert letter_to(joined.person, "withdrawn").text.count("Cohort in 120 days") == 1
    assert_counted(later, *enrolment.cohort.pools.all())


def test_new_dates_are_told_to_whoever_moved_there():
    (enrolment, other), _ = taking_part(2)
    later = another_cohort(enrolment)
    transfer(enrolment, later)
    starts_on = later.cohort.starts_on + dt.timedelta(days=1)
    dates = {"starts_on": starts_on}

    _change(later.cohort, dates)

    assert "Cohort in 120 days" in letter_to(enrolment.person, "dates_changed").text
    assert "dates_changed" not in letters_to(other.person)


def test_rooms_are_other_cohorts_with_a_place_that_nobody_waits_for():
    (enrolment,), _ = taking_part()
    later = another_cohort(enrolment)
    another_cohort(enrolment, capacity=0, days=150)
    earlier = another_cohort(enrolment, days=-5)
    CohortFactory(now=SOON)

    assert enrolling.rooms(enrolment, at=SOON, later=True) == [later]
    assert enrolling.rooms(enrolment, at=SOON, later=False) == [earlier, later]


def test_an_application_is_kept_from_the_end_of_the_cohort_they_moved_to():
    (enrolment,), _ = taking_part()
    later = another_cohort(enrolment)

    transfer(enrolment, later)

    kept = retentions()["participant"].rows().get()
    assert kept.follow_on_over_on == later.cohort.follow_on_ends_on


def test_closing_the_account_takes_every_part_of_somebody_who_moved():
    (enrolment,), _ = taking_part()
    joined = transfer(enrolment, another_cohort(enrolment))

    found = enrolments_of(application_of(joined))

    assert found == {enrolment.pk, joined.pk}


def _change(cohort: Cohort, dates):
    seen = foresee(cohort, dates, SOON).seen
    returners.change_calendar(cohort, dates, seen=seen, why="A move", by=ProgrammeManagerFactory(), at=SOON)
    for job in Job.objects.unfinished():
        returners.carry_out(job)
