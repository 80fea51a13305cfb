from celery import shared_task
from django.utils import timezone

from core import jobs
from mentoring.actions.running import MATCH, carry_out_run


@shared_task
def find_mentors() -> None:
    """A worker that dies leaves its job to the next round."""
    while job := jobs.take(MATCH, at=timezone.now()):
        carry_out_run(job, at=timezone.now())
