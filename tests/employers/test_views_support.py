"""The pages of a question on both sides, and the register."""

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.calendar import uk_day
from employers.models import ReturnerProgramme, SupportRequest
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import ContactFactory, ReturnerProgrammeFactory, SupportRequestFactory

pytestmark = pytest.mark.django_db

DAY = dt.timedelta(days=1)


def url(name, *args):
    return reverse(f"employers:{name}", args=args)


@pytest.fixture
def member():
    return ContactFactory()


@pytest.fixture
def client(member):
    return sign_in(Client(), member.person)


def asked_by(member, **kwargs):
    return SupportRequestFactory(organisation=member.organisation, asked_by=member.person, **kwargs)


# -- A contact's -----------------------------------------------------------------------------------------------------


def test_ask_of_the_only_programme_without_being_asked_which(client, member):
    programme = ProgrammeFactory()
    ask = url("support_ask", member.organisation.uuid)
    key = client.get(ask).context["form"]["key"].value()

    for _ in range(2):
        page = client.post(ask, {"subject": "First steps", "text": "How?", "key": key}, follow=True).text

    asked = SupportRequest.objects.get()
    assert asked.programme == programme
    assert "We have your question. We answer by the end of" in page


def test_ask_after_the_end_of_support_says_what_to_do_instead(client, member):
    yesterday = uk_day(timezone.now()) - DAY
    links = "National Careers Service https://nationalcareers.service.gov.uk"
    programme = ProgrammeFactory(support_until=yesterday, other_help=links)
    ask = url("support_ask", member.organisation.uuid)

    page = client.get(ask).text
    client.post(ask, {"programme": programme.pk, "subject": "x", "text": "x"})

    assert "Our support has ended" in page
    assert programme.contact_email in page
    assert "nationalcareers.service.gov.uk" in page
    assert not SupportRequest.objects.exists()


def test_colleague_reads_and_writes_and_somebody_elsewhere_finds_nothing(member):
    asked = asked_by(member, text="How do we begin?")
    colleague = sign_in(Client(), ContactFactory(organisation=member.organisation).person)
    stranger = sign_in(Client(), ContactFactory().person)

    page = colleague.post(url("support_request", asked.uuid), {"text": "We wonder, too."}, follow=True).text

    assert "How do we begin?" in page
    assert "We wonder, too." in page
    assert stranger.get(url("support_request", asked.uuid)).status_code == 404


def test_words_are_shown_as_they_were_typed_and_never_run(client, member):
    asked = asked_by(member, text="<script>alert(1)</script>\n\nhttps://example.org/a?b=1&c=2")

    page = client.get(url("support_request", asked.uuid)).text

    assert "<script>alert" not in page
    assert 'href="https://example.org/a?b=1&amp;c=2"' in page


def test_late_answer_is_owned_up_to(client, member):
    asked = asked_by(member, opened_at=timezone.now() - 5 * DAY)

    page = client.get(url("support_request", asked.uuid)).text

    assert "Our answer is late, and we are sorry." in page


def test_close_and_open_again_by_writing(client, member):
    asked = asked_by(member)

    closed = client.post(url("support_close", asked.uuid), follow=True).text
    client.post(url("support_request", asked.uuid), {"text": "One more thing."})

    asked.refresh_from_db()
    assert "If there is more, write below and it is open again." in closed
    assert asked.is_open


# -- The team's ------------------------------------------------------------------------------------------------------


def test_list_shows_what_waits_in_the_order_it_is_due(staff_client):
    now = timezone.now()
    SupportRequestFactory(subject="Later", due_at=now + 2 * DAY)
    SupportRequestFactory(subject="Sooner", due_at=now + DAY)
    SupportRequestFactory(subject="Late", due_at=now - DAY)
    SupportRequestFactory(subject="Done", closed=True)

    page = staff_client.get(url("support_list")).text

    assert page.index("Late") < page.index("Sooner") < page.index("Later")
    assert "Overdue since" in page
    assert "Done" not in page


def test_list_of_ones_own_and_of_nobodys(staff_client):
    SupportRequestFactory(subject="My own", owner=staff_client.user)
    SupportRequestFactory(subject="Nobody has it")
    SupportRequestFactory(subject="Theirs", owner=ProgrammeManagerFactory())

    mine, nobodys = (staff_client.get(url("support_list"), {"whose": whose}).text for whose in ("mine", "unowned"))

    assert [words in mine for words in ("My own", "Nobody has it", "Theirs")] == [True, False, False]
    assert [words in nobodys for words in ("My own", "Nobody has it", "Theirs")] == [False, True, False]


