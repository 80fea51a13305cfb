"""Who comes, for staff: the list, the file, the kitchen, the sheet, the badges; and links for helpers."""

import io
import re
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook
from pypdf import PdfReader

from accounts.models import Role
from core.audit import AuditEntry
from core.places import Status
from events.actions import arriving
from events.models import Attendee, Booking, DayLink
from tests.factories.accounts import AdministratorFactory, EventsOfficerFactory, RoleGrantFactory
from tests.factories.door import DayLinkFactory, WalkInFactory, today
from tests.factories.events import BookingFactory, EventFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def event():
    return today(online=True)


@pytest.fixture
def officer(sign_in):
    return sign_in(EventsOfficerFactory())


def booked(event, *names, mode="in person", needs="", diet="", **fields):
    booking = BookingFactory(event=event, names=list(names), mode=mode, **fields)
    booking.attendees.update(access_needs=needs, diet=diet)
    return list(booking.attendees.order_by("position"))


def url(event, part):
    return reverse(f"events:{part}", args=[event.uuid])


@pytest.fixture
def mixed(event):
    """Ada is here, Bo joins online and has not, Cy waits, Dee cancelled, and Wendy walked in."""
    [ada] = booked(event, "Ada", needs="A hearing loop", diet="Vegan")
    booked(event, "Bo", mode="online")
    [cy], [dee] = booked(event, "Cy"), booked(event, "Dee")
    Booking.objects.filter(pk=cy.booking_id).update(status=Status.WAITING)
    Booking.objects.filter(pk=dee.booking_id).update(status=Status.CANCELLED, closed_at=timezone.now())
    arriving.check_in(ada, by=None, at=timezone.now(), key=uuid4())
    WalkInFactory(event=event, name="Wendy")
    return event


NAMES = ["Ada", "Bo", "Cy", "Dee", "Wendy"]


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("", NAMES),
        ("mode=online", ["Bo"]),
        ("mode=in person&came=yes", ["Ada", "Wendy"]),
        ("came=no&booking=confirmed", ["Bo"]),
        ("booking=waiting", ["Cy"]),
        ("booking=cancelled", ["Dee"]),
        ("booking=walk in", ["Wendy"]),
        ("booking=nonsense", NAMES),
    ],
)
def test_filters_of_the_list_are_in_its_address(officer, mixed, query, names):
    page = officer.get(f"{url(mixed, 'attendee_list')}?{query}")

    assert [row[0] for row in page.context["rows"]] == names


def test_search_of_the_list_is_not_in_its_address(officer, mixed):
    page = officer.post(url(mixed, "attendee_list"), {"text": "wen"})

    assert [row[0] for row in page.context["rows"]] == ["Wendy"]
    assert "?" not in page.request["PATH_INFO"]


def test_list_goes_on_by_name_and_its_addresses_name_nobody(officer, event):
    for n in range(65):
        booked(event, f"Name {n:02}", mode="online" if n >= 40 else "in person")
    seen, address = [], ""
    for _ in range(3):
        page = officer.get(url(event, "attendee_list") + address)
        seen += [row[0] for row in page.context["rows"]]
        address = page.context["page"].older_url
        assert "Name" not in address

    assert seen == [f"Name {n:02}" for n in range(65)]
    assert address == ""
    back = officer.get(url(event, "attendee_list") + page.context["page"].newer_url)
    assert [row[0] for row in back.context["rows"]] == seen[30:60]


def test_look_at_the_list_is_written_down_for_each(officer, mixed):
    officer.get(url(mixed, "attendee_list"))

    looks = AuditEntry.objects.filter(verb="looked", table="events_attendee", actor=officer.user)
    assert looks.count() == 5


