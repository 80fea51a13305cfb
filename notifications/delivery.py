"""Sending what is due: claim with a lease, send over one connection, mark each letter right after it went.

Whoever is killed between sending a letter and marking it leaves it due, and it is sent once more under the same
Message-ID; that is accepted. Never sending is not. These functions read the clock themselves, since a run lasts.
"""

import datetime as dt
import logging
import re
import smtplib
import time
import uuid
from email.mime.text import MIMEText

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection, transaction
from django.utils import timezone

from notifications import heartbeat
from notifications.doorbell import ring
from notifications.models import Lane, Message

logger = logging.getLogger(__name__)

BATCH = 100
# A sender begins no letter later than this many seconds after its claim: it makes way for other lanes of its worker.
TURN = 10.0
# The rest of the lease is room for one letter at its slowest: a connection and a letter are some twelve commands, a
# server that answers each just within EMAIL_TIMEOUT is rare, and a lease that runs out doubles that letter at worst.
LEASE = dt.timedelta(seconds=90)
FIRST_WAIT = dt.timedelta(seconds=20)
LONGEST_WAIT = {
    Lane.NOW: dt.timedelta(minutes=1),
    Lane.NORMAL: dt.timedelta(minutes=15),
    Lane.BULK: dt.timedelta(minutes=15),
}
GIVE_UP_AFTER = dt.timedelta(hours=24)
# So many lost connections one after another: the server is in trouble, not the letters. The next sweep tries again.
LOST_IN_A_ROW = 3
# "Service not available, closing transmission channel": the one reply that says something of the server.
CLOSING = 421
CALENDAR_FILE = "invite.ics"
METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)


# The one statement that runs for every letter there is, by itself: written out, it takes a third of the ORM's time.
MARK_SENT = """
    UPDATE notifications_message
    SET status = 'sent', sent_at = %s, lease = NULL, leased_until = NULL, error = '',
        subject = CASE WHEN secret THEN '' ELSE subject END, text = CASE WHEN secret THEN '' ELSE text END,
        html = CASE WHEN secret THEN '' ELSE html END, calendar = CASE WHEN secret THEN '' ELSE calendar END
    WHERE id = %s AND status = 'due'
"""


def deliver_due(lane: Lane) -> int:
    """Send what is due on the lane until nothing is, or the turn is over: the number of letters sent.

    Any number of these may run at once. A mail server in trouble ends the run: the letter at hand waits longer each
    time, the others stay due.
    """
    sent = 0
    server = get_connection()
    try:
        while letters := claim(lane):
            turn_ends = time.monotonic() + TURN
            count, server_is_well = send_claimed(letters, server, turn_ends)
            sent += count
            if not server_is_well or (time.monotonic() > turn_ends and ring(lane)):
                break
    finally:
        server.close()
    return sent


def claim(lane: Lane) -> list[Message]:
    """Up to BATCH letters that are now this sender's alone until the lease runs out. Committed on return."""
    now, lease = timezone.now(), uuid.uuid4()
    with transaction.atomic():
        letters = list(Message.objects.due(lane, now).lock_free()[:BATCH])
        Message.objects.filter(pk__in=[letter.pk for letter in letters]).update(lease=lease, leased_until=now + LEASE)
    for letter in letters:
        letter.lease = lease
    return letters


def send_claimed(letters: list[Message], server: BaseEmailBackend, turn_ends: float) -> tuple[int, bool]:
    """Send the batch until the turn ends: how many went, and whether the server is well. What is left is let go."""
    sent = lost = 0
    untried = Message.objects.filter(lease=letters[0].lease, pk__in=[letter.pk for letter in letters])
    for letter in letters:
        if lost == LOST_IN_A_ROW or time.monotonic() > turn_ends:
            break
        heartbeat.beat()
        try:
            server.open()
            heartbeat.beat()
            server.send_messages([as_email(letter)])
        except Exception as error:  # whatever is wrong with one letter must not hold up the others
            put_off(letter, error)
            if is_lost(error):
                server.close()
                lost += 1
            continue
        mark_sent(letter)
        sent, lost = sent + 1, 0
    untried.update(lease=None, leased_until=None)
    return sent, lost < LOST_IN_A_ROW


