"""What events tell of an organisation, and what becomes of it when an arrival is undone."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from core.calendar import uk_day
from employers.actions import merge
from employers.models import Milestone, Organisation
from events import actions
from events.actions import following
from events.actions.milestones import follow_booking
from events.models import Event
from tests.events.training import check_in, come, series_of_two, undo
from tests.factories.accounts import UserFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory
from tests.parallel import blocked, in_parallel

Step = Milestone.Step


def steps_of(organisation):
    return {milestone.step: milestone.on for milestone in organisation.milestones.all()}


@pytest.mark.django_db
def test_an_arrival_at_an_insight_event_is_a_milestone_of_the_organisation():
    organisation = OrganisationFactory()
    booking = BookingFactory(organisation=organisation, names=["Ada", "Bo"])

    check_in(booking.attendees.first())

    milestone = organisation.milestones.get()
    assert milestone.step == Step.ATTENDED
    assert milestone.programme == booking.event.programme
    assert milestone.on == uk_day(booking.event.starts_at)
    assert milestone.what == booking.event.title


@pytest.mark.django_db
def test_undone_it_stands_while_a_colleague_is_there():
    organisation = OrganisationFactory()
    ada, bo = BookingFactory(organisation=organisation, names=["Ada", "Bo"]).attendees.all()
    check_in(ada)
    check_in(bo)

    undo(ada)
    with_bo = steps_of(organisation)
    undo(bo)

    assert set(with_bo) == {Step.ATTENDED}
    assert steps_of(organisation) == {}


@pytest.mark.django_db
def test_undone_it_moves_to_the_day_that_still_supports_it():
    organisation = OrganisationFactory()
    first = EventFactory()
    later = EventFactory(programme=first.programme, starts_at=first.starts_at + dt.timedelta(days=14))
    early = BookingFactory(event=first, organisation=organisation).attendees.get()
    check_in(early)
    check_in(BookingFactory(event=later, organisation=organisation).attendees.get())

    undo(early)

    milestone = organisation.milestones.get()
    assert (milestone.on, milestone.what) == (uk_day(later.starts_at), later.title)


@pytest.mark.django_db
def test_networking_and_bookings_of_nobodys_organisation_are_no_milestone():
    organisation = OrganisationFactory()
    networking = BookingFactory(event__kind=Event.Kind.NETWORKING, organisation=organisation)
    unknown = BookingFactory()

    check_in(networking.attendees.get())
    check_in(unknown.attendees.get())

    assert Milestone.objects.count() == 0


@pytest.mark.django_db
def test_an_organisation_that_is_known_later_catches_up():
    organisation = OrganisationFactory()
    insight = BookingFactory()
    training = BookingFactory(event__kind=Event.Kind.TRAINING, event__module=ModuleFactory())
    check_in(insight.attendees.get())

    for booking in (insight, training):
        booking.organisation = organisation
        booking.save(update_fields=["organisation"])
        following.follow_organisation(booking, at=booking.event.starts_at)

    assert set(steps_of(organisation)) == {Step.ATTENDED, Step.TRAINING}


def gives_up(booking, how):
    starts_at = booking.event.starts_at
    if how in (actions.expire_offers, actions.close_waiting_lists):
        how(at=starts_at)
    else:
        how(booking, at=booking.joined_at)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("how", "has_offer"),
    [
        (actions.cancel_booking, False),
        (actions.decline_offer, True),
        (actions.expire_offers, True),
        (actions.close_waiting_lists, False),
    ],
)
def test_who_has_no_booking_left_is_not_registered_for_training(how, has_offer):
    event, organisation = EventFactory(kind=Event.Kind.TRAINING, seats=1), OrganisationFactory()
    other = BookingFactory(event=event)
    booking = BookingFactory(event=event, organisation=organisation)
    follow_booking(booking)
    if has_offer:
        actions.cancel_booking(other, at=booking.joined_at)
    before = steps_of(organisation)

    gives_up(booking, how)

    assert set(before) == {Step.TRAINING}
    assert steps_of(organisation) == {}


@pytest.mark.django_db(transaction=True)
def test_an_arrival_and_an_undo_at_once_leave_what_is_true():
    organisation = OrganisationFactory()
    ada, bo = BookingFactory(organisation=organisation, names=["Ada", "Bo"]).attendees.all()
    check_in(ada)

    in_parallel([partial(undo, ada), partial(check_in, bo)])

    assert set(steps_of(organisation)) == {Step.ATTENDED}


def merged_while(call, gone):
    """The organisation that stays, after the other was merged into it while the call waited for that one."""
    stays, staff = OrganisationFactory(), UserFactory()
    with transaction.atomic():
        Organisation.objects.lock().get(pk=gone.pk)
        waiting = blocked(call)
        merge(stays, gone=gone, by=staff, at=staff.date_joined)
    waiting.result(timeout=60)
    return stays


@pytest.mark.django_db(transaction=True)
def test_an_arrival_while_its_organisation_is_merged_counts_for_the_one_that_stays():
    gone = OrganisationFactory()
    ada = BookingFactory(organisation=gone).attendees.get()

    stays = merged_while(partial(check_in, ada), gone)

    assert set(steps_of(stays)) == {Step.ATTENDED}


@pytest.mark.django_db(transaction=True)
def test_training_completed_while_the_organisation_is_merged_counts_for_the_one_that_stays():
    gone = OrganisationFactory()
    first, second = series_of_two()
    come(first, email="ada@example.org", organisation=gone)
    ada = BookingFactory(event=second, email="ada@example.org", organisation=gone).attendees.get()

    stays = merged_while(partial(check_in, ada), gone)

    assert set(steps_of(stays)) == {Step.TRAINED}
    assert stays.trainees.get().certificate
