"""Letters that could not be delivered: looked at, sent again, called back, by administrators."""

import pytest
from django.urls import reverse

from core.audit import AuditEntry
from notifications.models import Message
from tests.factories.notifications import MessageFactory

pytestmark = pytest.mark.django_db

LIST = "reporting:letter_list"
# What is left of a letter with a way in, once it is over.
SECRET = {"secret": True, "subject": "", "text": "", "html": ""}


def parked(**kwargs):
    return MessageFactory(status="failed", error="550 No such mailbox", attempts=1, **kwargs)


def url(name, letter):
    return reverse(f"reporting:{name}", args=[letter.pk])


def test_list_shows_what_failed_and_why(administrator_client):
    letter, sent = parked(to="ada@example.org"), MessageFactory(to="beth@example.org")

    page = administrator_client.get(reverse(LIST)).text

    assert "ada@example.org" in page
    assert "550 No such mailbox" in page
    assert letter.subject in page
    assert sent.to not in page


def test_list_without_letters_says_so(administrator_client):
    assert "Every letter has been delivered" in administrator_client.get(reverse(LIST)).text


def test_list_goes_on_over_pages(administrator_client):
    letters = [parked() for _ in range(31)]

    first = administrator_client.get(reverse(LIST))
    second = administrator_client.get(reverse(LIST) + first.context["page"].older_url)

    assert [row.pk for row in first.context["page"].rows] == [letter.pk for letter in letters[:0:-1]]
    assert [row.pk for row in second.context["page"].rows] == [letters[0].pk]


def test_list_says_nothing_of_a_secret_and_cannot_send_it_again(administrator_client):
    letter = parked(**SECRET)

    page = administrator_client.get(reverse(LIST)).text
    administrator_client.post(url("letter_send_again", letter))

    letter.refresh_from_db()
    assert url("letter_send_again", letter) not in page
    assert url("letter_cancel", letter) in page
    assert letter.status == Message.Status.FAILED


def test_send_again_makes_it_due_and_says_who(administrator_client):
    letter = parked()

    page = administrator_client.post(url("letter_send_again", letter), follow=True).text

    letter.refresh_from_db()
    entry = AuditEntry.objects.get(table="notifications_message", row=letter.pk)
    assert "The letter will be sent again." in page
    assert (letter.status, letter.error, letter.attempts) == ("due", "", 0)
    assert entry.actor == administrator_client.user


def test_cancel_calls_it_back(administrator_client):
    letter = parked()

    page = administrator_client.post(url("letter_cancel", letter), follow=True).text

    letter.refresh_from_db()
    assert "The letter will not be sent." in page
    assert letter.status == Message.Status.CANCELLED


@pytest.mark.parametrize("name", ["letter_send_again", "letter_cancel"])
def test_letter_that_is_sent_stays_sent(administrator_client, name):
    letter = MessageFactory(status="sent", sent_at="2026-03-02T12:00Z")

    page = administrator_client.post(url(name, letter), follow=True).text

    letter.refresh_from_db()
    assert letter.status == Message.Status.SENT
    assert "A letter that is sent cannot become" in page


@pytest.mark.parametrize(
    ("number", "words"), [(1, "1 letter will be sent again."), (3, "3 letters will be sent again.")]
)
def test_send_all_again_says_how_many(administrator_client, number, words):
    for _ in range(number):
        parked()
    parked(**SECRET)

    page = administrator_client.post(reverse("reporting:letter_send_all_again"), follow=True).text

    assert words in page
    assert Message.objects.parked().get().secret


@pytest.mark.parametrize("name", ["letter_send_again", "letter_cancel"])
def test_letter_is_not_touched_by_a_link(administrator_client, name):
    letter = parked()

    assert administrator_client.get(url(name, letter)).status_code == 405
    assert administrator_client.get(reverse("reporting:letter_send_all_again")).status_code == 405
    letter.refresh_from_db()
    assert letter.status == Message.Status.FAILED


@pytest.mark.parametrize("name", ["letter_send_again", "letter_cancel"])
def test_letter_that_is_not_there_does_not_exist(administrator_client, name):
    for pk in (2**40, 2**70):
        assert administrator_client.post(reverse(f"reporting:{name}", args=[pk])).status_code == 404
