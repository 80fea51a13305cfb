import datetime as dt
from functools import partial
from uuid import uuid4

import pytest
from django.apps import apps
from django.utils import timezone

from cohorts.models import Enrolment
from cohorts.signals import enrolment_moved
from core.calendar import uk_day, uk_instant
from core.errors import Refused
from core.links import LinkOver
from notifications.models import Message
from outcomes import links
from outcomes.actions.needs import set_needs, set_plan
from outcomes.actions.placing import call_off, change_placement, forget_supervisors, place, send_link_again
from outcomes.actions.signing import sign_off
from outcomes.models import LogEntry, Placement, StrandNeeds
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.outcomes import (
    ClaimFactory,
    LogEntryFactory,
    PlacementFactory,
    StrandNeedsFactory,
    UpdatingPlanFactory,
)
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db
NOW = timezone.now()


def arranged(**other):
    return {
        "host": OrganisationFactory(name="Leeds Infirmary"),
        "supervisor_name": "Sam Visor",
        "supervisor_email": "sam@example.org",
        "starts_on": dt.date(2027, 1, 4),
        "ends_on": dt.date(2027, 6, 30),
        "key": uuid4(),
        "by": ProgrammeManagerFactory(),
        "at": NOW,
        **other,
    }


def test_placement_is_told_to_whose_it_is_and_to_the_supervisor():
    enrolment = EnrolmentFactory()

    placement = place(enrolment, **arranged())

    assert "Leeds Infirmary" in letter_to(enrolment.person, "placed").text
    letter = Message.objects.get(to="sam@example.org")
    assert links.sign_off_url(placement).rsplit(":", 2)[0] in letter.text
    assert letter.secret


def test_placement_made_twice_is_one():
    enrolment, given = EnrolmentFactory(), arranged()

    assert place(enrolment, **given) == place(enrolment, **given)

    assert enrolment.placements.count() == 1
    assert Message.objects.count() == 2


@pytest.mark.parametrize(("days", "words"), [((5, 4), "before the first"), ((1, 365 * 4), "three years at most")])
def test_placement_with_impossible_days_is_refused(days, words):
    first, last = (dt.date(2027, 1, 1) + dt.timedelta(days=day) for day in days)

    with pytest.raises(Refused, match=words):
        place(EnrolmentFactory(), **arranged(starts_on=first, ends_on=last))


def test_nobody_who_has_left_gets_a_placement():
    with pytest.raises(Refused, match="no longer take part"):
        place(EnrolmentFactory(ended=True), **arranged())


def test_another_supervisor_gets_a_link_and_the_old_one_ends():
    placement = PlacementFactory(supervisor_email="old@example.org")
    token = links.sign_off_url(placement).split("/")[-2]

    change(placement, supervisor_name="Alex New", supervisor_email="new@example.org")

    with pytest.raises(LinkOver):
        links.read_sign_off(token, at=NOW)
    assert Message.objects.filter(to="new@example.org").count() == 1
    assert "Alex New" in letter_to(placement.enrolment.person, "placement_changed").text


def test_earlier_supervisor_is_told_that_their_link_has_ended():
    placement = PlacementFactory(supervisor_email="old@example.org")

    change(placement, supervisor_email="new@example.org")

    assert "You no longer supervise" in Message.objects.get(to="old@example.org").subject


def test_placement_called_off_is_gone_with_all_addresses_and_both_are_told():
    placement = PlacementFactory()
    key, person, link = placement.pk, placement.enrolment.person, links.sign_off_url(placement).split("/")[-2]

    call_off(placement, by=ProgrammeManagerFactory())

    assert not Placement.objects.exists()
    assert [letters_to(person), Message.objects.get(to=placement.supervisor_email).kind] == [
        ["called_off"],
        "No longer supervising",
    ]
    with pytest.raises(LinkOver):
        links.read_sign_off(link, at=NOW)
    with pytest.raises(Refused, match="has been called off"):
        call_off(placement, by=ProgrammeManagerFactory())
    past = apps.get_model("outcomes.PlacementEvent").objects.filter(pgh_obj=key)
    assert set(past.values_list("supervisor_email", flat=True)) == {""}


