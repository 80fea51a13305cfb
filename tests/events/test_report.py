"""What an event has come to: each person counted once, and nobody to be recognised by a rating."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import timezone
from tablib import Dataset

from accounts.models import Role
from core import places
from core.audit import AuditEntry
from core.places import Status
from core.regions import Region
from events import report
from events.actions import arriving
from events.models import Booking, Pool
from tests.events.training import check_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import SiteFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.factories.feedback import FeedbackFactory, FeedbackInviteFactory

pytestmark = pytest.mark.django_db


def before(event):
    return event.starts_at - dt.timedelta(days=3)


def officer():
    return ProgrammeManagerFactory(role=Role.EVENTS_OFFICER)


def event_with_everybody():
    """Five seats: a party of two of whom one comes, one who cancels, one who never does; two wait to the end."""
    event = EventFactory(past=True, seats=5)
    at = before(event)
    ada, _ = BookingFactory(event=event, names=["Ada", "Bo"], at=at).attendees.all()
    cancels = BookingFactory(event=event, names=["Cleo"], at=at)
    BookingFactory(event=event, names=["Dan", "Eve"], at=at)
    BookingFactory(event=event, names=["Fay", "Gil"], at=at)
    places.give_up(cancels, Status.CANCELLED, at=at)
    check_in(ada)
    walk_in(event)
    return event


def walk_in(event):
    key = "00000000-0000-4000-8000-000000000001"
    arriving.walk_in(event, name="Hal", by=None, at=event.starts_at, key=key, organisation_name="Cummins")


def rated(event, *ratings):
    for overall in ratings:
        FeedbackFactory(invite__event=event, overall=overall)


def test_attendance_no_shows_and_cancellations_are_three_things():
    event = event_with_everybody()

    found = report.figures(event)

    assert found["booked"] == 4
    assert found["came"] == 2
    assert found["no_shows"] == 3
    assert found["walked_in"] == 1
    assert found["cancelled"] == 1
    assert found["waited"] == 2


def test_those_who_waited_to_the_end_have_not_cancelled():
    event = event_with_everybody()
    places.close_queue(Pool.objects.get(event=event), Booking, at=event.starts_at, most=10)

    found = report.figures(event)

    assert (found["cancelled"], found["waited"]) == (1, 2)


def test_by_organisation_says_who_sent_how_many():
    event = event_with_everybody()

    rows = {row["group"]: (row["booked"], row["came"]) for row in report.by_organisation(event)}

    assert rows == {"Cummins": (4, 2)}


def test_by_region_counts_a_person_once_in_each_region_of_their_organisation():
    event = EventFactory(past=True)
    organisation = SiteFactory(region=Region.YORKSHIRE).organisation
    SiteFactory(organisation=organisation, region=Region.YORKSHIRE)
    SiteFactory(organisation=organisation, region=Region.NORTH_EAST)
    check_in(BookingFactory(event=event, organisation=organisation, at=before(event)).attendees.get())

    rows = {row["group"]: (row["booked"], row["came"]) for row in report.by_region(event)}

    assert rows == {Region.YORKSHIRE.label: (1, 1), Region.NORTH_EAST.label: (1, 1)}


def test_fewer_than_five_answers_show_no_average():
    event = EventFactory(past=True)
    rated(event, 5, 5, 4, 1)
    few = report.answers(event)

    rated(event, 5)
    enough = report.answers(event)

    assert (few["ratings"][0]["average"], few["chart"]) == (None, None)
    assert enough["ratings"][0]["average"] == 4.0
    assert enough["ratings"][0]["spread"] is None
    assert [bar.label for bar in enough["chart"].bars] == ["The event as a whole"]


def test_how_answers_spread_is_shown_whole_or_not_at_all():
    event = EventFactory(past=True)
    rated(event, *[5] * 6, *[4] * 5)
    whole = report.answers(event)["ratings"][0]["spread"]

    rated(event, 1)
    hidden = report.answers(event)["ratings"][0]["spread"]

    assert whole == [6, 5, 0, 0, 0]
    assert hidden is None


def test_response_rate_is_of_those_who_were_asked():
    event = EventFactory(past=True)
    rated(event, 5)
    FeedbackInviteFactory.create_batch(18, event=event)
    few = report.answers(event)
    FeedbackInviteFactory(event=event)
    enough = report.answers(event)

    assert (few["invited"], few["answered"], few["rate"]) == (19, 1, None)
    assert (enough["invited"], enough["answered"], enough["rate"]) == (20, 1, 5.0)


def test_the_page_shows_words_and_never_whose_they_are(sign_in):
    invite = FeedbackInviteFactory(email="ada@example.org")
    FeedbackFactory(invite=invite, best="The panel", quote="Great", quote_use="no")
    client = sign_in(officer())

    page = client.get(reverse("events:event_report", args=[invite.event.uuid])).text

    assert "The panel" in page
    assert "Must not be published" in page
    assert "Mark as published" not in page
    assert "ada@example.org" not in page


def test_a_quote_is_marked_as_published_and_taken_back(sign_in):
    feedback = FeedbackFactory(quote="Great", quote_use="named", quote_name="Ada King")
    client = sign_in(officer())
    url = reverse("events:quote_mark", args=[feedback.invite.event.uuid, feedback.invite.uuid])

    client.post(url, {"published": "yes"})
    feedback.refresh_from_db()
    was_published = feedback.published_at is not None
    client.post(url, {"published": "no"})
    feedback.refresh_from_db()

    assert was_published
    assert feedback.published_at is None


def test_a_quote_without_permission_stays_unpublished_whoever_presses(sign_in):
    feedback = FeedbackFactory(quote="Great", quote_use="no")
    client = sign_in(officer())

    page = client.post(
        reverse("events:quote_mark", args=[feedback.invite.event.uuid, feedback.invite.uuid]),
        {"published": "yes"},
        follow=True,
    )

    assert "has not agreed that we publish it" in page.text


@pytest.mark.parametrize(("number", "columns"), [(4, 0), (5, 3)])
def test_the_file_has_ratings_once_there_are_enough(sign_in, number, columns):
    event = EventFactory(past=True)
    rated(event, *[4] * number)
    client = sign_in(officer())

    file = client.get(reverse("events:event_report_file", args=[event.uuid, "csv"]))

    head, *rows = csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig")))
    assert len(rows) == number
    assert len(set(head) & set(report.QUESTIONS.values())) == columns


def test_the_file_may_be_a_spreadsheet_and_nothing_else(sign_in):
    event = FeedbackFactory(best="=1+1", given_at=timezone.now()).invite.event
    client = sign_in(officer())

    spreadsheet = client.get(reverse("events:event_report_file", args=[event.uuid, "xlsx"]))
    other = client.get(reverse("events:event_report_file", args=[event.uuid, "exe"]))

    assert "spreadsheet" in spreadsheet.headers["Content-Type"]
    assert other.status_code == 404


# -- The file of the figures -------------------------------------------------------------------------------------------


def figures_file(client, event, kind="csv"):
    return client.get(reverse("events:event_figures_file", args=[event.uuid, kind]))


def read(file):
    return list(csv.reader(io.StringIO(file.getvalue().decode("utf-8-sig"))))


def test_the_file_of_figures_says_what_the_page_says_and_names_nobody(sign_in):
    event = event_with_everybody()
    client = sign_in(officer())

    file = figures_file(client, event)

    head, *rows = read(file)
    assert head == ["Part", "Figure", "Number"]
    assert ["People", "Booked", "4"] in rows
    assert ["People", "Booked and did not come", "3"] in rows
    assert ["Feedback", "Response rate in per cent", "Not shown"] in rows
    assert not {"Cummins", "Ada", "Hal"} & {cell for row in rows for cell in row}
    assert AuditEntry.objects.get(why="Exported: figures of an event").row == event.pk


def test_the_file_of_figures_hides_what_is_small(sign_in):
    event = EventFactory(past=True, seats=20)
    for region, people in ((Region.YORKSHIRE, 6), (Region.NORTH_WEST, 5), (Region.NORTH_EAST, 1)):
        organisation = SiteFactory(region=region).organisation
        for _ in range(people):
            BookingFactory(event=event, organisation=organisation, at=before(event))
    rated(event, 5, 5, 5, 4)
    client = sign_in(officer())

    rows = read(figures_file(client, event))

    booked = {figure: number for part, figure, number in rows if part.startswith("Booked, by region")}
    assert booked == {"Yorkshire": "6", "North West": "Not shown", "North East": "Not shown"}
    assert ["The event as a whole", "Answers", "4"] in rows
    assert ["The event as a whole", "Very good (5)", "Not shown"] in rows
    assert ["The event as a whole", "Average from 1 to 5", "Not shown"] in rows


def test_the_file_of_figures_may_be_a_spreadsheet_with_numbers_and_nothing_else(sign_in):
    event = event_with_everybody()
    client = sign_in(officer())

    spreadsheet = figures_file(client, event, "xlsx")
    other = figures_file(client, event, "exe")

    rows = list(Dataset().load(spreadsheet.getvalue(), format="xlsx"))
    assert ("People", "Came", 2) in rows
    assert other.status_code == 404


def test_before_an_event_is_over_nobody_is_said_to_have_stayed_away():
    event = EventFactory()

    rows = report.table(event, is_over=False)

    assert "Booked and did not come" not in [figure for _, figure, _ in rows]
