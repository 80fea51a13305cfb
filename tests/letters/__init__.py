"""What somebody was written, as a test reads it.

Beside this, a module an app with its LETTERS: what has to happen for each of its letters to be written once, and what
each has to say. tests/test_letters.py holds all of them to the same; a letter that is never written fails it.
"""

import re

from notifications.models import Message

# Words of offices and of machines, and shouting.
NOT_PLAIN = re.compile(
    r"!|\b(regret|hereby|pursuant|commence|successful|unsuccessful|unfortunately|ineligible|utilise|via|e\.g\."
    r"|null|none|true|false|datetime|UTC|GMT|BST)\b",
    re.IGNORECASE,
)


def letters_to(person) -> list[str]:
    """The names of the letters to a person, oldest first: `received`, `offered`."""
    messages = Message.objects.filter(person=person).order_by("pk")
    return [message.template.rpartition("/")[2] for message in messages]


def letter_to(person, name: str) -> Message:
    """The latest letter of that name."""
    return Message.objects.filter(person=person, template__endswith=f"/{name}").latest("pk")