def test_placement_with_a_day_stays():
    placement = LogEntryFactory().placement

    with pytest.raises(Refused, match="Change its last day instead"):
        call_off(placement, by=ProgrammeManagerFactory())

    assert Placement.objects.get() == placement


def test_other_days_keep_the_link():
    placement = PlacementFactory()
    token = links.sign_off_url(placement).split("/")[-2]

    change(placement, ends_on=placement.ends_on + dt.timedelta(days=30))

    assert links.read_sign_off(token, at=NOW) == placement
    assert not Message.objects.filter(to=placement.supervisor_email).exists()


def test_days_that_leave_out_one_that_is_logged_are_refused():
    entry = LogEntryFactory()
    placement = entry.placement

    with pytest.raises(Refused, match="A day is logged outside"):
        change(placement, starts_on=entry.on + dt.timedelta(days=1))


def test_nothing_changed_writes_nothing():
    placement = PlacementFactory()

    change(placement)

    assert not Message.objects.exists()


def change(placement, **other):
    names = ("supervisor_name", "supervisor_email", "starts_on", "ends_on")
    given = {name: getattr(placement, name) for name in names}
    return change_placement(placement, **{**given, **other}, by=ProgrammeManagerFactory(), at=NOW)


def test_link_is_sent_again_until_it_ends():
    placement = PlacementFactory()

    for _ in range(2):
        send_link_again(placement, by=ProgrammeManagerFactory(), at=NOW)

    assert Message.objects.filter(to=placement.supervisor_email).count() == 1
    with pytest.raises(Refused, match="is over"):
        send_link_again(PlacementFactory(over=True), by=ProgrammeManagerFactory(), at=NOW)


def test_whoever_has_left_keeps_the_placement_as_it_was():
    placement = PlacementFactory(enrolment__ended=True)

    with pytest.raises(Refused, match="no longer take part"):
        change(placement, supervisor_name="Alex New")


def test_address_of_a_supervisor_goes_as_the_link_ends_and_the_name_stays():
    lasting, today = PlacementFactory(), uk_day(NOW)
    left, stopped = (
        PlacementFactory(enrolment__ended=True, enrolment__ended_at=uk_instant(today - dt.timedelta(days=days), 23))
        for days in (61, 60)
    )
    over, last_day = (
        PlacementFactory(starts_on=today - dt.timedelta(days=90), ends_on=today - dt.timedelta(days=days))
        for days in (61, 60)
    )

    assert forget_supervisors(at=NOW) == 2

    kept = {lasting, last_day, stopped}
    for placement in (lasting, last_day, stopped, left, over):
        is_kept = placement in kept
        placement.refresh_from_db()
        assert bool(placement.supervisor_email) is is_kept
        assert placement.supervisor_name == "Sam Visor"
    assert {event.supervisor_email for event in over.events.all()} == {""}
    assert "" not in {event.supervisor_email for event in lasting.events.all()}
    assert forget_supervisors(at=NOW) == 0


def test_whoever_moves_takes_placement_days_and_money_along():
    claim = ClaimFactory()
    left = claim.award.enrolment
    entry = LogEntryFactory(placement=PlacementFactory(enrolment=left))
    plan = UpdatingPlanFactory(enrolment=left)
    joined = EnrolmentFactory(person=left.person, strand=left.strand, cohort__programme=left.cohort.programme)

    enrolment_moved.send(Enrolment, left=left, joined=joined)

    for row in (claim.award, entry.placement, plan):
        row.refresh_from_db()
        assert row.enrolment == joined


# -- How many days ---------------------------------------------------------------------------------------------------


def test_days_are_measured_to_the_reference_date_and_told():
    enrolment = EnrolmentFactory(cohort__reference_date=dt.date(2026, 3, 10))
    StrandNeedsFactory(strand=enrolment.strand)

    plan = set_plan(enrolment, last_practised_on=dt.date(2021, 3, 1), by=ProgrammeManagerFactory(), at=NOW)

    assert (plan.days_needed, plan.ready_on) == (60, None)
    assert "60 days" in letter_to(enrolment.person, "plan_set").subject


