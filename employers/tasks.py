from celery import shared_task
from django.utils import timezone

from employers import actions


@shared_task
def look_for_duplicates() -> None:
    actions.look_again(at=timezone.now())
