import datetime as dt
from functools import partial

import pytest
from django.utils import timezone

from core.calendar import uk_day, uk_instant
from core.errors import Refused
from notifications.models import Message
from outcomes.actions.logging import ask_to_sign, change_hours, log_hours, remove_hours
from outcomes.actions.signing import send_back, sign_off, take_back
from outcomes.models import LogEntry, StrandNeeds
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.outcomes import LogEntryFactory, PlacementFactory, UpdatingPlanFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAY = 7 * 60


def hours(placement, **other):
    return {
        "on": placement.starts_on,
        "kind": LogEntry.Kind.SUPERVISED,
        "minutes": DAY,
        "about": "",
        "by": placement.enrolment.person,
        "at": NOW,
        **other,
    }


def test_hours_are_logged_and_wait():
    placement = PlacementFactory()

    entry = log_hours(placement, **hours(placement, minutes=210))

    assert (entry.status, entry.minutes, entry.answered_at) == ("logged", 210, None)


def test_same_hours_logged_twice_are_one_and_others_are_refused():
    placement = PlacementFactory()
    given = hours(placement)

    assert log_hours(placement, **given) == log_hours(placement, **given)
    with pytest.raises(Refused, match="Change that entry instead"):
        log_hours(placement, **{**given, "minutes": 60})

    assert placement.entries.count() == 1


@pytest.mark.parametrize(("days", "words"), [(-1, "Choose a day in that time"), (181, "still to come")])
def test_day_outside_the_placement_is_refused(days, words):
    placement = PlacementFactory()

    with pytest.raises(Refused, match=words):
        log_hours(placement, **hours(placement, on=placement.starts_on + dt.timedelta(days=days)))


def test_twelve_hours_are_those_of_all_placements_together():
    entry = LogEntryFactory(minutes=8 * 60)
    other = PlacementFactory(enrolment=entry.placement.enrolment, starts_on=entry.placement.starts_on)

    with pytest.raises(Refused, match="more than 12 hours"):
        log_hours(other, **hours(other, on=entry.on, minutes=5 * 60))

    log_hours(other, **hours(other, on=entry.on, minutes=4 * 60))


def test_more_than_twelve_hours_on_one_day_are_refused():
    placement = PlacementFactory()
    log_hours(placement, **hours(placement))

    with pytest.raises(Refused, match="more than 12 hours"):
        log_hours(placement, **hours(placement, kind="private", minutes=6 * 60))

    log_hours(placement, **hours(placement, kind="private", minutes=5 * 60))


def left(days_ago):
    """At midday, for an hour of the night lies on another day once the clocks have changed."""
    return {
        "enrolment__ended": True,
        "enrolment__ended_at": uk_instant(uk_day(NOW) - dt.timedelta(days=days_ago), 12),
    }


def test_whoever_stopped_has_what_they_did_until_then_signed_off():
    placement = PlacementFactory(**left(2))

    entry = log_hours(placement, **hours(placement, on=uk_day(NOW) - dt.timedelta(days=2)))
    with pytest.raises(Refused, match="Choose a day in that time"):
        log_hours(placement, **hours(placement, on=uk_day(NOW) - dt.timedelta(days=1)))

    assert sign_off(placement, [entry.as_shown], at=NOW) == [entry]


@pytest.mark.parametrize("over", [{"over": True}, left(61), left(31)], ids=["ended", "left", "never begun"])
def test_nothing_is_logged_once_it_is_over(over):
    placement = PlacementFactory(**over)

    with pytest.raises(Refused, match="is over"):
        log_hours(placement, **hours(placement))


def test_what_was_sent_back_waits_again_once_changed():
    entry = LogEntryFactory(sent_back=True, logged_at=NOW - dt.timedelta(days=20))

    change_hours(entry, **hours(entry.placement, on=entry.on, minutes=6 * 60))

    entry.refresh_from_db()
    assert (entry.status, entry.minutes, entry.why, entry.answered_at) == ("logged", 360, "", None)
    assert entry.logged_at == NOW


def test_what_is_signed_stands():
    entry = LogEntryFactory(signed=True)

    with pytest.raises(Refused, match="no longer be changed"):
        change_hours(entry, **hours(entry.placement, on=entry.on, minutes=60))
    with pytest.raises(Refused, match="no longer be removed"):
        remove_hours(entry, by=entry.placement.enrolment.person)


