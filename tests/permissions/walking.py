"""How the tests walk: everybody with a client of their own, and every press undone."""

import copy
from types import SimpleNamespace
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation
from core.audit import AuditEntry
from notifications.models import Message
from returners.models import EqualityAnswers, Step
from tests.conftest import sign_in
from tests.permissions.table import Around
from tests.staying import stay_signed_in
from tests.undoing import undone

TRACES = (AuditEntry, Step, Message, Invitation, EqualityAnswers)


def arrive(around: Around) -> SimpleNamespace:
    """A world with a client for each column of its tables; everybody signed in has looked around before."""
    world = around.build()
    signed_in = {column: sign_in(Client(), person) for column, person in world.people.items()}
    world.clients = {"anonymous": Client(), **signed_in}
    assert world.clients.keys() == around.columns.keys()
    for client in world.clients.values():
        assert client.get(reverse("portal:home")).status_code == 200
    return world


def again(world: SimpleNamespace) -> SimpleNamespace:
    """The same world for another test, which may change what it likes of it."""
    things = {name: thing for name, thing in vars(world).items() if name != "clients"}
    for client in world.clients.values():
        stay_signed_in(client)
    return SimpleNamespace(**copy.deepcopy(things), clients=world.clients)


def outcome(response: HttpResponse) -> str:
    """In the words of the table."""
    if response.status_code in (404, 405):
        return "–" if response.status_code == 404 else "not so"
    if response.status_code == 302 and response.url.startswith(reverse(settings.LOGIN_URL)):
        return "sign in"
    assert response.status_code < 400, response.status_code
    return "yes"


def traces() -> tuple[int, ...]:
    """Counts of everything that is written down when something of somebody's is changed."""
    counts = ", ".join(f"(SELECT count(*) FROM {model._meta.db_table})" for model in TRACES)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}")
        return cursor.fetchone()


def tried(client: Client, method: str, url: str, data: dict[str, Any] | None = None) -> tuple[HttpResponse, bool]:
    """What comes back, and whether anything was changed; and all is undone."""
    send, before = getattr(client, method.lower()), traces()
    with undone(client):
        response = send(url, data) if data else send(url)
        return response, traces() != before
