"""What the pages of events cost in CPU, beside plain Django views of the same rows in the same run."""

import itertools
import statistics
import time
import uuid
from collections.abc import Callable, Iterator

from django.db import connection
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from bench import Row
from bench.bare import MIDDLEWARE
from bench.growth import PLAIN
from events.models import Event
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.events import EventFactory

ROUNDS, EVENTS = 60, 60
numbers = itertools.count(1)


def cpu(calls: dict[str, Callable[[], object]]) -> dict[str, float]:
    """The median milliseconds of CPU of this process for each, in turns, after three rounds that do not count."""
    found: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(ROUNDS + 3):
        for name, call in calls.items():
            began = time.process_time()
            call()
            if turn >= 3:
                found[name].append((time.process_time() - began) * 1000)
    return {name: statistics.median(times) for name, times in found.items()}


def bare_client() -> Client:
    """A client whose requests go through Django's usual middleware alone: it is read at the first request."""
    with override_settings(MIDDLEWARE=MIDDLEWARE):
        client = Client()
        client.handler.load_middleware()
    return client


def read(client: Client, url: str) -> Callable[[], object]:
    def call() -> object:
        response = client.get(url)
        if response.status_code != 200:
            raise RuntimeError(f"{url} answered {response.status_code}")
        return response

    return call


def send(client: Client, url: str, extra: dict[str, str]) -> Callable[[], object]:
    def call() -> object:
        name = f"Booker {next(numbers)}"
        typed = {"name": name, "email": f"b{next(numbers)}@example.org", "organisation_name": "Cummins", **extra}
        response = client.post(url, {**typed, "request_key": str(uuid.uuid4())})
        if response.status_code != 302:
            raise RuntimeError(f"{url} answered {response.status_code}: {response.text[:2000]}")
        return response

    return call


def queries(call: Callable[[], object]) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


@override_settings(ROOT_URLCONF="bench.bare", STORAGES=PLAIN, ALLOWED_HOSTS=["testserver"])
def measure() -> dict[str, tuple[float, float, int]]:
    """Our milliseconds, the reference's, and our queries."""
    programme = ProgrammeFactory(is_public=True)
    slugs = [EventFactory(programme=programme, seats=100_000).slug for _ in range(EVENTS)]
    Event.objects.filter(slug=slugs[1]).update(party_limit=1)
    ours, bare = Client(), bare_client()
    ours.handler.load_middleware()
    pairs = {
        "public event page": (read(ours, f"/events/{slugs[0]}/"), read(bare, f"/bare/{slugs[0]}/")),
        f"list of {EVENTS} events": (read(ours, "/events/"), read(bare, "/bare/")),
        "booking a seat": (
            send(ours, f"/events/{slugs[1]}/book/", {"people": "1"}),
            send(bare, f"/bare/{slugs[2]}/book/", {}),
        ),
    }
    found = {}
    for name, (mine, reference) in pairs.items():
        times = cpu({"ours": mine, "bare": reference})
        found[name] = times["ours"], times["bare"], queries(mine)
    return found


GOALS = {"public event page": (2.0, 4), f"list of {EVENTS} events": (1.5, 5), "booking a seat": (1.7, None)}


def rows() -> Iterator[Row]:
    for name, (mine, reference, asked) in measure().items():
        ratio, most = GOALS[name]
        goal = f"<= {ratio}x" + (f", {most} queries" if most else "")
        yield Row(
            name,
            f"{mine / reference:.2f}x ({mine:.1f} ms CPU), {asked} queries",
            goal,
            f"bare Django view: {reference:.1f} ms",
            mine <= ratio * reference and (most is None or asked <= most),
        )
