"""Two organisations become one, and nothing is lost."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from core.audit import AuditEntry
from core.errors import Refused
from employers import actions
from employers.actions.relations import pointing_at, rows_at
from employers.models import Contact, LikelyPair, Milestone, Organisation
from tests.factories.accounts import UserFactory
from tests.factories.employers import ContactFactory, OrganisationFactory, SiteFactory
from tests.factories.events import BookingFactory
from tests.parallel import blocked, in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2027, 3, 2, 12, tzinfo=dt.UTC)
MARCH, APRIL = dt.date(2027, 3, 1), dt.date(2027, 4, 1)
Status = Contact.Status


def merged(stays, gone, by=None):
    return actions.merge(stays, gone=gone, by=by or UserFactory(), at=NOW)


def counts(*organisations):
    """How many rows of each table point at any of these."""
    pks = [organisation.pk for organisation in organisations]
    return {str(relation): rows_at(relation, *pks).count() for relation in pointing_at(Organisation)}


def full(name, domain):
    """An organisation with something in every table."""
    organisation = OrganisationFactory(name=name, domain=domain)
    ContactFactory.create_batch(2, organisation=organisation)
    BookingFactory(organisation=organisation)
    staff = UserFactory()
    actions.add_note(organisation, text=f"Rang {name}", by=staff, at=NOW)
    actions.add_site(organisation, town=name, postcode=f"LS{len(name)} 4AP", region="North East", by=staff)
    return organisation


def test_merge_loses_nothing():
    stays, gone = full("Amey", "amey.example"), full("Cummins Engines", "cummins.example")
    actions.record_milestone(gone, Milestone.Step.TRAINED, on=MARCH)
    before = counts(stays, gone)
    assert sum(count > 0 for count in before.values()) >= 6

    merged(stays, gone)

    assert counts(stays) == before
    assert not Organisation.objects.filter(pk=gone.pk).exists()


def test_merge_knows_every_table_that_points_at_an_organisation():
    tables = {relation.related_model._meta.label for relation in pointing_at(Organisation)}

    assert {"events.Booking", "employers.Contact", "employers.OrganisationEvent", "employers.Note"} <= tables


def test_merge_keeps_the_other_names_and_facts_that_are_missing():
    stays = OrganisationFactory(name="Cummins", sector="engineering", added_at=NOW)
    gone = OrganisationFactory(
        name="Cummins Ltd",
        other_names=["Holset", "Cummins"],
        sector="transport",
        size="large",
        source="A list",
        found_on=MARCH,
        added_at=NOW - dt.timedelta(days=1),
    )

    merged(stays, gone)

    stays.refresh_from_db()
    assert stays.other_names == ["Cummins Ltd", "Holset"]
    assert (stays.sector, stays.size, stays.source, stays.found_on) == ("engineering", "large", "A list", MARCH)
    assert stays.added_at == NOW - dt.timedelta(days=1)


def test_merge_writes_what_cannot_be_kept_into_a_note():
    ours = {"kind": "employer", "sector": "engineering", "website": "https://cummins.example"}
    theirs = {"kind": "council", "sector": "transport", "size": "large", "source": "A list", "found_on": MARCH}
    stays = OrganisationFactory(name="Cummins", source="A fair", found_on=APRIL, **ours)
    gone, staff = OrganisationFactory(name="Cummins Ltd", website="https://cummins.example", **theirs), UserFactory()
    SiteFactory(organisation=stays, town="Leeds", postcode="LS1 4AP")
    SiteFactory(organisation=gone, town="Bradford", postcode="LS1 4AP")

    merged(stays, gone, by=staff)

    note = stays.notes.get()
    assert (note.author, note.at) == (staff, NOW)
    assert note.text.splitlines() == [
        "Cummins Ltd was merged into this one. It had these:",
        "Kind: Council",
        "Sector: Transport and logistics",
        "Where we found it: A list, Monday 1 March 2027",
        "Site: Bradford, LS1 4AP, Yorkshire",
    ]
    stays.refresh_from_db()
    assert (stays.kind, stays.sector, stays.size) == ("employer", "engineering", "large")


def test_merge_writes_no_note_where_both_say_the_same():
    stays, gone = (OrganisationFactory(sector="engineering") for _ in range(2))

    merged(stays, gone)

    assert not stays.notes.exists()


@pytest.mark.parametrize("way", ["address", "person"])
@pytest.mark.parametrize("further", ["stays", "gone"])
def test_merge_keeps_the_contact_who_is_further_along(way, further):
    organisations = {"stays": OrganisationFactory(), "gone": OrganisationFactory()}
    less = "gone" if further == "stays" else "stays"
    best = ContactFactory(organisation=organisations[further], email="ann@amey.example", manages=True)
    if way == "address":
        ContactFactory(organisation=organisations[less], known=True, email="ann@amey.example", phone="+447700900123")
    else:
        ContactFactory(
            organisation=organisations[less], person=best.person, email="a@amey.example", phone="+447700900123"
        )

    merged(organisations["stays"], organisations["gone"])

    contact = organisations["stays"].contacts.get()
    assert (contact, contact.status, contact.manages, contact.phone) == (best, Status.MEMBER, True, "+447700900123")


def test_merge_settles_a_contact_who_is_two_of_the_other():
    stays, gone = OrganisationFactory(), OrganisationFactory()
    ann = ContactFactory(organisation=gone, email="ann@amey.example", manages=True)
    ContactFactory(organisation=stays, known=True, email="ann@amey.example")
    ContactFactory(organisation=stays, person=ann.person, email="ann@elsewhere.example")

    merged(stays, gone)

    assert stays.contacts.get() == ann


def test_merge_keeps_those_who_have_left_beside_those_who_are_there():
    stays, gone = OrganisationFactory(), OrganisationFactory()
    left = ContactFactory(organisation=gone, email="ann@amey.example", status=Status.LEFT, left_at=NOW)
    live = ContactFactory(organisation=stays, email="ann@amey.example")

    merged(stays, gone)

    assert set(stays.contacts.all()) == {left, live}


@pytest.mark.parametrize(("ours", "theirs"), [(MARCH, APRIL), (APRIL, MARCH)])
def test_merge_keeps_the_earliest_day_of_a_milestone(ours, theirs):
    stays, gone = OrganisationFactory(), OrganisationFactory()
    for organisation, on in ((stays, ours), (gone, theirs)):
        actions.record_milestone(organisation, Milestone.Step.INVITED, on=on, what=f"on {on}")

    merged(stays, gone)

    assert (stays.milestones.get().on, stays.milestones.get().what) == (MARCH, f"on {MARCH}")


def test_merge_keeps_one_site_of_a_postcode():
    stays, gone = OrganisationFactory(), OrganisationFactory()
    for organisation in (stays, gone):
        actions.add_site(organisation, town="Leeds", postcode="LS1 4AP", region="North East", by=UserFactory())

    merged(stays, gone)

    assert stays.sites.count() == 1


def test_merge_takes_along_what_was_decided_of_other_pairs():
    stays, gone, third = (OrganisationFactory(name=f"Cummins {kind}") for kind in ("Ltd", "plc", "Group"))
    for organisation in (stays, gone, third):
        actions.look_for_duplicates(organisation, at=NOW)
    assert LikelyPair.objects.count() == 3
    actions.keep_apart(LikelyPair.objects.of(gone).of(third).get(), by=UserFactory(), at=NOW)

    merged(stays, gone)

    pair = LikelyPair.objects.get()
    assert ({pair.one, pair.other}, pair.apart_at) == ({stays, third}, NOW)


def test_merge_is_audited():
    stays, gone, staff = OrganisationFactory(name="Amey"), OrganisationFactory(name="Amey Ltd"), UserFactory()

    merged(stays, gone, by=staff)

    entry = AuditEntry.objects.get(table="employers_organisation", verb="deleted")
    assert (entry.row, entry.actor, entry.why) == (gone.pk, staff, "Merged Amey Ltd into Amey")


def test_merge_refuses_one_with_itself():
    organisation = OrganisationFactory()

    with pytest.raises(Refused, match="two different"):
        merged(organisation, organisation)


# -- Races -----------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("round", range(3))
def test_merge_both_ways_at_once_ends_with_one(round):
    one, other, staff = full("Amey", "amey.example"), full("Cummins", "cummins.example"), UserFactory()
    before = counts(one, other)

    outcomes = in_parallel(
        [partial(merged, one, other, staff), partial(merged, other, one, staff)] * 2, may_raise=(Refused,)
    )

    assert sum(isinstance(outcome, Organisation) for outcome in outcomes) == 1
    assert counts(Organisation.objects.get()) == before


@pytest.mark.django_db(transaction=True)
def test_merge_while_somebody_opens_the_organisation_by_its_domain_loses_nobody():
    stays, gone, staff = OrganisationFactory(), OrganisationFactory(domain="amey.example"), UserFactory()
    opened = [
        partial(actions.open_by_domain, email=f"p{n}@amey.example", name="P", organisation_name="Amey", at=NOW)
        for n in range(6)
    ]

    in_parallel([*opened[:3], partial(merged, stays, gone, staff), *opened[3:]])

    assert list(Organisation.objects.all()) == [stays]
    assert stays.contacts.count() == 6


@pytest.mark.django_db(transaction=True)
def test_merge_waits_for_who_opens_the_organisation_first():
    stays, gone, staff = OrganisationFactory(), OrganisationFactory(domain="amey.example"), UserFactory()

    with transaction.atomic():
        actions.open_by_domain(email="ann@amey.example", name="Ann", organisation_name="Amey", at=NOW)
        waiting = blocked(partial(merged, stays, gone, staff))
        booking = BookingFactory(organisation=gone)

    assert waiting.result(timeout=60) == stays
    booking.refresh_from_db()
    assert (booking.organisation, stays.contacts.get().email) == (stays, "ann@amey.example")


@pytest.mark.django_db(transaction=True)
def test_merge_settles_a_milestone_written_meanwhile():
    stays, gone, staff = OrganisationFactory(), OrganisationFactory(), UserFactory()
    actions.record_milestone(gone, Milestone.Step.ATTENDED, on=MARCH)

    with transaction.atomic():
        actions.record_milestone(stays, Milestone.Step.ATTENDED, on=APRIL)
        waiting = blocked(partial(merged, stays, gone, staff))

    assert waiting.result(timeout=60) == stays
    assert stays.milestones.get().on == MARCH
