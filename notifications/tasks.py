"""The doors through which Celery comes in. Every one may run at any time, any number at once, or be lost."""

from celery import shared_task
from django.utils import timezone

from notifications import timed, watchdog
from notifications.delivery import deliver_due
from notifications.doorbell import ring
from notifications.models import Lane, Message

__all__ = ["deliver", "send_timed_letters", "sweep", "watchdog"]


@shared_task
def deliver(lane: str) -> None:
    deliver_due(Lane(lane))


@shared_task
def sweep() -> None:
    """Ring for every lane that has letters due, whether or not anybody rang before."""
    for lane in Lane:
        if Message.objects.due(lane, timezone.now()).exists():
            ring(lane)


@shared_task
def send_timed_letters() -> None:
    timed.send_due(timezone.now())
