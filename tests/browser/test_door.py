"""The door on a phone: without a network for a while, with the server away, and through the phone's camera."""

import datetime as dt
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import segno
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from events.codes import arrive_url
from events.models import Attendee, Event, Press
from launch.chromium import find_chromium
from tests.browser.conftest import FLAGS, PATIENCE_MS, PHONE
from tests.browser.visitor import Visitor
from tests.factories.door import DayLinkFactory, today
from tests.factories.events import BookingFactory

NAMES = ["Ada Booker", "Bo Marsh", "Cy Wells", "Zoë O’Brien"]


@pytest.fixture
def event(live_server) -> Event:
    event = today(title="Employer Insight Event")
    for name in NAMES:
        BookingFactory(event=event, names=[name])
    return event


@pytest.fixture
def helper(new_visitor: Callable[..., Visitor], event: Event) -> Visitor:
    """Somebody with a phone and a day link, with the door open."""
    return open_the_door(new_visitor(PHONE), event)


def open_the_door(visitor: Visitor, event: Event) -> Visitor:
    visitor.open(f"/door/{DayLinkFactory(event=event).token}/").press("Open the door list")
    expect(row(visitor.page, "Ada Booker")).to_be_visible()
    return visitor


def row(page: Page, name: str):
    return page.locator("[data-list] [data-person]", has_text=name)


def answer(page: Page):
    return page.locator("[data-answer]")


def sending(page: Page):
    return page.locator("[data-sending]")


def here() -> list[str]:
    return list(Attendee.objects.here().order_by("name").values_list("name", flat=True))


def until(condition: Callable[[], bool]) -> None:
    for _ in range(PATIENCE_MS // 50):
        if condition():
            return
        time.sleep(0.05)
    raise AssertionError("It did not come to be so.")


def test_name_is_found_and_checked_in_by_one_press_and_undone_by_one(helper: Visitor):
    page = helper.fill(q="obrien").page
    expect(page.locator("[data-list] [data-person]")).to_have_count(1)

    row(page, "Zoë").get_by_role("button").click()

    expect(answer(page)).to_contain_text("Zoë O’Brien is checked in.")
    expect(page.locator("[data-counts]")).to_contain_text("1 of 4 here in the room")
    assert here() == ["Zoë O’Brien"]
    answer(page).get_by_role("button").click()
    expect(answer(page)).to_contain_text("is not checked in any more")
    expect(page.locator("[data-counts]")).to_contain_text("0 of 4 here in the room")
    assert here() == []


def test_two_phones_see_each_other_and_check_in_once(
    helper: Visitor, new_visitor: Callable[..., Visitor], event: Event
):
    other = open_the_door(new_visitor(PHONE), event)
    row(helper.page, "Ada Booker").get_by_role("button").click()
    expect(answer(helper.page)).to_contain_text("Ada Booker is checked in.")
    until(lambda: here() == ["Ada Booker"])

    # The list of the other phone does not know yet.
    row(other.page, "Ada Booker").get_by_role("button").click()

    expect(answer(other.page)).to_contain_text("Ada Booker is here already, since")
    assert sorted(Press.objects.values_list("changed", flat=True)) == [False, True]


def test_nothing_pressed_without_a_network_is_lost_or_doubled(helper: Visitor):
    """Pressed, undone and walked in while there is none; the page is loaded anew in between; then it comes back."""
    page = helper.page
    away(helper)
    for name in ("Ada Booker", "Bo Marsh", "Cy Wells"):
        row(page, name).get_by_role("button").click()
        expect(answer(page)).to_contain_text(f"{name} is checked in.")
    row(page, "Cy Wells").get_by_role("button", name="Undo").click()
    page.get_by_text("Somebody who has not booked").click()
    helper.fill(name="Wendy Walker", organisation_name="FDM Group")
    page.get_by_role("button", name="Check them in").click()
    expect(answer(page)).to_contain_text("Wendy Walker is checked in.")
    expect(sending(page)).to_contain_text("No network. Carry on: nothing you press is lost. 5 waiting to be sent.")
    assert here() == []

    page.route("**/press/", lambda route: route.abort())
    back(helper)
    page.reload()
    expect(sending(page)).to_contain_text("5 waiting to be sent.")
    page.unroute("**/press/")

    expect(sending(page)).to_be_hidden()
    expect(page.locator("[data-counts]")).to_contain_text("3 of 4 here in the room, 1 of them let in")
    assert here() == ["Ada Booker", "Bo Marsh", "Wendy Walker"]
    assert Press.objects.count() == 5
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('door ')).length") == 0


