"""One program that runs beside us and never outlives us."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import IO

from launch.kernel import die_with_parent, stop_being_root

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Trouble(Exception):
    """What stops the launcher. The text is one line, fit for the terminal."""


@contextlib.contextmanager
def stop_signals_held() -> Iterator[None]:
    """Let no signal fall between starting a process and knowing it."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOP_SIGNALS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def python(*arguments: str) -> list[str]:
    """A Python module as a command, whose own forks die with it too."""
    return [sys.executable, "-m", "launch.child", *arguments]


@dataclass
class Service:
    """A named command: how to start it, how to ask it to stop, how long it may take."""

    name: str
    command: Sequence[str]
    stop_signal: int = signal.SIGTERM
    death_signal: int = signal.SIGKILL
    patience: float = 10
    output: int | IO[bytes] = subprocess.PIPE
    rootless: bool = False
    inherits: Sequence[int] = ()
    stage: int = 0  # later stages stop first, services of one stage together
    process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)
    asked: float = field(default=0, init=False)

    def start(self) -> None:
        parent = os.getpid()

        def in_child() -> None:
            if self.rootless:
                stop_being_root()
            signal.pthread_sigmask(signal.SIG_SETMASK, ())
            die_with_parent(self.death_signal, parent)

        with stop_signals_held():
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=self.output,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C reaches the launcher alone, which stops the rest in order
                pass_fds=self.inherits,
                preexec_fn=in_child,  # noqa: PLW1509 - the launcher has one thread
            )

    def run(self) -> int:
        """Start it and wait for its end; answer with its exit code."""
        self.start()
        assert self.process is not None  # noqa: S101 - tells the type checker
        return self.process.wait()

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def stop(self) -> None:
        """Ask, wait, then insist."""
        self.ask_to_stop()
        self.see_off()

    def ask_to_stop(self) -> None:
        self.asked = time.monotonic()
        if self.process is not None and self.alive:
            self.process.send_signal(self.stop_signal)

    def see_off(self, while_waiting: Callable[[], object] = lambda: time.sleep(0.02)) -> None:
        """Wait as long as a service that was asked to stop may take, then take what it left running with it."""
        while self.alive and time.monotonic() < self.asked + self.patience:
            while_waiting()
        self.kill()

    def kill(self) -> None:
        """End whatever is left of the process and its children."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process = None
