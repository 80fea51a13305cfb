"""Ranked cohorts: what reviewers see, and what managers do around a round."""

from tests.browser.pages.page import NotPages, Page

PAGES: list[Page] = []
NOT_PAGES: NotPages = {}
