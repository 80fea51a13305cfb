import pytest
from django.urls import reverse
from django.utils import timezone

from core import retention
from core.audit import AuditEntry
from portal.actions import place_hold
from portal.models import LegalHold, RetentionRun
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

LIST = reverse("portal:retention_list")
CHANGE = reverse("portal:retention_change", args=["letter"])


def test_retention_list_shows_periods_what_goes_and_what_went(administrator_client):
    RetentionRun.objects.create(
        kind="letter", rule="24 months after they were sent", day="2026-03-02", started_at=timezone.now(), count=17
    )

    page = administrator_client.get(LIST).text

    for words in ("90 days after you last changed it", "Goes in the next 30 days", "2 March 2026", "17"):
        assert words in page


def test_retention_change_is_saved_with_its_reason(administrator_client):
    administrator_client.post(CHANGE, {"period": "30", "why": "Funder"})

    entry = AuditEntry.objects.get(table="core_retentionperiod")
    assert retention.periods()["letter"] == 30
    assert (entry.actor, entry.why) == (administrator_client.user, "Kept 30 months after they were sent: Funder")
    assert "30 months after they were sent" in administrator_client.get(LIST).text


@pytest.mark.parametrize("period", ["0", "2", "85", "-1", "x", ""])
def test_retention_change_out_of_bounds_keeps_what_was_typed(administrator_client, period):
    page = administrator_client.post(CHANGE, {"period": period, "why": "Funder"})

    assert "Error:" in page.text
    assert "Funder" in page.text
    assert retention.periods()["letter"] == 24


def test_retention_change_of_what_has_no_period_is_no_page(administrator_client):
    assert administrator_client.get(reverse("portal:retention_change", args=["trail"])).status_code == 404


def test_person_hold_is_placed_and_lifted(administrator_client):
    person = UserFactory()
    url = reverse("portal:person_hold", args=[person.uuid])

    administrator_client.post(url, {"why": "A claim"})
    page = administrator_client.get(url).text
    standing = LegalHold.objects.standing().count()
    administrator_client.post(url, {"lift": "yes"})

    assert "A claim" in page
    assert (standing, LegalHold.objects.standing().count()) == (1, 0)
    assert LegalHold.objects.get().lifted_by == administrator_client.user


def test_hold_is_told_of_in_the_list_and_stops_the_person_kindly(administrator_client, sign_in):
    person = UserFactory()
    place_hold(person, why="A claim", by=administrator_client.user, at=timezone.now())

    page = sign_in(person).post(reverse("portal:account_close"), follow=True)

    assert "on a legal hold" in administrator_client.get(LIST).text
    assert "because of a legal question" in page.text
    person.refresh_from_db()
    assert person.is_active
