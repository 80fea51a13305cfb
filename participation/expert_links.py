"""The link of an expert. It opens one session and nothing else, and only its hash is kept."""

import datetime as dt

from django.urls import reverse

from accounts.actions import hash_token
from core import links
from core.links import LinkOver
from notifications.outbox import letter_url
from participation.models import Expert

PURPOSE = "expert at a session"
# No session is planned for longer; the end of the link comes first.
LONGEST = dt.timedelta(days=3 * 366)


def expert_url(secret: str) -> str:
    """The whole address, for a letter to the expert and for nobody else."""
    return letter_url(reverse("participation:expert_session", args=[links.sign(PURPOSE, secret)]))


def read_expert(token: str, *, at: dt.datetime) -> Expert:
    """LinkOver from the day after the session on, or once staff ended it or sent a newer one."""
    secret = links.read(PURPOSE, token, within=LONGEST)
    experts = Expert.objects.select_related("session__cohort__programme", "session__track")
    expert = experts.filter(secret=hash_token(secret)).first()
    if expert is None or not expert.is_open(at):
        raise LinkOver("This link has run out.")
    return expert
