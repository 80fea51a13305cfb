import mailbox
import os
from email.message import EmailMessage

import pytest
from django.core.mail import EmailMultiAlternatives

from notifications.delivery import as_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def inbox(settings, tmp_path):
    settings.MAIL_INBOX_DIR = str(tmp_path / "mail")
    return mailbox.Maildir(settings.MAIL_INBOX_DIR, create=True)


def arrive(inbox: mailbox.Maildir, to: str, subject: str, text: str = "Hello", age: int = 0, calendar: str = "") -> str:
    """A letter as the local mail server stores it: the name of its file."""
    email = EmailMultiAlternatives(subject, text, to=[to])
    email.attach_alternative(f"<p>{text}</p>", "text/html")
    if calendar:
        email.attach(as_file(calendar))
    mail = email.message()
    mail["X-RcptTo"] = to
    key = inbox.add(mail.as_bytes())
    path = os.path.join(inbox._path, inbox._lookup(key))
    os.utime(path, (1_800_000_000 - age, 1_800_000_000 - age))
    return os.path.basename(path)


def test_inbox_lists_the_newest_first(client, inbox):
    arrive(inbox, "ada@example.org", "The older", age=60)
    arrive(inbox, "bob@example.org", "The newer")

    page = client.get("/inbox/").content.decode()

    assert page.index("The newer") < page.index("The older")


def test_inbox_finds_letters_by_recipient(client, inbox):
    arrive(inbox, "ada@example.org", "For Ada")
    arrive(inbox, "bob@example.org", "For Bob")

    page = client.get("/inbox/", {"to": " ADA@"}).content.decode()

    assert "For Ada" in page
    assert "For Bob" not in page


@pytest.mark.parametrize(("query", "words"), [({}, "No letters yet"), ({"to": "x"}, "No letters to this address")])
def test_inbox_without_letters_says_so(client, inbox, query, words):
    assert words in client.get("/inbox/", query).content.decode()


def test_inbox_message_shows_the_text_with_links_and_nothing_as_html(client, inbox):
    name = arrive(inbox, "ada@example.org", "Hi", "See http://localhost:8000/a/?b=1&c=2\n<script>alert(1)</script>")

    page = client.get(f"/inbox/{name}/").content.decode()

    assert '<a href="http://localhost:8000/a/?b=1&amp;c=2">' in page
    assert "<script>alert" not in page


def test_inbox_message_offers_the_calendar_entry_that_came_with_it(client, inbox):
    entry = "BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n"
    name = arrive(inbox, "ada@example.org", "Your seat", calendar=entry)

    page = client.get(f"/inbox/{name}/").content.decode()
    file = client.get(f"/inbox/{name}/invite.ics")

    assert f'href="/inbox/{name}/invite.ics"' in page
    assert (file.content.decode().split(), file["Content-Type"]) == (entry.split(), "text/calendar; charset=utf-8")
    assert file["Content-Disposition"] == 'attachment; filename="invite.ics"'


def test_inbox_calendar_of_a_letter_without_one_is_not_found(client, inbox):
    name = arrive(inbox, "ada@example.org", "Hi")

    assert client.get(f"/inbox/{name}/invite.ics").status_code == 404
    assert "invite.ics" not in client.get(f"/inbox/{name}/").content.decode()


def test_inbox_html_is_fenced_in_by_a_policy_of_its_own(client, inbox):
    name = arrive(inbox, "ada@example.org", "Hi")

    response = client.get(f"/inbox/{name}/html/")

    assert "<p>Hello</p>" in response.content.decode()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]
    assert "script-src" not in response.headers["Content-Security-Policy"]
    assert "sandbox" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["none", "..", "%2e%2e", ".hidden", "..%2Fsecret", "a b", "a%00b"])
def test_inbox_message_that_is_not_there_is_not_found(client, inbox, tmp_path, name):
    (tmp_path / "mail" / "new" / ".hidden").write_text("x")
    (tmp_path / "mail" / "secret").write_text("x")

    assert client.get(f"/inbox/{name}/").status_code == 404


@pytest.mark.parametrize("path", ["/inbox/", "/inbox/x/", "/inbox/x/html/", "/inbox/x/invite.ics"])
def test_inbox_does_not_exist_on_a_real_service(client, settings, path):
    settings.MAIL_INBOX_DIR = ""

    assert client.get(path).status_code == 404


def test_inbox_shows_mail_that_others_wrote_badly(client, inbox):
    mail = EmailMessage()
    mail["To"] = "ada@example.org"
    key = inbox.add(mail.as_bytes() + b"\n\xff\xfe not a character")
    name = os.path.basename(inbox._lookup(key))

    assert client.get("/inbox/").status_code == 200
    assert client.get(f"/inbox/{name}/").status_code == 200
