import datetime as dt
from functools import partial

import pytest
from django.core import mail as django_mail
from django.utils import timezone

from notifications import actions, delivery
from notifications.delivery import claim, deliver_due
from notifications.models import Lane, Message
from notifications.tasks import sweep
from tests.factories.notifications import MessageFactory
from tests.mailserver import mail_server
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db(transaction=True)

ENTRY = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nSUMMARY:Café – and a talk\r\nEND:VCALENDAR\r\n"


@pytest.fixture
def post_office(settings):
    """Deliver through real SMTP: `post_office(faults)` gives the server."""
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_TIMEOUT = 10
    opened = []

    def opening(**options):
        server = mail_server(**options)
        opened.append(server)
        office = server.__enter__()
        settings.EMAIL_PORT = office.port
        return office

    yield opening
    for server in opened:
        server.__exit__(None, None, None)


def statuses() -> list[str]:
    return list(Message.objects.order_by("id").values_list("status", flat=True))


def make_due_now() -> None:
    Message.objects.filter(status="due").update(due_at=timezone.now())


def test_deliver_due_sends_text_and_html_and_marks_the_letter():
    message = MessageFactory(to="ada@example.org")

    deliver_due(Lane.NORMAL)

    [email] = django_mail.outbox
    message.refresh_from_db()
    assert (email.to, email.subject, email.body) == (["ada@example.org"], message.subject, message.text)
    assert [part.mimetype for part in email.alternatives] == ["text/html"]
    assert email.message()["Message-ID"] == message.message_id
    assert email.message()["Auto-Submitted"] == "auto-generated"
    assert (message.status, message.lease, message.leased_until) == ("sent", None, None)
    assert message.sent_at is not None


def test_deliver_due_leaves_other_lanes_and_later_letters_alone():
    MessageFactory(lane=Lane.BULK)
    MessageFactory(due_at=timezone.now() + dt.timedelta(minutes=1))

    deliver_due(Lane.NORMAL)

    assert statuses() == ["due", "due"]


def test_deliver_due_sends_the_oldest_first():
    now = timezone.now()
    for minutes in (1, 3, 2):
        MessageFactory(to=f"{minutes}@example.org", due_at=now - dt.timedelta(minutes=minutes))

    deliver_due(Lane.NORMAL)

    assert [email.to for email in django_mail.outbox] == [["3@example.org"], ["2@example.org"], ["1@example.org"]]


def test_deliver_due_sends_more_than_one_batch_over_one_connection(post_office):
    office = post_office()
    MessageFactory.create_batch(delivery.BATCH + 20)

    sent = deliver_due(Lane.NORMAL)

    assert sent == office.total == delivery.BATCH + 20
    assert office.connections == 1


def test_deliver_due_by_rivals_sends_each_letter_once(post_office):
    office = post_office()
    MessageFactory.create_batch(250)

    in_parallel(partial(deliver_due, Lane.NORMAL) for _ in range(4))

    assert (office.total, office.doubled) == (250, 0)


def test_deliver_due_sends_a_calendar_entry_as_a_file_beside_the_letter(post_office):
    office = post_office()
    message = MessageFactory(calendar=ENTRY)

    deliver_due(Lane.NORMAL)

    [mail] = office.mails
    letter, file = mail.get_payload()
    assert message.calendar == ENTRY
    assert (mail.get_content_type(), letter.get_content_type()) == ("multipart/mixed", "multipart/alternative")
    assert [part.get_content_type() for part in letter.get_payload()] == ["text/plain", "text/html"]
    assert (file.get_content_type(), file.get_param("method")) == ("text/calendar", "REQUEST")
    assert (file.get_content_disposition(), file.get_filename()) == ("attachment", "invite.ics")
    assert file.get_payload(decode=True).decode() == ENTRY
    assert len({part.get_boundary() for part in (mail, letter)}) == 2


def test_deliver_due_sends_a_letter_without_a_file_as_before(post_office):
    office = post_office()
    MessageFactory()

    deliver_due(Lane.NORMAL)

    assert [part.get_content_type() for part in office.mails[0].walk()] == [
        "multipart/alternative",
        "text/plain",
        "text/html",
    ]


def test_a_letter_sent_again_brings_its_file_again(post_office):
    office = post_office(faults=lambda number, to: "550" if number == 1 else None)
    message = MessageFactory(calendar=ENTRY)
    deliver_due(Lane.NORMAL)

    actions.send_again(Message.objects.get(), by=None)
    deliver_due(Lane.NORMAL)

    assert Message.objects.get(pk=message.pk).status == "sent"
    assert [part.get_filename() for part in office.mails[0].walk()].count("invite.ics") == 1


def test_deliver_due_wipes_the_file_of_a_secret():
    MessageFactory(secret=True, calendar=ENTRY)
    parked = MessageFactory(secret=True, calendar=ENTRY, to="ada@exa mple.org, ada@\u0080")

    deliver_due(Lane.NORMAL)

    assert set(Message.objects.values_list("calendar", flat=True)) == {""}
    assert Message.objects.get(pk=parked.pk).status == "failed"


def test_deliver_due_wipes_a_secret_once_it_is_sent():
    message = MessageFactory(secret=True, text="Your code is 123456", html="<p>123456</p>")

    deliver_due(Lane.NORMAL)

    message.refresh_from_db()
    assert "123456" in django_mail.outbox[0].body
    assert (message.status, message.subject, message.text, message.html) == ("sent", "", "", "")


