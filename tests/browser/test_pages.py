"""Every page of every role, on a desk, on a phone and at 400% zoom: nothing for axe or an eye to find."""

from pathlib import Path

import pytest
from django.urls import resolve

from accounts.models import Invitation, Role
from cohorts.models import ProgrammeRole
from tests.browser.inspection import inspect
from tests.browser.pages import GROUPS, NOT_PAGES, Page, names
from tests.browser.visitor import Visitor
from tests.browser.world import World, fill_inbox
from tests.browser.world.kept import built

# One thing to the person, behind two addresses: only ever one of them is theirs.
ONE_THING = [
    {"account_reauthenticate", "mfa_reauthenticate"},
    {"account_reauthenticate", "mfa_reauthenticate_webauthn"},
    {"mfa_reauthenticate", "mfa_reauthenticate_webauthn"},
    {"account_email_verification_sent", "account_reset_password_done"},
    {"returners:application_detail", "returners:application_tasks"},
    {"returners:application_section", "returners:contact_change"},
]


@pytest.fixture
def world(live_server, settings, tmp_path: Path) -> World:
    settings.MAIL_INBOX_DIR = str(tmp_path / "mail")
    world = built()
    world.letter = fill_inbox(tmp_path / "mail")
    world.invitation = Invitation.objects.get(role=Role.ADMINISTRATOR)
    world.managing = ProgrammeRole.objects.managers().get(programme=world.programme)
    return world


@pytest.mark.parametrize(
    "each", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["each page", "each state"]
)
@pytest.mark.parametrize("group", GROUPS)
def test_pages_have_nothing_to_be_found(group: str, each: bool, new_visitor, world: World):
    """By axe on a desk and on a phone; in its further states on one of them, and in `make torture` on both."""
    visitor, before = new_visitor(), None
    seen: set[str] = set()
    titles: dict[str, str] = {}
    found: list[str] = []

    for page in GROUPS[group]:
        # Whoever walks through forms leaves traces in their session.
        if before is None or before.way or page.way or before.who != page.who:
            visitor.is_somebody_else()
            if page.who:
                visitor.is_signed_in_as(world.people[page.who])
        page.visit(visitor.expects(page.status), world)
        before = page
        findings = [*inspect(visitor.page, both=each or page.name not in seen), *look_at_title(page, visitor, titles)]
        seen.add(page.name)
        found += [f"{page}: {finding}" for finding in findings]

    assert not found, "\n".join(found)


SPOIL = """() => {
    document.querySelector("link[href*='portal.css']").remove();
    document.querySelector("main").insertAdjacentHTML("beforeend", `
        <h1>Another</h1> <img src="data:,"> <a href="/#1" id="quiet">x</a><a href="/#2">y</a>
        <p class="govuk-body" id="pale">Hardly to be read</p> <button class="on-a-phone" type="button"></button>`);
    document.querySelector("main").style.width = "1400px";
    document.querySelector("h1").className = "unseen";
    document.getElementById("pale").style.color = "rgb(150, 150, 150)";
    const style = document.getElementById("quiet").style;
    style.setProperty("all", "unset", "important");
    style.setProperty("outline", "none", "important");
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
        @media (min-width: 640px) { .on-a-phone { display: none } }
        @media (forced-colors: active) { .unseen { visibility: hidden } }`);
    document.adoptedStyleSheets = [sheet];
}"""
FAULTS = [
    "axe image-alt",
    "at 1280 px: axe color-contrast",
    "at 375 px: axe color-contrast",
    "at 1280 px: axe target-size",
    "at 375 px: axe target-size",
    "at 375 px: axe button-name",
    "at 320 px: scrolls sideways",
    "not one h1",
    "portal.css is not applied",
    "shows no focus",
    "in forced colours: no heading",
]


def test_inspection_finds_what_is_wrong(visitor: Visitor):
    """A check that cannot fail proves nothing. What is alike and passed before is not asked again; this has to be."""
    for _ in range(2):
        assert inspect(visitor.open("/cookies/").page) == []

        visitor.page.evaluate(SPOIL)

        found = inspect(visitor.page)
        assert [fault for fault in FAULTS if not any(fault in said for said in found)] == [], found


def look_at_title(page: Page, visitor: Visitor, titles: dict[str, str]) -> list[str]:
    """The page that was meant, and a title that no other page has."""
    here, title = resolve(visitor.path.partition("?")[0]).view_name, visitor.page.title()
    found = [] if here == page.name or not page.name else [f"ended at {here}"]
    name, *rest = title.split(" – ")
    if not name.strip() or rest[-1:] != ["Returner Portal"]:
        found.append(f"its title is “{title}”")
    other = titles.setdefault(title, page.name)
    if other != page.name and {other, page.name} not in ONE_THING:
        found.append(f"has the title of {other}: {title}")
    return found


def test_every_page_is_in_the_table():
    listed = {page.name for pages in GROUPS.values() for page in pages}

    assert set(names()) - listed - NOT_PAGES.keys() == set()
    assert listed - set(names()) - {""} == set()
