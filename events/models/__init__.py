from events.models.booking import Attendee, Booking
from events.models.door import DayLink, Press
from events.models.event import LONGEST, Event, Speaker, Supporter
from events.models.pool import Pool
from events.models.series import Module, Series
from events.models.venue import Venue

__all__ = [
    "LONGEST",
    "Attendee",
    "Booking",
    "DayLink",
    "Event",
    "Module",
    "Pool",
    "Press",
    "Series",
    "Speaker",
    "Supporter",
    "Venue",
]