def test_whoever_needs_no_days_is_ready_at_once():
    enrolment = EnrolmentFactory(cohort__reference_date=dt.date(2026, 3, 10))
    StrandNeedsFactory(strand=enrolment.strand)

    plan = set_plan(enrolment, last_practised_on=dt.date(2025, 3, 1), by=ProgrammeManagerFactory(), at=NOW)

    assert (plan.days_needed, plan.ready_on) == (0, uk_day(NOW))
    assert letters_to(enrolment.person) == ["plan_set"]
    assert "no updating days" in letter_to(enrolment.person, "plan_set").subject


def test_strand_without_updating_days_has_no_plan():
    needs = StrandNeedsFactory(days_middle=0, days_long=0)
    enrolment = EnrolmentFactory(cohort__programme=needs.strand.programme, strand=needs.strand)

    with pytest.raises(Refused, match="no updating days"):
        set_plan(enrolment, last_practised_on=dt.date(2020, 1, 1), by=ProgrammeManagerFactory(), at=NOW)


def test_month_still_to_come_is_refused():
    plan = UpdatingPlanFactory()

    with pytest.raises(Refused, match="still to come"):
        set_plan(plan.enrolment, last_practised_on=dt.date(2099, 1, 1), by=ProgrammeManagerFactory(), at=NOW)


def test_bands_that_change_leave_what_was_told():
    plan = UpdatingPlanFactory(days_needed=60)
    needs = plan.enrolment.strand.needs

    set_needs(needs.strand, by=ProgrammeManagerFactory(), days_long=10)

    plan.refresh_from_db()
    assert plan.days_needed == 60
    assert StrandNeeds.objects.get().days_long == 10


def test_same_month_again_writes_no_second_letter():
    enrolment = EnrolmentFactory()
    StrandNeedsFactory(strand=enrolment.strand)

    for minute in range(2):
        at = NOW + dt.timedelta(minutes=minute)
        set_plan(enrolment, last_practised_on=dt.date(2015, 1, 1), by=ProgrammeManagerFactory(), at=at)

    assert letters_to(enrolment.person) == ["plan_set"]


def test_more_days_take_being_ready_back_and_are_told_of_once_they_are_done():
    plan = UpdatingPlanFactory(days_needed=1, last_practised_on=dt.date(2023, 3, 1))
    StrandNeeds.objects.update(days_middle=1, days_long=2)
    entries = LogEntryFactory.create_batch(2, placement=PlacementFactory(enrolment=plan.enrolment))
    placement, person = entries[0].placement, plan.enrolment.person
    sign_off(placement, [entries[0].as_shown], at=NOW)

    set_plan(plan.enrolment, last_practised_on=dt.date(2010, 1, 1), by=ProgrammeManagerFactory(), at=NOW)
    plan.refresh_from_db()
    assert (plan.days_needed, plan.ready_on) == (2, None)
    sign_off(placement, [entries[1].as_shown], at=NOW)

    plan.refresh_from_db()
    assert plan.ready_on == max(entry.on for entry in entries)
    assert letters_to(person).count("ready") == 2


def test_fewer_days_may_make_somebody_ready():
    plan = UpdatingPlanFactory(days_needed=60)
    reference = plan.enrolment.cohort.reference_date
    placement = PlacementFactory(enrolment=plan.enrolment, starts_on=dt.date(2026, 1, 1))
    for n in range(30):
        LogEntryFactory(placement=placement, on=dt.date(2026, 1, 1) + dt.timedelta(days=n), signed=True)

    last = reference.replace(year=reference.year - 3, day=1)
    plan = set_plan(plan.enrolment, last_practised_on=last, by=ProgrammeManagerFactory(), at=NOW)

    assert (plan.days_needed, plan.ready_on) == (30, dt.date(2026, 1, 30))
    assert letters_to(plan.enrolment.person) == ["plan_set", "ready"]
    assert LogEntry.objects.signed().count() == 30


@pytest.mark.django_db(transaction=True)
def test_two_managers_at_the_same_moment_make_one_placement_each_press():
    enrolment, given = EnrolmentFactory(), arranged()

    made = in_parallel([partial(place, enrolment, **given)] * 3)

    assert {one.pk for one in made} == {enrolment.placements.get().pk}
