"""What staff wrote to those who booked an event: a draft, one that nobody would get, one on its way, one that went."""

from django.utils import timezone

from core import jobs
from core.jobs import Job
from events import actions
from events.actions.messaging import EVENT_MESSAGE, carry_out_message
from events.models import EventMessage
from tests.browser.world.place import World

TEXT = "There are sockets at every table.\n\nPlease come ten minutes early."


def add(world: World) -> None:
    officer, event, now = world.people["officer"], world.events["full"], timezone.now()
    for state, audience in (("draft", "live"), ("nobody", "came"), ("on its way", "booked"), ("sent", "booked")):
        world.messages[state] = actions.draft_message(
            event, audience=audience, subject=f"Bring your laptop, {state}", text=TEXT, by=officer, at=now
        )
    for state in ("sent", "on its way"):
        actions.send_message(world.messages[state], by=officer, at=now)
    carry_out_message(_job(world.messages["sent"]))
    jobs.advance(_job(world.messages["on its way"]), 0)


def _job(message: EventMessage) -> Job:
    return Job.objects.get(kind=EVENT_MESSAGE, subject=message.pk)
