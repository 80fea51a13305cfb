"""An organisation opens with the first person who writes from its mail domain."""

import datetime as dt
from functools import partial

import pytest
from allauth.account.models import EmailAddress
from django.db import transaction

from cohorts.models import Programme
from employers.actions import open_by_domain
from employers.domains import domain_of, is_public_suffix, is_shared, shared_domains, wider
from employers.models import Contact, Domain, Milestone, Organisation
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.parallel import blocked, in_parallel

NOW = dt.datetime(2027, 3, 27, 23, 30, tzinfo=dt.UTC)


def opened_by(email, *, person=None, name="Ann Other", organisation_name="Cummins", programme=None):
    return open_by_domain(
        email=email, name=name, organisation_name=organisation_name, person=person, at=NOW, programme=programme
    )


def reader_of(email):
    """Somebody with an account whose address is verified."""
    person = UserFactory(email=email)
    EmailAddress.objects.update_or_create(user=person, email=email, defaults={"verified": True, "primary": True})
    return person


# -- Domains ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("email", ["A@CUMMINS.example", "a@cummins.example.", "odd@name@cummins.example"])
def test_domain_of_is_what_stands_behind_the_last_at(email):
    assert domain_of(email) == "cummins.example"


@pytest.mark.parametrize(
    ("domain", "names"),
    [
        ("mail.cummins.com", ["mail.cummins.com", "cummins.com"]),
        ("digital.leeds.gov.uk", ["digital.leeds.gov.uk", "leeds.gov.uk"]),
        ("park.leeds.sch.uk", ["park.leeds.sch.uk"]),
        ("bbc.uk", ["bbc.uk"]),
        ("co.uk", []),
        ("localhost", []),
        ("", []),
    ],
)
def test_wider_never_reaches_what_nobody_owns(domain, names):
    assert list(wider(domain)) == names


@pytest.mark.parametrize("name", ["gmail.com", "uk.gmail.com", "nhs.net", "acme.onmicrosoft.com", "co.uk", "", "com"])
def test_is_shared_holds_for_free_mail_and_suffixes(name):
    assert is_shared(name)


@pytest.mark.parametrize("name", ["notgmail.com", "leeds.ac.uk", "leedsth.nhs.uk", "gmail.com.example"])
def test_is_shared_leaves_an_organisations_own_domain(name):
    assert not is_shared(name)


def test_shared_domains_are_written_as_domains_are_compared():
    names = shared_domains()

    assert len(names) > 80
    assert all(name == name.lower().strip() and not is_public_suffix(name) for name in names)


# -- Opening ---------------------------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_open_by_domain_makes_an_organisation_with_its_domain_and_first_contact():
    organisation = opened_by("Ann@Cummins.example")

    assert (organisation.name, organisation.domains.get().name) == ("Cummins", "cummins.example")
    contact = organisation.contacts.get()
    assert (contact.email, contact.name, contact.status) == ("ann@cummins.example", "Ann Other", Contact.Status.KNOWN)
    assert not contact.manages


@pytest.mark.django_db
def test_open_by_domain_is_called_by_its_domain_where_nobody_gave_a_name():
    assert opened_by("ann@cummins.example", organisation_name="  ").name == "cummins.example"


@pytest.mark.django_db
@pytest.mark.parametrize("email", ["ann@gmail.com", "ann@nhs.net", "ann@localhost", "ann@co.uk"])
def test_open_by_domain_opens_nothing_for_a_domain_that_is_nobodys(email):
    assert opened_by(email) is None
    assert not Organisation.objects.exists()


@pytest.mark.django_db
def test_open_by_domain_finds_the_owner_of_a_wider_domain():
    owner = OrganisationFactory(name="Cummins Ltd", domain="cummins.example.com")

    assert opened_by("ann@mail.cummins.example.com") == owner
    assert opened_by("ann@notcummins.example.com") != owner


@pytest.mark.django_db
def test_open_by_domain_prefers_the_narrowest_owner():
    OrganisationFactory(domain="cummins.com")
    turbines = OrganisationFactory(domain="turbines.cummins.com")

    assert opened_by("ann@turbines.cummins.com") == turbines


@pytest.mark.django_db
def test_open_by_domain_keeps_a_contact_once():
    opened_by("ann@cummins.example")

    organisation = opened_by("ANN@cummins.example", name="Ann Again")

    assert organisation.contacts.get().name == "Ann Other"


@pytest.mark.django_db
def test_open_by_domain_lets_the_first_in_and_keeps_others_as_contacts():
    ann, bob = reader_of("ann@cummins.example"), reader_of("bob@cummins.example")

    opened_by(ann.email, person=ann)
    organisation = opened_by(bob.email, person=bob)

    assert list(organisation.contacts.order_by("pk").values_list("person", "status", "manages")) == [
        (ann.pk, "member", True),
        (None, "known", False),
    ]