def test_answer_that_is_lost_on_its_way_is_asked_for_again(helper: Visitor):
    """The server has it, the phone does not know; and for a while the server is away."""
    page, answers = helper.expects(503).page, iter(["lost", "away", "away"])

    def in_between(route: Route) -> None:
        how = next(answers, "")
        if how == "lost":
            route.fetch()
            route.abort()
        elif how == "away":
            route.fulfill(status=503, body="Try again soon")
        else:
            route.continue_()

    page.route("**/press/", in_between)
    helper.watch.expect_no_network()
    row(page, "Ada Booker").get_by_role("button").click()

    until(lambda: next(answers, None) is None)
    expect(sending(page)).to_be_hidden(timeout=15_000)
    expect(answer(page)).to_contain_text("Ada Booker is checked in.")
    assert Press.objects.count() == 1


def test_link_taken_back_keeps_what_was_pressed_and_says_so(helper: Visitor, event: Event):
    event.day_links.update(taken_back_at=dt.datetime.now(tz=dt.UTC))
    page = helper.expects(404).page

    row(page, "Ada Booker").get_by_role("button").click()

    expect(page.locator("[data-trouble]")).to_contain_text("What you pressed is kept on this phone.")
    expect(sending(page)).to_contain_text("1 waiting to be sent.")
    assert here() == []


def test_phone_forgets_what_it_could_not_send_once_the_day_is_over(helper: Visitor, event: Event):
    page = helper.expects(410, 404).page
    away(helper)
    page.get_by_text("Somebody who has not booked").click()
    helper.fill(name="Wendy Walker")
    page.get_by_role("button", name="Check them in").click()
    expect(sending(page)).to_contain_text("1 waiting to be sent.")
    ends_at = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=1)
    starts_at = ends_at - dt.timedelta(hours=1)
    Event.objects.update(starts_at=starts_at, ends_at=ends_at, booking_closes_at=starts_at)

    back(helper)

    expect(page.locator("[data-door-closed]")).to_be_visible()
    assert page.evaluate("Object.keys(localStorage)") == []


def test_any_page_forgets_what_was_for_a_day_that_is_over(new_visitor: Callable[..., Visitor]):
    page = new_visitor(PHONE).open("/events/").page
    now = time.time()
    for door, ends in {"over": now - 2 * 86_400, "on": now + 3_600, "just over": now - 3_600, "of staff": None}.items():
        page.evaluate("([key, ends]) => localStorage.setItem(key, JSON.stringify({ ends }))", [f"door {door} 1", ends])

    page.reload()

    assert sorted(page.evaluate("Object.keys(localStorage)")) == ["door just over 1", "door of staff 1", "door on 1"]


def test_refusal_of_what_was_pressed_a_while_ago_waits_to_be_read(helper: Visitor, event: Event):
    page = helper.page
    event.pools.update(capacity=0, allowance=10)
    away(helper)
    page.get_by_text("Somebody who has not booked").click()
    helper.fill(name="Wendy Walker")
    page.get_by_role("button", name="Check them in").click()
    row(page, "Ada Booker").get_by_role("button").click()

    back(helper)

    refused = page.locator("[data-refused]")
    expect(refused).to_contain_text("Wendy Walker: The room is full")
    expect(answer(page)).to_contain_text("Ada Booker is checked in.")
    refused.get_by_role("button", name="I have read this").click()
    expect(refused).to_be_empty()


