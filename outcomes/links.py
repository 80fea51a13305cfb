"""The link by which a supervisor signs off days. It opens the days of one placement and nothing else."""

import datetime as dt
import uuid

from django.urls import reverse

from core import links
from core.links import LinkOver
from notifications.outbox import letter_url
from outcomes.models import Placement

PURPOSE = "sign off"
# No placement lasts longer; its own end comes first.
LONGEST = dt.timedelta(days=4 * 366)


def sign_off_url(placement: Placement) -> str:
    """The whole address, for a letter to the supervisor and nobody else: whoever has it signs in their name."""
    return letter_url(reverse("outcomes:sign_off", args=[links.sign(PURPOSE, str(placement.link))]))


def read_sign_off(token: str, *, at: dt.datetime) -> Placement:
    """LinkOver once the placement is over, or somebody else supervises it."""
    key = uuid.UUID(links.read(PURPOSE, token, within=LONGEST))
    placements = Placement.objects.select_related("enrolment__person", "enrolment__cohort__programme", "host")
    placement = placements.filter(link=key).first()
    if placement is None or not placement.is_open(at):
        raise LinkOver("This link has run out.")
    return placement
