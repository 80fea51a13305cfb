"""The list of applications that programme managers see: filters, pages, and the same rows as a file."""

import csv
import io

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core import exports
from core.audit import AuditEntry
from returners import actions
from returners.models import Application
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory, PlaceFactory

pytestmark = pytest.mark.django_db

LIST, EXPORT = "returners:application_list", "returners:application_export"
DOWNLOAD = {"kind": "csv", "why": "The funder's visit"}


@pytest.fixture
def cohort(staff_client):
    """A cohort of the programme that `staff_client` manages."""
    cohort = CohortFactory(name="Spring cohort", pool__capacity=1)
    make_manager(cohort.programme, person=staff_client.user)
    return cohort


def sent(cohort, **kwargs):
    return actions.submit(ApplicationFactory(cohort=cohort, **kwargs), at=timezone.now())


def review_url(application):
    return reverse("returners:application_review", args=[application.uuid])


# -- The list ------------------------------------------------------------------------------------------------------


def test_list_shows_what_has_arrived_in_ones_own_programmes(staff_client, cohort):
    mine, somebody_elses, draft = sent(cohort), sent(CohortFactory()), ApplicationFactory(cohort=cohort)

    page = staff_client.get(reverse(LIST)).text

    assert mine.reference in page
    assert somebody_elses.reference not in page
    assert draft.reference not in page


def test_list_shows_status_place_and_the_newest_first(staff_client, cohort):
    first, second = sent(cohort, person__name="Ada One"), sent(cohort, person__name="Beth Two")

    page = staff_client.get(reverse(LIST)).text

    assert page.index("Beth Two") < page.index("Ada One")
    assert page.index("Waiting") < page.index("Offered")
    assert review_url(first) in page
    assert review_url(second) in page


def test_list_is_filtered_by_cohort_and_status(staff_client, cohort):
    other = CohortFactory(programme=cohort.programme)
    referred, eligible, elsewhere = sent(cohort, situation="studying"), sent(cohort), sent(other, situation="studying")

    page = staff_client.get(reverse(LIST), {"cohort": cohort.pk, "status": "in review"}).text

    assert referred.reference in page
    assert eligible.reference not in page
    assert elsewhere.reference not in page


def test_list_keeps_its_filters_from_page_to_page(staff_client, cohort):
    for _ in range(31):
        PlaceFactory(pool=cohort.pools.get(), application__cohort=cohort)

    first = staff_client.get(reverse(LIST), {"cohort": cohort.pk, "status": ""})
    second = staff_client.get(reverse(LIST) + first.context["page"].older_url)

    assert (len(first.context["rows"]), len(second.context["rows"])) == (30, 1)
    assert f"cohort={cohort.pk}" in second.context["page"].newer_url


def test_list_of_a_filter_without_rows_says_so(staff_client, cohort):
    assert "No applications here" in staff_client.get(reverse(LIST), {"status": "withdrawn"}).text


@pytest.mark.parametrize("query", ["cohort=x", "cohort=0", f"cohort={2**70}", "status=draft", "cohort=%00&status=%00"])
def test_list_of_a_filter_that_makes_no_sense_shows_everything(staff_client, cohort, query):
    application = sent(cohort)

    page = staff_client.get(f"{reverse(LIST)}?{query}")

    assert page.status_code == 200
    assert application.reference in page.text


def test_list_cannot_be_filtered_by_somebody_elses_cohort(staff_client, cohort):
    application, other = sent(cohort), sent(CohortFactory())

    page = staff_client.get(reverse(LIST), {"cohort": other.cohort_id}).text

    assert "Choose one of the options listed" in page
    assert other.reference not in page
    assert application.reference in page


def test_list_is_filtered_by_strand_and_by_place(staff_client, cohort):
    engineering = cohort.programme.strands.order_by("name").first()
    offered, waiting = sent(cohort), sent(cohort, strand=engineering)

    by_place = staff_client.get(reverse(LIST), {"place": "offered"}).text
    by_strand = staff_client.get(reverse(LIST), {"strand": engineering.pk}).text

    assert offered.reference in by_place
    assert waiting.reference not in by_place
    assert waiting.reference in by_strand
    assert offered.reference not in by_strand


