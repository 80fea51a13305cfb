"""The privacy page cannot fall behind: it says what the apps declare, and the periods as they are set."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from core import privacy, retention
from portal.notice import how_long, what_for
from tests.factories.accounts import AdministratorFactory

pytestmark = pytest.mark.django_db

PRIVACY = reverse("portal:privacy")


def test_privacy_page_names_everything_that_is_held_with_its_purpose():
    said = {row["title"]: [use.lower() for use in row["uses"]] for row in what_for()}

    for holding in privacy.holdings():
        for fact in holding.facts:
            assert fact.what.lower() in said[f"To {fact.purpose.words}"]


def test_privacy_page_gives_the_basis_of_every_purpose():
    assert all(row["basis"].startswith("Why the law lets us: ") for row in what_for())


def test_privacy_page_says_how_long_as_it_is_set_today():
    kind = privacy.retentions()["unsuccessful-application"]
    before = Client().get(PRIVACY).text

    retention.set_period(kind, period=7, why="Funder", by=AdministratorFactory())

    assert "12 months after it was over" in before
    assert "7 months after it was over" in Client().get(PRIVACY).text
    assert {row["key"] for row in how_long()} == {kind.what for kind in privacy.retentions().values()}


def test_privacy_page_shows_all_of_it_to_whoever_is_not_signed_in():
    page = Client().get(PRIVACY).text

    for row in what_for():
        assert {escape(words) in page for words in (row["title"], *row["uses"], row["basis"])} == {True}
