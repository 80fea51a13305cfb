from events.models.booking import Attendee, Booking
from events.models.door import DayLink, Press
from events.models.event import LONGEST, Event, Speaker, Supporter
from events.models.feedback import Feedback, FeedbackInvite
from events.models.material import Material
from events.models.pool import Pool, counters
from events.models.series import Module, Series
from events.models.telling import EventChange, EventMessage
from events.models.training import Certificate, SeriesBooking, Trainee
from events.models.venue import Venue

__all__ = [
    "LONGEST",
    "Attendee",
    "Booking",
    "Certificate",
    "DayLink",
    "Event",
    "EventChange",
    "EventMessage",
    "Feedback",
    "FeedbackInvite",
    "Material",
    "Module",
    "Pool",
    "Press",
    "Series",
    "SeriesBooking",
    "Speaker",
    "Supporter",
    "Trainee",
    "Venue",
    "counters",
]