def test_list_writes_down_each_person_it_shows(staff_client, cohort):
    shown, other = sent(cohort), sent(CohortFactory())

    staff_client.get(reverse(LIST))

    looks = AuditEntry.objects.filter(verb="looked", actor=staff_client.user, table="returners_application")
    assert [look.row for look in looks] == [shown.pk]
    assert other.pk not in {look.row for look in looks}


# -- The same as a file ----------------------------------------------------------------------------------------------


def lines(response) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(response.getvalue().decode("utf-8-sig"))))


def test_export_asks_first(staff_client, cohort):
    sent(cohort)

    page = staff_client.get(reverse(EXPORT))

    assert "1 application will be in the file" in page.text
    assert not AuditEntry.objects.filter(why__startswith="Exported").exists()


def test_export_has_what_the_list_shows(staff_client, cohort):
    offered = sent(cohort, full_name="Zoë Żak", phone="+447700900123", contact_by="phone")
    waiting = sent(cohort, full_name="=HYPERLINK(1)")
    sent(CohortFactory())

    rows = lines(staff_client.post(reverse(EXPORT), DOWNLOAD))

    assert [row["Reference"] for row in rows] == [offered.reference, waiting.reference]
    assert rows[0]["Name"] == "Zoë Żak"
    assert rows[0]["Phone number"] == "07700900123"
    assert rows[0]["Get in touch by"] == "Phone"
    assert rows[0]["Email address"] == offered.person.email
    assert rows[0]["Region"] == "Yorkshire and The Humber"
    assert [(row["Status"], row["Place"]) for row in rows] == [("Eligible", "Offered"), ("Eligible", "Waiting")]
    assert rows[1]["Name"] == "'=HYPERLINK(1)"


def test_export_keeps_to_the_filters_of_the_list(staff_client, cohort):
    sent(cohort)
    waiting = sent(cohort)

    rows = lines(staff_client.post(f"{reverse(EXPORT)}?place=waiting", DOWNLOAD))

    assert [row["Reference"] for row in rows] == [waiting.reference]


def test_export_as_a_spreadsheet(staff_client, cohort):
    sent(cohort)

    response = staff_client.post(reverse(EXPORT), {**DOWNLOAD, "kind": "xlsx"})

    assert response["Content-Type"] == exports.XLSX_TYPE
    assert response.getvalue().startswith(b"PK")


def test_export_writes_down_each_person_and_the_reason(staff_client, cohort):
    people = {sent(cohort).pk, sent(cohort).pk}

    lines(staff_client.post(reverse(EXPORT), DOWNLOAD))

    looks = AuditEntry.objects.filter(verb="looked", actor=staff_client.user, why="Exported: The funder's visit")
    assert {(look.table, look.row) for look in looks} == {("returners_application", pk) for pk in people}


def test_export_needs_a_reason(staff_client, cohort):
    sent(cohort)

    page = staff_client.post(reverse(EXPORT), {"kind": "csv", "why": " "})

    assert "Error:" in page.text
    assert not AuditEntry.objects.filter(why__startswith="Exported").exists()


def test_export_that_no_spreadsheet_can_hold_says_so_and_keeps_the_reason(staff_client, cohort, monkeypatch):
    monkeypatch.setattr(exports, "MOST_IN_A_SPREADSHEET", 1)
    sent(cohort)
    sent(cohort)

    page = staff_client.post(reverse(EXPORT), {"kind": "xlsx", "why": "A visit"}).text

    assert "Choose CSV, or filter the list" in page
    assert "A visit" in page


def test_export_of_nothing_leads_back_to_the_list(staff_client, cohort):
    page = staff_client.get(f"{reverse(EXPORT)}?status=withdrawn", follow=True)

    assert page.redirect_chain == [(f"{reverse(LIST)}?status=withdrawn", 302)]
    assert "nothing to export" in page.text


def test_export_asks_for_the_second_factor_again(cohort):
    person = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=person)
    client = sign_in(Client(), person, reauthenticated=False)

    response = client.post(reverse(EXPORT), DOWNLOAD)

    assert response.status_code == 302
    assert reverse("mfa_reauthenticate") in response.url
    assert Application.objects.count() == 0


def test_export_of_filters_that_make_no_sense_hands_nothing_over(staff_client, cohort):
    sent(cohort)

    page = staff_client.post(f"{reverse(EXPORT)}?status=nonsense", DOWNLOAD, follow=True)

    assert page.redirect_chain == [(reverse(LIST), 302)]
    assert "Choose them again" in page.text
