from celery import shared_task
from django.utils import timezone

from cohorts import interest


@shared_task
def tell_interested() -> None:
    interest.tell_interested(at=timezone.now())


@shared_task
def forget_interests() -> None:
    interest.forget_interests(at=timezone.now())