def test_administrator_reads_the_list_without_needs_and_changes_nothing(sign_in, mixed):
    client = sign_in(AdministratorFactory())

    pages = [client.get(url(mixed, "attendee_list")), client.post(url(mixed, "attendee_list"), {"text": "ada"})]

    assert all("Ada" in page.text for page in pages)
    assert not any("hearing loop" in page.text or "Vegan" in page.text for page in pages)
    assert "Check people in" not in pages[0].text
    parts = ("attendee_export", "catering", "day_sheet", "badges", "door", "door_people")
    assert {client.get(url(mixed, part)).status_code for part in parts} == {404}


def test_administrator_says_why_before_they_see_needs(sign_in, mixed):
    client = sign_in(AdministratorFactory())
    looks = AuditEntry.objects.filter(verb="looked", actor=client.user)

    asked = [client.get(url(mixed, "attendee_needs")), client.post(url(mixed, "attendee_needs"), {"why": " "})]
    before = looks.count()
    shown = client.post(url(mixed, "attendee_needs"), {"why": "An ambulance asks"})

    assert not any("hearing loop" in page.text for page in asked)
    assert before == 0
    assert [[row[0], *row[2:]] for row in shown.context["rows"]] == [["Ada", "A hearing loop", "Vegan"]]
    ada = mixed.attendees.get(name="Ada")
    assert set(looks.values_list("table", "row", "why")) == {
        ("events_event", mixed.pk, "Needs and food: An ambulance asks"),
        ("events_attendee", ada.pk, "Needs and food: An ambulance asks"),
    }


def test_needs_ask_an_administrator_for_a_code_again(sign_in, mixed):
    client = sign_in(AdministratorFactory(), reauthenticated=False)

    assert client.post(url(mixed, "attendee_needs"), {"why": "An ambulance asks"}).status_code == 302


def test_administrator_who_runs_events_too_sees_needs_in_the_list(sign_in, mixed):
    person = AdministratorFactory()
    RoleGrantFactory(user=person, role=Role.EVENTS_OFFICER)

    assert "A hearing loop" in sign_in(person).get(url(mixed, "attendee_list")).text


# -- Files ---------------------------------------------------------------------------------------------------------


def test_export_holds_what_the_filters_show(officer, mixed):
    path = f"{url(mixed, 'attendee_export')}?came=yes"

    assert "2 attendees will be in the file" in officer.get(path).text
    file = officer.post(path, {"kind": "csv", "why": "The venue asks"}).getvalue().decode("utf-8-sig")

    head, *lines = file.splitlines()
    assert head.startswith("Name,Email address,Booked by,Organisation,Coming,Booking,Here since (UK time)")
    assert [line.split(",")[0] for line in lines] == ["Ada", "Wendy"]
    assert lines[0].endswith("A hearing loop,Vegan")
    assert AuditEntry.objects.filter(why="Exported: The venue asks").count() == 2


def test_export_as_a_spreadsheet_never_holds_a_formula(officer, event):
    booked(event, "=cmd|' /C calc'!A0")

    file = officer.post(url(event, "attendee_export"), {"kind": "xlsx", "why": "The venue"}).getvalue()

    cells = [cell.value for cell in load_workbook(io.BytesIO(file)).active[2]]
    assert cells[0] == "'=cmd|' /C calc'!A0"


def test_export_asks_for_a_code_again(sign_in, mixed):
    client = sign_in(EventsOfficerFactory(), reauthenticated=False)

    assert client.get(url(mixed, "attendee_export")).status_code == 302


def test_export_of_nobody_says_so(officer):
    event = EventFactory()

    page = officer.get(url(event, "attendee_export"), follow=True)

    assert "There is nothing to export" in page.text


