"""What people are asked to agree to, one purpose at a time; and whether they have.

Here, and not with the pages that ask: every app above has to know before it introduces somebody, tells their story or
writes to them, and imports go downwards only.
"""

from dataclasses import dataclass

from accounts.models import Consent, User
from core.privacy import Purpose
from core.uktime import uk_datetime

HISTORY_HEAD = ["When", "What", "Your answer"]


@dataclass(frozen=True)
class Asked:
    """The words in which one purpose is asked. Other words are another version, and a yes to the old one is over."""

    purpose: Purpose
    version: int
    title: str
    means: str
    yes: str
    no: str

    @property
    def key(self) -> str:
        return self.purpose.name.lower()


ASKED = [
    Asked(
        Purpose.INTRODUCTIONS,
        version=1,
        title="Introducing you to employers",
        means="We may tell employers who look for people like you your name, what you can do and how to reach you.",
        yes="Yes, introduce me",
        no="Stop introducing me",
    ),
    Asked(
        Purpose.STORIES,
        version=1,
        title="Telling your story",
        means="We may tell others how you came back to work. You read it first, and we tell nothing you do not like.",
        yes="Yes, tell my story",
        no="Stop telling my story",
    ),
    Asked(
        Purpose.ALUMNI,
        version=1,
        title="Keeping in touch after the programme",
        means="We may write to you when the programme is over, to hear how you are and to tell you what others do.",
        yes="Yes, keep in touch",
        no="Stop keeping in touch",
    ),
    Asked(
        Purpose.MARKETING,
        version=1,
        title="Other programmes and events",
        means="We may write to you about other programmes and events for people who come back to work.",
        yes="Yes, tell me about them",
        no="Stop telling me about them",
    ),
]
BY_KEY = {asked.key: asked for asked in ASKED}


def has_given(person: User, purpose: Purpose) -> bool:
    """Whether somebody agrees to this now: said yes, to the words it is asked in today, and has not taken it back."""
    asked = BY_KEY[purpose.name.lower()]
    return _stands(asked, Consent.objects.of(person).filter(purpose=asked.key).newest_first().first())


def _stands(asked: Asked, last: Consent | None) -> bool:
    return last is not None and last.given and last.version == asked.version


def standing(rows: list[Consent]) -> list[dict[str, object]]:
    """Each purpose with the answer that stands, of somebody's rows, newest first."""
    found: list[dict[str, object]] = []
    for asked in ASKED:
        last = next((row for row in rows if row.purpose == asked.key), None)
        stands = _stands(asked, last)
        has_new_words = last is not None and last.given and not stands
        found.append({"asked": asked, "last": last, "stands": stands, "has_new_words": has_new_words})
    return found


def history(rows: list[Consent]) -> list[list[str]]:
    """Every press, in the words that stood beside it."""
    return [[uk_datetime(row.at), row.words, "Yes" if row.given else "Taken back"] for row in rows]
