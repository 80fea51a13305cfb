"""Arriving on the day: once, whoever presses how often; and undone."""

import datetime as dt
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from core import places
from core.audit import AuditEntry
from core.errors import Refused
from core.places import Status
from events.actions import arriving, helping
from events.models import Attendee, Booking, DayLink, Press
from tests.factories.accounts import UserFactory
from tests.factories.door import DayLinkFactory, WalkInFactory, today
from tests.factories.events import BookingFactory, EventFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return today()


def booked(event, *names, **fields):
    """The attendees of a party."""
    return list(BookingFactory(event=event, names=list(names), **fields).attendees.order_by("position"))


def now():
    return timezone.now()


def test_check_in_notes_when_and_by_whom(event):
    [ada], officer, at = booked(event, "Ada Booker"), UserFactory(), now()

    press = arriving.check_in(ada, by=officer, at=at, key=uuid4())

    ada.refresh_from_db()
    assert (ada.arrived_at, ada.walked_in) == (at, False)
    assert (press.what, press.changed, press.by, press.link) == ("check in", True, officer, None)


def test_same_scan_sent_twice_is_one_arrival_with_one_answer(event):
    [ada], key, at = booked(event, "Ada Booker"), uuid4(), now()

    presses = [arriving.check_in(ada, by=None, at=at + dt.timedelta(minutes=n), key=key) for n in range(2)]

    assert presses[0] == presses[1]
    assert Press.objects.count() == 1
    assert presses[1].attendee.arrived_at == at


def test_key_of_a_press_at_another_event_is_refused(event):
    [ada], key, at = booked(event, "Ada Booker"), uuid4(), now()
    [bo] = booked(today(), "Bo Marsh")
    arriving.check_in(ada, by=None, at=at, key=key)

    for press in (partial(arriving.check_in, bo), partial(arriving.walk_in, bo.event, name="Wendy Walker")):
        with pytest.raises(Refused, match="pressed before, at another place"):
            press(by=None, at=at, key=key)

    assert Press.objects.get().attendee == ada
    assert not Attendee.objects.filter(event=bo.event, arrived_at__isnull=False).exists()


@pytest.mark.django_db(transaction=True)
def test_one_key_for_two_people_at_the_same_moment_is_one_arrival():
    ada, bo = booked(today(), "Ada Booker", "Bo Marsh")
    check_in = partial(arriving.check_in, by=None, at=now(), key=uuid4())

    in_parallel([partial(check_in, ada), partial(check_in, bo)], may_raise=(Refused,))

    assert Attendee.objects.filter(arrived_at__isnull=False).count() == Press.objects.count() == 1


def test_second_phone_hears_since_when_they_are_here(event):
    [ada], at = booked(event, "Ada Booker"), now()
    arriving.check_in(ada, by=None, at=at, key=uuid4())

    press = arriving.check_in(ada, by=None, at=at + dt.timedelta(minutes=5), key=uuid4())

    assert not press.changed
    assert press.attendee.arrived_at == at


def test_undone_arrival_is_not_brought_back_by_a_late_repeat(event):
    """The phone did not hear the answer; meanwhile somebody undid it; then the phone asks again."""
    [ada], key = booked(event, "Ada Booker"), uuid4()
    arriving.check_in(ada, by=None, at=now(), key=key)
    arriving.undo(ada, by=None, at=now(), key=uuid4())

    arriving.check_in(ada, by=None, at=now(), key=key)

    ada.refresh_from_db()
    assert ada.arrived_at is None


def test_late_repeat_of_undo_does_not_undo_the_next_arrival(event):
    [ada], key = booked(event, "Ada Booker"), uuid4()
    arriving.check_in(ada, by=None, at=now(), key=uuid4())
    arriving.undo(ada, by=None, at=now(), key=key)
    arriving.check_in(ada, by=None, at=now(), key=uuid4())

    arriving.undo(ada, by=None, at=now(), key=key)

    ada.refresh_from_db()
    assert ada.arrived_at


