"""A backup brings back whoever was erased after it; the log beside it takes them out again."""

import os
import subprocess
import sys

import pytest
from django.db import connection
from django.utils import timezone

from launch.servers import postgres_program
from portal.actions import erase, replay, write_log
from portal.models import Erasure, hash_person
from returners import actions
from tests.deploy.composed import ROOT
from tests.deploy.test_backup import documented
from tests.deploy.test_backup import empty_server as empty_server  # noqa: PLC0414 - a fixture
from tests.factories.accounts import UserFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db(transaction=True)


def erased(**fields):
    person = UserFactory(**fields)
    return erase(person, by=None, how=Erasure.How.HERE, at=timezone.now())


def test_log_holds_hashes_and_days_and_nothing_else(tmp_path):
    log = tmp_path / "erasures.log"
    one, two = erased(name="Ada"), erased(name="Bea")

    write_log(log, at=timezone.now())
    again = write_log(log, at=timezone.now())

    lines = [line.split() for line in log.read_text().splitlines()]
    assert again == 0
    assert lines == [[e.person_hash, f"{e.at:%Y-%m-%d}"] for e in (one, two)]
    assert one.person_hash == hash_person(one.account.uuid)


def test_log_that_cannot_be_written_is_written_the_next_time(tmp_path):
    erased()

    with pytest.raises(OSError, match="No such file"):
        write_log(tmp_path / "nowhere" / "erasures.log", at=timezone.now())

    assert write_log(tmp_path / "erasures.log", at=timezone.now()) == 1


def test_replay_passes_over_whoever_is_not_there_and_whoever_is_erased_already(tmp_path):
    log = tmp_path / "erasures.log"
    erased()
    other = UserFactory()
    write_log(log, at=timezone.now())
    lines = [*log.read_text().splitlines(), "0" * 64 + " 2026-01-01", ""]

    assert replay(lines, at=timezone.now()) == 0
    other.refresh_from_db()
    assert other.is_active


def test_restored_backup_forgets_whom_the_log_names(empty_server, tmp_path):
    """The whole way: back up, erase, restore elsewhere, replay by the command, and look for them in a dump."""
    person = UserFactory(name="Quillon Ashgrove", email="quillon@example.org")
    actions.submit(ApplicationFactory(person=person, full_name=person.name), at=timezone.now())
    here = {**os.environ, "PGHOST": connection.get_connection_params()["host"]}
    there = {**os.environ, "PGHOST": str(empty_server.sockets)}
    backup = subprocess.run(
        documented("pg_dump", connection.settings_dict["NAME"]), env=here, check=True, capture_output=True
    ).stdout
    erase(person, by=None, how=Erasure.How.HERE, at=timezone.now())
    write_log(tmp_path / "erasures.log", at=timezone.now())

    subprocess.run(documented("pg_restore", "portal"), env=there, check=True, input=backup)
    dump = [str(postgres_program("pg_dump")), "-U", "portal", "portal"]
    came_back = subprocess.run(dump, env=there, check=True, capture_output=True, text=True).stdout
    command = [sys.executable, "manage.py", "replay_erasures", str(tmp_path / "erasures.log")]
    settings = {**os.environ, "DATABASE_URL": empty_server.url}
    said = subprocess.run(command, cwd=ROOT, env=settings, check=True, capture_output=True, text=True).stdout

    left = subprocess.run(dump, env=there, check=True, capture_output=True, text=True).stdout
    assert "Quillon Ashgrove" in came_back
    assert said == "1 person erased again.\n"
    assert "Quillon" not in left
    assert "quillon@example.org" not in left
