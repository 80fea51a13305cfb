"""The door as staff and helpers use it, with scripts and without."""

import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from core.places import Status
from events.actions import arriving, helping
from events.models import Attendee, Booking, Event, Press
from tests.factories.accounts import EventsOfficerFactory, ProgrammeManagerFactory
from tests.factories.door import DayLinkFactory, WalkInFactory, today
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db
JSON = {"Accept": "application/json"}


@pytest.fixture
def event():
    return today()


@pytest.fixture
def officer(sign_in):
    return sign_in(EventsOfficerFactory())


@pytest.fixture
def helper(event):
    """A phone that has opened the door with a day link."""
    client = Client()
    client.link = DayLinkFactory(event=event)
    client.door = reverse("events:helper_door", args=[client.link.token])
    client.post(client.door)
    return client


def booked(event, *names, **fields):
    return list(BookingFactory(event=event, names=list(names), **fields).attendees.order_by("position"))


def url(event, part="door"):
    return reverse(f"events:{part}", args=[event.uuid])


def pressed(attendee, what="check in", **more):
    return {"what": what, "attendee": attendee.uuid, "key": uuid4(), **more}


def test_door_counts_who_is_here_and_lists_everybody_by_name(officer, event):
    ada, _ = booked(event, "Ada Booker", "")
    booked(event, "Zoë O'Brien")
    arriving.check_in(ada, by=None, at=timezone.now(), key=uuid4())
    WalkInFactory(event=event)

    page = officer.get(url(event))

    text = " ".join(page.text.split())
    assert '<strong class="portal-door__here">2</strong> of 3 here in the room, 1 of them let in' in text
    assert text.index("To be named") < text.index("Ada Booker") < text.index("Wendy Walker") < text.index("Zoë")
    assert "with Ada Booker, Cummins" in text


def test_both_ways_of_coming_are_counted_apart(officer):
    event = today(online=True)
    [ada] = booked(event, "Ada", mode="online")
    booked(event, "Bo", mode="in person")
    arriving.note_joined(ada, by=None, at=timezone.now(), key=uuid4())

    counts = officer.get(url(event, "door_people")).json()["counts"]

    assert [(count["mode"], count["here"], count["expected"]) for count in counts] == [
        ("in the room", 0, 1),
        ("online", 1, 1),
    ]


@pytest.mark.parametrize("query", ["zoe", "OBRIEN zoë", "cum zo", "ada"])
def test_search_finds_by_name_booker_and_organisation(officer, event, query):
    booked(event, "Zoë O'Brien", name="Ada Booker")
    booked(event, "Bo Other", organisation_name="Amey")

    page = officer.post(url(event), {"q": query})

    assert "Zoë" in page.text
    assert "Bo Other" not in page.text


def test_search_for_nobody_says_what_to_do(officer, event):
    assert "Nobody of that name is on the list. Add them below." in officer.post(url(event), {"q": "x\0%_"}).text


def test_press_without_scripts_checks_in_and_undoes(officer, event):
    [ada] = booked(event, "Ada Booker")

    page = officer.post(url(event, "door_press"), pressed(ada), follow=True)

    assert "Ada Booker is checked in." in page.text
    assert Press.objects.get().by == officer.user
    page = officer.post(url(event, "door_press"), pressed(ada, "undo"), follow=True)
    assert "Ada Booker is not checked in any more." in page.text
    ada.refresh_from_db()
    assert ada.arrived_at is None


def test_second_press_says_since_when_they_are_here(officer, event):
    [ada] = booked(event, "Ada Booker")
    officer.post(url(event, "door_press"), pressed(ada))

    answer = officer.post(url(event, "door_press"), pressed(ada), headers=JSON).json()

    assert answer["state"] == "already"
    assert answer["words"].startswith("Ada Booker is here already, since ")


def test_press_that_waited_for_a_network_keeps_its_time(officer, event):
    [ada], [bo] = booked(event, "Ada"), booked(event, "Bo")

    officer.post(url(event, "door_press"), pressed(ada, waited="90"), headers=JSON)
    officer.post(url(event, "door_press"), pressed(bo, waited="9" * 30), headers=JSON)

    ada.refresh_from_db(), bo.refresh_from_db()
    assert 89 <= (timezone.now() - ada.arrived_at).total_seconds() < 95
    assert (timezone.now() - bo.arrived_at).total_seconds() < 12 * 3600 + 5


