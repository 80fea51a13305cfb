"""What somebody sees when something went wrong, signed in or not."""

from tests.browser.pages.page import NotPages, Page, Path


def wrong(status: int) -> Path:
    return lambda world: f"/wrong/{status}/"


PAGES = [
    Page("", who, wrong(status), state=str(status), status=status)
    for status in (400, 403, 404, 429, 500, 503)
    for who in ("", "offered")
    if who == "" or status in (403, 404)
]

NOT_PAGES: NotPages = {}
