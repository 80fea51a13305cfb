import datetime as dt

from celery import shared_task
from django.utils import timezone

from events import actions

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