def test_day_moved_onto_another_of_its_kind_is_refused():
    one = LogEntryFactory()
    other = LogEntryFactory(placement=one.placement, on=one.on + dt.timedelta(days=1))

    with pytest.raises(Refused, match="Change that entry instead"):
        change_hours(other, **hours(one.placement, on=one.on))


def test_day_changed_within_itself_does_not_count_its_own_hours():
    entry = LogEntryFactory(minutes=DAY)

    change_hours(entry, **hours(entry.placement, on=entry.on, minutes=12 * 60))

    entry.refresh_from_db()
    assert entry.minutes == 12 * 60


def test_day_that_waits_can_be_removed():
    entry = LogEntryFactory()

    remove_hours(entry, by=entry.placement.enrolment.person)

    assert not LogEntry.objects.exists()


def test_supervisor_is_asked_once_a_day():
    placement = LogEntryFactory().placement
    ask = partial(ask_to_sign, placement, by=placement.enrolment.person)

    assert ask(at=NOW) == 1
    with pytest.raises(Refused, match="ask again tomorrow"):
        ask(at=NOW + dt.timedelta(minutes=1))
    assert ask(at=NOW + dt.timedelta(days=1)) == 1

    assert Message.objects.filter(to=placement.supervisor_email).count() == 2


def test_supervisor_is_not_asked_about_nothing():
    placement = LogEntryFactory(signed=True).placement

    with pytest.raises(Refused, match="Log a day first"):
        ask_to_sign(placement, by=placement.enrolment.person, at=NOW)


# -- What the supervisor says ----------------------------------------------------------------------------------------


def test_days_signed_off_stand_under_the_supervisors_name_and_are_told():
    entry = LogEntryFactory()
    other = LogEntryFactory(placement=entry.placement)

    signed = sign_off(entry.placement, [entry.as_shown], at=NOW)

    other.refresh_from_db()
    assert [(one.pk, one.status, one.answered_by) for one in signed] == [(entry.pk, "signed", "Sam Visor")]
    assert other.status == "logged"
    assert str(entry) in letter_to(entry.placement.enrolment.person, "days_signed").text


def test_days_signed_twice_are_signed_once():
    entry = LogEntryFactory()

    sign_off(entry.placement, [entry.as_shown], at=NOW)
    again = sign_off(entry.placement, [entry.as_shown], at=NOW)

    assert again == []
    assert letters_to(entry.placement.enrolment.person) == ["days_signed"]


def test_day_that_is_changed_after_it_was_shown_is_not_signed():
    entry = LogEntryFactory()
    shown = entry.as_shown
    change_hours(entry, **hours(entry.placement, on=entry.on, minutes=12 * 60))

    assert sign_off(entry.placement, [shown], at=NOW) == []

    assert entry.placement.entries.waiting().exists()


def test_days_of_somebody_else_are_not_signed():
    entry, theirs = LogEntryFactory(), LogEntryFactory()

    assert sign_off(entry.placement, [theirs.as_shown], at=NOW) == []

    theirs.refresh_from_db()
    assert theirs.status == "logged"


def test_day_sent_back_says_why():
    entry = LogEntryFactory()

    send_back(entry.placement, [entry.as_shown], why="It was six hours.", at=NOW)

    entry.refresh_from_db()
    assert (entry.status, entry.why) == ("sent back", "It was six hours.")
    assert "It was six hours." in letter_to(entry.placement.enrolment.person, "days_sent_back").text
    with pytest.raises(Refused, match="what is not right"):
        send_back(entry.placement, [entry.as_shown], why="", at=NOW)


def test_day_signed_by_mistake_is_taken_back_and_can_be_put_right():
    plan, placement, (last,) = ready_but_for(1)
    person, by = plan.enrolment.person, ProgrammeManagerFactory()
    sign_off(placement, [last.as_shown], at=NOW)

    for _ in range(2):
        take_back(last, why="It was six hours.", by=by, at=NOW)

    plan.refresh_from_db()
    assert plan.ready_on is None
    assert "The team has sent back" in letter_to(person, "days_sent_back").text
    entry = change_hours(last, **hours(placement, on=last.on, minutes=6 * 60))
    sign_off(placement, [entry.as_shown], at=NOW)
    assert letters_to(person).count("ready") == 1


@pytest.mark.parametrize(
    ("day", "words"), [({}, "not signed off"), ({"signed": True, "placement__over": True}, "Change its last day first")]
)
def test_nothing_is_taken_back_that_could_not_be_signed_again(day, words):
    with pytest.raises(Refused, match=words):
        take_back(LogEntryFactory(**day), why="No.", by=ProgrammeManagerFactory(), at=NOW)


