"""Many services, one terminal: their lines with their names in front, restarts for those that die, an end in order."""

import contextlib
import os
import selectors
import sys
import time
from collections.abc import Iterable
from typing import TextIO

from launch.service import Service, Trouble

COLOURS = ("36", "32", "33", "35", "34", "96", "92")
LONGEST_WAIT = 30
GOOD_RUN = 60  # seconds after which a service has proved itself and its next restart is prompt again


class Supervisor:
    """Looks after services until told to stop. It has one thread: PDEATHSIG follows the thread that spawned."""

    def __init__(self, services: Iterable[Service], out: TextIO = sys.stdout):
        self.services = list(services)
        self.out = out
        self.width = max(len(service.name) for service in self.services)
        self.selector = selectors.DefaultSelector()
        self.rest_of_line: dict[str, bytes] = {}
        self.failures: dict[str, int] = {}
        self.due: dict[str, float] = {}
        self.started = {service.name: time.monotonic() for service in self.services if service.alive}

    def start(self, *names: str) -> None:
        """Start those services, or all that do not run."""
        for service in self.services:
            if not service.alive and (not names or service.name in names):
                self.launch(service)

    def launch(self, service: Service) -> None:
        service.start()
        self.started[service.name] = time.monotonic()
        if service.process is not None and service.process.stdout is not None:
            os.set_blocking(service.process.stdout.fileno(), False)
            self.selector.register(service.process.stdout, selectors.EVENT_READ, service.name)

    # -- Lines -----------------------------------------------------------------------------------------------------

    def say(self, name: str, text: str) -> None:
        label = f"{name:<{self.width}} |"
        if self.out.isatty():
            names = [service.name for service in self.services]
            colour = COLOURS[names.index(name) % len(COLOURS)] if name in names else "1"
            label = f"\033[{colour}m{label}\033[0m"
        with contextlib.suppress(OSError):  # the terminal may be gone while we still stop things
            self.out.write(f"{label} {text}\n")
            self.out.flush()

    def pump(self, wait: float = 0) -> None:
        """Pass on what the services have written, waiting that long for the first of it."""
        if not self.selector.get_map():
            time.sleep(wait)
            return
        for key, _ in self.selector.select(wait):
            chunk = os.read(key.fd, 65536)
            if chunk:
                self.pass_on(key.data, chunk)
            else:
                self.selector.unregister(key.fileobj)
                key.fileobj.close()  # type: ignore[union-attr]
                self.pass_on(key.data, b"\n" if self.rest_of_line.get(key.data) else b"")

    def pass_on(self, name: str, chunk: bytes) -> None:
        *lines, rest = (self.rest_of_line.get(name, b"") + chunk).split(b"\n")
        self.rest_of_line[name] = rest
        for line in lines:
            if text := line.decode(errors="replace").rstrip():
                self.say(name, text)

    # -- Restarts --------------------------------------------------------------------------------------------------

    def tend(self, wait: float = 0.2) -> None:
        """One turn: pass on lines, notice the dead, bring back those whose time has come."""
        self.pump(wait)
        for service in self.services:
            if service.process is not None and not service.alive:
                self.bury(service)
            elif time.monotonic() >= self.due.get(service.name, float("inf")):
                self.revive(service)

    def bury(self, service: Service) -> None:
        """Say that a service ended, take what it left running, and set the time of its return."""
        assert service.process is not None  # noqa: S101 - tells the type checker
        ended = service.process.returncode
        service.kill()
        lasted = time.monotonic() - self.started[service.name]
        failures = 0 if lasted > GOOD_RUN else self.failures.get(service.name, 0)
        pause = min(2.0**failures, LONGEST_WAIT)
        self.failures[service.name] = failures + 1
        self.due[service.name] = time.monotonic() + pause
        how = f"signal {-ended}" if ended < 0 else f"code {ended}"
        self.say(service.name, f"ended by itself ({how}); starting again in {pause:.0f} s")

    def revive(self, service: Service) -> None:
        del self.due[service.name]
        try:
            self.launch(service)
        except Trouble as trouble:
            self.failures[service.name] = self.failures.get(service.name, 0) + 1
            self.due[service.name] = time.monotonic() + min(2.0 ** self.failures[service.name], LONGEST_WAIT)
            self.say(service.name, str(trouble))

    # -- The end ---------------------------------------------------------------------------------------------------

    def stop(self) -> None:
        """Stop the services stage by stage, still passing on what they say."""
        for stage in sorted({service.stage for service in self.services}, reverse=True):
            members = [service for service in self.services if service.stage == stage]
            for service in members:
                service.ask_to_stop()
            for service in members:
                service.see_off(while_waiting=lambda: self.pump(0.05))
                self.pump()

    def kill(self) -> None:
        """End at once what somebody in a hurry did not wait for. The servers keep their own, quick way to stop."""
        for service in self.services:
            if service.stage:
                service.kill()
