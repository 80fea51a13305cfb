import fcntl
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import psycopg2
import pytest

from launch import kernel, servers
from launch.ownership import locked
from launch.service import Trouble
from tests.servers import clear_leftovers


@pytest.fixture
def sockets():
    folder = Path(tempfile.mkdtemp(prefix="portal-test-", dir="/tmp"))
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def postgres(tmp_path, sockets):
    server = servers.Postgres(tmp_path / "postgres", sockets, tmp_path / "postgres.log", throwaway=True)
    yield server
    server.stop()


def ask(server, question):
    connection = psycopg2.connect(host=str(server.sockets), user="portal", dbname="portal")
    connection.autocommit = True
    with connection.cursor() as cursor:
        cursor.execute(question)
        answer = cursor.fetchone() if cursor.description else None
    connection.close()
    return answer


def test_postgres_keeps_its_data_over_a_restart(postgres):
    postgres.prepare()
    postgres.start()
    ask(postgres, "CREATE TABLE kept AS SELECT 42 AS number")
    postgres.stop()

    postgres.prepare()
    postgres.start()

    assert ask(postgres, "SELECT number FROM kept") == (42,)


def test_postgres_sorts_like_production(postgres):
    postgres.prepare()
    postgres.start()

    assert ask(postgres, "SELECT datlocprovider, datlocale FROM pg_database WHERE datname = 'portal'") == (
        "b",
        "C.UTF-8",
    )


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to become somebody else")
def test_postgres_runs_as_nobody_where_namespaces_are_forbidden(postgres, tmp_path, monkeypatch):
    monkeypatch.setattr(kernel, "namespaces_allowed", lambda: False)
    assert tmp_path.stat().st_mode & 0o077 == 0  # nobody could not reach this by itself

    postgres.prepare()
    postgres.start()

    assert ask(postgres, "SELECT 1") == (1,)
    assert Path(f"/proc/{postgres.process.pid}").stat().st_uid != 0


def test_postgres_that_cannot_start_says_why_in_one_line(postgres):
    postgres.prepare()
    (postgres.data / "PG_VERSION").write_text("9.6\n")

    with pytest.raises(Trouble, match=r"^PostgreSQL did not start: .*FATAL.* \(more in .*postgres.log\)$"):
        postgres.start()


def test_postgres_refuses_a_path_too_long_for_a_socket(tmp_path):
    server = servers.Postgres(tmp_path / "postgres", tmp_path / ("x" * 100), tmp_path / "log")

    with pytest.raises(Trouble, match="too long for a socket"):
        server.prepare()


def test_postgres_on_a_disk_that_fills_up_leaves_nothing_half_made(tmp_path, sockets):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(disk)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    server = servers.Postgres(disk / "postgres", sockets, tmp_path / "postgres.log")

    with pytest.raises(OSError, match="No space left on device"):
        server.prepare()

    assert list(disk.iterdir()) == []
    subprocess.run(["umount", str(disk)], check=True)


def test_valkey_keeps_what_it_was_told_over_a_restart(tmp_path):
    def tell(command):
        with servers.socket.create_connection(("127.0.0.1", server.port)) as connection:
            connection.sendall(command)
            return connection.recv(100)

    server = servers.Valkey(tmp_path / "valkey", tmp_path / "valkey.log")
    server.prepare()
    server.start()
    assert tell(b"SET letter due\r\n") == b"+OK\r\n"
    server.stop()

    server.start()

    assert tell(b"GET letter\r\n") == b"$3\r\ndue\r\n"
    server.stop()


def test_missing_servers_are_those_that_the_environment_does_not_name(tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://somewhere/portal")
    monkeypatch.delenv("REDIS_URL")

    missing = servers.missing_servers(tmp_path, tmp_path)

    assert [server.name for server in missing] == ["valkey"]


def test_tests_clear_what_a_killed_run_left_and_nothing_else(tmp_path):
    left, in_use = tmp_path / "portal-tests-left", tmp_path / "portal-tests-in-use"
    left.mkdir()
    in_use.mkdir()
    lock = locked(in_use / "lock", fcntl.LOCK_EX)
    assert lock is not None

    clear_leftovers(tmp_path)

    assert [folder.name for folder in tmp_path.iterdir()] == ["portal-tests-in-use"]
    os.close(lock)
