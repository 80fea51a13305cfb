"""What is asked of every page: axe, one h1, no sideways scrolling, its styles applied, focus to be seen."""

from pathlib import Path

from playwright.sync_api import Page

AXE = "/axe.js"  # see urls.py
INSPECTION = (Path(__file__).parent / "inspection.js").read_text().partition("\n")[2]
HEIGHT = 900
# 320 px is what 400% zoom leaves of a laptop's window.
WIDEST, PHONE, NARROWEST = WIDTHS = (1280, 375, 320)


# The heading and what it stands in, by what styles could be meant for.
HEADING = """() => {
    const found = [];
    for (let e = document.querySelector("h1"); e; e = e.parentElement) found.push([e.tagName, e.id, e.className]);
    return found.join("/");
}"""
headings_seen: set[str] = set()


def inspect(page: Page, *, both: bool = True) -> list[str]:
    """Everything wrong with the page, at every width and in forced colours. One load: the window changes its size.

    From the width it has to the other end: the next page begins where this one ended. By axe at both, or at the first.
    """
    page.add_script_tag(url=AXE)
    found: list[str] = []
    widths = WIDTHS if page.viewport_size["width"] == WIDEST else WIDTHS[::-1]
    asked = [width for width in widths if width != NARROWEST][: 1 + both]
    for width in widths:
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": HEIGHT})
        wanted = {"axeToo": width in asked, "first": width == asked[0], "look": width == WIDEST}
        found += [f"at {width} px: {finding}" for finding in page.evaluate(INSPECTION, wanted)]
    return found + inspect_heading(page)


def inspect_heading(page: Page) -> list[str]:
    """In forced colours it is still to be seen: asked once of each kind, for it is the styles that could hide it."""
    kind = page.evaluate(HEADING)
    if kind in headings_seen:
        return []
    page.emulate_media(forced_colors="active")
    found = [] if page.locator("h1").first.is_visible() else ["in forced colours: no heading to be seen"]
    page.emulate_media(forced_colors="none")
    if not found:
        headings_seen.add(kind)
    return found
