"""What is asked of every page: axe, one h1, no sideways scrolling, its styles applied, focus to be seen."""

from pathlib import Path

import axe_playwright_python
from playwright.sync_api import Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
INSPECTION = (Path(__file__).parent / "inspection.js").read_text().partition("\n")[2]
HEIGHT = 900
# 320 px is what 400% zoom leaves of a laptop's window.
WIDEST, PHONE, NARROWEST = WIDTHS = (1280, 375, 320)


def inspect(page: Page) -> list[str]:
    """Everything wrong with the page, at every width and in forced colours. One load: the window changes its size.

    From the width it has to the other end: the next page begins where this one ended.
    """
    page.evaluate(AXE)
    found: list[str] = []
    for width in WIDTHS if page.viewport_size["width"] == WIDEST else reversed(WIDTHS):
        if page.viewport_size["width"] != width:
            page.set_viewport_size({"width": width, "height": HEIGHT})
        findings = page.evaluate(INSPECTION, {"axeToo": width != NARROWEST, "look": width == WIDEST})
        found += [f"at {width} px: {finding}" for finding in findings]
    page.emulate_media(forced_colors="active")
    if not page.locator("h1").first.is_visible():
        found.append("in forced colours: no heading to be seen")
    page.emulate_media(forced_colors="none")
    return found
