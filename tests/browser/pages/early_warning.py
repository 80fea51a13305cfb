"""Whom the team of a cohort may want to call."""

from tests.browser.pages.page import NotPages, Page, programme

LIST = "participation:early_warning_list"

PAGES: list[Page] = [
    Page(LIST, "manager", programme(LIST, "quiet")),
    Page(LIST, "manager", programme(LIST, "lively"), state="empty"),
]
NOT_PAGES: NotPages = {"participation:follow_up_add": "a press"}
