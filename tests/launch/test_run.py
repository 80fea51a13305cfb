"""The launcher as a person meets it in a terminal, with real servers and small services."""

import os
import signal
import socket
import subprocess
import sys

import pytest

from launch.servers import free_port
from tests.launch.launcher import eventually, is_taken, processes_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes through /proc")


def test_run_starts_everything_and_says_where(launch, folder, port):
    launcher = launch()

    launcher.wait_for("All is up.")
    launcher.wait_for("web      | ")

    assert "Ready in" in launcher.said
    assert f"http://localhost:{port}/inbox/" in launcher.said
    assert processes_of(folder, having="bin/postgres")
    assert processes_of(folder, having="valkey-server")


@pytest.mark.parametrize("stop_signal", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_run_stops_everything_and_keeps_the_data(launch, folder, port, stop_signal):
    launcher = launch()
    launcher.wait_for("All is up.")

    launcher.process.send_signal(stop_signal)

    assert launcher.wait() == 0
    assert "Traceback" not in launcher.said
    assert processes_of(folder) == {}
    assert not is_taken(port)
    assert "database system is shut down" in (folder / "log" / "postgres.log").read_text()
    assert (folder / "postgres" / "PG_VERSION").exists()


def test_run_killed_leaves_no_process(launch, folder):
    launcher = launch()
    launcher.wait_for("here is one", times=2)

    launcher.process.kill()

    assert launcher.wait() == -signal.SIGKILL
    assert eventually(lambda: processes_of(folder) == {})


def test_run_killed_starts_again_at_once(launch):
    launcher = launch()
    launcher.wait_for("All is up.")
    launcher.process.kill()
    launcher.wait()

    again = launch()

    again.wait_for("All is up.")
    assert again.process.poll() is None


def test_run_brings_back_a_killed_service_without_what_it_left_running(launch, folder):
    launcher = launch()
    launcher.wait_for("here is one", times=2)
    before = processes_of(folder, having="here is one")

    os.kill(min(before), signal.SIGKILL)

    launcher.wait_for("family   | ended by itself (signal 9); starting again in 1 s")
    launcher.wait_for("here is one", times=4)
    assert len(before) == 2
    assert processes_of(folder, having="here is one").keys().isdisjoint(before)


def test_run_brings_back_a_killed_postgres(launch, folder):
    launcher = launch()
    launcher.wait_for("All is up.")
    pid_file = folder / "postgres" / "postmaster.pid"
    killed = pid_file.read_text().splitlines()[0]

    os.kill(int(killed), signal.SIGKILL)

    launcher.wait_for("postgres | ended by itself (signal 9)")
    assert eventually(lambda: killed not in pid_file.read_text() and "ready" in pid_file.read_text())


def test_run_says_that_the_port_is_taken(launch, folder, port):
    with socket.create_server(("127.0.0.1", port)):
        launcher = launch()

        assert launcher.wait() == 1
    assert launcher.said == f"make run: Port {port} is taken. Choose another one: PORT=8100 make run\n"
    assert processes_of(folder) == {}


def test_run_says_that_a_port_is_none(launch):
    launcher = launch(port="eighty")

    assert launcher.wait() == 1
    assert launcher.said == "make run: PORT=eighty is not a port number.\n"


def test_run_says_that_this_clone_runs_already(launch, port):
    first = launch()
    first.wait_for("All is up.")

    second = launch(port=free_port())

    assert second.wait() == 1
    owner = f"make run, process {first.process.pid} http://localhost:{port}"
    assert second.said == f"make run: This clone is already running: {owner}\n"
    assert first.process.poll() is None


def test_two_clones_run_at_once(launch, tmp_path):
    first = launch()
    second = launch(folder=tmp_path / "other", port=free_port())

    first.wait_for("All is up.")
    second.wait_for("All is up.")
    assert [clone.process.poll() for clone in (first, second)] == [None, None]


@pytest.fixture
def small_disk(folder):
    """The var/ folder on a disk of a few megabytes."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", str(folder)]
    if subprocess.run(mount, check=False, capture_output=True).returncode:
        pytest.skip("this machine does not let us mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_run_says_that_the_disk_is_full(launch, small_disk):
    launcher = launch()

    assert launcher.wait() == 1
    assert launcher.said == f"make run: The disk of {small_disk} is full: 7 MB free, 400 MB needed.\n"
    assert processes_of(small_disk) == {}
