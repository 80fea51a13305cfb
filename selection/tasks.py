from celery import shared_task
from django.utils import timezone

from core import jobs
from selection.actions import reviewers
from selection.actions.assigning import fill
from selection.actions.releasing import RELEASE, carry_out_release
from selection.models import Round


@shared_task
def fill_rounds() -> None:
    """Whoever was found eligible late is given out, and what was left by somebody who has gone."""
    for round_ in Round.objects.to_review().order_by("pk"):
        fill(round_, at=timezone.now())


@shared_task
def release_decisions() -> None:
    """A worker that dies leaves its job to the next round."""
    while job := jobs.take(RELEASE, at=timezone.now()):
        carry_out_release(job, at=timezone.now())


@shared_task
def forget_employers() -> None:
    reviewers.forget_employers()
