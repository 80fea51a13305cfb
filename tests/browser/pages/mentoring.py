"""The pages of mentoring, a module for each part of it: one walk for all."""

from tests.browser.pages import asks, pairs, runs

PARTS = [asks, pairs, runs]
PAGES = [page for part in PARTS for page in part.PAGES]
NOT_PAGES = {name: why for part in PARTS for name, why in part.NOT_PAGES.items()}
