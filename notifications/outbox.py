"""How every other app writes a letter: `from notifications.outbox import Lane, letter_url, post`."""

import re
import uuid

from core.privacy import NOWHERE
from notifications.doorbell import ring_after_commit
from notifications.models import Lane, Message
from notifications.rendering import LetterIncomplete, letter_url, render_letter

__all__ = ["Lane", "LetterIncomplete", "letter_url", "post"]


def post(
    key: str,
    *,
    to: str,
    template: str,
    context: dict[str, str],
    lane: Lane = Lane.NORMAL,
    secret: bool = False,
    person=None,
    about: uuid.UUID | None = None,
    calendar: str = "",
) -> Message:
    """Save a letter with the caller's work; it leaves after that work commits.

    A key is posted once, ever: a reminder that runs twice arrives once. `template` is `<app>/email/<name>`, plain text
    extending email/base.txt; `context` is a dict of plain strings (TypeError otherwise), complete (LetterIncomplete
    otherwise). `person` is whose account it goes to and `about` the uuid of what it is about, for the staff's lists;
    `secret` keeps it off every page. `calendar` is an .ics that goes with it as a file.
    """
    if not to or re.search(r"[\x00-\x1f\x7f]", to):
        raise ValueError("A letter goes to one address on one line.")
    message = Message(
        key=key,
        to=to,
        person=person,
        subject_uuid=about,
        lane=lane,
        secret=secret,
        template=template,
        calendar=calendar,
        # An account that was emptied may still be counted among those who are written to.
        status=Message.Status.CANCELLED if to.endswith(NOWHERE) else Message.Status.DUE,
        **render_letter(template, context),
    )
    if not Message.objects.insert_once(message):
        return Message.objects.get(key=key)
    ring_after_commit(lane)
    return message
