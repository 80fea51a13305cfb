"""Career breaks when there is more than one: their list, and a page for each. Most people have one and see neither.

The check and the application tell of them in the same way.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages

from core.requests import Request
from returners.eligibility import MOST_BREAKS, Answers, Break
from returners.question_forms import OneBreakForm
from returners.summary import spell_in_words

NEW = "new"
NOT_THERE = "That break has been changed or removed since. These are your breaks now."


@dataclass(frozen=True)
class Teller:
    """Where breaks are told: `list_url` is the question itself, `next_url` what comes after it."""

    answers: Answers
    today: dt.date
    list_url: str
    next_url: str
    break_url: Callable[[str], str]
    keep: Callable[[Answers], None]

    def after(self, request: Request, answers: Answers) -> str:
        """Where the question leads once answered: to another break, to the list of several, or nowhere of its own."""
        if answers.breaks and "another" in request.POST:
            return self.break_url(NEW)
        return self.list_url if len(answers.breaks) > 1 else ""

    def listed(self) -> dict[str, Any] | None:
        """The list, once there are several."""
        breaks = self.answers.breaks
        if len(breaks) < 2:
            return None
        return {
            "rows": [self._row(spell) for spell in breaks],
            "add_url": self.break_url(NEW) if len(breaks) < MOST_BREAKS else "",
            "most": MOST_BREAKS,
            "next_url": self.next_url,
        }

    def _row(self, spell: Break) -> dict[str, str]:
        why, when = spell_in_words(spell)
        return {"why": why, "when": when, "url": self.break_url(spell.key)}


def one_break(request: Request, teller: Teller, key: str) -> str | dict[str, Any]:
    """Add a break, change it or take it away: where that leads, or what the page shows."""
    answers = teller.answers
    changing = answers.find_break(key)
    if changing is None and key != NEW:
        messages.info(request, NOT_THERE)
    if not answers.breaks or (changing is None and key != NEW):
        return teller.list_url
    if changing and "remove" in request.POST:
        teller.keep(answers.without_break(changing))
        messages.success(request, "The break is removed.")
        return teller.list_url
    form = OneBreakForm(request.POST or None, answers=answers, today=teller.today, changing=changing)
    if form.is_valid():
        teller.keep(form.answered())
        return teller.list_url
    return {"form": form, "changing": changing, "back_url": teller.list_url}
