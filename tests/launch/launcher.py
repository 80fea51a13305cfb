"""A launcher under test, and ways to look at the processes it started."""

import contextlib
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
# What the test run has set for itself and a launcher must find out alone.
OURS = {
    "DATABASE_URL",
    "REDIS_URL",
    "EMAIL_URL",
    "SECRET_KEY",
    "EQUALITY_KEY",
    "SITE_URL",
    "MAIL_INBOX_DIR",
    "PORT",
    "STATIC_ROOT",
}


def bare_environment(folder: Path, **more: str) -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in OURS} | {"VAR_DIR": str(folder)} | more


def run_python(folder: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a command of this clone to its end, as a person would, for that var/ folder."""
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=bare_environment(folder, **environment),
        capture_output=True,
        text=True,
        check=False,
    )


class Launcher:
    """A launcher process with what it has said so far."""

    def __init__(self, folder: Path, log: Path, **environment: str):
        self.log = log
        with log.open("wb") as file:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.launch.stub"],
                cwd=ROOT,
                env=bare_environment(folder, **environment),
                stdout=file,
                stderr=subprocess.STDOUT,
            )

    @property
    def said(self) -> str:
        return self.log.read_text(errors="replace")

    def wait_for(self, text: str, times: int = 1) -> None:
        eventually(lambda: self.said.count(text) >= times or self.process.poll() is not None)
        assert self.said.count(text) >= times, self.said

    def wait(self) -> int:
        return self.process.wait(timeout=30)


def eventually(condition: Callable[[], object], seconds: float = 20) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if condition():
            return True
        time.sleep(0.05)
    return False


def processes_of(folder: Path, having: str = "") -> dict[int, str]:
    """Number and command of all that runs for this var/ folder: the launcher and everything it started.

    The servers write over their environment, but they hold the lock or other files in the folder.
    """
    return {
        int(process.name): command
        for process in Path("/proc").glob("[0-9]*")
        if having in (command := command_of(process)) and belongs(process, folder)
    }


def command_of(process: Path) -> str:
    with contextlib.suppress(OSError):
        return (process / "cmdline").read_text(errors="replace").replace("\0", " ")
    return ""


def belongs(process: Path, folder: Path) -> bool:
    with contextlib.suppress(OSError):
        environment = (process / "environ").read_text(errors="replace").split("\0")
        return f"VAR_DIR={folder}" in environment or any(
            file.readlink().is_relative_to(folder) for file in (process / "fd").iterdir()
        )
    return False


def is_taken(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
