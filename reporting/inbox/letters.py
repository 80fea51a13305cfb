"""What waits for an administrator: letters that could not be delivered."""

from django.urls import reverse

from accounts.models import User
from core.words import number_of
from notifications.models import Message
from reporting.inbox.task import Task


def parked_letters(person: User) -> list[Task]:
    """Letters that could not be delivered, for administrators."""
    if not person.is_administrator:
        return []
    count = Message.objects.parked().count()
    if not count:
        return []
    title = f"{number_of(count, 'letter')} could not be delivered"
    return [Task(group="The portal", title=title, url=reverse("reporting:letter_list"), link="See which")]
