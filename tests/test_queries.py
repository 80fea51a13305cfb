"""What a page costs the database: as much at ten rows as at one, and never more than twelve queries.

The pages are in tests/queries; those of one application, in tests/returners/test_queries.py.
"""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.conftest import sign_in
from tests.factories.accounts import RoleGrantFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.events import EventFactory
from tests.factories.returners import ApplicationFactory
from tests.permissions import rows
from tests.queries import LISTS
from tests.queries.growing import manager_of
from tests.queries.listed import MOST, cost

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("build", "listed"), LISTS, ids=[str(listed) for _, listed in LISTS])
def test_page_costs_as_much_at_ten_rows_as_at_one(build, listed):
    scene = build()
    listed.grow(scene, 1)
    url, client = listed.url(scene), sign_in(Client(), scene[listed.who])
    if listed.sent:
        client.post(url, listed.sent)
    few = cost(client, url)
    length = len(client.get(url).text)

    listed.grow(scene, 9)
    many = cost(client, url)

    assert len(client.get(url).text) > length, "nothing grew"
    assert len(many) == len(few), "\n".join(many)
    assert len(many) <= MOST, "\n".join(many)


def test_every_page_without_an_id_costs_little():
    """Of whoever may do most: a manager who is an administrator."""
    person = manager_of(ApplicationFactory(in_review=True).programme)
    RoleGrantFactory(user=person, role=Role.ADMINISTRATOR)
    client = sign_in(Client(), person)
    pages = {row.page for row in rows() if "GET" in row.methods and not row.about and row.may["manager"] == "yes"}

    for page in pages - {"portal:after_sign_in"}:
        queries = cost(client, reverse(page))
        assert len(queries) <= MOST, (page, len(queries))


def test_public_pages_cost_little_to_whoever_is_not_signed_in():
    programme = CohortFactory().programme
    pages = ("cohorts:programme_detail", "portal:programme_privacy")
    event = EventFactory()
    urls = [reverse("portal:home"), *(reverse(page, args=[programme.slug]) for page in pages)]
    urls += [reverse("events:event_list"), reverse("events:event_detail", args=[event.slug])]

    for url in urls:
        assert len(cost(Client(), url)) <= 4, url
