"""What came in the post: the letters of the outbox, as the person they are for reads them."""

import re

from notifications.models import Message


def last_letter(to: str) -> Message:
    return Message.objects.filter(to=to).latest("pk")


def link_in(letter: Message) -> str:
    """The first address in a letter."""
    found = re.search(r"https?://\S+", letter.text)
    assert found, f"no link in {letter.text}"
    return found[0]


def code_in(letter: Message) -> str:
    """The code stands alone on a line."""
    found = re.search(r"^([A-Z0-9-]{6,})$", letter.text, re.MULTILINE)
    assert found, f"no code in {letter.text}"
    return found[1]
