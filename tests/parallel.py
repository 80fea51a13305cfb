"""Many clients at once, each on a connection of its own: for races on a real database."""

import threading
from collections.abc import Callable, Iterable
from typing import Any

from django.db import connections


def in_parallel(
    calls: Iterable[Callable[[], Any]], *, clients: int | None = None, may_raise: tuple[type[Exception], ...] = ()
) -> list[Any]:
    """What each call returned, in the order of the calls. They start together: one thread a call, or so many clients.

    An exception named in `may_raise` stands among the outcomes; any other is raised here, once all threads are done.
    """
    calls = list(calls)
    outcomes: list[Any] = [None] * len(calls)
    queue = iter(enumerate(calls))
    turn = threading.Lock()
    count = min(clients or len(calls), len(calls))
    start = threading.Barrier(count)

    def work() -> None:
        start.wait(timeout=30)
        while True:
            with turn:
                number, call = next(queue, (None, None))
            if call is None:
                return
            try:
                outcomes[number] = call()
            except Exception as error:
                outcomes[number] = error

    def client() -> None:
        try:
            work()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=client, daemon=True) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for outcome in outcomes:
        if isinstance(outcome, Exception) and not isinstance(outcome, may_raise):
            raise outcome
    return outcomes
