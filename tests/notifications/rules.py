"""A timed letter for tests: the day before the anniversary of an account, at 9am, while it is active."""

from accounts.models import User
from notifications.timed import Rule

ANNIVERSARY = Rule(
    key="anniversary",
    name="Anniversary of an account",
    model=User,
    anchor=lambda user: user.date_joined,
    wanted=lambda user: user.is_active,
    letter=lambda user: {
        "to": user.email,
        "template": "letters/plain",
        "context": {"what": user.name, "link": "http://localhost:8000/"},
        "person": user,
    },
    latest=lambda user: user.date_joined,
    offset_days=-1,
    uk_hour=9,
)
RULES = [ANNIVERSARY]
