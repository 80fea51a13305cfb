from celery import shared_task
from django.utils import timezone

from participation.actions import announcing, experts, supporting


@shared_task
def tell_of_timetables() -> None:
    """What a manager has changed and not told of by a press."""
    at = timezone.now()
    for cohort in announcing.cohorts_to_tell(at):
        announcing.tell(cohort, at=at)


@shared_task
def forget_support_needs() -> None:
    supporting.forget_support_needs(at=timezone.now())


@shared_task
def forget_experts() -> None:
    experts.forget_experts(at=timezone.now())
