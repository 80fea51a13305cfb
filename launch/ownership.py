"""Who runs the servers of a clone: one process at a time, and others may join it.

The owner holds a lock on a file in var/, and its servers inherit it: the lock is free only when the last of them is
gone, however the owner ended. A JSON file beside it gives the addresses to whoever joins; joiners ("guests") hold a
second lock, so that an owner with nothing more to do waits for them.
"""

import contextlib
import fcntl
import json
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from launch.servers import Server, free_port, missing_servers, require_space, start, stop
from launch.service import Trouble

PATIENCE = 20
SPACE_NEEDED = 400  # megabytes: a new database with its write-ahead log, and room to move
SHARED = ("DATABASE_URL", "REDIS_URL", "EMAIL_URL", "SITE_URL")


def locked(path: Path, kind: int) -> int | None:
    """An open file under that lock; None where another's lock forbids it and we are not to wait."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, kind)
    except BlockingIOError:
        os.close(descriptor)
        return None
    return descriptor


def read_note(folder: Path) -> dict:
    """What the owner, alive or killed, wrote about itself."""
    with contextlib.suppress(FileNotFoundError):
        return json.loads((folder / "servers.json").read_text())
    return {}


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


@dataclass
class Ownership:
    """The right to run the servers of a clone, held until `release`."""

    folder: Path
    lock: int
    servers: list[Server] = field(default_factory=list)
    mail_port: int | None = None

    def start(self, command: str) -> None:
        """Start what the environment does not name, put it there, and tell others where it is."""
        require_space(self.folder, SPACE_NEEDED)
        self.forget()
        sockets = Path(tempfile.mkdtemp(prefix="portal-", dir="/tmp"))  # a socket's path must be short
        self.write_note(command, sockets, ready=False)
        self.servers = missing_servers(self.folder, sockets, inherits=[self.lock])
        start(self.servers)
        # Nobody may listen there, and that is right: demonstration mail must never reach a real mail server.
        if "EMAIL_URL" not in os.environ:
            self.mail_port = free_port()
            os.environ["EMAIL_URL"] = f"smtp://127.0.0.1:{self.mail_port}"
        self.write_note(command, sockets, ready=True)

    def write_note(self, command: str, sockets: Path, *, ready: bool) -> None:
        addresses = {name: os.environ[name] for name in SHARED if name in os.environ} if ready else {}
        note = {"process": os.getpid(), "command": command, "sockets": str(sockets), "addresses": addresses}
        draft = self.folder / "servers.json.new"
        draft.write_text(json.dumps(note, indent=2))
        draft.rename(self.folder / "servers.json")

    def forget(self) -> None:
        """Clear away the note and the sockets, ours or those of an owner that was killed."""
        sockets = Path(read_note(self.folder).get("sockets", ""))
        if sockets.name.startswith("portal-"):
            shutil.rmtree(sockets, ignore_errors=True)
        (self.folder / "servers.json").unlink(missing_ok=True)

    def release(self, *, wait_for_guests: bool = False) -> None:
        guests = locked(self.folder / "guests.lock", fcntl.LOCK_EX) if wait_for_guests else None
        stop(self.servers)
        self.forget()
        for descriptor in (self.lock, guests):
            if descriptor is not None:
                os.close(descriptor)


def own(folder: Path) -> Ownership | None:
    lock = locked(folder / "servers.lock", fcntl.LOCK_EX | fcntl.LOCK_NB)
    return None if lock is None else Ownership(folder, lock)


def own_or_refuse(folder: Path) -> Ownership:
    """Own the servers, or say who does. Those of a killed owner get the seconds they need to end."""
    until = time.monotonic() + PATIENCE
    while (ownership := own(folder)) is None:
        note = read_note(folder)
        if note and is_alive(note["process"]):
            where = note["addresses"].get("SITE_URL", "")
            raise Trouble(
                f"This clone is already running: {note['command']}, process {note['process']} {where}".strip()
            )
        if time.monotonic() > until:
            raise Trouble(f"Another process holds {folder / 'servers.lock'} and does not end.")
        time.sleep(0.1)
    return ownership


@contextlib.contextmanager
def joined(folder: Path) -> Iterator[bool]:
    """Use the servers of a living owner: true where there is one. They stay for as long as this takes."""
    guest = locked(folder / "guests.lock", fcntl.LOCK_SH | fcntl.LOCK_NB)
    note = read_note(folder) if guest is not None else {}
    try:
        if not note or not note["addresses"] or not is_alive(note["process"]):
            yield False
            return
        for name, value in note["addresses"].items():
            os.environ.setdefault(name, value)
        yield True
    finally:
        if guest is not None:
            os.close(guest)


@contextlib.contextmanager
def borrowed_servers(folder: Path, command: str) -> Iterator[None]:
    """Join the servers that run, or run them for as long as this takes."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if (ownership := own(folder)) is not None:
            try:
                ownership.start(command)
                yield
            finally:
                ownership.release(wait_for_guests=True)
            return
        with joined(folder) as is_guest:
            if is_guest:
                yield
                return
        time.sleep(0.1)
    raise Trouble("This clone's servers neither answer nor end: another command is stuck on them.")