def test_undo_of_nobody_here_changes_nothing(event):
    [ada] = booked(event, "Ada Booker")

    assert not arriving.undo(ada, by=None, at=now(), key=uuid4()).changed


def test_name_is_given_at_the_door_once(event):
    ada, guest = booked(event, "Ada Booker", "")

    arriving.check_in(guest, by=None, at=now(), key=uuid4(), name="Bo Guest")
    arriving.check_in(ada, by=None, at=now(), key=uuid4(), name="Somebody Else")

    assert set(Attendee.objects.values_list("name", flat=True)) == {"Ada Booker", "Bo Guest"}


@pytest.mark.parametrize(
    ("status", "why"),
    [
        ("waiting", "still on the waiting list"),
        ("cancelled", "was cancelled"),
        ("expired", "the offer of a seat ran out"),
    ],
)
def test_without_a_seat_they_are_told_why_and_can_be_let_in(event, status, why):
    [ada] = booked(event, "Ada Booker")
    Booking.objects.update(status=status, closed_at=None if status == "waiting" else now())

    with pytest.raises(arriving.NoSeat, match=f"Ada Booker has no seat: .*{why}"):
        arriving.check_in(ada, by=None, at=now(), key=uuid4())
    press = arriving.let_in(ada, by=None, at=now(), key=uuid4())

    ada.refresh_from_db()
    assert ada.arrived_at
    assert ada.walked_in
    assert press.what == Press.What.LET_IN


def test_whoever_booked_online_is_let_into_the_room_as_a_walk_in():
    event = today(online=True)
    [ada] = booked(event, "Ada Booker", mode="online")

    with pytest.raises(arriving.NoSeat, match="booked to join online"):
        arriving.check_in(ada, by=None, at=now(), key=uuid4())
    arriving.let_in(ada, by=None, at=now(), key=uuid4())

    assert arriving.in_the_room(event) == 1


def test_joining_online_counts_online():
    event = today(online=True)
    [ada], [bo] = booked(event, "Ada Booker", mode="online"), booked(event, "Bo Booker", mode="in person")

    arriving.note_joined(ada, by=None, at=now(), key=uuid4())

    assert arriving.in_the_room(event) == 0
    with pytest.raises(arriving.NoSeat, match="no booking to join online"):
        arriving.note_joined(bo, by=None, at=now(), key=uuid4())


def test_event_without_a_room_checks_in_whoever_joined_and_lets_nobody_in():
    event = today(venue=None, online=True)
    [ada] = booked(event, "Ada Booker")

    press = arriving.check_in(ada, by=None, at=now(), key=uuid4())

    assert press.what == Press.What.JOINED
    with pytest.raises(Refused, match="no room"):
        arriving.walk_in(event, name="Wendy", by=None, at=now(), key=uuid4())


def test_walk_in_is_a_person_without_a_booking_and_undone_they_are_gone(event):
    key = uuid4()

    press = arriving.walk_in(event, name="Wendy", email="w@example.org", by=None, at=now(), key=key)
    again = arriving.walk_in(event, name="Wendy", email="w@example.org", by=None, at=now(), key=key)

    assert press == again
    assert Attendee.objects.get().uuid == key
    arriving.undo(press.attendee, by=None, at=now(), key=uuid4())
    assert not Attendee.objects.exists()
    # A phone that did not hear of it asks again.
    arriving.walk_in(event, name="Wendy", by=None, at=now(), key=key)
    assert not Attendee.objects.exists()


def test_full_room_takes_nobody_without_a_seat_but_everybody_with_one():
    event = today(seats=1, seats__allowance=1)
    [ada], [bo], [wil] = (booked(event, name) for name in ("Ada", "Bo", "Wil"))
    arriving.check_in(ada, by=None, at=now(), key=uuid4())

    with pytest.raises(Refused, match="The room is full: it has 1 seat"):
        arriving.walk_in(event, name="Wendy", by=None, at=now(), key=uuid4())
    with pytest.raises(Refused, match="The room is full"):
        arriving.let_in(wil, by=None, at=now(), key=uuid4())
    arriving.check_in(bo, by=None, at=now(), key=uuid4())

    assert arriving.in_the_room(event) == 2


