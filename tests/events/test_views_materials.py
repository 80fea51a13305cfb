"""Who opens what is shared: those with a confirmed booking, and staff."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from events.links import manage_path
from events.models import Material
from tests.conftest import sign_in
from tests.documents import pdf
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.events import BookingFactory, EventFactory, MaterialFactory, ModuleFactory

pytestmark = pytest.mark.django_db


def fetch(person, material):
    return sign_in(Client(), person).get(reverse("events:material_download", args=[material.uuid]))


def officer():
    return sign_in(Client(), ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))


def test_whoever_has_a_confirmed_booking_gets_the_file_as_a_download():
    material, person = MaterialFactory(), UserFactory()
    BookingFactory(event=material.event, booker=person)

    response = fetch(person, material)

    assert response.content == pdf()
    assert response["Content-Disposition"] == 'attachment; filename="slides.pdf"'
    assert "Slides of the talks" in sign_in(Client(), person).get(f"/events/{material.event.slug}/").text


def test_whoever_waits_or_booked_something_else_does_not():
    material, waiting, elsewhere = MaterialFactory(event=EventFactory(seats=1)), UserFactory(), UserFactory()
    BookingFactory(event=material.event)
    BookingFactory(event=material.event, booker=waiting)
    BookingFactory(booker=elsewhere)

    for person in (waiting, elsewhere):
        assert fetch(person, material).status_code == 404
        page = sign_in(Client(), person).get(f"/events/{material.event.slug}/").text
        assert "Slides of the talks" not in page


def test_material_of_a_module_is_for_those_of_any_of_its_sessions():
    module, person, other = ModuleFactory(), UserFactory(), UserFactory()
    material = MaterialFactory(event=None, module=module)
    BookingFactory(event=EventFactory(module=module, kind="training"), booker=person)
    BookingFactory(event=EventFactory(module=ModuleFactory(), kind="training"), booker=other)

    assert fetch(person, material).status_code == 200
    assert fetch(other, material).status_code == 404


def test_whoever_has_the_link_of_a_confirmed_booking_needs_no_account():
    material = MaterialFactory(event=EventFactory(seats=1))
    booked, waiting = BookingFactory(event=material.event), BookingFactory(event=material.event)
    pages = [Client().get(manage_path(booking)).text for booking in (booked, waiting)]
    urls = [f"{manage_path(booking)}materials/{material.uuid}/" for booking in (booked, waiting)]

    assert [urls[0] in pages[0], "Slides of the talks" in pages[1]] == [True, False]
    assert [Client().get(url).status_code for url in urls] == [200, 404]
    assert Client().get(f"{manage_path(booked)}materials/{MaterialFactory().uuid}/").status_code == 404


def test_a_link_is_no_file():
    material, person = MaterialFactory(link="https://example.org/film"), UserFactory()
    BookingFactory(event=material.event, booker=person)

    assert fetch(person, material).status_code == 404
    assert "https://example.org/film" in sign_in(Client(), person).get(f"/events/{material.event.slug}/").text


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, "Enter a link, or choose a file"),
        ({"link": "https://example.org/", "file": True}, "Give a link or a file, not both"),
        ({"link": "javascript:alert(1)"}, "A link is not in a format"),
    ],
)
def test_material_needs_one_thing_to_open(given, words, tmp_path):
    event = EventFactory()
    url = reverse("events:material_add", args=[event.uuid])
    (tmp_path / "slides.pdf").write_bytes(pdf())

    with (tmp_path / "slides.pdf").open("rb") as file:
        sent = {"title": "Slides", "link": given.get("link", ""), **({"document": file} if "file" in given else {})}
        page = officer().post(url, sent).text

    assert words in page
    assert not Material.objects.exists()


def test_a_file_is_shared_and_removed_by_staff(tmp_path):
    event, client = EventFactory(), officer()
    (tmp_path / "Notes.pdf").write_bytes(pdf())

    with (tmp_path / "Notes.pdf").open("rb") as file:
        client.post(reverse("events:material_add", args=[event.uuid]), {"title": "Notes", "document": file})
    material = event.materials.get()
    page = client.get(reverse("events:event_manage", args=[event.uuid])).text
    client.post(reverse("events:material_remove", args=[material.uuid]))

    assert (material.title, material.name) == ("Notes", "Notes.pdf")
    assert "Notes" in page
    assert not event.materials.exists()
