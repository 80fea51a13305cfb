"""Real processes to be killed: a broker, mail workers and the clock, each started anew when it dies."""

import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import redis
from django.db import connection

from launch.servers import free_port, valkey_program

ROOT = Path(__file__).parents[2]
WORKERS = {
    "now": ["-Q", "now", "--pool", "solo"],
    "others": ["-Q", "normal,bulk", "-c", "2"],
}
QUIET = ["--without-gossip", "--without-mingle", "--without-heartbeat"]


class Supervised:
    """A process that is started again whenever it ends, as the portal's supervisor does it."""

    def __init__(self, command: list[str], env: dict[str, str] | None = None):
        self.command = command
        self.env = {**os.environ, **(env or {})}
        self.log = tempfile.TemporaryFile("w+b")  # noqa: SIM115 open as long as the process may be started
        self.starts = 0
        self.wanted = True
        self.keeper = threading.Thread(target=self._keep, daemon=True)
        self._start()
        self.keeper.start()

    def _start(self) -> None:
        self.process = subprocess.Popen(
            self.command, cwd=ROOT, env=self.env, stdout=self.log, stderr=subprocess.STDOUT, start_new_session=True
        )
        self.starts += 1

    def _keep(self) -> None:
        while self.wanted:
            if self.process.poll() is not None:
                self._start()
            time.sleep(0.1)

    def children(self) -> list[int]:
        return [
            int(pid) for pid in Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children").read_text().split()
        ]

    def kill(self) -> None:
        """With -9, its children too."""
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def stop(self) -> None:
        self.wanted = False
        self.keeper.join()
        self.kill()
        self.process.wait()
        self.log.close()

    @property
    def said(self) -> str:
        """The end of what it logged."""
        size = os.fstat(self.log.fileno()).st_size
        return os.pread(self.log.fileno(), 3000, max(0, size - 3000)).decode(errors="replace")


class Broker:
    """A Valkey of the test's own, to be killed and started again on the same port with nothing kept."""

    def __init__(self, folder: Path):
        self.port = free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.folder = folder
        self.process: subprocess.Popen | None = None

    def start(self) -> None:
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([str(valkey_program()), *options], stdout=subprocess.DEVNULL)
        with redis.Redis.from_url(self.url) as client:
            for _ in range(100):
                try:
                    client.ping()
                    return
                except redis.ConnectionError:
                    time.sleep(0.05)
        raise AssertionError("Valkey did not start.")

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


def environment(mail_port: int, broker_url: str) -> dict[str, str]:
    """What a process of the portal needs in order to work on the test's own database, broker and mail server."""
    database = urlsplit(os.environ["DATABASE_URL"])._replace(path=f"/{connection.settings_dict['NAME']}")
    return {
        "DATABASE_URL": database.geturl(),
        "REDIS_URL": broker_url,
        "EMAIL_URL": f"smtp://127.0.0.1:{mail_port}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
    }


@contextmanager
def mail_workers(
    mail_port: int, broker_url: str, app: str = "config", names=tuple(WORKERS)
) -> Iterator[list[Supervised]]:
    """The workers that send mail, and the clock last in the list, all supervised."""
    celery = [sys.executable, "-m", "celery", "--quiet", "-A", app]
    commands = [[*celery, "worker", "-n", f"{name}@%h", *WORKERS[name], *QUIET] for name in names]
    commands.append([*celery, "beat", "-S", "celery.beat:Scheduler", "--pidfile="])
    with ExitStack() as stack:
        running = []
        for command in commands:
            process = Supervised(command, environment(mail_port, broker_url))
            stack.callback(process.stop)
            running.append(process)
        yield running
