"""Organisations that may be one and the same."""

import datetime as dt

import pytest

from employers import actions
from employers.actions import look_for_duplicates
from employers.models import LikelyPair
from tests.factories.accounts import UserFactory
from tests.factories.employers import ContactFactory, OrganisationFactory

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)


def found():
    return {frozenset([pair.one, pair.other]): pair.shared for pair in LikelyPair.objects.undecided()}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Cummins", "Cummins Ltd"),
        ("Amey Consulting", "AMEY CONSULTING (UK) plc"),
        ("Marks & Spencer", "Marks and Spencer Group"),
        ("Leeds City Council", "Leeds Council"),
        ("Cummins", "Cumins"),
        ("Zoë Systems", "Zoe Systems Limited"),
    ],
)
def test_look_for_duplicates_finds_similar_names(one, other):
    pair = [OrganisationFactory(name=name) for name in (one, other)]

    look_for_duplicates(pair[1], at=NOW)

    assert found() == {frozenset(pair): "Similar names"}


@pytest.mark.parametrize(
    ("one", "other"),
    [("Cummins", "Amey"), ("Leeds City Council", "Bradford City Council"), ("Group Ltd", "Holdings plc"), ("!", "?")],
)
def test_look_for_duplicates_leaves_other_names_alone(one, other):
    pair = [OrganisationFactory(name=name) for name in (one, other)]

    look_for_duplicates(pair[1], at=NOW)

    assert not found()


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [("cummins.com", "uk.cummins.com"), ("uk.cummins.com", "cummins.com")],
)
def test_look_for_duplicates_finds_a_domain_within_another(theirs, ours):
    other, organisation = OrganisationFactory(domain=theirs), OrganisationFactory(domain=ours)

    look_for_duplicates(organisation, at=NOW)

    assert found() == {frozenset([other, organisation]): ours}


def test_look_for_duplicates_finds_the_domain_of_a_website_and_of_a_contact():
    owner = OrganisationFactory(domain="cummins.com")
    website = OrganisationFactory(website="https://www.cummins.com/en")
    contact = ContactFactory(email="ann@cummins.com").organisation

    look_for_duplicates(owner, at=NOW)
    look_for_duplicates(contact, at=NOW)

    pairs = [(owner, website), (owner, contact), (website, contact)]
    assert found() == {frozenset(pair): "cummins.com" for pair in pairs}


def test_look_for_duplicates_ignores_free_mail():
    one, other = (OrganisationFactory(name=name) for name in ("Amey", "Cummins"))
    ContactFactory(organisation=one, email="ann@gmail.com")
    ContactFactory(organisation=other, email="bob@gmail.com")

    look_for_duplicates(one, at=NOW)
    look_for_duplicates(other, at=NOW)

    assert not found()


def test_look_for_duplicates_forgets_what_does_not_hold_any_more():
    organisation = OrganisationFactory(name="Cummins")
    OrganisationFactory(name="Cummins Ltd")
    look_for_duplicates(organisation, at=NOW)

    actions.change_organisation(organisation, by=UserFactory(), at=NOW, name="Amey")

    assert not LikelyPair.objects.exists()


def test_keep_apart_is_remembered():
    organisation, other, staff = OrganisationFactory(name="Cummins"), OrganisationFactory(name="Cumins"), UserFactory()
    look_for_duplicates(organisation, at=NOW)

    actions.keep_apart(LikelyPair.objects.get(), by=staff, at=NOW)
    look_for_duplicates(other, at=NOW)

    assert not found()
    assert LikelyPair.objects.get().apart_by == staff


def test_look_again_finds_two_that_did_not_see_one_another():
    pair = [OrganisationFactory(name=name, added_at=NOW) for name in ("Cummins", "Cummins Ltd")]
    old = OrganisationFactory(name="Amey", added_at=NOW - dt.timedelta(days=30))
    ContactFactory(organisation=old, added_at=NOW)

    assert actions.look_again(at=NOW) == 3

    assert set(found()) == {frozenset(pair)}


def test_open_by_domain_looks_for_others_of_the_name():
    known = OrganisationFactory(name="Cummins Ltd")

    new = actions.open_by_domain(email="ann@cummins.example", name="Ann", organisation_name="Cummins", at=NOW)

    assert set(found()) == {frozenset([known, new])}
