"""Letters about getting in, as their reader reads them; and a password that is good enough."""

import re

from notifications.models import Message

HARD = "umbrella yellow tractor"


def letter_to(email: str) -> Message:
    """The latest letter to an address."""
    return Message.objects.filter(to=email).latest("pk")


def code_for(email: str) -> str:
    """The code in it."""
    return re.search(r"^([A-Z0-9-]{6,9})$", letter_to(email).text, re.MULTILINE)[1]