def test_kitchen_gets_numbers_and_no_names(officer, event):
    booked(event, "Ada", diet="Vegan", needs="A hearing loop")
    booked(event, "Bo", diet=" vegan ")
    booked(event, "Cy", diet="Halal")
    booked(event, "Dee", diet="No nuts", mode="online")
    [wil] = booked(event, "Wil", diet="Kosher")
    Booking.objects.filter(pk=wil.booking_id).update(status=Status.WAITING)

    page = officer.get(url(event, "catering"))

    assert [[row[0], row[1]["text"]] for row in page.context["diets"]] == [["Vegan", 2], ["Halal", 1]]
    assert [row[0] for row in page.context["needs"]] == ["A hearing loop"]
    assert "3 people expected in the room" in " ".join(page.text.split())
    assert "Ada" not in page.text


# -- Paper ---------------------------------------------------------------------------------------------------------


def test_day_sheet_has_a_box_for_everybody_expected_and_what_they_need(officer, mixed):
    booked(mixed, "Zoë", "")

    page = officer.get(url(mixed, "day_sheet"))

    text = " ".join(page.text.split())
    assert "4 expected." in text
    assert "A hearing loop" in text
    assert "To be named, with Zoë" in text
    for absent in ("Bo", "Cy", "Dee"):
        assert f'"govuk-table__header"> {absent} </th>' not in text


def test_badges_are_eight_to_a_sheet_with_names_and_organisations(officer):
    event = today()
    names = ["Ada Booker", "Łukasz Żółć", "Ελένη Παπαδοπούλου", "Олена Шевченко", "김민준", "田中さくら"]
    for name in names:
        booked(event, name, organisation_name="Amey Consulting")
    booked(
        event, "Bo", "", "Maria-Theresia Wolfeschlegelsteinhausenbergerdorff-Featherstonehaugh de la Cruz y Santamaría"
    )

    response = officer.get(url(event, "badges"))

    pages = PdfReader(io.BytesIO(response.content)).pages
    # A long name goes over several lines.
    text = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert response.headers["Content-Type"] == "application/pdf"
    assert len(pages) == 2
    for name in names:
        assert name in text
    assert text.count("Amey Consulting") == len(names)
    assert "Santamaría" in text
    assert "■" not in text


def test_badges_of_an_event_nobody_booked_are_a_page_that_says_so(officer):
    file = officer.get(url(EventFactory(), "badges")).content

    assert "Nobody is booked yet." in PdfReader(io.BytesIO(file)).pages[0].extract_text()


def test_names_we_have_no_letters_for_are_said_beforehand(officer):
    event = today()
    booked(event, "সুমি রহমান")

    assert "Write them by hand: সুমি রহমান." in " ".join(officer.get(url(event, "day_sheet")).text.split())


# -- Links for helpers ---------------------------------------------------------------------------------------------


def test_link_is_made_shown_and_taken_back(officer, event):
    page = officer.post(url(event, "day_link_list"), {"name": "Sam"}, follow=True)

    link = DayLink.objects.get()
    assert link.made_by == officer.user
    path = re.search(rf"/door/{link.uuid}[^/<]*/", page.text)[0]
    assert "Open the door list" in Client().get(path).text
    page = officer.post(reverse("events:day_link_take_back", args=[event.uuid, link.pk]), follow=True)
    assert "The link for Sam opens nothing any more." in page.text
    assert "/door/" not in page.text
    assert Client().get(path).status_code == 404


def test_link_of_another_event_is_not_taken_back_here(officer, event):
    link = DayLinkFactory()

    response = officer.post(reverse("events:day_link_take_back", args=[event.uuid, link.pk]))

    assert response.status_code == 404
    assert DayLink.objects.standing().count() == 1


def test_no_link_for_an_event_that_is_over(officer):
    page = officer.post(url(EventFactory(past=True), "day_link_list"), {"name": "Sam"})

    assert "there is no door to help at" in page.text
    assert not DayLink.objects.exists()


def test_attendees_are_not_kept_waiting_by_walk_ins_without_names(officer, event):
    """A walk-in of an erased person still has their row."""
    WalkInFactory(event=event, name="", organisation_name="")

    assert "To be named" in officer.get(url(event, "attendee_list")).text
    assert Attendee.objects.here().count() == 1
