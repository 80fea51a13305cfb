"""What people meet on the pages of placements: those who practise, their supervisors, and managers."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.calendar import uk_day
from outcomes.links import sign_off_url
from tests.conftest import sign_in
from tests.factories.cohorts import EnrolmentFactory, StrandFactory
from tests.factories.outcomes import AwardFactory, ClaimFactory, FundFactory, LogEntryFactory, PlacementFactory

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


# -- Supervisors -----------------------------------------------------------------------------------------------------


@pytest.fixture
def placement():
    return PlacementFactory(enrolment__person__name="Amina Yusuf")


@pytest.fixture
def link(placement):
    return "/" + sign_off_url(placement).split("/", 3)[3]


def days(placement, number):
    return [LogEntryFactory(placement=placement, on=placement.starts_on + n * DAY) for n in range(number)]


def press(link, entries, do="sign", why=""):
    """As a page sends it that showed these."""
    shown = [entry.as_shown for entry in entries]
    return Client().post(link, {"entries": shown, "do": do, "why": why}, follow=True).text


def test_supervisor_signs_what_is_right_and_the_rest_waits(placement, link):
    first, second = days(placement, 2)

    page = press(link, [first])

    assert "1 entry is signed off, and Amina Yusuf has been told" in page
    assert "We left" not in page
    assert second.as_shown in page
    assert list(placement.entries.signed()) == [first]


def test_same_press_again_says_that_it_was_done(placement, link):
    entries = days(placement, 2)

    press(link, entries)
    page = press(link, entries)

    assert "We left 2 entries as they are" in page
    assert "Nothing waits for you" in page


def test_press_in_another_tab_does_what_is_left(placement, link):
    first, second = days(placement, 2)

    press(link, [first], do="back", why="It was six hours.")
    page = press(link, [first, second])

    assert "1 entry is signed off" in page
    assert "We left 1 entry as it is" in page
    first.refresh_from_db()
    assert first.status == "sent back"


def test_day_changed_since_the_page_was_opened_is_not_signed_unseen(placement, link):
    (entry,) = days(placement, 1)
    placement.entries.update(minutes=12 * 60)

    page = press(link, [entry])

    assert "Amina Yusuf has changed it since you opened this page" in page
    assert "12 hours" in page
    assert not placement.entries.signed().exists()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"do": "back"}, "Say in a few words what is not right"),
        ({"why": "It was six hours."}, "Send those days back, or clear what you wrote"),
    ],
)
def test_press_that_contradicts_itself_is_asked_again(placement, link, given, words):
    entries = days(placement, 1)

    page = press(link, entries, **given)

    assert words in page
    assert placement.entries.waiting().count() == 1


def test_page_shows_the_oldest_and_how_many_come_after(placement, link):
    days(placement, 30)
    for n in range(31):
        LogEntryFactory(placement=placement, on=placement.starts_on + n * DAY, kind="formal")

    page = Client().get(link).text

    assert "1 more come" in page
    assert page.count('type="checkbox"') == 60


def test_page_costs_no_more_with_more_days(placement, link, django_assert_num_queries):
    days(placement, 20)

    with django_assert_num_queries(3):
        Client().get(link)


# -- Those who practise ----------------------------------------------------------------------------------------------


def test_day_like_the_last_one_is_filled_in(placement):
    LogEntryFactory(placement=placement, on=placement.starts_on, kind="formal")
    client, today = sign_in(Client(), placement.enrolment.person), uk_day(timezone.now())

    form = client.get(reverse("outcomes:day_add", args=[placement.uuid])).context["form"]
    LogEntryFactory(placement=placement, on=today, kind="formal")
    again = client.get(reverse("outcomes:day_add", args=[placement.uuid])).context["form"]

    assert form.initial == {"on": today, "kind": "formal", "minutes": 420}
    assert again.initial["on"] is None


def test_award_of_which_all_is_claimed_asks_for_no_claim():
    claim = ClaimFactory(amount_pence=500_00)
    client = sign_in(Client(), claim.award.enrolment.person)

    page = client.get(reverse("outcomes:claim_add", args=[claim.award.uuid])).text

    assert "All of this award is claimed" in page
    assert "Send the claim" not in page


def test_claim_of_tomorrow_is_refused_beside_the_day():
    award = AwardFactory()
    client, tomorrow = sign_in(Client(), award.enrolment.person), uk_day(timezone.now()) + DAY
    spent = {f"spent_on_{part}": getattr(tomorrow, part) for part in ("day", "month", "year")}

    response = client.post(reverse("outcomes:claim_add", args=[award.uuid]), {"pence": "45", "what": "travel", **spent})

    assert list(response.context["form"].errors) == ["spent_on"]


# -- Managers --------------------------------------------------------------------------------------------------------


def listed(enrolment, client, show=""):
    cohort = enrolment.cohort
    url = reverse("outcomes:placement_list", args=[cohort.programme.slug, cohort.slug])
    return client.get(url, {"show": show}).text


def test_list_holds_whoever_could_be_awarded_something(staff_client):
    enrolment = EnrolmentFactory(person__name="Fay Funded")
    strand = StrandFactory(programme=enrolment.cohort.programme)
    EnrolmentFactory(cohort=enrolment.cohort, strand=strand, person__name="Pia Plain")
    FundFactory(strand=enrolment.strand)
    make_manager(enrolment.cohort.programme, person=staff_client.user)

    page = listed(enrolment, staff_client)

    assert "Fay Funded" in page
    assert "Pia Plain" not in page
    detail = staff_client.get(reverse("outcomes:placement_person", args=[enrolment.uuid])).text
    assert "asks for none" in detail
