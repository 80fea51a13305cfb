"""The two addresses for machines: quick, quiet, and right about what is away."""

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils.connection import ConnectionProxy

from core import health
from launch.servers import Postgres, free_port

READY = {"database": "ok", "migrations": "applied", "broker": "ok"}


@pytest.fixture
def no_broker(settings):
    settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{free_port()}/0"


@pytest.fixture
def database_at(monkeypatch):
    """Make the portal look for its database elsewhere, as if it had been started so."""

    def point(host, name="portal"):
        moved = {**connection.settings_dict, "HOST": host, "NAME": name}
        moved["OPTIONS"] = {key: value for key, value in moved["OPTIONS"].items() if key != "host"}
        handler = type(connections)({"default": moved})
        monkeypatch.setattr(health, "connections", handler)
        return ConnectionProxy(handler, "default")

    return point


@pytest.fixture
def silent_postgres(tmp_path):
    """A server that takes connections and says nothing."""
    with tempfile.TemporaryDirectory(prefix="pg-") as sockets:
        server = Postgres(tmp_path / "postgres", Path(sockets), tmp_path / "log", throwaway=True)
        server.prepare()
        server.start()
        os.kill(server.process.pid, signal.SIGSTOP)
        yield server
        os.kill(server.process.pid, signal.SIGCONT)
        server.stop()


def test_healthz_answers_without_a_database(client):
    """No mark for the database: this test may not touch one."""
    response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"process": "ok"})


@pytest.mark.django_db
def test_readyz_says_that_all_is_there(client):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, READY)


@pytest.mark.django_db
def test_readyz_does_not_need_the_broker(client, no_broker):
    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (200, {**READY, "broker": "away"})


@pytest.mark.django_db
def test_readyz_needs_the_database(client, database_at, tmp_path):
    database_at(str(tmp_path))

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json() == {"database": "away", "migrations": "unknown", "broker": "ok"}


@pytest.mark.django_db
def test_readyz_needs_the_migrations_of_this_code(client, monkeypatch):
    needed = health.needed_migrations()
    monkeypatch.setattr(health, "needed_migrations", lambda: needed | {("core", "9999_not_yet")})

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {**READY, "migrations": "missing"})


@pytest.mark.django_db
def test_readyz_allows_a_database_that_is_ahead(client, monkeypatch):
    monkeypatch.setattr(health, "needed_migrations", lambda: frozenset({("core", "0001_words")}))

    assert client.get("/readyz").status_code == 200


@pytest.mark.django_db
def test_readyz_is_not_ready_on_an_empty_database(client, database_at):
    database_at(connection.settings_dict["HOST"] or connection.settings_dict["OPTIONS"]["host"], "postgres")

    response = client.get("/readyz")

    assert (response.status_code, response.json()) == (503, {**READY, "migrations": "missing"})


@pytest.mark.django_db
def test_readyz_answers_soon_while_postgres_is_silent(client, database_at, silent_postgres):
    database_at(str(silent_postgres.sockets))
    began = time.monotonic()

    response = client.get("/readyz")

    assert response.status_code == 503
    assert time.monotonic() - began < 4


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
@pytest.mark.django_db
def test_probes_are_quiet_and_take_any_host_over_http(path, settings, caplog):
    settings.SECURE_SSL_REDIRECT = True
    settings.ALLOWED_HOSTS = ["portal.example.org"]

    response = Client(headers={"host": "10.0.0.7:8000"}).get(path)

    assert response.status_code == 200
    assert caplog.records == []
    assert response.cookies == {}
    assert response.headers["Cache-Control"] == "no-store"


@pytest.mark.django_db
def test_probes_leave_no_connection_behind(client):
    count = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    with connection.cursor() as cursor:
        cursor.execute(count)
        before = cursor.fetchone()
        for _ in range(3):
            client.get("/readyz")
        deadline = time.monotonic() + 5
        while True:
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(count)
            if cursor.fetchone() == before or time.monotonic() > deadline:
                break
            time.sleep(0.05)
        cursor.execute(count)
        assert cursor.fetchone() == before


@pytest.mark.django_db
def test_other_addresses_and_methods_go_their_way(client):
    assert client.get("/healthz/").status_code == 404
    assert client.post("/readyz").status_code == 404
