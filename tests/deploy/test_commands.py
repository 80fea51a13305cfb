"""Every command line of the compose file, run against real servers in the order and with the rights of service."""

import http.client
import json
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
import pytest
import redis

from launch.servers import Postgres, Valkey, free_port
from tests.deploy.composed import ROOT, STRONG, command, environment, running

SECRETS = {
    "secret_key": STRONG,
    "equality_key": STRONG,
    "app_password": "the application's",
    "owner_password": "the owner's",
    "email_url": "smtp://127.0.0.1:9",
}
GIVEN = {
    "SITE_URL": "https://portal.example.org",
    "ALLOWED_HOSTS": "portal.example.org",
    "DEFAULT_FROM_EMAIL": "Portal <portal@example.org>",
    "SUPPORT_EMAIL": "help@example.org",
}
PATIENCE = 90


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    found = tmp_path_factory.mktemp("deployed")
    for name, value in SECRETS.items():
        (found / name).write_text(f"{value}\n")
    (found / "static").mkdir()
    return found


@pytest.fixture(scope="module")
def servers(folder):
    with tempfile.TemporaryDirectory(prefix="pg-") as sockets:
        postgres = Postgres(folder / "postgres", Path(sockets), folder / "postgres.log", throwaway=True)
        broker = Valkey(folder / "valkey", folder / "valkey.log", throwaway=True)
        for server in (postgres, broker):
            server.prepare()
            server.start()
        yield postgres, broker
        broker.stop()
        postgres.stop()


@pytest.fixture(scope="module")
def env_of(folder, servers):
    postgres, broker = servers

    def env_of(name):
        found = environment(name, folder, GIVEN)
        user = found["DATABASE_URL"].partition("//")[2].partition("@")[0]
        return {**found, "DATABASE_URL": f"postgres://{user}@/portal?host={postgres.sockets}", "REDIS_URL": broker.url}

    return env_of


@pytest.fixture(scope="module")
def migrated(env_of):
    """The one-off migration has run, twice: it has to be harmless on a database that needs nothing."""
    for _ in range(2):
        done = subprocess.run(
            command("migrate"), cwd=ROOT, env=env_of("migrate"), capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    return done


def eventually(condition):
    until = time.monotonic() + PATIENCE
    while not (found := condition()):
        assert time.monotonic() < until, "It did not happen."
        time.sleep(0.2)
    return found


def get(port, path, **headers):
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        line.request("GET", path, headers=headers)
        response = line.getresponse()
        return response.status, response.read(), response.headers
    except OSError:
        return None
    finally:
        line.close()


def test_migration_leaves_the_application_no_owner(migrated, servers):
    """And `manage.py check --deploy`, its first part, had nothing to say."""
    connection = psycopg2.connect(host=str(servers[0].sockets), user="portal_app", dbname="portal")
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_class WHERE relowner = 'portal_app'::regrole")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM django_cache")
        with pytest.raises(psycopg2.errors.InsufficientPrivilege):
            cursor.execute("DELETE FROM core_auditentry")
    connection.close()
    assert "WARNINGS" not in migrated.stderr


def test_web_answers_probes_and_pages(migrated, env_of):
    port = free_port()
    # Nobody has collected the static files of this checkout for this folder: pages without their names.
    env = {**env_of("web"), "BIND": f"127.0.0.1:{port}", "DJANGO_SETTINGS_MODULE": "config.settings_test"}
    token = "Zx9-a-token-that-opens-a-door"

    with running(command("web"), env) as (_, log):
        status, body, _ = eventually(lambda: get(port, "/readyz"))
        redirect = get(port, "/cookies/", Host="portal.example.org")
        page = get(port, "/cookies/", Host="portal.example.org", **{"X-Forwarded-Proto": "https"})
        get(port, f"/account/invitation/{token}/", Host="portal.example.org", **{"X-Forwarded-Proto": "https"})
        lines = [json.loads(line) for line in log.read_text().splitlines()]

    assert (status, json.loads(body)) == (200, {"database": "ok", "migrations": "applied", "broker": "ok"})
    assert redirect[0] == 301
    assert page[0] == 200
    assert "max-age=31536000" in page[2]["Strict-Transport-Security"]
    assert [line["request"] for line in lines if line["event"] == "request_finished"] == [
        "GET /cookies/",
        "GET /account/invitation/<token>/",
    ]
    assert all(line["request_id"] for line in lines if line["event"] == "request_finished")
    assert token not in json.dumps(lines)


@pytest.mark.parametrize("name", ["worker-now", "worker"])
def test_worker_answers_its_health_check(migrated, env_of, name):
    arguments = [part.replace("%h", "testing") for part in command(name)]
    ping = ["celery", "--quiet", "-A", "config", "inspect", "ping", "-t", "10"]
    node = arguments[arguments.index("-n") + 1]

    # Here we may be root, which Celery says in a line of its own.
    with running(arguments, {**env_of(name), "PYTHONWARNINGS": "ignore"}) as (process, log):

        def answers():
            assert process.poll() is None, log.read_text()
            done = subprocess.run(
                [*ping, "-d", node], cwd=ROOT, env=env_of(name), capture_output=True, text=True, check=False
            )
            return done.returncode == 0 and "pong" in done.stdout

        eventually(answers)
        assert all(json.loads(line)["event"] for line in log.read_text().splitlines())


def test_beat_rings(migrated, env_of, servers):
    """It puts its first entries on the queue, where a worker would find them."""
    with running(command("beat"), env_of("beat")) as (process, log), redis.Redis.from_url(servers[1].url) as broker:
        broker.flushall()

        def rings():
            assert process.poll() is None, log.read_text()
            return broker.llen("normal")

        assert eventually(rings) > 0
