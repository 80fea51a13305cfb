"""What follows an erasure, by the clock. Every one may run at any time, any number at once, or be lost."""

from pathlib import Path

from celery import shared_task
from django.conf import settings
from django.utils import timezone

from core.calendar import UK
from portal import actions

# The hours at which few people are here.
NIGHT = range(2, 6)


@shared_task
def finish_erasures() -> None:
    """Files first: they are what somebody could still find."""
    actions.remove_files()
    actions.forget_last_letters()
    actions.repeat(at=timezone.now())
    actions.write_log(Path(settings.ERASURE_LOG), at=timezone.now())


@shared_task
def keep_no_longer_than_needed() -> None:
    """At night in the UK, once for each kind of data. Asked every ten minutes: what was stopped goes on."""
    now = timezone.now()
    if now.astimezone(UK).hour in NIGHT:
        actions.retain(at=now)
