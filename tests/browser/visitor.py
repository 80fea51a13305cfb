"""A person in front of a browser, for stories: they open, follow, press, fill in and read.

`Visitor` uses a mouse or a finger. `KeyboardVisitor` does all the same with Tab, Enter, Space and arrows alone, and so
proves that it can be done.
"""

import copy
import re
from typing import Any, Self

from django.test import Client
from playwright.sync_api import BrowserContext, Locator, Page, expect

from accounts.models import User
from tests.browser.watch import Watch
from tests.conftest import sign_in

MOST_TABS = 120
ARRIVED = """() => [
    document.documentElement.outerHTML.includes("UNDEFINED VARIABLE"),
    document.querySelectorAll("h1").length,
]"""


class Visitor:
    def __init__(self, context: BrowserContext, host: str):
        self.context, self.host = context, host
        self.watch = Watch(context, host)
        self.page: Page = context.new_page()
        self.status = 0

    # -- Going places --

    def open(self, path: str) -> Self:
        """Type an address, or press a link in a letter."""
        answer = self.page.goto(self.host + path.removeprefix(self.host))
        self.status = answer.status if answer else 0
        return self.arrived()

    def follow(self, name: str, *, exact: bool = True) -> Self:
        return self.go(self.page.get_by_role("link", name=name, exact=exact).first)

    def press(self, name: str) -> Self:
        return self.go(self.page.get_by_role("button", name=name, exact=True))

    def go(self, control: Locator) -> Self:
        with self.page.expect_navigation():
            self.use(control)
        return self.arrived()

    def back(self) -> Self:
        self.page.go_back()
        return self.arrived()

    def arrived(self) -> Self:
        """On every page of every journey."""
        has_hole, headings = self.page.evaluate(ARRIVED)
        assert not has_hole, f"{self.path} has an undefined variable"
        assert headings == 1, f"{self.path} needs one h1"
        return self

    def new_tab(self) -> Self:
        """The same person, in the same browser."""
        other = copy.copy(self)
        other.page = self.context.new_page()
        return other

    # -- Doing things on a page --

    def use(self, control: Locator) -> None:
        control.click()

    def fill(self, **answers: str) -> Self:
        """Type into fields by their names: `fill(start_month="9")`."""
        for name, text in answers.items():
            self.write(self.field(name), text)
        return self

    def write(self, field: Locator, text: str) -> None:
        field.fill(text)

    def choose(self, answer: str) -> Self:
        """A radio or a tick box, by its words."""
        radio = self.page.get_by_role("radio", name=answer, exact=True)
        self.tick(radio.or_(self.page.get_by_role("checkbox", name=answer, exact=True)))
        return self

    def tick(self, option: Locator) -> None:
        option.check()

    def pick(self, name: str, option: str) -> Self:
        """From a list that drops down."""
        self.field(name).select_option(option)
        return self

    def field(self, name: str) -> Locator:
        return self.page.locator(f"main [name={name}]")

    # -- Seeing things --

    @property
    def heading(self) -> str:
        return self.page.locator("h1").inner_text()

    @property
    def text(self) -> str:
        """Everything the page says, on one line."""
        return re.sub(r"\s+", " ", self.page.locator("body").inner_text())

    @property
    def path(self) -> str:
        return self.page.url.removeprefix(self.host)

    def sees(self, *words: str) -> Self:
        for said in words:
            assert said in self.text, f"{self.path} does not say “{said}” but: {self.text}"
        return self

    def sees_error(self, words: str) -> Self:
        """The error summary has the focus, says so in the title, and its link leads to a control beside the words."""
        assert self.page.title().startswith("Error: ")
        summary = self.page.locator(".govuk-error-summary")
        if self.has_scripts:
            expect(summary).to_be_focused()
        link = summary.get_by_role("link", name=words, exact=True)
        expect(self.page.locator("main form").get_by_text(words).first).to_be_visible()
        self.use(link)
        expect(self.page.locator(link.get_attribute("href") or "")).to_be_focused()
        return self

    @property
    def has_scripts(self) -> bool:
        return bool(self.page.locator("body.js-enabled").count())

    # -- Who they are --

    def is_signed_in_as(self, user: User, **kwargs: Any) -> Self:
        """Without the pages, second factor passed, as the `sign_in` fixture does it for a test client."""
        client = sign_in(Client(), user, **kwargs)
        cookies = [{"name": name, "value": morsel.value, "url": self.host} for name, morsel in client.cookies.items()]
        self.context.add_cookies(cookies)
        return self

    def is_somebody_else(self) -> Self:
        """At the same browser, signed in nowhere; nothing is expected of them yet."""
        self.context.clear_cookies()
        self.watch.expected.clear()
        return self

    def expects(self, *statuses: int) -> Self:
        self.watch.expect(*statuses)
        return self


class KeyboardVisitor(Visitor):
    """Never touches the mouse: whatever they use, they have to reach by Tab, with the focus to be seen on it."""

    def use(self, control: Locator) -> None:
        self.tab_to(control)
        self.page.keyboard.press("Enter")

    def write(self, field: Locator, text: str) -> None:
        self.tab_to(field)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def tick(self, option: Locator) -> None:
        # Of radios one is a stop of Tab, and arrows lead to the others; each tick box is a stop of its own.
        group = option.get_attribute("name") if option.get_attribute("type") == "radio" else ""
        self.tab_to(self.page.locator(f"main [name={group}]") if group else option)
        for _ in range(option.page.locator(f"[name={group}]").count() if group else 0):
            if self.has_focus(option):
                break
            self.page.keyboard.press("ArrowDown")
        if not option.is_checked():
            self.page.keyboard.press("Space")
        assert option.is_checked()

    def pick(self, name: str, option: str) -> Self:
        self.tab_to(self.field(name))
        self.page.keyboard.type(option)
        return self

    def tab_to(self, control: Locator) -> None:
        for _ in range(MOST_TABS):
            if self.has_focus(control):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{control} cannot be reached by keyboard on {self.path}")

    def has_focus(self, control: Locator) -> bool:
        return control.evaluate_all("found => found.includes(document.activeElement)")
