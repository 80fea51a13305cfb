"""Letters: what posting and delivering one costs beside rendering it and sending it over one connection.

The CPU of this process: the mail server and the database do the same for both.
"""

import asyncio
import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection
from django.db import transaction

from bench import Row
from notifications import doorbell
from notifications.delivery import deliver_due
from notifications.models import Message
from notifications.outbox import Lane, post
from notifications.rendering import engine, render_letter

LETTERS, ROUNDS = 500, 5
TEMPLATE, TO = "letters/plain", "ada@example.org"
TEMPLATES = Path(__file__).parents[1] / "tests" / "notifications" / "templates"
CONTEXT = {"name": "Ada Lovelace", "what": "your place", "link": "http://localhost:8000/place/"}
fork = multiprocessing.get_context("fork")


class Sink(asyncio.Protocol):
    """A mail server that says yes to everything and keeps nothing."""

    def connection_made(self, transport) -> None:
        self.transport, self.in_letter, self.waiting = transport, False, b""
        transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.waiting += data
        while (end := b"\r\n.\r\n" if self.in_letter else b"\r\n") in self.waiting:
            said, _, self.waiting = self.waiting.partition(end)
            begins = not self.in_letter and said.upper().startswith(b"DATA")
            self.in_letter = begins
            self.transport.write(b"354 go on\r\n" if begins else b"250 yes\r\n")


def serve(port) -> None:
    async def run() -> None:
        server = await asyncio.get_running_loop().create_server(Sink, "127.0.0.1", 0)
        port.put(server.sockets[0].getsockname()[1])
        await server.serve_forever()

    asyncio.run(run())


@transaction.atomic
def write() -> None:
    for number in range(LETTERS):
        post(f"bench:{number}", to=TO, template=TEMPLATE, context=CONTEXT, lane=Lane.BULK)


def through_the_outbox() -> None:
    write()
    while Message.objects.filter(status=Message.Status.DUE).exists():
        deliver_due(Lane.BULK)


def rendered() -> EmailMultiAlternatives:
    letter = render_letter(TEMPLATE, CONTEXT)
    mail = EmailMultiAlternatives(letter["subject"], letter["text"], to=[TO])
    mail.attach_alternative(letter["html"], "text/html")
    return mail


def over_one_connection() -> None:
    with get_connection() as server:
        for _ in range(LETTERS):
            server.send_messages([rendered()])


def cpu_of(work: Callable[[], None]) -> float:
    """Milliseconds of CPU a letter."""
    Message.objects.all().delete()
    began = time.process_time()
    work()
    return (time.process_time() - began) / LETTERS * 1000


def rows() -> Iterator[Row]:
    port = fork.SimpleQueue()
    sink = fork.Process(target=serve, args=[port], daemon=True)
    sink.start()
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port.get()
    settings.TEMPLATES[0]["DIRS"].append(TEMPLATES)
    engine.cache_clear()
    doorbell._line = lambda: None  # the broker is no part of this: ringing fails once, and falls silent
    try:
        pairs = [(cpu_of(through_the_outbox), cpu_of(over_one_connection)) for _ in range(ROUNDS)]
    finally:
        sink.kill()
    ours, reference = (statistics.median(values) for values in zip(*pairs, strict=True))
    ratio = statistics.median(ours / reference for ours, reference in pairs)
    yield Row(
        "a letter posted and delivered, CPU",
        f"{ours:.2f} ms, {ratio:.2f}×",
        "≤ 1.25×",
        f"rendering and SMTP, one connection: {reference:.2f} ms",
        ratio <= 1.25,
    )