class LetterEmail(EmailMultiAlternatives):
    """A mail that brings the boundaries between its parts: to choose one takes Python a tenth of sending the mail."""

    def message(self, *args, **options):
        mail = super().message(*args, **options)
        own = self.extra_headers["Message-ID"].strip("<>").partition("@")[0]
        # None begins like another: readers look at the beginning alone.
        for depth, part in enumerate(part for part in mail.walk() if part.is_multipart()):
            part.set_boundary(f"{depth}-{own}")
        return mail


def as_email(letter: Message) -> EmailMultiAlternatives:
    """The letter for the mail server. "auto-generated" keeps holiday replies away."""
    email = LetterEmail(
        letter.subject,
        letter.text,
        to=[letter.to],
        headers={"Message-ID": letter.message_id, "Auto-Submitted": "auto-generated"},
    )
    email.attach_alternative(letter.html, "text/html")
    if letter.calendar:
        email.attach(as_file(letter.calendar))
    return email


def as_file(calendar: str) -> MIMEText:
    """The calendar's part of a mail: an attachment, for mail programs show the letter and offer the file beside it.

    As one more alternative of the text, Outlook would show it in place of the letter. Its type names the METHOD that
    is in it (RFC 6047), which is how Gmail, Outlook and Apple know an entry that is new, moved or taken back. In
    base64, so that no mail server on the way breaks its lines anew.
    """
    part = MIMEText(calendar, "calendar", "utf-8")
    method = METHOD.search(calendar)
    part.set_param("method", method[1] if method else "PUBLISH")
    part.set_param("name", CALENDAR_FILE)
    part.add_header("Content-Disposition", "attachment", filename=CALENDAR_FILE)
    return part


def mark_sent(letter: Message) -> None:
    """It went, so it counts as sent even if the lease has run out since. A secret goes in the same UPDATE."""
    with connection.cursor() as cursor:
        cursor.execute(MARK_SENT, [timezone.now(), letter.pk])


def put_off(letter: Message, error: Exception) -> None:
    """Try again later; park it if the mail server refuses it for good, or after a day of trying."""
    now = timezone.now()
    held = Message.objects.filter(pk=letter.pk, lease=letter.lease)
    since = letter.tried_since or now
    reason = describe(error)
    tries = {"attempts": letter.attempts + 1, "tried_since": since, "error": reason}
    if is_refused_for_good(error) or now - since >= GIVE_UP_AFTER:
        logger.warning("Letter %s is parked: %s.", letter.pk, type(error).__name__)
        changes = letter.finish(Message.Status.FAILED, **tries)
    else:
        wait = min(FIRST_WAIT * 2 ** min(letter.attempts, 10), LONGEST_WAIT[Lane(letter.lane)])
        changes = {"due_at": now + wait, "lease": None, "leased_until": None, **tries}
    held.update(**changes)


def replies(error: Exception) -> list[tuple[int, str]]:
    """The mail server's own words: code and text. None where it said nothing."""
    found: list[tuple[int, bytes | str]]
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        found = [*error.recipients.values()]
    elif isinstance(error, smtplib.SMTPResponseException):
        found = [(error.smtp_code, error.smtp_error)]
    else:
        found = []
    return [(code, text.decode(errors="replace") if isinstance(text, bytes) else str(text)) for code, text in found]


def is_refused_for_good(error: Exception) -> bool:
    """A 5xx for this recipient or this content, or a letter that cannot be put into a mail at all.

    A 5xx for the sender, or at sign-in, is a fault of our settings: the letters wait for it to be mended.
    """
    if isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError):
        return all(code >= 500 for code, _ in replies(error))
    return isinstance(error, ValueError | smtplib.SMTPNotSupportedError)


def is_lost(error: Exception) -> bool:
    """The connection is gone or useless, rather than this letter refused over a good one."""
    if is_refused_for_good(error):
        return False
    about_a_letter = isinstance(error, smtplib.SMTPRecipientsRefused | smtplib.SMTPDataError)
    return not about_a_letter or any(code == CLOSING for code, _ in replies(error))


def describe(error: Exception) -> str:
    """The reason, for staff: the server's words where there are any. It may name the address: never for the logs."""
    said = "; ".join(f"{code} {text}" for code, text in replies(error))
    return " ".join((said or f"{type(error).__name__}: {error}").replace("\0", "").split())[:300]
