"""The privacy page cannot fall behind: it says what the apps declare, and the periods as they are set."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.html import escape

from cohorts.actions import publish_text
from cohorts.models import ProgrammeText
from core import privacy, retention
from portal.notice import how_long, what_for
from tests.factories.accounts import AdministratorFactory
from tests.factories.cohorts import ProgrammeFactory

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


# -- A programme's own notice ----------------------------------------------------------------------------------------


def notice_of(programme, *version):
    page = "portal:programme_privacy_version" if version else "portal:programme_privacy"
    return reverse(page, args=[programme.slug, *version])


def test_notice_of_a_programme_says_who_answers_for_the_data(client):
    programme = ProgrammeFactory(controller="A department, London", processor="A charity", privacy_email="dp@x.org")

    page = client.get(notice_of(programme)).text

    assert "We tell nobody else." in page
    assert "A department, London" in page
    assert "A charity" in page
    assert "mailto:dp@x.org" in page


def test_notice_of_a_programme_lists_what_is_held_and_how_long(client):
    page = client.get(notice_of(ProgrammeFactory())).text

    assert all(escape(row["title"]) in page for row in what_for())
    assert all(escape(row["key"]) in page for row in how_long())


def test_notice_of_a_programme_gives_its_own_basis_where_it_is_no_public_task(client):
    page = client.get(notice_of(ProgrammeFactory(basis="legitimate interests"))).text

    assert "public task" not in page
    assert "you have agreed" in page
    assert "the law lets us: it is part of a public task" in client.get(PRIVACY).text


def test_notice_keeps_its_older_versions_to_be_read(client):
    programme = ProgrammeFactory()
    publish_text(programme, ProgrammeText.Kind.PRIVACY, body="All new.")

    newest, older = client.get(notice_of(programme)).text, client.get(notice_of(programme, 1)).text

    assert "All new." in newest
    assert notice_of(programme, 1) in newest
    assert "We tell nobody else." in older
    assert "This is an older version" in older
    assert "This is an older version" not in client.get(notice_of(programme, 2)).text


@pytest.mark.parametrize("version", [0, 3, 2**40])
def test_version_of_a_notice_that_never_was_does_not_exist(client, version):
    assert client.get(notice_of(ProgrammeFactory(), version)).status_code == 404


def test_programme_without_a_notice_goes_by_the_general_page(client):
    programme = ProgrammeFactory(privacy=None)

    answer = client.get(notice_of(programme))

    assert answer.status_code == 302
    assert answer.url == PRIVACY
    assert notice_of(programme) in client.get(reverse("cohorts:programme_detail", args=[programme.slug])).text
