"""What the outbox holds on a person: the letters they were sent and those that are planned."""

from django.db.models import Q, QuerySet

from core.privacy import (
    Fact,
    Holding,
    NotPersonal,
    Purpose,
    Retention,
    by_account,
    by_address_alone,
    by_thing,
    either_way,
)
from notifications.models import Message, TimedLetter, TimedRule


def letters_of_the_past() -> QuerySet:
    """Whatever became of them; those that still have to leave are not of the past."""
    return Message.objects.exclude(status=Message.Status.DUE)


RETENTION = [
    Retention(
        "letter",
        "Letters we sent you",
        "after they were sent",
        period=24,
        lowest=3,
        highest=84,
        rows=letters_of_the_past,
        since="created_at",
        person="person",
    ),
]

HOLDINGS = [
    Holding(
        model=TimedLetter,
        title="Letters planned for you",
        whose=by_account("person"),
        links="person",
        facts=[Fact("rule on due_at state", "which reminders are planned for you, and when", Purpose.LETTERS)],
        plain="object_id message",
        retention="letter",
    ),
    Holding(
        model=Message,
        title="Letters sent to you",
        whose=either_way(by_account("person"), by_address_alone("to", account="person"), by_thing("subject_uuid")),
        links="person",
        facts=[
            Fact("to", "your email address", Purpose.LETTERS),
            Fact("subject text html calendar subject_uuid", "what we wrote to you", Purpose.LETTERS),
            Fact("status due_at created_at sent_at error", "when it was sent and whether it arrived", Purpose.LETTERS),
        ],
        plain="key lane template secret attempts tried_since lease leased_until message_id",
        hidden="html",
        retention="letter",
        # A letter about an application goes with it.
        part=lambda whole: Q(subject_uuid=getattr(whole, "uuid", None)) & Q(subject_uuid__isnull=False),
    ),
    NotPersonal(TimedRule, plain="key offset_days uk_hour offset_minutes enabled"),
]
