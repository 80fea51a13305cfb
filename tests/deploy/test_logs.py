"""The logs: JSON with a request id, and nothing in them that names a person or opens a door."""

import io
import json
import logging

import pytest
from django.conf import settings as portal
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.models import User
from core.logs import masked_path, without_addresses
from core.middleware import LogMiddleware

SECRET = "Zx9-secret_token"
EMAIL = "a.parent@example.org"


@pytest.fixture
def lines(monkeypatch):
    """What the log would hold: each line of it, read as JSON, exactly as the settings of service write it."""
    stream = io.StringIO()
    formatter = dict(portal.LOGGING["formatters"]["json"])
    handler = logging.StreamHandler(stream)
    handler.setFormatter(formatter.pop("()")(**formatter))
    root = logging.getLogger()
    monkeypatch.setattr(root, "handlers", [handler])
    monkeypatch.setattr(root, "level", logging.INFO)
    return lambda: [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.mark.parametrize(
    ("path", "kept"),
    [
        (f"/account/invitation/{SECRET}/", "/account/invitation/<token>/"),
        (f"/account/invitation/{SECRET}", "/account/invitation/***"),
        (f"/account/password/reset/key/1k-{SECRET}/", "/account/password/reset/key/<uidb36>-<key>/"),
        ("/account/password/reset/key/123456", "/account/password/reset/key/***"),
        (f"/{EMAIL}/", "/***/"),
        ("/wp-login.php", "/wp-login.php"),
        ("/", "/"),
        (
            "/account/people/5b0c1c86-9c0e-4bb2-a5a5-4f8b7a1b2c3d/",
            "/account/people/5b0c1c86-9c0e-4bb2-a5a5-4f8b7a1b2c3d/",
        ),
        ("/admin/accounts/user/12/change/", "/admin/accounts/user/12/change/"),
        (f"/admin/accounts/user/{SECRET}/change/", "/admin/accounts/user/<object_id>/change/"),
    ],
)
def test_masked_path_keeps_what_says_which_row_and_nothing_that_opens_it(path, kept):
    assert masked_path(RequestFactory().get(path)) == kept


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        f"/account/invitation/{SECRET}/",
        f"/account/invitation/{SECRET}/?email={EMAIL}",
        f"/account/password/reset/key/1k-{SECRET}/",
        f"/nowhere/{SECRET}/?q={EMAIL}",
        f"/account/login/?next=/account/invitation/{SECRET}/",
    ],
)
def test_request_leaves_no_secret_in_the_log(client, lines, path):
    client.get(path, headers={"user-agent": "A browser of its own"})

    text = json.dumps(lines())
    assert "request_finished" in text
    for secret in (SECRET, EMAIL, "A browser of its own", "127.0.0.1"):
        assert secret not in text
    assert all(line["request_id"] for line in lines() if line["logger"].startswith("django_structlog"))


@pytest.mark.django_db
def test_form_leaves_nothing_in_the_log(client, lines):
    client.post("/account/login/", {"login": EMAIL, "password": SECRET})

    text = json.dumps(lines())
    assert EMAIL not in text
    assert SECRET not in text


@pytest.mark.django_db
def test_person_is_a_number_in_the_log(returner_client, lines):
    person: User = returner_client.user

    returner_client.get("/my/")

    finished = [line for line in lines() if line["event"] == "request_finished"]
    assert [line["user_id"] for line in finished] == [person.pk]
    assert person.email not in json.dumps(lines())


def test_fault_leaves_no_secret_in_the_log(lines):
    """The message of an error may hold an address, and Django's own logger writes the path."""

    def view(request):
        try:
            raise ValueError(f"{{'{EMAIL}': (550, b'No such mailbox')}}")
        except ValueError:
            logging.getLogger("django.request").exception(
                "Internal Server Error: %s", request.path, extra={"request": request, "status_code": 500}
            )
            raise

    request = RequestFactory().get(f"/account/invitation/{SECRET}/")
    request.user = AnonymousUser()

    with pytest.raises(ValueError, match="No such mailbox"):
        LogMiddleware(view)(request)

    [line] = [line for line in lines() if "Internal Server Error" in line["event"]]
    assert line["event"] == "Internal Server Error: /account/invitation/<token>/"
    assert "No such mailbox" in line["exception"]
    assert EMAIL not in json.dumps(lines())


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        (f"Error handling request GET /account/invitation/{SECRET}/", "Error handling request GET (left out)"),
        ("Invalid request from ip=10.0.0.7: Invalid HTTP request line: 'GET /a b'", None),
        (
            "Worker (pid:12) was sent SIGKILL! Perhaps out of memory?",
            "Worker (pid:12) was sent SIGKILL! Perhaps out of memory?",
        ),
    ],
)
def test_gunicorn_quotes_nobody(said, kept):
    record = logging.LogRecord("gunicorn.error", logging.ERROR, "", 0, said, (), None)

    event = without_addresses(None, "error", {"event": said, "_record": record})["event"]

    assert kept in (None, event)
    assert "10.0.0.7" not in event
    assert "GET /" not in event


def test_log_of_a_newline_is_one_line(lines):
    logging.getLogger("portal").warning('one\n{"event": "forged"}')

    assert [line["event"] for line in lines()] == ['one\n{"event": "forged"}']