@pytest.mark.parametrize("fault", ["550", "554"])
def test_deliver_due_parks_what_is_refused_for_good_and_sends_the_rest(post_office, fault, caplog):
    office = post_office(faults=lambda number, to: fault if to.startswith("gone") else None)
    MessageFactory(to="gone@example.org", secret=True)
    MessageFactory()

    deliver_due(Lane.NORMAL)

    parked = Message.objects.parked().get()
    assert statuses() == ["failed", "sent"]
    assert parked.error.startswith(fault)
    assert parked.text == ""
    assert office.connections == 1
    assert "gone@example.org" not in "".join(r.getMessage() for r in caplog.records if r.name != "mail.log")


def test_deliver_due_parks_a_letter_that_is_no_mail():
    MessageFactory(to="ada@exa mple.org, ada@\u0080", subject="x")
    MessageFactory()

    deliver_due(Lane.NORMAL)

    assert "sent" in statuses()


@pytest.mark.parametrize(("fault", "connections"), [("421", 2), ("cut", 2), ("450", 1)])
def test_deliver_due_puts_off_what_failed_for_now_and_sends_the_rest(post_office, fault, connections):
    office = post_office(faults=lambda number, to: fault if number == 1 else None)
    first = MessageFactory()
    MessageFactory.create_batch(3)

    deliver_due(Lane.NORMAL)

    first.refresh_from_db()
    assert statuses() == ["due", "sent", "sent", "sent"]
    assert (first.attempts, first.lease) == (1, None)
    assert first.error
    assert dt.timedelta(seconds=15) < first.due_at - timezone.now() <= delivery.FIRST_WAIT
    assert office.connections == connections


@pytest.mark.parametrize("fault", ["421", "cut", "450"])
def test_deliver_due_sends_everything_in_the_end(post_office, fault):
    office = post_office(faults=lambda number, to: fault if number % 3 else None)
    MessageFactory.create_batch(10)

    for _ in range(12):
        make_due_now()
        deliver_due(Lane.NORMAL)

    assert set(statuses()) == {"sent"}
    assert len(office.taken) == 10


def test_deliver_due_asks_a_dead_mail_server_a_few_times_and_keeps_the_letters_due(settings, monkeypatch):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    MessageFactory.create_batch(20)

    deliver_due(Lane.NORMAL)

    assert set(statuses()) == {"due"}
    assert Message.objects.filter(attempts=1).count() == delivery.LOST_IN_A_ROW
    assert Message.objects.due(Lane.NORMAL, timezone.now()).count() == 20 - delivery.LOST_IN_A_ROW


def test_deliver_due_waits_longer_each_time_up_to_a_limit(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    message = MessageFactory()
    waits = []

    for _ in range(8):
        make_due_now()
        deliver_due(Lane.NORMAL)
        message.refresh_from_db()
        waits.append(round((message.due_at - timezone.now()).total_seconds()))

    assert waits == [20, 40, 80, 160, 320, 640, 900, 900]


def test_deliver_due_parks_a_letter_after_a_day_of_trying(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 9
    message = MessageFactory(attempts=90, tried_since=timezone.now() - dt.timedelta(hours=24))

    deliver_due(Lane.NORMAL)

    message.refresh_from_db()
    assert message.status == "failed"
    assert "refused" in message.error


def test_deliver_due_lets_go_of_what_a_slow_server_leaves_undone(post_office, monkeypatch):
    post_office(faults=lambda number, to: "slow", slow_seconds=0.2)
    monkeypatch.setattr(delivery, "TURN", 0.5)
    monkeypatch.setattr(delivery, "ring", lambda lane: True)
    MessageFactory.create_batch(10)

    deliver_due(Lane.NORMAL)

    assert 1 <= statuses().count("sent") <= 4
    assert Message.objects.due(Lane.NORMAL, timezone.now()).count() == statuses().count("due")


def test_deliver_due_goes_on_after_its_turn_if_nobody_can_be_rung_for(post_office, monkeypatch):
    office = post_office(faults=lambda number, to: "slow", slow_seconds=0.1)
    monkeypatch.setattr(delivery, "TURN", 0.2)
    monkeypatch.setattr(delivery, "ring", lambda lane: False)
    MessageFactory.create_batch(6)

    deliver_due(Lane.NORMAL)

    assert office.total == 6


def test_claim_leaves_what_another_sender_holds_until_its_lease_runs_out():
    message = MessageFactory()

    claimed = claim(Lane.NORMAL)
    again = claim(Lane.NORMAL)
    Message.objects.update(leased_until=timezone.now())
    after = claim(Lane.NORMAL)

    assert ([m.pk for m in claimed], again, [m.pk for m in after]) == ([message.pk], [], [message.pk])


def test_put_off_by_a_sender_whose_lease_ran_out_changes_nothing():
    MessageFactory()
    [slow] = claim(Lane.NORMAL)
    Message.objects.update(leased_until=timezone.now())
    [quick] = claim(Lane.NORMAL)

    delivery.put_off(slow, TimeoutError())

    assert Message.objects.get().lease == quick.lease


def test_sweep_rings_for_lanes_with_letters_due_and_no_other(monkeypatch):
    rung = []
    monkeypatch.setattr("notifications.tasks.ring", rung.append)
    MessageFactory(lane=Lane.BULK)
    MessageFactory(lane=Lane.NOW, due_at=timezone.now() + dt.timedelta(minutes=1))

    sweep()

    assert rung == ["bulk"]
