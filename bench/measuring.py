"""Measuring side by side: calls in turns on one connection, and many clients as processes."""

import multiprocessing
import statistics
import time
from collections.abc import Callable, Iterable, Mapping

from django.db import connections

WARM_UP = 5
fork = multiprocessing.get_context("fork")


def in_turns(calls: Mapping[str, Callable[[], None]], *, rounds: int) -> dict[str, float]:
    """The median seconds of each call, all of them once a round, after one round that does not count."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for number in range(rounds + 1):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            if number:
                times[name].append(time.perf_counter() - started)
    return {name: statistics.median(seconds) for name, seconds in times.items()}


def with_clients(work: Iterable[Callable[[], None]], *, clients: int) -> float:
    """Calls a second, dealt out to so many processes.

    Processes and not threads: threads of one process would wait for each other and not for the database. The first
    calls of each do not count: a new connection reads catalogues and compiles triggers.
    """
    calls = list(work)
    # A forked child must not share a connection.
    connections.close_all()
    ready = fork.Barrier(clients + 1)
    times = fork.SimpleQueue()
    children = [
        fork.Process(target=_client, args=(calls[number::clients], ready, times), daemon=True)
        for number in range(clients)
    ]
    for child in children:
        child.start()
    ready.wait(timeout=60)
    spans = [times.get() for _ in children]
    for child in children:
        child.join()
    if any(span is None for span in spans):
        raise RuntimeError("A client failed; its words are above.")
    seconds = max(end for _, end in spans) - min(begin for begin, _ in spans)
    return (len(calls) - clients * WARM_UP) / seconds


def _client(calls: list[Callable[[], None]], ready, times) -> None:
    span = None
    try:
        for call in calls[:WARM_UP]:
            call()
        ready.wait(timeout=60)
        begin = time.monotonic()
        for call in calls[WARM_UP:]:
            call()
        span = begin, time.monotonic()
    except BaseException:
        ready.abort()
        raise
    finally:
        times.put(span)
        connections.close_all()
