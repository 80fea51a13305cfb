"""What every answer of the portal has in common."""

import datetime as dt

import pytest
import time_machine
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.urls import reverse

from core.middleware import ArrivalMiddleware
from core.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def test_link_to_what_only_a_press_may_do_has_a_page_of_ours(administrator_client: Client):
    response = administrator_client.get(reverse("reporting:letter_send_all_again"))

    assert (response.status_code, response["Allow"]) == (405, "POST")
    assert "Nothing has been sent or changed." in response.text


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_method_that_no_page_answers_has_a_page_of_ours(client: Client, method: str):
    response = getattr(client, method)(reverse("portal:home"))

    assert (response.status_code, response["Allow"]) == (405, "GET, HEAD, POST")
    assert "Go to the first page" in response.text


NOW = dt.datetime(2026, 9, 20, 16, 0, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("behind_proxy", "stamp", "arrived"),
    [
        pytest.param(True, f"t={NOW.timestamp() - 2:.3f}", NOW - dt.timedelta(seconds=2), id="waited for a thread"),
        pytest.param(False, f"t={NOW.timestamp() - 2:.3f}", NOW, id="no proxy: anybody could say so"),
        pytest.param(True, f"t={NOW.timestamp() - 61:.3f}", NOW, id="too long ago"),
        pytest.param(True, f"t={NOW.timestamp() + 2:.3f}", NOW, id="still to come"),
        pytest.param(True, "yesterday", NOW, id="unreadable"),
        pytest.param(True, "", NOW, id="missing"),
    ],
)
def test_arrival_is_when_the_proxy_got_the_request(settings, behind_proxy, stamp, arrived):
    settings.BEHIND_PROXY = behind_proxy
    seen = []
    middleware = ArrivalMiddleware(lambda request: seen.append(request.arrived_at))

    with time_machine.travel(NOW, tick=False):
        middleware(RequestFactory().get("/", headers={"X-Request-Start": stamp}))

    assert seen == [arrived]


def test_expired_sessions_are_deleted_with_what_is_in_them():
    session = SessionStore()
    session["eligibility"] = {"postcode": "LS6 3BN"}
    session.create()
    Session.objects.update(expire_date=NOW - dt.timedelta(days=1))

    clear_sessions()

    assert not Session.objects.exists()