def test_without_a_seat_the_page_says_why_and_offers_to_let_them_in(officer, event):
    [ada] = booked(event, "Ada Booker")
    Booking.objects.update(status=Status.WAITING)

    page = officer.post(url(event, "door_press"), pressed(ada))

    assert "Ada Booker has no seat: the booking is still on the waiting list." in page.text
    assert 'value="let in"' in page.text
    answer = officer.post(url(event, "door_press"), pressed(ada, "let in"), headers=JSON).json()
    assert (answer["state"], answer["person"]["since"] != "") == ("here", True)


def test_walk_in_needs_a_name_and_keeps_what_was_typed(officer, event):
    given = {"what": "walk in", "key": uuid4(), "name": "", "organisation_name": "FDM Group"}

    page = officer.post(url(event, "door_press"), given)

    assert "Enter the full name" in page.text
    assert "FDM Group" in page.text
    officer.post(url(event, "door_press"), {**given, "name": "Wendy Walker"})
    officer.post(url(event, "door_press"), {**given, "name": "Wendy Walker"})
    assert Attendee.objects.get().organisation_name == "FDM Group"


def test_walk_in_undone_is_on_no_list_any_more(officer, event):
    wendy = WalkInFactory(event=event)

    answer = officer.post(url(event, "door_press"), pressed(wendy, "undo"), headers=JSON).json()

    assert (answer["state"], answer["person"]) == ("undone", None)
    assert answer["words"] == "Wendy Walker is not checked in any more."
    assert officer.get(url(event, "door_people")).json()["people"] == []


def test_walk_in_undone_behind_their_code_leads_to_the_door(officer, event):
    wendy = WalkInFactory(event=event)

    page = officer.post(reverse("events:arrive", args=[wendy.uuid]), pressed(wendy, "undo"), follow=True)

    assert page.status_code == 200
    assert "Wendy Walker is not checked in any more." in page.text


def test_full_room_is_said_beside_what_was_typed(officer):
    event = today(seats=0)

    page = officer.post(url(event, "door_press"), {"what": "walk in", "key": uuid4(), "name": "Wendy Walker"})

    assert "The room is full: it has 0 seats." in page.text
    assert "Wendy Walker" in page.text


def test_attendee_of_another_event_is_not_checked_in_here(officer, event):
    [ada] = booked(today(), "Ada Booker")

    answer = officer.post(url(event, "door_press"), pressed(ada), headers=JSON).json()

    assert answer["state"] == "refused"
    assert "not for this event" in answer["words"]


@pytest.mark.parametrize("given", [{}, {"what": "dance"}, {"what": "check in", "key": "x\0"}, {"what": "walk in"}])
def test_press_that_makes_no_sense_is_refused_kindly(officer, event, given):
    assert officer.post(url(event, "door_press"), given, headers=JSON).json()["state"] == "refused"
    assert officer.post(url(event, "door_press"), given, follow=True).status_code == 200


def test_door_is_for_the_team_of_its_programme(sign_in, event):
    manager = sign_in(ProgrammeManagerFactory())

    assert manager.get(url(event)).status_code == 404
    make_manager(event.programme, person=manager.user)
    assert manager.get(url(event)).status_code == 200


def test_look_at_the_door_is_one_line_in_the_trail(officer, event):
    for name in ("Ada", "Bo", "Cy"):
        booked(event, name)

    officer.get(url(event))
    officer.get(url(event, "door_people"))

    looks = AuditEntry.objects.filter(verb="looked")
    assert [(look.table, look.row, look.actor_id) for look in looks] == [("events_event", event.pk, officer.user.pk)]


def test_camera_is_allowed_at_the_door_and_nowhere_else(officer, event):
    assert "camera=(self)" in officer.get(url(event)).headers["Permissions-Policy"]
    assert "camera=()" in officer.get("/").headers["Permissions-Policy"]


# -- Helpers -------------------------------------------------------------------------------------------------------


def test_link_shows_no_name_before_a_press(event):
    booked(event, "Ada Booker")
    link, client = DayLinkFactory(event=event), Client()
    door = reverse("events:helper_door", args=[link.token])

    page = client.get(door)

    assert "Open the door list" in page.text
    assert "Ada Booker" not in page.text
    assert client.get(f"{door}people/").status_code == 404
    assert client.post(f"{door}press/", {}).status_code == 404
    assert "Ada Booker" in client.post(door, follow=True).text
    assert AuditEntry.objects.filter(verb="looked", table="events_daylink", row=link.pk).count() == 1


