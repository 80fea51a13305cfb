import datetime as dt

from celery import shared_task
from django.utils import timezone

from core import jobs
from events import actions
from events.actions.messaging import EVENT_MESSAGE, carry_out_message
from events.actions.telling import EVENT_CHANGE, carry_out_change

# An answer that arrived in time may take this long to be written: longer than a page's statement may run.
GRACE = dt.timedelta(seconds=30)


@shared_task
def expire_offers() -> None:
    actions.expire_offers(at=timezone.now() - GRACE)


@shared_task
def fill_free_seats() -> None:
    actions.fill_free_seats(at=timezone.now())


@shared_task
def close_waiting_lists() -> None:
    actions.close_waiting_lists(at=timezone.now())


@shared_task
def forget_needs() -> None:
    actions.forget_needs(at=timezone.now())


@shared_task
def tell_of_event_changes() -> None:
    """A worker that dies leaves its job to the next round."""
    while job := jobs.take(EVENT_CHANGE, at=timezone.now()):
        carry_out_change(job)


@shared_task
def send_event_messages() -> None:
    while job := jobs.take(EVENT_MESSAGE, at=timezone.now()):
        carry_out_message(job)
