import datetime as dt

from celery import shared_task
from django.utils import timezone

from cohorts.models import Pool
from core import jobs
from returners import actions
from returners.actions.scheduling import CALENDAR_CHANGE
from returners.models import Place

# An answer that arrived in time may take this long to be written: longer than a page's statement may run.
GRACE = dt.timedelta(seconds=30)
NIGHT_ENDS = 5  # in the UK


@shared_task
def expire_offers() -> None:
    actions.expire_offers(at=timezone.now() - GRACE)


@shared_task
def release_holds() -> None:
    actions.release_holds(at=timezone.now() - GRACE)


@shared_task
def fill_free_places() -> None:
    actions.shorten_late_offers(at=timezone.now())
    actions.fill_free_places(at=timezone.now())


@shared_task
def tell_of_next_cohort() -> None:
    actions.tell_of_next_cohort(at=timezone.now())


@shared_task
def delete_saved_checks() -> None:
    actions.delete_saved_checks(at=timezone.now())


@shared_task
def carry_out_calendar_changes() -> None:
    """The letters and reminders of moved dates. A worker that dies leaves its job to the next round."""
    while job := jobs.take(CALENDAR_CHANGE, at=timezone.now()):
        actions.carry_out(job)


@shared_task
def mix_equality_answers() -> None:
    actions.mix_equality_answers()


@shared_task
def freeze_equality_totals() -> None:
    """Runs every hour and works at night alone: totals that moved by day would say who had just answered."""
    at = timezone.localtime()
    if at.hour < NIGHT_ENDS:
        actions.freeze_equality_totals(on=at.date())


@shared_task
def close_waiting_lists() -> None:
    at = timezone.now()
    for pool in Pool.objects.filter(cohort__last_joining_at__lte=at, places__in=Place.objects.waiting()).distinct():
        actions.close_waiting_list(pool, at=at)
    actions.close_undecided(at=at)


@shared_task
def remove_lost_files() -> None:
    actions.remove_lost_files(at=timezone.now())
