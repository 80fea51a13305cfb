"""What every test may ask for: people who are signed in."""

import fcntl
import gc
import os
import time
from collections.abc import Callable, Iterator

import pytest
from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.account.internal.flows.login import _AUTHENTICATION_METHODS_USER_SESSION_KEY
from django.conf import settings
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client
from hypothesis import settings as examples

from accounts.models import User
from launch.ownership import locked
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory, UserFactory

# A slow example says that the machine is busy, and nothing of the portal.
examples.register_profile("patient", deadline=None)
examples.load_profile("patient")

# Longer than a machine with other work has been seen to stand still. Portals that a test starts wait as in production.
PATIENT = "-c statement_timeout=60s -c lock_timeout=60s -c idle_in_transaction_session_timeout=600s"


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Iterator[None]:
    """Thousands of tests and all modules are here to stay: nobody looks through them for what could be thrown away."""
    gc.disable()
    yield
    gc.enable()
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, django_db_keepdb: bool, django_db_blocker, tmp_path_factory
) -> None:
    """Of several workers one migrates a database, and each has a copy of it, which takes no time."""
    connection.settings_dict["OPTIONS"]["options"] = PATIENT
    if "PYTEST_XDIST_WORKER" not in os.environ or django_db_keepdb:
        return
    made = tmp_path_factory.getbasetemp().parent / "database-migrated"
    lock = locked(made.with_suffix(".lock"), fcntl.LOCK_EX)
    template = f"test_{connection.settings_dict['NAME']}_template"
    if not made.exists():
        with django_db_blocker.unblock():
            migrate(template)
        made.touch()
    os.close(lock)
    connection.settings_dict["TEST"]["TEMPLATE"] = template


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:
    """PostgreSQL drops no database that a process killed by a test, or a thread of its server, has not yet left."""
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
            " WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )


def migrate(template: str) -> None:
    """Django's way to a test database, and back to where the connection led before."""
    before = {key: connection.settings_dict[key] for key in ("NAME", "TEST")}
    connection.settings_dict["TEST"] = {**before["TEST"], "NAME": template}
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    connection.settings_dict.update(before)
    settings.DATABASES[connection.alias]["NAME"] = before["NAME"]


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
