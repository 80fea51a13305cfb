import datetime as dt

from celery import shared_task
from django.utils import timezone

from cohorts.models import Pool
from returners import actions
from returners.models import Place

# An answer that arrived in time may take this long to be written: longer than a page's statement may run.
GRACE = dt.timedelta(seconds=30)


@shared_task
def expire_offers() -> None:
    actions.expire_offers(at=timezone.now() - GRACE)


@shared_task
def fill_free_places() -> None:
    actions.fill_free_places(at=timezone.now())


@shared_task
def delete_saved_checks() -> None:
    actions.delete_saved_checks(at=timezone.now())


@shared_task
def close_waiting_lists() -> None:
    at = timezone.now()
    for pool in Pool.objects.filter(cohort__last_joining_at__lte=at, places__in=Place.objects.waiting()).distinct():
        actions.close_waiting_list(pool, at=at)