@pytest.mark.django_db
def test_open_by_domain_lets_in_who_was_invited():
    organisation = ContactFactory(organisation__domain="cummins.example", manages=True).organisation
    bob = reader_of("bob@cummins.example")
    ContactFactory(organisation=organisation, invited=True, email=bob.email, invited_at=NOW)

    opened_by(bob.email, person=bob)

    contact = organisation.contacts.get(email=bob.email)
    assert (contact.person, contact.status, contact.manages) == (bob, Contact.Status.MEMBER, False)


@pytest.mark.django_db
def test_open_by_domain_does_not_let_in_from_within_a_wider_domain():
    organisation = OrganisationFactory(domain="leeds.ac.uk")
    student = reader_of("sam@students.leeds.ac.uk")

    assert opened_by(student.email, person=student) == organisation

    assert organisation.contacts.get().status == Contact.Status.KNOWN


@pytest.mark.django_db
def test_open_by_domain_makes_a_member_of_a_contact_who_has_an_account_by_now():
    opened_by("ann@cummins.example")
    ann = reader_of("ann@cummins.example")

    organisation = opened_by(ann.email, person=ann)

    contact = organisation.contacts.get()
    assert (contact.person, contact.status, contact.joined_at) == (ann, Contact.Status.MEMBER, NOW)


@pytest.mark.django_db
def test_open_by_domain_makes_no_member_of_somebody_who_has_not_verified_the_address():
    person = UserFactory(email="ann@elsewhere.example")

    organisation = opened_by("ann@cummins.example", person=person)

    contact = organisation.contacts.get()
    assert (contact.person, contact.status) == (None, Contact.Status.KNOWN)


@pytest.mark.django_db
def test_open_by_domain_does_not_let_back_in_who_was_seen_out():
    ann = reader_of("ann@cummins.example")
    organisation = OrganisationFactory(domain="cummins.example")
    ContactFactory(organisation=organisation, person=ann, email=ann.email, status=Contact.Status.LEFT, left_at=NOW)

    opened_by(ann.email, person=ann)

    assert organisation.contacts.live().get().status == Contact.Status.KNOWN


@pytest.mark.django_db
def test_open_by_domain_leaves_an_address_to_the_member_who_has_it():
    organisation = OrganisationFactory(domain="cummins.example")
    holder = ContactFactory(organisation=organisation, email="team@cummins.example")
    newcomer = reader_of("team@cummins.example")

    opened_by(newcomer.email, person=newcomer)

    assert organisation.contacts.get() == holder
    assert holder.person != newcomer


@pytest.mark.django_db
def test_open_by_domain_keeps_a_member_who_writes_from_a_second_address():
    ann = reader_of("ann@cummins.example")
    organisation = opened_by(ann.email, person=ann)
    EmailAddress.objects.create(user=ann, email="ann.other@cummins.example", verified=True)

    opened_by("ann.other@cummins.example", person=ann)

    assert organisation.contacts.get().email == "ann@cummins.example"


@pytest.mark.django_db
def test_open_by_domain_notes_the_uk_day_on_which_it_registered():
    programme: Programme = ProgrammeFactory()

    organisation = opened_by("ann@cummins.example", programme=programme)

    milestone = organisation.milestones.get()
    assert (milestone.step, milestone.programme, milestone.on) == (
        Milestone.Step.REGISTERED,
        programme,
        dt.date(2027, 3, 27),
    )


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_open_by_domain_opens_one_organisation_for_many_who_come_at_once():
    people = [reader_of(f"person{n}@cummins.example") for n in range(6)]

    found = in_parallel(partial(opened_by, person.email, person=person) for person in people)

    organisation = Organisation.objects.get()
    assert {one.pk for one in found} == {organisation.pk}
    assert Domain.objects.count() == 1
    assert organisation.contacts.count() == 6
    assert organisation.contacts.managing().count() == organisation.contacts.members().count() == 1


@pytest.mark.django_db(transaction=True)
def test_open_by_domain_follows_the_domain_that_moves_while_it_waits():
    was, stays = OrganisationFactory(domain="cummins.example"), OrganisationFactory()

    with transaction.atomic():
        Organisation.objects.filter(pk=was.pk).select_for_update().get()
        waiting = blocked(partial(opened_by, "ann@cummins.example"))
        Domain.objects.update(organisation=stays)
        was.delete()

    assert waiting.result(timeout=60) == stays
    assert stays.contacts.get().email == "ann@cummins.example"
