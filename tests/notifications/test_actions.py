import datetime as dt
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.utils import timezone

from core.errors import Refused
from core.models import AuditEntry
from notifications import actions
from notifications.models import Message
from tests.factories.notifications import MessageFactory


@pytest.fixture
def staff(db):
    return get_user_model().objects.create_user("staff@example.org")


def trail() -> list[tuple]:
    rows = AuditEntry.objects.filter(table="notifications_message")
    return list(rows.values_list("verb", "row", "actor", "why"))


def test_send_again_makes_a_parked_letter_due_with_its_key_and_message_id(staff):
    parked = MessageFactory(status="failed", error="550 No such user", attempts=3, tried_since=timezone.now())

    actions.send_again(parked, by=staff)

    message = Message.objects.get()
    assert (message.status, message.error, message.attempts, message.tried_since) == ("due", "", 0, None)
    assert (message.key, message.message_id) == (parked.key, parked.message_id)
    assert trail() == [("changed", message.pk, staff.pk, "Letter sent again")]


def test_send_again_says_kindly_that_a_wiped_secret_is_gone(staff):
    parked = MessageFactory(status="failed", error="550", secret=True, subject="", text="", html="")

    with pytest.raises(Refused, match="request a new one"):
        actions.send_again(parked, by=staff)


@pytest.mark.parametrize("fields", [{"status": "sent", "sent_at": timezone.now()}, {"status": "cancelled"}, {}])
def test_send_again_refuses_what_is_not_parked(staff, fields):
    message = MessageFactory(**fields)

    with pytest.raises(Refused, match="cannot become"):
        actions.send_again(message, by=staff)


@pytest.mark.parametrize("fields", [{}, {"status": "failed", "error": "550"}])
def test_cancel_calls_a_letter_back_and_wipes_a_secret(staff, fields):
    fields = fields | ({} if fields else {"secret": True})
    message = MessageFactory(**fields)

    actions.cancel(message, by=staff)

    message.refresh_from_db()
    assert message.status == "cancelled"
    assert message.text == "" or not message.secret
    assert trail() == [("changed", message.pk, staff.pk, "Letter cancelled")]


def test_cancel_refuses_a_letter_on_its_way(staff):
    message = MessageFactory(lease=uuid.uuid4(), leased_until=timezone.now() + dt.timedelta(seconds=60))

    with pytest.raises(Refused, match="at this moment"):
        actions.cancel(message, by=staff)


def test_cancel_refuses_a_letter_that_went(staff):
    message = MessageFactory(status="sent", sent_at=timezone.now())

    with pytest.raises(Refused):
        actions.cancel(message, by=staff)


def test_send_all_again_leaves_wiped_secrets_parked(staff):
    letter = MessageFactory(status="failed", error="550")
    MessageFactory(status="failed", error="550", secret=True, subject="", text="", html="")

    count = actions.send_all_again(by=staff)

    assert count == 1
    assert Message.objects.filter(status="due").get() == letter
    assert trail() == [("changed", letter.pk, staff.pk, "All parked letters sent again")]


def test_sending_leaves_no_line_in_the_audit_trail(staff):
    message = MessageFactory()

    Message.objects.filter(pk=message.pk).update(status="sent", sent_at=timezone.now())

    assert trail() == []


def test_to_person_lists_the_latest_first(staff):
    letters = MessageFactory.create_batch(3, person=staff)
    MessageFactory()

    assert list(Message.objects.to_person(staff)) == letters[::-1]


def test_secret_letters_show_their_kind_only(db):
    secret = MessageFactory(secret=True, template="account/email/sign_in_code", subject="123456 is your code")

    assert (secret.shown_subject, secret.shown_text) == ("Sign in code", "")
    assert "123456" not in str(secret)
