"""The pages for when something goes wrong."""

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.exceptions import SessionInterrupted
from django.db import InterfaceError, OperationalError
from django.test import Client, RequestFactory

from core import views


def failing(error: Exception):
    """The page for an error while it is being handled, as Django calls it."""
    try:
        raise error
    except Exception:
        return views.server_error(RequestFactory().get("/"))


@pytest.mark.parametrize("error", [OperationalError("gone"), InterfaceError("closed")])
def test_server_error_is_503_while_the_database_is_away(error: Exception):
    response = failing(error)

    assert response.status_code == 503
    assert response["Retry-After"] == "10"
    assert "gone" not in response.content.decode()


def test_server_error_is_500_for_a_fault_of_ours():
    response = failing(KeyError("secret detail"))

    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()


def test_bad_request_is_503_where_the_database_went_before_the_session_was_saved():
    try:
        try:
            raise OperationalError("gone")
        except OperationalError:
            raise UpdateError from None
    except UpdateError as error:
        interrupted = SessionInterrupted("The session was deleted")
        interrupted.__context__ = error

    response = views.bad_request(RequestFactory().get("/"), interrupted)

    assert response.status_code == 503


def test_bad_request_is_400_for_whatever_else_a_browser_sends():
    response = views.bad_request(RequestFactory().get("/"), ValueError("odd"))

    assert response.status_code == 400


@pytest.mark.django_db
def test_an_expired_form_is_answered_with_what_to_do():
    client = Client(enforce_csrf_checks=True)

    response = client.post("/account/login/", {"login": "a@example.org", "password": "x"})

    assert response.status_code == 403
    assert "<h1" in response.content.decode()