def test_link_that_has_been_replaced_signs_nothing():
    entry = LogEntryFactory()
    stale = entry.placement
    type(stale).objects.filter(pk=stale.pk).update(link=entry.uuid)

    with pytest.raises(Refused, match="run out"):
        sign_off(stale, [entry.as_shown], at=NOW)


def ready_but_for(days):
    """Somebody who needs 30 days and has all but so many signed."""
    plan = UpdatingPlanFactory(days_needed=30)
    placement = PlacementFactory(enrolment=plan.enrolment, starts_on=uk_day(NOW) - dt.timedelta(days=100))
    first = placement.starts_on
    for n in range(30 - days):
        LogEntryFactory(placement=placement, on=first + dt.timedelta(days=n), signed=True)
    last = [LogEntryFactory(placement=placement, on=first + dt.timedelta(days=40 + n)) for n in range(days)]
    return plan, placement, last


def test_day_that_makes_it_enough_is_the_ready_date_and_is_told_once():
    plan, placement, last = ready_but_for(2)

    sign_off(placement, [last[0].as_shown], at=NOW)
    plan.refresh_from_db()
    assert plan.ready_on is None

    sign_off(placement, [last[1].as_shown], at=NOW)
    plan.refresh_from_db()
    assert plan.ready_on == last[1].on
    assert letters_to(plan.enrolment.person).count("ready") == 1

    more = LogEntryFactory(placement=placement, on=placement.starts_on + dt.timedelta(days=60))
    sign_off(placement, [more.as_shown], at=NOW)
    assert letters_to(plan.enrolment.person).count("ready") == 1


def test_whoever_is_ready_stays_so_where_fewer_months_count_since():
    plan, placement, (last,) = ready_but_for(1)
    sign_off(placement, [last.as_shown], at=NOW)
    StrandNeeds.objects.update(counts_months=1)

    more = LogEntryFactory(placement=placement, on=placement.starts_on + dt.timedelta(days=90))
    sign_off(placement, [more.as_shown], at=NOW)

    plan.refresh_from_db()
    assert plan.ready_on == last.on


def test_days_of_two_placements_add_up():
    plan, _, (last,) = ready_but_for(1)
    other = PlacementFactory(enrolment=plan.enrolment)
    elsewhere = LogEntryFactory(placement=other)
    last.delete()

    sign_off(other, [elsewhere.as_shown], at=NOW)

    plan.refresh_from_db()
    assert plan.ready_on == elsewhere.on


def test_without_a_plan_days_are_signed_all_the_same():
    entry = LogEntryFactory(placement__enrolment=EnrolmentFactory())

    assert len(sign_off(entry.placement, [entry.as_shown], at=NOW)) == 1


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_twelve_hours_hold_however_many_press_at_once():
    placement = PlacementFactory()
    kinds = ["supervised", "formal", "private"]

    in_parallel(
        (partial(log_hours, placement, **hours(placement, kind=kind, minutes=5 * 60)) for kind in kinds),
        may_raise=(Refused,),
    )

    assert sum(entry.minutes for entry in placement.entries.all()) == 10 * 60


@pytest.mark.django_db(transaction=True)
def test_two_supervisors_at_the_same_moment_count_each_others_days():
    plan, placement, (first, second) = ready_but_for(2)
    other = PlacementFactory(enrolment=plan.enrolment, starts_on=placement.starts_on, ends_on=placement.ends_on)
    LogEntry.objects.filter(pk=second.pk).update(placement=other)

    in_parallel(
        [
            partial(sign_off, placement, [first.as_shown], at=NOW),
            partial(sign_off, other, [second.as_shown], at=NOW),
        ]
    )

    plan.refresh_from_db()
    assert plan.ready_on == second.on
    assert letters_to(plan.enrolment.person).count("ready") == 1


@pytest.mark.django_db(transaction=True)
def test_day_signed_and_changed_at_the_same_moment_is_one_or_the_other():
    entry = LogEntryFactory()
    placement = entry.placement

    in_parallel(
        [
            partial(sign_off, placement, [entry.as_shown], at=NOW),
            partial(change_hours, entry, **hours(placement, on=entry.on, minutes=60)),
        ],
        may_raise=(Refused,),
    )

    entry.refresh_from_db()
    assert (entry.status, entry.minutes) in [("signed", DAY), ("logged", 60)]
