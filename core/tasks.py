from celery import shared_task
from django.core.management import call_command

from core.cache import forget_what_ran_out


@shared_task
def clear_sessions() -> None:
    """Delete sessions that have run out, with the answers of an eligibility check in them, and limits that have."""
    call_command("clearsessions")
    forget_what_ran_out()
