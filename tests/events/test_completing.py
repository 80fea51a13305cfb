"""Training completed by coming, and the certificate for it."""

from functools import partial

import pytest

from accounts.models import Role
from core.calendar import uk_day
from core.certificates import as_number, new_number
from employers.models import Milestone
from events.actions.completing import rename_trainee
from events.models import Certificate, Event, Trainee
from notifications.models import Message
from tests.events.training import check_in, come, series_of_two, undo
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.events import BookingFactory, EventFactory, ModuleFactory
from tests.parallel import in_parallel


@pytest.fixture
def sessions():
    """A series of two modules, a session of each a week apart."""
    return series_of_two()


@pytest.mark.django_db
def test_whoever_has_been_to_every_module_has_a_certificate(sessions):
    organisation = OrganisationFactory()

    come(sessions[0], email="ada@example.org", organisation=organisation)
    on_the_way = Certificate.objects.count()
    come(sessions[1], email="ada@example.org", organisation=organisation)

    assert on_the_way == 0
    certificate = Certificate.objects.get()
    assert certificate.completed_on == uk_day(sessions[1].starts_at)
    assert certificate.trainee.name == "Ada Booker"
    assert certificate.trainee.organisation == organisation
    assert Message.objects.filter(template="events/email/certificate", to="ada@example.org").count() == 1
    trained = organisation.milestones.get(step=Milestone.Step.TRAINED)
    assert trained.on == certificate.completed_on


@pytest.mark.django_db
def test_the_same_module_twice_is_one_module(sessions):
    again = EventFactory(kind=Event.Kind.TRAINING, module=sessions[0].module, programme=sessions[0].programme)

    come(sessions[0], email="ada@example.org")
    come(again, email="ada@example.org")

    assert Certificate.objects.count() == 0
    assert Trainee.objects.get().modules == [sessions[0].module.pk]


@pytest.mark.django_db
def test_two_people_of_one_booking_are_two(sessions):
    for event, names in zip(sessions, (["Ada L", "Bo"], ["Cleo", "ada  l"]), strict=True):
        for attendee in BookingFactory(event=event, email="office@example.org", names=names).attendees.all():
            check_in(attendee)

    assert [certificate.trainee.name for certificate in Certificate.objects.all()] == ["Ada L"]
    assert sorted(Trainee.objects.values_list("name", flat=True)) == ["Ada L", "Bo", "Cleo"]


@pytest.mark.django_db
def test_an_address_of_ones_own_counts_in_whoever_s_booking(sessions):
    colleague = BookingFactory(event=sessions[1], email="boss@example.org", names=["Boss", "A. Lovelace"])
    colleague.attendees.filter(position=2).update(email="ada@example.org")

    come(sessions[0], email="ada@example.org", names=["A. Lovelace"])
    for attendee in colleague.attendees.all():
        check_in(attendee)

    assert Certificate.objects.get().trainee.email == "ada@example.org"


@pytest.mark.django_db
def test_undone_the_certificate_is_taken_back_and_comes_again_with_its_number(sessions):
    organisation = OrganisationFactory()
    come(sessions[0], email="ada@example.org", organisation=organisation)
    attendee = come(sessions[1], email="ada@example.org", organisation=organisation)
    number = Certificate.objects.get().number

    undo(attendee)
    standing = Certificate.objects.standing().count()
    milestones = organisation.milestones.filter(step=Milestone.Step.TRAINED).count()
    check_in(attendee)

    assert (standing, milestones) == (0, 0)
    assert Certificate.objects.standing().get().number == number
    assert Message.objects.filter(template="events/email/certificate").count() == 1


@pytest.mark.django_db
def test_an_arrival_by_mistake_leaves_nobody_on_the_list(sessions):
    attendee = come(sessions[0])

    undo(attendee)

    assert Trainee.objects.count() == 0


@pytest.mark.django_db
def test_a_module_that_is_added_later_takes_no_certificate_away(sessions):
    come(sessions[0], email="ada@example.org")
    come(sessions[1], email="ada@example.org")

    third = EventFactory(
        kind=Event.Kind.TRAINING,
        module=ModuleFactory(series=sessions[0].module.series),
        programme=sessions[0].programme,
    )
    undo(come(third, email="ada@example.org"))

    # Undone is the arrival at the new module alone.
    assert Certificate.objects.count() == 1


@pytest.mark.django_db
def test_a_new_name_leaves_the_number_and_what_they_have_been_to(sessions):
    come(sessions[0], email="ada@example.org")
    officer = ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)

    rename_trainee(Trainee.objects.get(), name="Ada King", by=officer)
    come(sessions[1], email="ada@example.org")

    assert Certificate.objects.get().trainee.name == "Ada King"


def test_a_number_is_read_however_it_was_copied():
    number = new_number()

    assert as_number(f" {number.lower().replace('-', ' ')} ") == number
    assert as_number("") == "--"


@pytest.mark.django_db(transaction=True)
def test_two_arrivals_at_once_complete_it_once():
    sessions = series_of_two()
    attendees = [BookingFactory(event=event, email="ada@example.org").attendees.get() for event in sessions]

    in_parallel([partial(check_in, attendee) for attendee in attendees])

    assert Certificate.objects.count() == 1
    assert Trainee.objects.get().modules == sorted(event.module_id for event in sessions)


@pytest.mark.django_db(transaction=True)
def test_an_undo_and_an_arrival_at_once_leave_what_is_true():
    sessions = series_of_two()
    first = come(sessions[0], email="ada@example.org")
    second = BookingFactory(event=sessions[1], email="ada@example.org").attendees.get()

    in_parallel([partial(undo, first), partial(check_in, second)])

    assert Trainee.objects.get().modules == [sessions[1].module_id]
