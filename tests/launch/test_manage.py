"""`manage.py` with nothing set, as in a fresh clone."""

import json
import os
import subprocess
import sys

import pytest

from launch.surroundings import needs_servers
from mentoring.files import MENTEE, MENTOR
from tests.launch.launcher import ROOT, bare_environment, eventually, processes_of, run_python

# Borrows servers as manage.py does, without the seconds that Django takes to start.
BORROW = """
import os, sys, psycopg2
from launch.surroundings import surroundings
with surroundings(["shell"]):
    host = os.environ["DATABASE_URL"].partition("host=")[2]
    connection = psycopg2.connect(host=host, user="portal", dbname="portal")
    print("connected", flush=True)
    sys.stdin.readline()
    connection.cursor().execute("SELECT 1")
    print("served to the end", flush=True)
"""


def borrow(folder):
    return subprocess.Popen(
        [sys.executable, "-c", BORROW],
        cwd=ROOT,
        env=bare_environment(folder),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        ([], False),
        (["help"], False),
        (["migrate", "--help"], False),
        (["collectstatic"], False),
        (["migrate"], True),
        (["shell"], True),
    ],
)
def test_needs_servers(arguments, answer):
    assert needs_servers(arguments) is answer


def test_manage_runs_servers_for_its_own_duration(folder):
    command = borrow(folder)
    assert command.stdout.readline() == "connected\n"
    assert processes_of(folder, having="bin/postgres")

    out, _ = command.communicate("\n")

    assert out == "served to the end\n"
    assert processes_of(folder) == {}
    assert not (folder / "servers.json").exists()


def test_manage_joins_the_servers_of_another_command_which_waits_for_it(folder):
    first = borrow(folder)
    assert first.stdout.readline() == "connected\n"
    second = borrow(folder)
    assert second.stdout.readline() == "connected\n"

    first.stdin.write("\n")
    first.stdin.flush()

    assert first.stdout.readline() == "served to the end\n"
    out, _ = second.communicate("\n")
    assert out == "served to the end\n"
    first.communicate()
    assert processes_of(folder) == {}


def test_manage_joins_the_servers_of_a_running_portal(launch, folder):
    launcher = launch()
    launcher.wait_for("All is up.")

    command = borrow(folder)

    assert command.stdout.readline() == "connected\n"
    assert command.communicate("\n")[0] == "served to the end\n"
    assert json.loads((folder / "servers.json").read_text())["process"] == launcher.process.pid


def test_manage_killed_leaves_no_process(folder):
    command = borrow(folder)
    assert command.stdout.readline() == "connected\n"

    command.kill()
    command.communicate()

    assert eventually(lambda: processes_of(folder) == {})


def test_manage_adds_nothing_where_a_database_is_named(folder):
    script = "import os; from launch.surroundings import surroundings\nwith surroundings(['shell']): print(os.environ)"
    done = run_python(folder, "-c", script, DATABASE_URL="postgres://db/portal")

    assert "environ" in done.stdout
    assert "SECRET_KEY" not in done.stdout
    assert not folder.exists()


def test_manage_answers_with_no_environment_at_all(folder):
    done = run_python(folder, "manage.py", "diffsettings", "--output", "unified")

    assert done.returncode == 0, done.stderr
    assert f"SECRET_KEY = '{(folder / 'secret_key').read_text()}'" in done.stdout
    assert not (folder / "postgres").exists()


def test_a_command_of_files_alone_starts_without_settings(folder, tmp_path):
    for name, columns in (("mentees", MENTEE), ("mentors", MENTOR)):
        (tmp_path / f"{name}.csv").write_text(",".join(columns))
    files = [f"--{name}={tmp_path / name}.csv" for name in ("mentees", "mentors")]

    matched = run_python(
        folder, "manage.py", "match_mentors", *files, f"--out={tmp_path / 'pairs.csv'}", DJANGO_SETTINGS_MODULE="none"
    )
    refused = run_python(folder, "manage.py", "match_mentors", *files, f"--out={tmp_path / 'none' / 'pairs.csv'}")

    assert (matched.returncode, matched.stdout[:16]) == (0, "0 of 0 mentees m"), matched.stderr
    assert (tmp_path / "pairs.csv").exists()
    assert (refused.returncode, refused.stderr[:34]) == (1, "CommandError: There is no folder /")
    assert not folder.exists()


@pytest.mark.skipif(not os.path.isdir("/proc/self/fd"), reason="looks at processes through /proc")
def test_reset_refuses_while_the_portal_runs_and_deletes_afterwards(launch, folder):
    launcher = launch()
    launcher.wait_for("All is up.")

    refused = run_python(folder, "-m", "launch.reset")
    launcher.process.terminate()
    launcher.wait()
    done = run_python(folder, "-m", "launch.reset")

    assert refused.returncode == 1
    assert refused.stderr.startswith("make reset: This clone is already running: make run, process ")
    assert done.returncode == 0
    assert not (folder / "postgres").exists()
