"""What somebody was written, as a test reads it."""

from notifications.models import Message


def letters_to(person) -> list[str]:
    """The names of the letters to a person, oldest first: `received`, `offered`."""
    messages = Message.objects.filter(person=person).order_by("pk")
    return [message.template.rpartition("/")[2] for message in messages]


def letter_to(person, name: str) -> Message:
    """The latest letter of that name."""
    return Message.objects.filter(person=person, template__endswith=f"/{name}").latest("pk")
