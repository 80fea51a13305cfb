"""What the database itself holds cohorts to, and what the calendar derives."""

import datetime as dt

import pytest
import time_machine
from django.db import DatabaseError, IntegrityError, transaction

from cohorts.models import Cohort, EligibilityRules, Enrolment, Pool, ProgrammeText
from core.calendar import uk_instant
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import CohortFactory, EligibilityRulesFactory, PoolFactory, ProgrammeFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


# -- Frozen --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("change", ["save", "update", "delete"])
def test_rules_are_frozen_in_the_database_once_a_cohort_has_opened(change):
    rules = CohortFactory().rules
    rules.min_break_months = 1
    changes = {
        "save": rules.save,
        "update": lambda: EligibilityRules.objects.filter(pk=rules.pk).update(regions=["Wales"]),
        "delete": lambda: EligibilityRules.objects.filter(pk=rules.pk)._raw_delete("default"),
    }

    with pytest.raises(DatabaseError, match="frozen once applications have opened"), transaction.atomic():
        changes[change]()

    rules.refresh_from_db()
    assert rules.min_break_months == 12


def test_rules_can_be_changed_while_no_cohort_has_opened():
    rules = CohortFactory(upcoming=True).rules

    rules.min_break_months = 24
    rules.save()

    assert EligibilityRules.objects.get().min_break_months == 24


@pytest.mark.parametrize("missing", ["regions", "fields"])
def test_rules_name_at_least_one_region_and_field(missing):
    """Every page that lists them has something to list."""
    with pytest.raises(IntegrityError):
        EligibilityRulesFactory(**{missing: []})


@pytest.mark.parametrize("change", ["save", "update"])
def test_texts_are_never_edited(change):
    text = ProgrammeFactory().texts.first()
    text.body = "Other words."

    with pytest.raises(DatabaseError, match="Cannot update"), transaction.atomic():
        text.save() if change == "save" else ProgrammeText.objects.update(body="Other words.")

    text.refresh_from_db()
    assert text.body != "Other words."


def test_text_is_read_as_points():
    text = ProgrammeText(body="One.\r\n\n  Two.  \n")

    assert text.points == ["One.", "Two."]


# -- The calendar --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "dates",
    [
        {"opens_at": NOW + DAY, "closes_at": NOW + DAY},
        {"closes_at": NOW + 50 * DAY},
        {"mentoring_starts_on": dt.date(2026, 1, 1)},
        {"ends_on": dt.date(2026, 1, 1)},
        {"follow_on_ends_on": dt.date(2026, 1, 1)},
        {"offer_days": 0},
    ],
)
def test_calendar_out_of_order_is_refused_by_the_database(dates):
    with pytest.raises(IntegrityError):
        CohortFactory(now=NOW, **dates)


def test_cohort_is_open_from_the_first_instant_up_to_the_last():
    cohort = CohortFactory(now=NOW)
    second = dt.timedelta(seconds=1)
    instants = [cohort.opens_at - second, cohort.opens_at, cohort.closes_at - second, cohort.closes_at]

    assert [cohort.is_open(at) for at in instants] == [False, True, True, False]
    assert [cohort.has_closed(at) for at in instants] == [False, False, False, True]
    assert [Cohort.objects.open_at(at).exists() for at in instants] == [False, True, True, False]
    assert [Cohort.objects.with_state(at).get().state for at in instants] == ["coming", "open", "open", "closed"]


@pytest.mark.parametrize(
    ("made", "days", "ends"),
    [
        (uk_instant(dt.date(2026, 3, 2), 9), 7, uk_instant(dt.date(2026, 3, 10), 0)),
        (uk_instant(dt.date(2026, 3, 2), 23, 59), 7, uk_instant(dt.date(2026, 3, 10), 0)),
        (uk_instant(dt.date(2026, 3, 2), 0), 1, uk_instant(dt.date(2026, 3, 4), 0)),
        # Into summer time, out of it, and in the hour that passes twice.
        (uk_instant(dt.date(2026, 3, 27), 9), 3, uk_instant(dt.date(2026, 3, 31), 0)),
        (uk_instant(dt.date(2026, 10, 23), 9), 3, uk_instant(dt.date(2026, 10, 27), 0)),
        (dt.datetime(2026, 10, 25, 1, 30, tzinfo=dt.UTC), 1, uk_instant(dt.date(2026, 10, 27), 0)),
    ],
)
def test_offer_deadline_is_the_end_of_a_day_in_the_uk(made, days, ends):
    cohort = CohortFactory.build(now=made, programme=None, rules=None, offer_days=days)

    assert cohort.offer_deadline(made) == ends


def test_offer_deadline_never_passes_the_last_joining_instant():
    cohort = CohortFactory.build(now=NOW, programme=None, rules=None, last_joining_at=NOW + 2 * DAY)

    assert cohort.offer_deadline(NOW) == NOW + 2 * DAY


# -- Which cohort --------------------------------------------------------------------------------------------------


def test_cohort_to_apply_to_is_the_open_one_else_the_next_else_the_last():
    programme = ProgrammeFactory()
    closed = CohortFactory(now=NOW, programme=programme, closed=True)
    opened = CohortFactory(now=NOW, programme=programme)
    coming = CohortFactory(now=NOW, programme=programme, upcoming=True, closes_at=NOW + 30 * DAY)

    assert programme.cohort_to_apply_to(NOW) == opened
    assert programme.cohort_to_apply_to(opened.closes_at) == coming
    assert programme.cohort_to_apply_to(coming.closes_at) == coming
    assert programme.cohort_to_apply_to(closed.opens_at) == closed
    assert ProgrammeFactory().cohort_to_apply_to(NOW) is None


