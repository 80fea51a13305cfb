"""The portal as it runs: gunicorn with its processes and threads, and many people at its door at once."""

import http.client
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection

from accounts.models import User
from launch.servers import free_port

ROOT = Path(__file__).parents[2]
PATIENCE = 120


def database_of_test() -> str:
    """The address of the database this test runs on."""
    return urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}").geturl()


@contextmanager
def gunicorn(database_url: str, **settings_of_env: str) -> Iterator[int]:
    """The web server on a free port, with the settings of production but for the names of static files."""
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "config.settings_test",
        "PORT": str(port),
        "LOG_LEVEL": "ERROR",
        **settings_of_env,
    }
    command = [sys.executable, "-m", "gunicorn", "-c", "config/gunicorn.py", "config.wsgi"]
    process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_for(port)
        yield port
    finally:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _wait_for(port: int) -> None:
    for _ in range(PATIENCE * 5):
        try:
            if get(port, "/cookies/").status == 200:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise AssertionError("The web server did not start.")


@dataclass(frozen=True)
class Answer:
    """`status` 0: the connection broke, and nobody was told anything."""

    status: int
    location: str = ""
    retry_after: str = ""
    at: float = 0.0


def get(port: int, path: str) -> Answer:
    return _request(port, "GET", path, {}, None)


def press(port: int, path: str, session: str, data: dict[str, str] | None = None, *, sent_from: str = "") -> Answer:
    """Post a form as somebody signed in; without a session as a stranger, `sent_from` an address of the network."""
    token = secrets.token_hex(16)
    headers = {
        "Cookie": f"{settings.SESSION_COOKIE_NAME}={session}; {settings.CSRF_COOKIE_NAME}={token}",
        "Content-Type": "application/x-www-form-urlencoded",
        **({"X-Forwarded-For": sent_from} if sent_from else {}),
    }
    body = urlencode({"csrfmiddlewaretoken": token, **(data or {})})
    try:
        return _request(port, "POST", path, headers, body)
    except (OSError, http.client.HTTPException):
        return Answer(0, at=time.monotonic())


def _request(port: int, method: str, path: str, headers: dict[str, str], body: str | None) -> Answer:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        line.request(method, path, body, headers)
        response = line.getresponse()
        response.read()
        return Answer(
            response.status,
            response.getheader("Location", ""),
            response.getheader("Retry-After", ""),
            time.monotonic(),
        )
    finally:
        line.close()


def sign_in(user: User) -> str:
    """A session of theirs: its key."""
    session = SessionStore()
    session[SESSION_KEY] = str(user.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = user.get_session_auth_hash()
    session.create()
    return session.session_key


def at_once(presses: list[Callable[[], Answer]]) -> list[Answer]:
    """Everybody presses at the same moment."""
    start = threading.Barrier(len(presses))

    def wait_and_press(one: Callable[[], Answer]) -> Answer:
        start.wait()
        return one()

    with ThreadPoolExecutor(len(presses)) as crowd:
        return list(crowd.map(wait_and_press, presses))
