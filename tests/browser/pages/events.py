"""What is open to whoever comes to an event, and to staff about it."""

from tests.browser.pages.page import NotPages, Page

PAGES: list[Page] = []

NOT_PAGES: NotPages = {}
