from celery import shared_task
from django.utils import timezone

from core import jobs
from mentoring.actions import answering, asking, clock, renewing
from mentoring.actions.publishing import PUBLISH, carry_out_publishing
from mentoring.actions.running import MATCH, carry_out_run


@shared_task
def find_mentors() -> None:
    """A worker that dies leaves its job to the next round."""
    while job := jobs.take(MATCH, at=timezone.now()):
        carry_out_run(job, at=timezone.now())


@shared_task
def publish_runs() -> None:
    """A worker that dies leaves its job to the next round."""
    while job := jobs.take(PUBLISH, at=timezone.now()):
        carry_out_publishing(job, at=timezone.now())


@shared_task
def ask_mentors() -> None:
    """What was asked and not answered in time, and whoever waits for the next best to be asked."""
    at = timezone.now()
    answering.expire(at)
    asking.ask_next_due(at)


@shared_task
def see_to_pairs() -> None:
    """Close pairs whose time is over, ask half way, and write to those that fell silent."""
    clock.see_to_pairs(at=timezone.now())


@shared_task
def ask_mentors_if_still_so() -> None:
    renewing.ask_who_is_due(at=timezone.now())
    renewing.pause_who_did_not_answer(at=timezone.now())
