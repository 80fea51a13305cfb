"""The local mailbox of development: a Maildir that a local SMTP server fills, read as people read their mail."""

import dataclasses
import datetime as dt
import email
import email.policy
import email.utils
import re
from email.message import EmailMessage
from pathlib import Path

from django.conf import settings
from django.http import Http404

# What the SMTP server names its files. Nothing else is opened: the name comes from the address of the page.
NAME = re.compile(r"[\w.:,=+-]+")


@dataclasses.dataclass
class Letter:
    """A mail as it arrived. `name` is its file's."""

    name: str
    to: str
    sender: str
    subject: str
    at: dt.datetime
    text: str
    html: str
    calendar: str


def letters(to: str = "", limit: int = 100) -> list[Letter]:
    """The newest letters, at most `limit`, whose recipients contain `to`."""
    found: list[Letter] = []
    for path in sorted(_files(), key=_arrived, reverse=True):
        if len(found) == limit:
            break
        # A letter may be moved or thrown away while the folder is read.
        if (letter := _read(path)) and to.lower() in letter.to.lower():
            found.append(letter)
    return found


def letter(name: str) -> Letter:
    """One letter by the name of its file. Http404 if there is none."""
    if NAME.fullmatch(name) and name not in (".", ".."):
        for path in _files():
            if path.name == name and (found := _read(path)):
                return found
    raise Http404


def _files() -> list[Path]:
    if not settings.MAIL_INBOX_DIR:
        raise Http404
    return [path for folder in ("new", "cur") for path in Path(settings.MAIL_INBOX_DIR, folder).glob("[!.]*")]


def _arrived(path: Path) -> tuple[int, str]:
    try:
        return path.stat().st_mtime_ns, path.name
    except FileNotFoundError:
        return 0, path.name


def _read(path: Path) -> Letter | None:
    try:
        mail = email.message_from_bytes(path.read_bytes(), _class=EmailMessage, policy=email.policy.default)
        at = dt.datetime.fromtimestamp(path.stat().st_mtime, dt.UTC)
    except FileNotFoundError:
        return None
    return Letter(
        name=path.name,
        to=str(mail.get("X-RcptTo") or mail.get("To") or ""),
        sender=str(mail.get("From", "")),
        subject=str(mail.get("Subject", "")),
        at=at,
        text=_part(mail, "plain"),
        html=_part(mail, "html"),
        calendar=_calendar(mail),
    )


def _part(mail: EmailMessage, kind: str) -> str:
    part = mail.get_body((kind,))
    return part.get_content() if part else ""


def _calendar(mail: EmailMessage) -> str:
    files = [part for part in mail.iter_attachments() if part.get_content_type() == "text/calendar"]
    return files[0].get_content() if files else ""