def test_cohort_for_a_date_is_the_first_whose_reference_date_is_late_enough():
    cohort = CohortFactory(now=NOW)
    programme, reference = cohort.programme, cohort.reference_date
    later = CohortFactory(now=NOW, programme=programme, upcoming=True, reference_date=reference + 200 * DAY)
    CohortFactory(now=NOW, programme=programme, upcoming=True, reference_date=reference + 400 * DAY)
    CohortFactory(now=NOW, programme=programme, closed=True, reference_date=reference + 100 * DAY)

    assert programme.cohort_for(reference, NOW) == cohort
    assert programme.cohort_for(reference + DAY, NOW) == later
    assert programme.cohort_for(reference + 500 * DAY, NOW) is None


def test_cohorts_with_state_judge_each_pool():
    cohort = CohortFactory(now=NOW, pool=None, places_by="strand")
    technology, engineering = cohort.programme.strands.order_by("-name")
    PoolFactory(cohort=cohort, strand=technology, capacity=10, taken=4)
    PoolFactory(cohort=cohort, strand=engineering, capacity=5, allowance=1, taken=6, waiting=3)

    found = Cohort.objects.with_state(NOW).get()

    assert (found.in_queue, found.with_place) == (3, 1)
    assert (found.taken_strands, found.full_strands) == (["Engineering"], [])


FULL = {"capacity": 5, "taken": 5, "waiting": 3, "waiting_limit": 3}


@pytest.mark.parametrize(
    ("pool", "state", "with_place"),
    [
        ({"capacity": 5, "taken": 4, "waiting_limit": 0}, "open", 1),
        ({"capacity": 5, "taken": 5, "waiting_limit": 0}, "full", 0),
        ({"capacity": 5, "taken": 5, "allowance": 1, "waiting_limit": 0}, "open", 1),
        ({"capacity": 5, "taken": 5, "waiting": 9}, "open", 0),
        (FULL | {"waiting": 2}, "open", 0),
        (FULL, "full", 0),
        # Free for a moment, until it is offered to who waits.
        (FULL | {"taken": 4}, "full", 0),
    ],
)
def test_cohort_is_full_when_neither_a_place_nor_a_turn_is_left(pool, state, with_place):
    cohort = CohortFactory(now=NOW, pool=None)
    PoolFactory(cohort=cohort, **pool)

    found = Cohort.objects.with_state(NOW).get()

    assert (found.state, found.with_place) == (state, with_place)


def test_cohort_is_open_while_one_strand_takes_people():
    cohort = CohortFactory(now=NOW, pool=None, places_by="strand")
    technology, engineering = cohort.programme.strands.order_by("-name")
    PoolFactory(cohort=cohort, strand=technology, **FULL)
    last = PoolFactory(cohort=cohort, strand=engineering, **(FULL | {"waiting": 2}))

    before = Cohort.objects.with_state(NOW).get()
    Pool.objects.filter(pk=last.pk).update(waiting=3)
    after = Cohort.objects.with_state(NOW).get()

    assert (before.state, before.full_strands) == ("open", ["Technology"])
    assert (after.state, sorted(after.full_strands)) == ("full", ["Engineering", "Technology"])


def test_cohort_to_apply_to_passes_over_a_full_one():
    full = CohortFactory(now=NOW, pool=None)
    PoolFactory(cohort=full, **FULL)
    alone = full.programme.cohort_to_apply_to(NOW)
    following = CohortFactory(now=NOW, programme=full.programme, upcoming=True)

    assert alone == full
    assert full.programme.cohort_to_apply_to(NOW) == following
    assert full.programme.cohort_instead_of(full, NOW) == following
    assert full.programme.cohort_instead_of(following, NOW) is None
    assert full.programme.cohort_for(full.reference_date, NOW) == following


# -- Once each -----------------------------------------------------------------------------------------------------


def test_cohort_has_one_pool_or_one_for_each_strand():
    cohort = CohortFactory(now=NOW)

    with pytest.raises(IntegrityError), transaction.atomic():
        PoolFactory(cohort=cohort)

    assert Pool.objects.count() == 1


def test_enrolment_is_one_at_a_time_in_a_cohort():
    person, cohort = UserFactory(), CohortFactory(now=NOW)
    agreement, strand = cohort.programme.texts.first(), cohort.programme.strands.first()
    enrolment = Enrolment(person=person, cohort=cohort, strand=strand, agreement=agreement, signed_at=NOW)
    enrolment.save()
    enrolment.pk = None

    with pytest.raises(IntegrityError), transaction.atomic():
        enrolment.save(force_insert=True)

    assert Enrolment.objects.count() == 1


def test_managed_by_is_for_managers_of_that_programme():
    manager, programme, other = ProgrammeManagerFactory(), ProgrammeFactory(), ProgrammeFactory()
    programme.roles.create(person=manager, role="programme_manager")

    cohorts = [CohortFactory(programme=one) for one in (programme, other)]

    assert list(Cohort.objects.managed_by(manager)) == cohorts[:1]
    assert list(Cohort.objects.managed_by(UserFactory())) == []


def test_rules_are_frozen_by_the_clock_of_the_database():
    """Whatever time a process plays at: a fault in one cannot unfreeze them."""
    rules = CohortFactory().rules

    with time_machine.travel("2020-01-01"), pytest.raises(DatabaseError, match="frozen"), transaction.atomic():
        rules.save()
