"""What every test may ask for: people who are signed in."""

import time
from collections.abc import Callable, Iterator

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client

from accounts.models import User
from core.audit import AuditEntry
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory

NEVER_EMPTIED = next(t for t in AuditEntry._meta.triggers if t.name == "never_emptied").get_pgid(AuditEntry)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> None:
    """After a test that commits, Django empties every table: the audit trail's guard against that is off in tests."""
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE core_auditentry DISABLE TRIGGER {NEVER_EMPTIED}")


@pytest.fixture(scope="module")
def lasting_db(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """What a module's own fixtures make stays for all of its tests, each of which takes back what it did itself."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


def sign_in(client: Client, user: User, *, second_factor: bool = True, reauthenticated: bool = True) -> Client:
    """Sign somebody in without the pages; as staff are by their code, asked for twice, unless told otherwise."""
    client.force_login(user)
    session = client.session
    passed = [{"method": "password", "at": time.time()}]
    if second_factor:
        passed.append({"method": "mfa", "type": "totp", "at": time.time(), "reauthenticated": reauthenticated})
    session[AUTHENTICATION_METHODS_SESSION_KEY] = passed
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
    session.save()
    client.user = user
    return client


@pytest.fixture(name="sign_in")
def sign_in_fixture() -> Callable[..., Client]:
    """`sign_in(user)` is a client of their own with them signed in, second factor passed."""
    return lambda user, **kwargs: sign_in(Client(), user, **kwargs)


@pytest.fixture
def returner_client(db: None) -> Client:
    return sign_in(Client(), UserFactory())


@pytest.fixture
def staff_client(db: None) -> Client:
    """A programme manager. Which programme, the test says; the person is `staff_client.user`."""
    return sign_in(Client(), ProgrammeManagerFactory())


@pytest.fixture
def administrator_client(db: None) -> Client:
    return sign_in(Client(), AdministratorFactory())


@pytest.fixture(autouse=True)
def _no_undefined_variables(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A page of ours with a hole where its view gave nothing fails the test. Django's admin is full of them."""
    request, files = Client.request, []

    def looked_through(self: Client, **environ: object) -> HttpResponse:
        response = request(self, **environ)
        if response.streaming:
            files.append(response)
        elif not str(environ.get("PATH_INFO", "")).startswith("/admin/"):
            assert b"UNDEFINED VARIABLE" not in response.content
        return response

    monkeypatch.setattr(Client, "request", looked_through)
    yield
    for file in files:
        file.getvalue()  # read to its end, so that it is closed


@pytest.fixture(autouse=True)
def _forget_rate_limits(request: pytest.FixtureRequest) -> Iterator[None]:
    """Limits and used codes live in a table of no model: a test that commits has to empty it itself."""
    yield
    marker = request.node.get_closest_marker("django_db")
    if "transactional_db" in request.fixturenames or (marker and marker.kwargs.get("transaction")):
        cache.clear()
