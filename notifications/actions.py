"""What staff may do with a letter: send again one that could not be delivered, or call one back."""

import datetime as dt

from django.db import transaction
from django.utils import timezone

from core import audit
from core.errors import Refused
from notifications.doorbell import ring_after_commit
from notifications.models import Lane, Message

SENT_ANEW = {"attempts": 0, "tried_since": None, "error": ""}


@transaction.atomic
def send_again(message: Message, *, by) -> Message:
    """Try a letter that could not be delivered once more: the same letter, under the same key and Message-ID.

    Refused if it is not parked, or held a secret: that was wiped.
    """
    message = Message.objects.lock().get(pk=message.pk)
    if message.is_wiped:
        raise Refused(
            "This letter held a private code or link, which the portal no longer keeps. "
            "Ask the person to request a new one, and it will be sent at once."
        )
    message.move_to(Message.Status.DUE)
    message.due_at = timezone.now()
    for field, value in SENT_ANEW.items():
        setattr(message, field, value)
    with audit.acting(by, why="Letter sent again"):
        message.save(update_fields=["status", "due_at", *SENT_ANEW])
    ring_after_commit(Lane(message.lane))
    return message


@transaction.atomic
def cancel(message: Message, *, by) -> Message:
    """Call back a letter that has not gone. Refused if it has, or is going at this moment."""
    message = Message.objects.lock().get(pk=message.pk)
    if message.leased_until and message.leased_until > timezone.now():
        raise Refused("This letter is being sent at this moment. Look again in two minutes.")
    changes = message.finish(Message.Status.CANCELLED)
    with audit.acting(by, why="Letter cancelled"):
        message.save(update_fields=changes)
    return message


def delete_sent(template: str, *, before: dt.datetime) -> int:
    """Delete letters of one kind written before then, unless they still wait or are parked: how many.

    For letters to people who have no account: once delivered, their address is in no other place.
    """
    over = [Message.Status.SENT, Message.Status.CANCELLED]
    deleted, _ = Message.objects.filter(template=template, status__in=over, created_at__lt=before).delete()
    return deleted


@transaction.atomic
def send_all_again(*, by) -> int:
    """Try every letter that could not be delivered once more, after a fault of ours is mended: how many.

    Letters whose secret was wiped stay parked.
    """
    with audit.acting(by, why="All parked letters sent again"):
        count = (
            Message.objects.parked()
            .filter(secret=False)
            .update(status=Message.Status.DUE, due_at=timezone.now(), **SENT_ANEW)
        )
    for lane in Lane:
        ring_after_commit(lane)
    return count
