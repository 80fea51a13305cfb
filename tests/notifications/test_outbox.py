from functools import partial

import pytest
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction

from notifications import doorbell
from notifications.models import Message
from notifications.outbox import Lane, LetterIncomplete, letter_url, post
from tests.parallel import in_parallel

CONTEXT = {"what": "your place", "link": "http://localhost:8000/place/"}
letter = partial(post, to="ada@example.org", template="letters/plain", context=CONTEXT)


@pytest.mark.django_db
def test_post_saves_the_letter_rendered_and_due():
    person = get_user_model().objects.create_user("ada@example.org")

    message = letter("offer:1", lane=Lane.NOW, person=person)

    message.refresh_from_db()
    assert (message.status, message.lane, message.person) == ("due", "now", person)
    assert message.subject == "About your place"
    assert "This letter is about your place." in message.text
    assert "This letter is about your place." in message.html
    assert message.message_id.endswith("@localhost>")


@pytest.mark.django_db
def test_post_keeps_the_calendar_entry_that_goes_with_a_letter():
    with_entry, without = letter("offer:1", calendar="BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"), letter("offer:2")

    assert Message.objects.get(pk=with_entry.pk).calendar == "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    assert Message.objects.get(pk=without.pk).calendar == ""


@pytest.mark.django_db
def test_post_takes_a_key_once():
    first = letter("offer:1")

    again = letter("offer:1", to="else@example.org")

    assert again == first
    assert [message.to for message in Message.objects.all()] == ["ada@example.org"]


@pytest.mark.django_db(transaction=True)
def test_post_of_one_key_by_rivals_saves_one_letter(rings):
    outcomes = in_parallel(partial(letter, "offer:1") for _ in range(8))

    assert len({message.pk for message in outcomes}) == 1
    assert Message.objects.count() == 1
    assert rings == ["normal"]


@pytest.mark.django_db(transaction=True)
def test_post_rings_once_for_a_lane_after_the_commit(rings):
    with transaction.atomic():
        letter("a:1")
        letter("a:2")
        letter("a:3", lane=Lane.BULK)
        before_the_commit = list(rings)

    assert before_the_commit == []
    assert rings == ["normal", "bulk"]


@pytest.mark.django_db(transaction=True)
def test_post_rings_for_the_next_transaction_after_one_rolled_back(rings):
    with transaction.atomic():
        letter("a:1")
        transaction.set_rollback(True)

    letter("a:2")

    assert rings == ["normal"]
    assert [message.key for message in Message.objects.all()] == ["a:2"]


@pytest.mark.django_db(transaction=True)
def test_post_is_not_disturbed_by_a_broker_that_is_away(monkeypatch, caplog):
    def away(*args, **kwargs):
        raise ConnectionError("ada@example.org")

    monkeypatch.setattr(doorbell, "_line", away)
    monkeypatch.setattr(doorbell, "_hushed_until", 0.0)

    letter("a:1")
    letter("a:2")

    assert Message.objects.count() == 2
    assert [record.getMessage() for record in caplog.records] == [
        "The broker is away (ConnectionError): the sweep will send what is due."
    ]


@pytest.mark.django_db
@pytest.mark.parametrize("context", [{"what": 3}, {"what": None}, {1: "x"}, {"cut": "x"}])
def test_post_takes_plain_strings_only(context):
    with pytest.raises(TypeError):
        letter("a:1", context=CONTEXT | context)


@pytest.mark.django_db
def test_post_refuses_a_letter_with_a_hole():
    with pytest.raises(LetterIncomplete, match="link"):
        letter("a:1", context={"what": "your place"})

    assert Message.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["", "ada@example.org\nBcc: all@example.org", "a\x00b@example.org"])
def test_post_refuses_an_address_that_is_no_single_line(address):
    with pytest.raises(ValueError, match="one address"):
        letter("a:1", to=address)


@pytest.mark.django_db
def test_post_keeps_the_subject_on_one_line():
    message = letter("a:1", context=CONTEXT | {"what": "a\r\nBcc: all@example.org\x1e\x00"})

    assert message.subject == "About a Bcc: all@example.org"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        {"status": "sent"},
        {"status": "failed"},
        {"status": "cancelled", "secret": True},
        {"leased_until": "2026-01-01T00:00Z"},
        {"subject": "a\nb"},
    ],
)
def test_message_fields_travel_with_the_status(change):
    message = letter("a:1")

    with pytest.raises(IntegrityError), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**change)


@pytest.mark.django_db
def test_letter_url_begins_with_the_address_of_the_portal(settings):
    settings.SITE_URL = "https://portal.example"

    assert letter_url("/place/1/") == "https://portal.example/place/1/"
