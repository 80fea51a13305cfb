"""What contacts of organisations open, and staff about them."""

from tests.browser.pages.page import NotPages, Page

PAGES: list[Page] = []

NOT_PAGES: NotPages = {}
