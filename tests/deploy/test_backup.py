"""docs/operations.md, Back up and Restore: its very command lines, from one server into an empty other one."""

import os
import re
import shlex
import subprocess
import tempfile
from pathlib import Path

import psycopg2
import pytest
from django.db import connection
from django.utils import timezone

from launch.servers import Postgres, postgres_program
from returners import actions
from tests.deploy.composed import ROOT
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db(transaction=True)

OPERATIONS = (ROOT / "docs" / "operations.md").read_text()


@pytest.fixture
def empty_server(tmp_path):
    with tempfile.TemporaryDirectory(prefix="pg-") as sockets:
        server = Postgres(tmp_path / "postgres", Path(sockets), tmp_path / "postgres.log", throwaway=True)
        server.prepare()
        server.start()
        yield server
        server.stop()


def documented(program, database):
    """The program's command line in the document, for this database."""
    line = re.search(rf"^    docker compose exec -T postgres {program} (.*?) [<>] ", OPERATIONS, re.MULTILINE)[1]
    arguments = re.sub(r"(?<!-U )\bportal\b", database, line)
    return [str(postgres_program(program)), *shlex.split(arguments)]


def contents(cursor):
    """How many rows each table has, and what guards them."""
    cursor.execute("SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'")
    counts = {}
    for (table,) in cursor.fetchall():
        cursor.execute(f'SELECT count(*) FROM "{table}"')
        counts[table] = cursor.fetchone()[0]
    for guards in ("pg_trigger WHERE NOT tgisinternal", "pg_constraint", "pg_indexes WHERE schemaname = 'public'"):
        cursor.execute(f"SELECT count(*) FROM {guards}")
        counts[guards] = cursor.fetchone()[0]
    return counts


def test_backup_restores_into_an_empty_server(empty_server):
    actions.submit(ApplicationFactory(), at=timezone.now())
    with connection.cursor() as cursor:
        before = contents(cursor)
    here = {**os.environ, "PGHOST": connection.get_connection_params()["host"]}
    there = {**os.environ, "PGHOST": str(empty_server.sockets)}

    dump = documented("pg_dump", connection.settings_dict["NAME"])
    written = subprocess.run(dump, env=here, check=True, capture_output=True).stdout
    subprocess.run(documented("pg_restore", "portal"), env=there, check=True, input=written)

    restored = psycopg2.connect(host=str(empty_server.sockets), user="portal", dbname="portal")
    with restored.cursor() as cursor:
        assert contents(cursor) == before
    restored.close()
    assert before["returners_application"] == 1
