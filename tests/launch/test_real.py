"""The launcher with its real services. Half a minute, so by hand: make torture."""

import os
import signal
import subprocess
import sys
import urllib.request

import pytest

from tests.launch.launcher import ROOT, bare_environment, eventually, processes_of

pytestmark = pytest.mark.torture


@pytest.mark.parametrize("victim", ["celery", "gunicorn"])
def test_real_services_come_back_and_die_with_the_launcher(folder, port, tmp_path, victim):
    log = tmp_path / "run.log"
    with log.open("wb") as file:
        launcher = subprocess.Popen(
            [sys.executable, "-m", "launch.run"],
            cwd=ROOT,
            env=bare_environment(folder, PORT=str(port)),
            stdout=file,
            stderr=subprocess.STDOUT,
        )
    assert eventually(lambda: "Ctrl-C stops everything" in log.read_text(), seconds=180), log.read_text()
    assert eventually(lambda: len(processes_of(folder, having="celery")) == 5), "two workers, two children, one beat"

    os.kill(min(processes_of(folder, having=victim)), signal.SIGKILL)

    assert eventually(lambda: "ended by itself (signal 9); starting again in 1 s" in log.read_text())
    assert eventually(lambda: len(processes_of(folder, having="celery")) == 5)
    assert eventually(lambda: answers(port))

    launcher.kill()
    launcher.wait()

    assert eventually(lambda: processes_of(folder) == {})


def answers(port):
    try:
        return urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=5).status == 200
    except OSError:
        return False
