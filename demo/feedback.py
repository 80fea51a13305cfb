"""What those who came to Leeds said of it afterwards."""

import datetime as dt
import random

from accounts.models import User
from events.actions.feedback import give_feedback, mark_quote
from events.asking import invite
from events.models import Event, Feedback

BEST = ["Hearing from people who came back themselves.", "The panel of employers.", "Time to talk to others.", ""]
BETTER = ["More on small firms.", "A longer break.", "", ""]
# As the first events were praised (Spring 2023).
QUOTE = "Very good event. Excellent speakers."


def say_what_they_thought(event: Event, officer: User, chance: random.Random) -> None:
    """Whoever booked and came is asked two hours after the end; two in three answer."""
    asked = event.ends_at + dt.timedelta(hours=2)
    came = event.bookings.filter(attendees__arrived_at__isnull=False).distinct().order_by("pk")
    answered: list[Feedback] = []
    for booking in came:
        asking = invite(event, email=booking.email, booking=booking, at=asked)
        if chance.random() < 0.67:
            given = asked + dt.timedelta(hours=chance.randint(1, 60))
            answered.append(give_feedback(asking, at=given, **_answers(chance, quoted=not answered)))
    mark_quote(answered[0], published=True, by=officer, at=event.ends_at + dt.timedelta(days=4))


def _answers(chance: random.Random, *, quoted: bool) -> dict[str, object]:
    quote = {"quote": QUOTE, "quote_use": Feedback.QuoteUse.UNNAMED} if quoted else {}
    return {
        "overall": chance.choice([5, 5, 4, 4, 3]),
        "speakers": chance.choice([5, 5, 5, 4]),
        "usefulness": chance.choice([5, 4, 4, 3]),
        "best": chance.choice(BEST),
        "better": chance.choice(BETTER),
        "training": chance.choice(Feedback.Training.values),
        **quote,
    }
