"""A real browser: one for each worker process, a fresh window for each person of a test.

At its end a test fails on anything the browser complained of (see watch.py), unless it announced it.
"""

import itertools
import os
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from launch.chromium import find_chromium
from tests.browser.pages import GROUPS
from tests.browser.visitor import KeyboardVisitor, Visitor

# Tests that look at one world, or at one server, which takes most of a minute to make.
TOGETHER = ["tests/demo/", "tests/deploy/test_commands.py"]
PHONE, DESKTOP = {"width": 375, "height": 800}, {"width": 1280, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-dev-shm-usage",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
# The machine may be busy: long enough never to be why a test fails, short enough to wait for.
PATIENCE_MS = 30_000


@pytest.hookimpl(wrapper=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Everything in this folder walks the portal in a browser, against a server in another thread."""
    here = os.path.dirname(__file__)
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)
            if "live_server" in item.fixturenames:
                item.add_marker(pytest.mark.django_db(transaction=True))
    yield
    items[:] = spread(items, int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")))


def spread(items: list[pytest.Item], workers: int) -> list[pytest.Item]:
    """Each worker begins with its share of the longest tests, so that none is left with one when all others are done.

    pytest-xdist gives each of them an equal part of the list, in its order; they take from one another's ends. So what
    shares something that is made slowly stands at a beginning, too: nobody else has to make it again.
    """
    longest = [item for item in items if item.name.startswith("test_pages_have_nothing_to_be_found")]
    longest.sort(key=lambda item: -len(GROUPS[item.callspec.params["group"]]))
    first = [longest[n::workers] for n in range(workers)]
    for number, path in enumerate(TOGETHER, start=1):
        first[-number % workers][:0] = [item for item in items if item.nodeid.startswith(path)]
    others = iter([item for item in items if item not in {*itertools.chain(*first)}])
    size = -(-len(items) // workers)
    shares = [[*share, *itertools.islice(others, max(size - len(share), 0))] for share in first]
    return [*itertools.chain(*shares), *others]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright runs an event loop in this thread, beside which Django would refuse the database.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=find_chromium(), args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def new_visitor(browser: Browser, live_server, settings) -> Iterator[Callable[..., Visitor]]:
    """`new_visitor(phone)` is somebody with a browser of their own; each is watched."""
    settings.SITE_URL = live_server.url
    settings.ROOT_URLCONF = "tests.browser.urls"
    visitors: list[Visitor] = []

    def arrive(viewport: dict = DESKTOP, *, kind: type[Visitor] = Visitor, scripts: bool = True) -> Visitor:
        context = browser.new_context(
            viewport=viewport, java_script_enabled=scripts, locale="en-GB", timezone_id="Europe/London"
        )
        context.set_default_timeout(PATIENCE_MS)
        visitors.append(kind(context, live_server.url))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.context.close()
    for visitor in visitors:
        visitor.watch.must_be_quiet()


@pytest.fixture
def visitor(new_visitor: Callable[..., Visitor]) -> Visitor:
    """Somebody at a desk, with a mouse."""
    return new_visitor()


WAYS = {
    "phone": {"viewport": PHONE},
    "keyboard": {"kind": KeyboardVisitor},
    "without-scripts": {"scripts": False},
}


@pytest.fixture(params=WAYS.values(), ids=WAYS.keys())
def any_visitor(request: pytest.FixtureRequest, new_visitor: Callable[..., Visitor]) -> Visitor:
    """The same story for everyone: with a finger on a phone, by keyboard alone, without JavaScript."""
    return new_visitor(**request.param)