def test_nobody_is_checked_in_early_or_to_an_event_called_off(event):
    later, off = EventFactory(), EventFactory(cancelled=True)
    [ada], [bo] = booked(later, "Ada"), booked(off, "Bo")

    with pytest.raises(Refused, match="Check-in opens"):
        arriving.check_in(ada, by=None, at=now(), key=uuid4())
    with pytest.raises(Refused, match="called off"):
        arriving.check_in(bo, by=None, at=now(), key=uuid4())


def test_helper_is_known_by_the_link_and_never_by_name_in_the_trail(event):
    [ada], link = booked(event, "Ada Booker"), DayLinkFactory(event=event, name="Sam Secret")

    press = arriving.check_in(ada, by=link, at=now(), key=uuid4())

    assert (press.by, press.link) == (None, link)
    entry = AuditEntry.objects.filter(table="events_attendee", row=ada.pk, verb="changed").get()
    assert entry.why == f"With day link {link.pk}"
    assert entry.fields == ["arrived_at"]


@pytest.mark.django_db(transaction=True)
def test_two_doors_do_not_both_give_the_last_chair_away():
    event = today(seats=3)
    WalkInFactory.create_batch(2, event=event)

    outcomes = in_parallel(
        [partial(arriving.walk_in, event, name=f"Walker {n}", by=None, at=now(), key=uuid4()) for n in range(6)],
        may_raise=(Refused,),
    )

    assert sum(isinstance(outcome, Press) for outcome in outcomes) == 1
    assert arriving.in_the_room(event) == 3


@pytest.mark.django_db(transaction=True)
def test_two_phones_at_once_check_one_person_in_once():
    [ada] = booked(today(), "Ada Booker")
    key = uuid4()

    keys = [key, key, uuid4(), uuid4()]
    presses = in_parallel([partial(arriving.check_in, ada, by=None, at=now(), key=one) for one in keys])

    assert sum(press.changed for press in {press.pk: press for press in presses}.values()) == 1
    assert Press.objects.count() == 3


# -- Day links ----------------------------------------------------------------------------------------------------


def test_day_link_is_open_from_the_day_before_to_the_end_of_the_day():
    start = dt.datetime(2027, 3, 28, 9, tzinfo=dt.UTC)
    event = EventFactory(starts_at=start, made_at=start - dt.timedelta(days=60))
    link = DayLinkFactory(event=event)

    hours = {
        hour: link.is_open(dt.datetime(2027, 3, 27, tzinfo=dt.UTC) + dt.timedelta(hours=hour)) for hour in range(-1, 49)
    }

    # The clocks go forward that night: its day is over at 11pm UTC.
    assert [hour for hour, is_open in hours.items() if is_open] == list(range(47))


def test_day_link_taken_back_opens_nothing(event):
    officer = UserFactory()
    link = helping.make_day_link(event, name="Sam", by=officer, at=now())
    assert link.is_open(now())

    helping.take_back(link, by=officer, at=now())

    assert not DayLink.behind(link.token).is_open(now())


def test_no_day_link_for_an_event_that_is_over():
    with pytest.raises(Refused, match="no door"):
        helping.make_day_link(EventFactory(past=True), name="", by=UserFactory(), at=now())


def test_cancelled_booking_of_somebody_here_leaves_them_here(event):
    """The seat is given back to the list; that they came, stays true."""
    [ada] = booked(event, "Ada Booker")
    arriving.check_in(ada, by=None, at=now(), key=uuid4())

    places.give_up(ada.booking, Status.CANCELLED, at=now())

    assert arriving.in_the_room(event) == 1
