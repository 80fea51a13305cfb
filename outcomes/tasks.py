from celery import shared_task
from django.utils import timezone

from outcomes.actions import placing


@shared_task
def forget_supervisors() -> None:
    placing.forget_supervisors(at=timezone.now())
