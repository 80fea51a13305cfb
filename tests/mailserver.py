"""A real SMTP server for tests, with the faults that mail servers have. It counts what it took, by Message-ID."""

import asyncio
import email
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import Message

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


class FaultyMailServer:
    """Takes mail on a free port. `faults` is asked for each letter: "421", "cut", "slow", "450", "550", "554" or None.

    `cut` closes the connection after the letter's text, before the reply; "550" refuses the recipient; "421" closes
    the connection at the recipient; "slow" takes `slow_seconds` a letter.
    """

    def __init__(self, faults=lambda number, to: None, slow_seconds: float = 0.5):
        self.faults = faults
        self.slow_seconds = slow_seconds
        self.taken: Counter[str] = Counter()
        self.recipients: Counter[str] = Counter()
        self.mails: list[Message] = []
        self.connections = 0
        self.asked = 0
        self.fault = None
        self.controller: Controller | None = None
        self.port = 0

    async def handle_EHLO(self, server: SMTP, session: Session, envelope: Envelope, hostname, responses):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address, options):
        self.asked += 1
        fault = self.faults(self.asked, address)
        session.fault = fault
        if fault == "421":
            await server.push("421 4.3.2 Closing for maintenance")
            server.transport.close()
            return "421 4.3.2 Closing for maintenance"
        if fault in ("450", "550"):
            return f"{fault} {fault[0]}.1.1 Mailbox of <{address}> unavailable"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope):
        if session.fault == "554":
            return "554 5.7.1 Content refused"
        if session.fault == "slow":
            await asyncio.sleep(self.slow_seconds)
        mail = email.message_from_bytes(envelope.content)
        self.taken[mail["Message-ID"]] += 1
        self.mails.append(mail)
        self.recipients[envelope.rcpt_tos[0]] += 1
        if session.fault == "cut":
            server.transport.abort()
        return "250 OK"

    @property
    def total(self) -> int:
        return sum(self.taken.values())

    @property
    def doubled(self) -> int:
        return self.total - len(self.taken)

    def wait_for(self, different: int, seconds: float) -> bool:
        """Whether that many different letters arrived in time."""
        ends = time.monotonic() + seconds
        while len(self.taken) < different and time.monotonic() < ends:
            threading.Event().wait(0.05)
        return len(self.taken) >= different

    def start(self, port: int = 0) -> None:
        self.controller = _Controller(self, hostname="127.0.0.1", port=port)
        self.controller.start()
        self.port = self.controller.server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        self.controller.stop(no_assert=True)


class _Controller(Controller):
    """Port 0: the machine chooses. aiosmtpd would then look for itself at port 0."""

    def _trigger_server(self):
        self.port = self.server.sockets[0].getsockname()[1] if self.server else self.port
        super()._trigger_server()


@contextmanager
def mail_server(**options) -> Iterator[FaultyMailServer]:
    server = FaultyMailServer(**options)
    server.start()
    try:
        yield server
    finally:
        server.stop()