def test_door_works_without_scripts(new_visitor: Callable[..., Visitor], event: Event):
    visitor = new_visitor(PHONE, scripts=False)
    visitor.open(f"/door/{DayLinkFactory(event=event).token}/").press("Open the door list")

    visitor.fill(q="ada").press("Find")
    visitor.go(visitor.page.get_by_role("button", name="Check in Ada Booker")).sees("Ada Booker is checked in.")
    visitor.go(visitor.page.get_by_role("button", name="Undo Ada Booker")).sees(
        "Ada Booker is not checked in any more."
    )

    assert here() == []


def away(helper: Visitor) -> None:
    helper.watch.expect_no_network()
    helper.context.set_offline(True)


def back(helper: Visitor) -> None:
    helper.context.set_offline(False)


# -- The camera ----------------------------------------------------------------------------------------------------

WIDE, HIGH = 640, 480


def film(path: Path, text: str) -> Path:
    """A film of one picture, as Chromium takes it for what its camera sees: a code held up on a grey day."""
    rows = [list(line) for line in segno.make_qr(text, error="m").matrix_iter(border=4)]
    module = 360 // len(rows)
    side = module * len(rows)
    left, top = (WIDE - side) // 2, (HIGH - side) // 2
    picture = bytearray(b"\x90" * WIDE * HIGH)
    for y in range(side):
        line = b"".join((b"\x28" if dark else b"\xd2") * module for dark in rows[y // module])
        picture[(top + y) * WIDE + left : (top + y) * WIDE + left + side] = line
    frame = b"FRAME\n" + bytes(picture) + b"\x80" * (WIDE * HIGH // 2)
    path.write_bytes(f"YUV4MPEG2 W{WIDE} H{HIGH} F10:1 Ip A1:1 C420jpeg\n".encode() + frame * 3)
    return path


@pytest.fixture
def with_camera(browser: Browser, live_server, settings, tmp_path: Path) -> Iterator[Callable[[str], Visitor]]:
    """`with_camera(text)` is a helper whose phone's camera sees a code of that text."""
    settings.SITE_URL = live_server.url
    opened: list[Browser] = []

    def arrive(text: str) -> Visitor:
        camera = film(tmp_path / "camera.y4m", text)
        flags = ["--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream"]
        flags.append(f"--use-file-for-fake-video-capture={camera}")
        chromium = browser.browser_type.launch(executable_path=find_chromium(), args=[*FLAGS, *flags])
        opened.append(chromium)
        context: BrowserContext = chromium.new_context(viewport=PHONE, permissions=["camera"])
        context.set_default_timeout(PATIENCE_MS)
        return Visitor(context, live_server.url)

    yield arrive
    for chromium in opened:
        chromium.close()


def test_code_in_front_of_the_camera_checks_in(
    with_camera: Callable[[str], Visitor], event: Event, settings, live_server
):
    settings.SITE_URL = live_server.url
    ada = Attendee.objects.get(name="Ada Booker")
    visitor = open_the_door(with_camera(arrive_url(ada)), event)

    visitor.page.get_by_role("button", name="Scan codes").click()

    expect(answer(visitor.page)).to_contain_text("Ada Booker is checked in.")
    until(lambda: here() == ["Ada Booker"])
    # The code is still held up: that is no second scan.
    visitor.page.wait_for_timeout(1_500)
    assert Press.objects.count() == 1
    visitor.page.get_by_role("button", name="Stop scanning").click()
    expect(visitor.page.locator("[data-view]")).to_be_hidden()
    visitor.watch.must_be_quiet()


def test_code_of_something_else_is_not_taken_for_one_of_ours(with_camera: Callable[[str], Visitor], event: Event):
    visitor = open_the_door(with_camera("https://example.org/menu"), event)

    visitor.page.get_by_role("button", name="Scan codes").click()

    expect(answer(visitor.page)).to_contain_text("This is not one of our codes.")
    assert here() == []
