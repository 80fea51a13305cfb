"""The pages of what comes after an event."""

from accounts.models import Role
from tests.events.training import check_in, series_of_two
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.events import BookingFactory
from tests.factories.feedback import FeedbackFactory
from tests.queries.listed import Listed, Scene


def scene() -> Scene:
    sessions = series_of_two()
    return {
        "officer": ProgrammeManagerFactory(role=Role.EVENTS_OFFICER),
        "series": sessions[0].module.series,
        "session": sessions[0],
    }


def trainees(scene: Scene, number: int) -> None:
    pool = scene["session"].pools.get()
    pool.capacity += number
    pool.save()
    for _ in range(number):
        booking = BookingFactory(event=scene["session"], organisation=OrganisationFactory())
        check_in(booking.attendees.get())


def answers(scene: Scene, number: int) -> None:
    """What people wrote, and where they came from."""
    pool = scene["session"].pools.get()
    pool.capacity += number
    pool.save()
    for _ in range(number):
        BookingFactory(event=scene["session"], organisation=OrganisationFactory())
        FeedbackFactory(invite__event=scene["session"], best="The speakers")


LISTS: list[Listed] = [
    Listed("events:series_progress", "officer", trainees, lambda scene: [scene["series"].uuid]),
    Listed("events:event_report", "officer", answers, lambda scene: [scene["session"].uuid]),
]
