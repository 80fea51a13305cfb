from celery import shared_task
from django.core.management import call_command


@shared_task
def clear_sessions() -> None:
    """Delete sessions that have run out, with the answers of an eligibility check in them."""
    call_command("clearsessions")
