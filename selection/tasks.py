from celery import shared_task
from django.utils import timezone

from selection.actions.assigning import fill
from selection.models import Round


@shared_task
def fill_rounds() -> None:
    """Whoever was found eligible late is given out, and what was left by somebody who has gone."""
    for round_ in Round.objects.to_review().order_by("pk"):
        fill(round_, at=timezone.now())
