"""A pytest plugin: a throwaway PostgreSQL and Valkey, up before the settings load and gone after the run.

Only where DATABASE_URL or REDIS_URL is not set. pytest-xdist's workers inherit the controller's environment and so
start nothing. Data lie in memory where the machine offers it; what a killed run left there, the next one clears.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.ownership import locked
from launch.servers import Server, missing_servers, start, stop

MEMORY = Path("/dev/shm")  # noqa: S108
SPACE_NEEDED = 2 * 2**30
# Nothing listens on port 9 of this machine: whoever forgets to catch a letter sees a refused connection.
# Two lines of log for each of ten thousand requests would only bury the one that says what went wrong.
ENVIRONMENT = {"EMAIL_URL": "smtp://127.0.0.1:9", "LOG_FORMAT": "text", "LOG_LEVEL": "WARNING"}
SECRET_KEY = "only for tests, and as long as a key in service has to be"
EQUALITY_KEY = "another one for tests, and as long as a key in service has to be"

running: list[Server] = []
folders: list[Path] = []


def home() -> Path:
    """A folder for throwaway data: in memory if there is room."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > SPACE_NEEDED:
        return MEMORY
    return Path(tempfile.gettempdir())


def clear_leftovers(parent: Path) -> None:
    """Remove the folders of runs that are over: nobody holds their lock, so no server runs on them."""
    for folder in parent.glob("portal-tests-*"):
        lock = locked(folder / "lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
        if lock is not None:
            shutil.rmtree(folder, ignore_errors=True)
            os.close(lock)


def start_servers() -> None:
    parent = home()
    clear_leftovers(parent)
    folder = Path(tempfile.mkdtemp(prefix="portal-tests-", dir=parent))
    lock = locked(folder / "lock", fcntl.LOCK_EX)
    assert lock is not None
    folders.append(folder)
    sockets = folder / "run"
    sockets.mkdir()
    running.extend(missing_servers(folder, sockets, throwaway=True, inherits=[lock]))
    start(running)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_load_initial_conftests() -> Iterator[None]:
    """A wrapper, so that it comes before pytest-django's hook, which reads the settings."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    os.environ.update(SECRET_KEY=SECRET_KEY, EQUALITY_KEY=EQUALITY_KEY)
    if not {"DATABASE_URL", "REDIS_URL"} <= os.environ.keys():
        start_servers()
    return (yield)


def pytest_unconfigure() -> None:
    stop(running)
    running.clear()
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