def test_list_of_one_organisation(staff_client, member):
    asked_by(member, subject="Theirs")
    SupportRequestFactory(subject="Of others")

    page = staff_client.get(url("support_list"), {"organisation": str(member.organisation.uuid)}).text

    assert "Theirs" in page
    assert "Of others" not in page
    assert "Those of one organisation only." in page


@pytest.mark.parametrize("query", ["?organisation=x", "?status=nonsense", "?status=all&older=x", "?whose=x&newer=1_2"])
def test_list_with_an_address_that_makes_no_sense_shows_something(staff_client, query):
    assert staff_client.get(url("support_list") + query).status_code == 200


def test_answer_and_close_in_one_press(staff_client, member):
    asked = asked_by(member)

    page = staff_client.post(
        url("support_answer", asked.uuid), {"text": "Like this.", "close": "yes"}, follow=True
    ).text

    asked.refresh_from_db()
    assert asked.is_closed
    assert f"Sent to {member.person}." in page


def test_answer_to_what_a_colleague_closed_keeps_what_was_typed(staff_client, member):
    asked = asked_by(member, closed=True)

    page = staff_client.post(url("support_answer", asked.uuid), {"text": "A long answer."}).text

    assert "closed meanwhile" in page


def test_take_it_by_one_press_and_set_another_day(staff_client, member):
    asked = asked_by(member)
    monday = dt.date(2030, 1, 7)

    staff_client.post(url("support_assign", asked.uuid), {"owner": str(staff_client.user.uuid)})
    page = staff_client.post(
        url("support_due", asked.uuid), {"on_day": "7", "on_month": "1", "on_year": "2030"}, follow=True
    ).text

    asked.refresh_from_db()
    assert asked.owner == staff_client.user
    assert uk_day(asked.due_at - dt.timedelta(minutes=1)) == monday
    assert "the end of Monday 7 January 2030" in page


# -- The register ----------------------------------------------------------------------------------------------------

REGISTERED = {
    "employer": "Amey Consulting",
    "kind": "returnship",
    "regions": ["North West", "London"],
    "first_year": "2019",
    "last_year": "",
    "source": "Their website",
    "seen_on_day": "2",
    "seen_on_month": "3",
    "seen_on_year": "2026",
}


def test_add_to_the_register_once(staff_client):
    staff_client.post(url("register_add"), REGISTERED)
    again = staff_client.post(url("register_add"), {**REGISTERED, "employer": "AMEY consulting"}).text

    row = ReturnerProgramme.objects.get()
    assert (row.regions, row.years) == (["North West", "London"], "Since 2019")
    assert "This programme is in the register already" in again


def test_register_names_each_thing_that_is_missing(staff_client):
    page = staff_client.post(url("register_add"), {"employer": ""}).text

    for words in ("Enter the employer", "Enter the first year", "Enter when you read it"):
        assert words in page


def test_register_asks_for_a_region_that_there_is_and_years_in_order(staff_client):
    form = {**REGISTERED, "regions": ["None"], "last_year": "2018"}

    page = staff_client.post(url("register_add"), form).text

    assert "The last year must not be before the first" in page
    assert 'value="None"' not in page
    assert not ReturnerProgramme.objects.exists()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"q": "amey"}, True),
        ({"q": "other"}, False),
        ({"region": "North West"}, True),
        ({"region": "London"}, False),
        ({"year": "2020"}, True),
        ({"year": "2018"}, False),
        ({"kind": "other"}, False),
    ],
)
def test_register_is_filtered_in_the_address_and_as_a_file(staff_client, query, found):
    ReturnerProgrammeFactory(employer="Amey Consulting", last_year=2021)

    page = staff_client.get(url("register_list"), query).text
    file = b"".join(staff_client.get(url("register_export"), query).streaming_content).decode()

    assert ("Amey Consulting" in page) == ("Amey Consulting" in file) == found


def test_take_out_of_the_register(staff_client):
    row = ReturnerProgrammeFactory()

    staff_client.post(url("register_remove", row.uuid))

    assert not ReturnerProgramme.objects.exists()
