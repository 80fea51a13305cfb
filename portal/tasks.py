"""What follows an erasure, by the clock. Every one may run at any time, any number at once, or be lost."""

from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from portal import actions


@shared_task
def finish_erasures() -> None:
    """Files first: they are what somebody could still find."""
    actions.remove_files()
    actions.forget_last_letters()
    actions.repeat(at=timezone.now())
    actions.write_log(Path(settings.ERASURE_LOG), at=timezone.now())
