"""The tables of tests/permissions, walked: every page for every role by every method, foreign and absent alike."""

import re

import pytest
from django.conf import settings
from django.urls import reverse

from tests.permissions import TABLES, rows
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.returners import application
from tests.permissions.walking import again, arrive, outcome, tried
from tests.urls import addresses

pytestmark = pytest.mark.django_db

METHODS = ["GET", "POST", "DELETE"]


@pytest.fixture(autouse=True)
def _no_mailbox(settings):
    settings.MAIL_INBOX_DIR = ""


@pytest.fixture(scope="module")
def worlds(lasting_db):
    """One of each kind for all tests here: what a test makes in it is taken back."""
    return {around.title: arrive(around) for around in {table.around.title: table.around for table in TABLES}.values()}


@pytest.fixture
def world(worlds, row):
    return again(worlds[row.table.around.title])


@pytest.mark.parametrize(
    "every", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["its methods", "every method"]
)
@pytest.mark.parametrize("row", rows(), ids=str)
def test_page_opens_for_whom_the_table_says_and_is_not_there_for_others(world, row, every):
    """To whoever may not open it, it answers as if it were about something that was never there.

    Asked by the methods it answers to, and for each of the table's answers by one that it does not; or by every one.
    """
    url, nowhere = row.address(row.keys(world)), row.absent()
    nowhere_by = METHODS if every else row.methods
    one_of_each = {may: column for column, may in row.may.items()}.values()

    for column, client in world.clients.items():
        for method in METHODS if every else and_one_more(row.methods, wanted=column in one_of_each):
            given = row.given if method == "POST" else None
            there, changed = tried(client, method, url, given)
            assert outcome(there) in expected(row, column, method), (column, method)
            may_change = row.may[column] == "yes" and (method == "POST" or row.page in row.table.looked_at)
            assert may_change or not changed, (column, method)
            if nowhere and method in nowhere_by:
                not_there, _ = tried(client, method, nowhere, given)
                assert is_absent(not_there) if row.may[column] == "yes" else alike(there, not_there), (column, method)


def and_one_more(methods, *, wanted):
    return [*methods, *[method for method in METHODS if method not in methods][:wanted]]


def expected(row, column, method):
    """What the table says; and "not so" for a method that the page has no answer to."""
    if method == "DELETE" and row.may[column] == "yes":
        return {"not so"}
    if method not in row.methods:
        return {row.may[column], "not so"}
    # Whoever is not signed in may look at what they may not press.
    return {row.may[column], "sign in"} if (column, method) == ("anonymous", "POST") else {row.may[column]}


def is_absent(response):
    return response.status_code in (404, 405)


def alike(*responses):
    """Whether they are the same, but for what is different each time."""
    bodies = {re.sub(r'name="csrfmiddlewaretoken" value="\w+"|next=[^"]*', "", one.text) for one in responses}
    return len(bodies) == len({one.status_code for one in responses}) == 1


@pytest.mark.parametrize("row", [row for row in rows() if "POST" in row.methods and "yes" in row.may.values()], ids=str)
def test_press_of_whoever_may_changes_something(world, row):
    """Or else it would prove nothing that whoever may not changes nothing."""
    url = row.address(row.keys(world))
    column = next(column for column in reversed(row.table.columns) if row.may[column] == "yes")

    _, written = tried(world.clients[column], "POST", url, row.given)

    assert written or row.page in row.table.quiet


def test_every_address_of_ours_is_in_a_table():
    assert {row.page for row in rows()} == {address.name for address in addresses() if address.is_ours}


def test_not_found_page_names_the_address_signed_in_with():
    world = arrive(A_PROGRAMME)
    url = reverse("returners:application_detail", args=[application(world, "offered").uuid])

    page = world.clients["other"].get(url)

    assert world.people["other"].email in page.text
    assert world.people["own"].email not in page.text


def test_forwarded_link_comes_back_after_signing_in():
    world = arrive(A_PROGRAMME)
    url = reverse("returners:application_detail", args=[application(world, "offered").uuid])

    response = world.clients["anonymous"].get(url)

    assert response.url == f"{reverse(settings.LOGIN_URL)}?next={url}"
