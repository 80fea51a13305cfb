"""An hour before an account was opened, and two hours after to whoever gave a name, with a copy to a friend."""

import datetime as dt

from accounts.models import User
from notifications.timed import Rule


def letter(user, to=None):
    context = {"what": user.name or "you", "link": "http://localhost:8000/"}
    return {"to": to or user.email, "template": "letters/plain", "context": context, "person": user}


HOUR_BEFORE = Rule(
    key="hour-before",
    name="An hour before",
    model=User,
    anchor=lambda user: user.date_joined,
    wanted=lambda user: user.is_active,
    letter=letter,
    latest=lambda user: user.date_joined,
    offset_minutes=-60,
)
THANKS = Rule(
    key="thanks",
    name="Two hours after",
    model=User,
    anchor=lambda user: user.date_joined,
    wanted=lambda user: user.is_active,
    proven=lambda user: user.name != "",
    letter=letter,
    copies=lambda user: [("friend", letter(user, to="friend@example.org"))],
    latest=lambda user: user.date_joined + dt.timedelta(days=2),
    offset_minutes=120,
    rows=lambda: User.objects.order_by("pk"),
)
RULES = [HOUR_BEFORE, THANKS]
