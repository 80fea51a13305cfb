"""What staff see of organisations, and do to them."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone

from core.audit import AuditEntry
from employers import actions
from employers.models import Domain, Milestone, Organisation
from tests.factories.accounts import ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import ContactFactory, OrganisationFactory
from tests.factories.events import BookingFactory

pytestmark = pytest.mark.django_db

LIST = reverse("employers:organisation_list")
DAY = dt.date(2026, 3, 1)
PROSPECT = {
    "name": "Cummins",
    "kind": "employer",
    "source": "Its website",
    "found_on_day": "1",
    "found_on_month": "3",
    "found_on_year": "2026",
}


def page_of(organisation):
    return reverse("portal:organisation_detail", args=[organisation.uuid])


def url(name, organisation, *more):
    return reverse(f"employers:{name}", args=[organisation.uuid, *more])


def names(response):
    return {row.name for row in response.context["page"].rows}


@pytest.fixture
def some():
    """One that has come far in the North East, one that was found, one that came to us and did nothing yet."""
    far = OrganisationFactory(name="Cummins", sector="manufacturing")
    found = OrganisationFactory(name="Leeds City Council", kind="council", source="A list", found_on=DAY)
    came = OrganisationFactory(name="Amey", other_names=["Enterprise plc"])
    far.sites.create(town="Darlington", postcode="DL1 4PW", region="North East")
    for step in (Milestone.Step.ATTENDED, Milestone.Step.REGISTERED):
        actions.record_milestone(far, step, on=DAY, programme=ProgrammeFactory())
    ContactFactory(organisation=came, name="Ann Amey", email="ann@amey.example", manages=True)
    return far, found, came


# -- The list --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("", {"Cummins", "Leeds City Council", "Amey"}),
        ("name=cumm", {"Cummins"}),
        ("name=enterprise", {"Amey"}),
        ("stage=30", {"Cummins"}),
        ("stage=20", set()),
        ("stage=none", {"Leeds City Council", "Amey"}),
        ("region=North+East", {"Cummins"}),
        ("region=Wales", set()),
        ("kind=council", {"Leeds City Council"}),
        ("sector=manufacturing", {"Cummins"}),
        ("prospects=only", {"Leeds City Council"}),
        ("prospects=none", {"Cummins", "Amey"}),
        ("kind=employer&stage=none", {"Amey"}),
        ("stage=nonsense", {"Cummins", "Leeds City Council", "Amey"}),
    ],
)
def test_organisation_list_shows_what_its_address_says(staff_client, some, query, found):
    response = staff_client.get(f"{LIST}?{query}")

    assert names(response) == found


def test_organisation_list_shows_the_furthest_stage_and_the_regions(staff_client, some):
    page = staff_client.get(f"{LIST}?name=cummins").text

    assert "Attended an Insight Event" in page
    assert "North East" in page


def test_organisation_list_keeps_filters_on_the_next_page(staff_client):
    for n in range(31):
        OrganisationFactory(kind="council", added_at=timezone.now() - dt.timedelta(hours=n))
    OrganisationFactory(kind="employer", added_at=timezone.now() - dt.timedelta(days=9))

    first = staff_client.get(f"{LIST}?kind=council")
    second = staff_client.get(LIST + first.context["page"].older_url)

    assert [len(page.context["page"].rows) for page in (first, second)] == [30, 1]


# -- The file --------------------------------------------------------------------------------------------------------


def test_organisation_export_has_the_filtered_rows_and_is_written_down(staff_client, some):
    far, _, came = some
    Domain.objects.create(organisation=came, name="amey.example")

    response = staff_client.post(
        f"{reverse('employers:organisation_export')}?kind=employer", {"kind": "csv", "why": "A mailing"}
    )

    rows = list(csv.DictReader(io.StringIO(b"".join(response).decode("utf-8-sig"))))
    assert [(row["Name"], row["Stage"], row["Regions"]) for row in rows] == [
        ("Cummins", "Attended an Insight Event", "North East"),
        ("Amey", "", ""),
    ]
    assert (rows[1]["Contact"], rows[1]["Mail domains"], rows[1]["Also called"]) == (
        "Ann Amey",
        "amey.example",
        "Enterprise plc",
    )
    looked = AuditEntry.objects.filter(verb="looked", actor=staff_client.user, why="Exported: A mailing")
    assert set(looked.values_list("row", flat=True)) == {far.pk, came.pk}


def test_organisation_export_writes_a_spreadsheet_too(staff_client, some):
    response = staff_client.post(reverse("employers:organisation_export"), {"kind": "xlsx", "why": "A mailing"})

    assert response["Content-Disposition"] == 'attachment; filename="organisations.xlsx"'


@pytest.mark.parametrize("query", ["stage=nonsense", "name=nobody"])
def test_organisation_export_gives_no_file_of_everything_or_of_nothing(staff_client, some, query):
    address = f"{reverse('employers:organisation_export')}?{query}"

    response = staff_client.post(address, {"kind": "csv", "why": "A mailing"})

    assert response.url.startswith(LIST)


def test_organisation_export_asks_for_the_code_again(sign_in, some):
    client = sign_in(ProgrammeManagerFactory(), reauthenticated=False)

    response = client.get(reverse("employers:organisation_export"))

    assert response.url.startswith(reverse("mfa_reauthenticate"))


# -- One organisation ------------------------------------------------------------------------------------------------


def test_organisation_detail_brings_everything_together(staff_client, some):
    far = some[0]
    booking = BookingFactory(organisation=far, event__title="Insight Event, Leeds")
    booking.attendees.update(arrived_at=timezone.now())
    actions.add_note(far, text="Ring in spring", by=staff_client.user, at=timezone.now())
    ContactFactory(organisation=far, name="Priya Shah", manages=True)
    Domain.objects.create(organisation=far, name="cummins.example")

    page = staff_client.get(page_of(far)).text

    for words in (
        *("Cummins", "Manufacturing", "DL1 4PW", "cummins.example", "Priya Shah", "Manages the page"),
        *("Attended an Insight Event", "Insight Event, Leeds", "Ring in spring", str(staff_client.user)),
    ):
        assert words in page, words
    assert "Ann Amey" not in page


def test_organisation_detail_is_written_down_for_each_contact(staff_client, some):
    staff_client.get(page_of(some[2]))

    contact = some[2].contacts.get()
    assert AuditEntry.objects.filter(
        verb="looked", table="employers_contact", row=contact.pk, actor=staff_client.user
    ).exists()


def test_organisation_detail_points_at_likely_duplicates(staff_client, some):
    twin = OrganisationFactory(name="Cummins Ltd")
    actions.look_for_duplicates(twin, at=timezone.now())

    page = staff_client.get(page_of(some[0])).text

    assert reverse("employers:organisation_merge", args=[some[0].uuid, twin.uuid]) in page


def test_organisation_add_makes_a_prospect(staff_client):
    response = staff_client.post(
        reverse("employers:organisation_add"), {**PROSPECT, "domain": "https://www.Cummins.example/jobs"}, follow=True
    )

    organisation = Organisation.objects.prospects().get()
    assert (organisation.source, organisation.found_on, organisation.domains.get().name) == (
        "Its website",
        DAY,
        "cummins.example",
    )
    assert "Cummins is added" in response.text


def test_organisation_add_asks_where_there_is_one_of_the_name(staff_client):
    known = OrganisationFactory(name="Cummins Ltd")

    response = staff_client.post(reverse("employers:organisation_add"), PROSPECT)
    assert page_of(known) in response.text
    staff_client.post(reverse("employers:organisation_add"), {**PROSPECT, "another": "on"})

    assert Organisation.objects.count() == 2


def test_organisation_add_keeps_what_was_typed_when_the_domain_is_taken(staff_client):
    OrganisationFactory(name="Amey", domain="amey.example")

    response = staff_client.post(reverse("employers:organisation_add"), {**PROSPECT, "domain": "ann@amey.example"})

    assert "amey.example belongs to Amey" in response.text
    assert 'value="Its website"' in response.text
    assert Organisation.objects.count() == 1


@pytest.mark.parametrize(
    ("missing", "words"), [("source", "Enter where did you find it?"), ("found_on_day", "must include a day")]
)
def test_organisation_add_wants_source_and_date(staff_client, missing, words):
    response = staff_client.post(reverse("employers:organisation_add"), {**PROSPECT, missing: ""})

    assert not Organisation.objects.exists()
    assert response.context["form"].errors


def test_organisation_add_refuses_a_day_to_come(staff_client):
    response = staff_client.post(reverse("employers:organisation_add"), {**PROSPECT, "found_on_year": "2090"})

    assert "The date must be today or in the past" in response.text


def test_organisation_change_wants_the_date_with_the_source(staff_client, some):
    response = staff_client.post(
        url("organisation_change", some[0]), {"name": "Cummins", "kind": "employer", "source": "A fair"}
    )

    assert "Enter when you found it" in response.text


def test_organisation_change_saves(staff_client, some):
    staff_client.post(
        url("organisation_change", some[0]), {"name": "Cummins Inc", "kind": "employer", "website": "cummins.example"}
    )

    some[0].refresh_from_db()
    assert (some[0].name, some[0].website, some[0].sector) == ("Cummins Inc", "https://cummins.example", "")


# -- Sites, domains, notes -------------------------------------------------------------------------------------------


def test_site_add_reads_the_region_off_the_postcode(staff_client, some):
    staff_client.post(url("site_add", some[2]), {"town": "Leeds", "postcode": "ls14ap"})

    assert some[2].sites.get().region == "Yorkshire and The Humber"


def test_site_add_asks_for_the_region_on_a_border(staff_client, some):
    given = {"town": "Oswestry", "postcode": "SY10 7AA"}

    response = staff_client.post(url("site_add", some[2]), given)
    assert "Select the region the site is in" in response.text
    staff_client.post(url("site_add", some[2]), {**given, "region": "Wales"})

    assert some[2].sites.get().region == "Wales"


def test_site_add_does_not_believe_a_region_that_the_postcode_is_not_in(staff_client, some):
    staff_client.post(url("site_add", some[2]), {"town": "Leeds", "postcode": "LS1 4AP", "region": "Wales"})
    staff_client.post(url("site_add", some[2]), {"town": "Oswestry", "postcode": "SY10 7AA", "region": "London"})

    assert some[2].sites.get().region == "Yorkshire and The Humber"


def test_parts_are_removed_by_a_press_and_by_no_look(staff_client, some):
    far = some[0]
    Domain.objects.create(organisation=far, name="cummins.example")
    actions.add_note(far, text="Ring in spring", by=UserFactory(), at=timezone.now())
    pages = [
        url(f"{part}_remove", far, row.pk)
        for part, row in (("site", far.sites.get()), ("domain", far.domains.get()), ("note", far.notes.get()))
    ]

    for page in pages:
        staff_client.get(page)
    assert [far.sites.count(), far.domains.count(), far.notes.count()] == [1, 1, 1]
    for page in pages:
        assert staff_client.post(page).url == page_of(far)

    assert [far.sites.count(), far.domains.count(), far.notes.count()] == [0, 0, 0]


def test_organisation_remove_says_what_goes_before_it_goes(staff_client, some):
    came = some[2]
    BookingFactory(organisation=came)

    page = staff_client.get(url("organisation_remove", came)).text
    assert "1 contact<" in page
    assert "1 booking<" in page
    response = staff_client.post(url("organisation_remove", came), follow=True)

    assert "Amey is removed for good" in response.text
    assert staff_client.get(page_of(came)).status_code == 404


# -- Duplicates ------------------------------------------------------------------------------------------------------


def test_duplicate_list_leads_to_both_side_by_side(staff_client, some):
    twin = OrganisationFactory(name="Cummins Ltd")
    actions.look_for_duplicates(twin, at=timezone.now())
    address = reverse("employers:organisation_merge", args=[some[0].uuid, twin.uuid])

    assert address in staff_client.get(reverse("employers:duplicate_list")).text
    page = staff_client.get(address).text

    assert "DL1 4PW" in page
    assert "Cummins Ltd" in page
    assert "Not known" in page
    assert "Also called" not in page  # of neither is another name known


def test_duplicate_keep_apart_takes_the_pair_off_the_list(staff_client, some):
    twin = OrganisationFactory(name="Cummins Ltd")
    actions.look_for_duplicates(twin, at=timezone.now())
    merge_page = staff_client.get(reverse("employers:organisation_merge", args=[some[0].uuid, twin.uuid]))
    press = reverse("employers:duplicate_keep_apart", args=[merge_page.context["pair"].pk])

    staff_client.get(press)
    assert staff_client.get(reverse("employers:duplicate_list")).context["page"].rows
    staff_client.post(press)

    assert not staff_client.get(reverse("employers:duplicate_list")).context["page"].rows


@pytest.mark.parametrize("stays", [0, 1])
def test_organisation_merge_keeps_the_one_chosen(staff_client, stays):
    both = [OrganisationFactory(name="Cummins"), OrganisationFactory(name="Cummins Ltd")]
    address = reverse("employers:organisation_merge", args=[one.uuid for one in both])

    response = staff_client.post(address, {"stays": str(both[stays].uuid)})

    assert response.url == page_of(both[stays])
    assert Organisation.objects.get() == both[stays]


def test_organisation_merge_pressed_twice_leads_to_the_one_that_stays(staff_client):
    one, other = OrganisationFactory(name="Cummins"), OrganisationFactory(name="Cummins Ltd")
    address = reverse("employers:organisation_merge", args=[one.uuid, other.uuid])

    for _ in range(2):
        response = staff_client.post(address, {"stays": str(one.uuid)})

    assert response.url == page_of(one)


def test_organisation_merge_does_nothing_for_a_third(staff_client, some):
    address = reverse("employers:organisation_merge", args=[some[0].uuid, some[1].uuid])

    response = staff_client.post(address, {"stays": str(some[2].uuid)})

    assert response.context["form"].errors
    assert Organisation.objects.count() == 3


def test_organisation_merge_of_one_with_itself_does_not_exist(staff_client, some):
    address = reverse("employers:organisation_merge", args=[some[0].uuid, some[0].uuid])

    assert staff_client.post(address, {"stays": str(some[0].uuid)}).status_code == 404


def test_duplicate_search_finds_others_by_name(staff_client, some):
    found = staff_client.get(url("duplicate_search", some[0]), {"name": "amey"})
    nothing = staff_client.get(url("duplicate_search", some[0]), {"name": "cummins"})

    assert reverse("employers:organisation_merge", args=[some[0].uuid, some[2].uuid]) in found.text
    assert "Nothing found" in nothing.text
