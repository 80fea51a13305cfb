"""What comes after an event."""

import datetime as dt

from core.regions import Region
from tests.browser.world.place import World
from tests.events.training import book_training, check_in, come, complete, series_of_two
from tests.factories.employers import OrganisationFactory, SiteFactory
from tests.factories.events import BookingFactory, EventFactory
from tests.factories.feedback import FeedbackFactory, FeedbackInviteFactory


def add(world: World) -> None:
    sessions = series_of_two(world.programme, name="Recruitment and Inclusion Training", slug="training")
    works_at = OrganisationFactory(name="Cummins")
    complete(sessions, email="zoe@example.org", names=["Zoë Łukasiewicz"], organisation=works_at)
    come(sessions[0], email="bo@example.org", names=["Bo Marsh"])
    world.events["training"] = sessions[0]
    book_training(sessions, email="cleo@example.org")
    online = EventFactory(programme=world.programme, title="Employer Insight Event, online", venue=None, online=True)
    BookingFactory(event__programme=world.programme, event__followed_by=online, email="missed@example.org")
    talked_about(world)


def talked_about(world: World) -> None:
    """An event that is over: some came, some did not, and some have said what they thought."""
    event = EventFactory(
        programme=world.programme, title="Employer Insight Event in Leeds", slug="leeds-past", past=True
    )
    works_at = SiteFactory(organisation__name="Amey Consulting", region=Region.YORKSHIRE).organisation
    for n in range(9):
        before = event.starts_at - dt.timedelta(days=3)
        booking = BookingFactory(event=event, names=["Ada", "Bo"], organisation=works_at if n % 2 else None, at=before)
        if n < 7:
            check_in(booking.attendees.first())
        FeedbackInviteFactory(event=event, booking=booking, email=booking.email)
    asked = list(event.feedback_invites.all())
    for n, invite in enumerate(asked[:6]):
        FeedbackFactory(invite=invite, overall=5 if n else 4, speakers=5, usefulness=4)
    said = asked[6]
    FeedbackFactory(
        invite=said,
        overall=5,
        best="The panel with two returners.",
        better="More time for questions.",
        quote="Very good event. Excellent speakers.",
        quote_use="named",
        quote_name="Ada King, Amey Consulting",
    )
    world.events["talked about"] = event
