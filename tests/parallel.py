"""Many clients at once, each on a connection of its own: for races on a real database."""

import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from django.db import connection, connections

# The machine may be busy: long enough never to be why a test fails.
PATIENCE = 60
IS_WAITING = (
    "SELECT EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')"
)


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
        start.wait(timeout=PATIENCE)
        while True:
            with turn:
                following = next(queue, None)
            if following is None:
                return
            number, call = following
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


def blocked(call: Callable[[], Any]) -> Future:
    """Start a call that needs a row which this transaction holds, and come back once it waits for it.

    Its outcome is `.result()`, after this transaction has ended. So a race is run in one order, every time.
    """

    def work() -> Any:
        try:
            return call()
        finally:
            connections.close_all()

    pool = ThreadPoolExecutor(1)
    future = pool.submit(work)
    pool.shutdown(wait=False)
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            # What a transaction has once seen of the others' activity, it keeps seeing.
            cursor.execute("SELECT pg_stat_clear_snapshot()")
            cursor.execute(IS_WAITING)
            if cursor.fetchone()[0]:
                return future
        if future.done():
            break
        time.sleep(0.01)
    raise AssertionError(f"The call did not wait for anything: {future.result(timeout=PATIENCE)}")