def test_helper_sees_names_and_neither_addresses_nor_needs(helper, event):
    booked(event, "Ada Booker", email="ada.secret@example.org", phone="07700900123")
    Attendee.objects.update(access_needs="A hearing loop", diet="Halal", email="own.secret@example.org")

    shown = helper.get(helper.door).text + helper.get(f"{helper.door}people/").text

    assert "Ada Booker" in shown
    for secret in ("secret", "07700", "hearing", "Halal"):
        assert secret not in shown


def test_helper_checks_in_with_the_link_and_nothing_else_opens(helper, event):
    [ada], [bo] = booked(event, "Ada Booker"), booked(today(), "Bo Elsewhere")

    helper.post(f"{helper.door}press/", pressed(ada))

    assert Press.objects.get().link == helper.link
    assert helper.post(f"{helper.door}press/", pressed(bo), headers=JSON).json()["state"] == "refused"
    assert helper.get(url(event)).status_code == 302
    assert "Bo Elsewhere" not in helper.get(reverse("events:arrive", args=[bo.uuid])).text


def test_link_taken_back_shuts_the_door_at_once(helper, event):
    [ada] = booked(event, "Ada Booker")
    helping.take_back(helper.link, by=EventsOfficerFactory(), at=timezone.now())

    for path, status in ((helper.door, 404), (f"{helper.door}people/", 404)):
        page = helper.get(path)
        assert page.status_code == status
        assert "Ada" not in page.text
    assert helper.post(f"{helper.door}press/", pressed(ada)).status_code == 404
    assert "Ada" not in helper.get(reverse("events:arrive", args=[ada.uuid])).text


@pytest.mark.parametrize("how", ["over", "called off", "taken back"])
def test_phone_is_told_to_forget_once_no_link_opens_the_door(helper, event, how):
    """For good, unlike a link that was taken back: whoever gets a new one still sends what was pressed."""
    yesterday = timezone.now() - dt.timedelta(days=1)
    if how == "over":
        Event.objects.update(
            starts_at=yesterday - dt.timedelta(hours=1),
            ends_at=yesterday,
            booking_closes_at=yesterday - dt.timedelta(hours=1),
        )
    elif how == "called off":
        Event.objects.update(status=Event.Status.CANCELLED)
    else:
        helping.take_back(helper.link, by=EventsOfficerFactory(), at=timezone.now())

    answers = [helper.get(f"{helper.door}people/"), helper.post(f"{helper.door}press/", {}), helper.get(helper.door)]

    is_closed = how != "taken back"
    assert [answer.status_code for answer in answers] == ([410, 410, 404] if is_closed else [404] * 3)
    assert (f'data-door-closed="{event.uuid}"' in answers[-1].text) == is_closed


def test_link_before_its_day_says_when_it_opens():
    link = DayLinkFactory(event=EventFactory())

    page = Client().get(reverse("events:helper_door", args=[link.token]))

    assert "The door is not open yet" in page.text


# -- Codes ---------------------------------------------------------------------------------------------------------


def test_code_shows_strangers_itself_and_nobody_s_name(event):
    [ada] = booked(event, "Ada Booker")

    page = Client().get(reverse("events:arrive", args=[ada.uuid]))

    assert "Show this at the door" in page.text
    assert "data:image/svg+xml" in page.text
    assert "Ada" not in page.text
    assert "Cummins" not in page.text


def test_code_opened_by_a_phone_s_own_camera_takes_one_press(helper, event):
    [ada] = booked(event, "Ada Booker")
    path = reverse("events:arrive", args=[ada.uuid])

    assert "Ada Booker" in helper.get(path).text
    page = helper.post(path, pressed(ada), follow=True)

    assert "Ada Booker is checked in." in page.text
    assert Press.objects.get().link == helper.link


def test_code_pressed_by_a_stranger_checks_nobody_in(event):
    [ada] = booked(event, "Ada Booker")

    Client().post(reverse("events:arrive", args=[ada.uuid]), pressed(ada))

    assert not Press.objects.exists()


def test_link_for_nobody_in_particular_is_spoken_of_as_a_helper_s(event, officer):
    link = DayLinkFactory(event=event, name="")

    page = officer.get(reverse("events:day_link_list", args=[event.uuid])).text
    taken_back = officer.post(reverse("events:day_link_take_back", args=[event.uuid, link.pk]), follow=True).text

    assert "the link for a helper" in page
    assert "The link for a helper opens nothing any more." in taken_back
