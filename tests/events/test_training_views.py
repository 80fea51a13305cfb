"""Certificates as their owners, whoever checks them and staff see them."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from accounts.models import Role
from events import after_links
from events.actions.completing import rename_trainee
from events.models import Certificate, Trainee
from notifications.models import Message
from tests.events.training import check_in, come, complete, series_of_two, undo
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.events import BookingFactory

pytestmark = pytest.mark.django_db


def link(certificate, page="certificate_detail"):
    token = after_links.certificate_url(certificate).split("/")[-2]
    return reverse(f"events:{page}", args=[token])


def on_paper(response):
    return PdfReader(io.BytesIO(response.content))


def test_the_link_of_the_letter_leads_to_the_certificate(client):
    certificate = complete(series_of_two(), names=["Zoë Łukasiewicz"])
    letter = Message.objects.get(template="events/email/certificate")
    url = next(line for line in letter.text.splitlines() if "/certificates/" in line)

    page = client.get("/" + url.split("/", 3)[3])
    paper = on_paper(client.get(link(certificate, "certificate_pdf")))

    assert "Zoë Łukasiewicz" in page.text
    text = " ".join(paper.pages[0].extract_text().split())
    series = certificate.trainee.series
    for words in ("Zoë Łukasiewicz", series.name, series.programme.name, certificate.number, "Module"):
        assert words in text
    assert paper.metadata.title == f"Certificate: {series.name}, Zoë Łukasiewicz"
    assert paper.trailer["/Root"]["/Lang"] == "en-GB"


def test_a_new_name_stands_on_the_same_certificate(client):
    certificate = complete(series_of_two(), names=["Ada Byron"])

    rename_trainee(certificate.trainee, name="Ada King", by=ProgrammeManagerFactory())
    text = on_paper(client.get(link(certificate, "certificate_pdf"))).pages[0].extract_text()

    assert "Ada King" in text
    assert "Ada Byron" not in text
    assert certificate.number in text


def test_whoever_has_it_in_hand_learns_that_it_is_real_and_no_more(client):
    certificate = complete(series_of_two(), names=["Ada King"])
    typed = certificate.number.lower().replace("-", " ")

    page = client.get(reverse("events:certificate_check"), {"number": typed}).text

    assert "This certificate is real" in page
    assert "A. K." in page
    for secret in ("King", "ada@example.org", "Cummins"):
        assert secret not in page


def test_a_number_that_is_not_there_or_was_taken_back_is_not_real(client):
    sessions = series_of_two()
    come(sessions[0], email="ada@example.org")
    last = come(sessions[1], email="ada@example.org")
    certificate = Certificate.objects.get()
    undo(last)

    taken_back = client.get(reverse("events:certificate_check"), {"number": certificate.number}).text
    unknown = client.get(reverse("events:certificate_check"), {"number": "2222-2222-2222"}).text

    assert "No certificate has this number" in taken_back
    assert "No certificate has this number" in unknown


def test_a_certificate_that_was_taken_back_is_on_no_paper(client):
    sessions = series_of_two()
    come(sessions[0], email="ada@example.org")
    last = come(sessions[1], email="ada@example.org")
    certificate = Certificate.objects.get()
    undo(last)

    page = client.get(link(certificate))

    assert "does not count at the moment" in page.text
    assert client.get(link(certificate, "certificate_pdf")).status_code == 404


def test_a_link_that_was_cut_says_what_to_do(client):
    page = client.get(reverse("events:certificate_detail", args=["nothing"]))

    assert page.status_code == 404
    assert "This link does not work" in page.text


def test_staff_see_who_has_completed_what(sign_in):
    sessions = series_of_two()
    certificate = complete(sessions, names=["Ada King"])
    check_in(BookingFactory(event=sessions[0], names=["Bo Marsh"]).attendees.get())
    client = sign_in(ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))

    page = client.get(reverse("events:series_progress", args=[sessions[0].module.series.uuid])).text

    assert "2 of 2" in page
    assert certificate.number in page
    assert "1 of 2" in page
    assert "Not yet" in page


def test_a_name_that_no_paper_can_show_is_not_taken(sign_in):
    trainee = complete(series_of_two()).trainee
    client: Client = sign_in(ProgrammeManagerFactory(role=Role.EVENTS_OFFICER))

    page = client.post(reverse("events:trainee_name", args=[trainee.uuid]), {"name": "Ada 🎉"})

    assert "We have no letters to print" in page.text
    assert Trainee.objects.get().name == "Ada Booker"
