"""A person can apply in ten minutes on a phone: every page they meet, how many words it says and what it asks.

`APPLYING=docs/applying make test ARGS="tests/browser/test_ten_minutes.py"` writes the pictures and the table anew.
"""

import os
from dataclasses import dataclass
from pathlib import Path

from cohorts.models import Cohort
from returners.models import Application
from tests.browser.conftest import PHONE
from tests.browser.post import code_in, last_letter
from tests.browser.visitor import Visitor
from tests.factories.accounts import PASSWORD
from tests.factories.cohorts import CohortFactory

EMAIL = "leila@example.org"
# Most adults read some 240 a minute; tired ones on a phone fewer.
WORDS_A_MINUTE = 200
SECONDS_A_PAGE, SECONDS_A_CHOICE, SECONDS_TO_TYPE, SECONDS_TO_FIND_THE_CODE = 3, 4, 12, 60
MOST_MINUTES = 10


@dataclass
class Seen:
    heading: str
    words: int
    choices: int
    typed: int

    @property
    def seconds(self) -> float:
        read = self.words / WORDS_A_MINUTE * 60
        return SECONDS_A_PAGE + read + self.choices * SECONDS_A_CHOICE + self.typed * SECONDS_TO_TYPE


class CountingVisitor(Visitor):
    """Notes every page as it arrives there, and what it does on it."""

    def __init__(self, *args):
        super().__init__(*args)
        self.seen: list[Seen] = []

    def arrived(self) -> "CountingVisitor":
        super().arrived()
        words = len(self.page.locator("main").inner_text().split())
        self.seen.append(Seen(self.heading, words, choices=0, typed=0))
        if folder := os.environ.get("APPLYING"):
            self.page.screenshot(path=Path(folder) / f"{len(self.seen):02}.png", full_page=True)
        return self

    def tick(self, option) -> None:
        super().tick(option)
        self.seen[-1].choices += 1

    def write(self, field, text: str) -> None:
        super().write(field, text)
        self.seen[-1].typed += 1


def test_person_can_apply_in_ten_minutes_on_a_phone(new_visitor, live_server):
    cohort = CohortFactory(programme__name="STEM ReCharge", programme__slug="stem-recharge", name="Spring cohort")
    parent = new_visitor(PHONE, kind=CountingVisitor)

    apply(parent, cohort)

    minutes = (sum(page.seconds for page in parent.seen) + SECONDS_TO_FIND_THE_CODE) / 60
    assert Application.objects.get().submitted_at
    if folder := os.environ.get("APPLYING"):
        (Path(folder) / "README.md").write_text(report(parent.seen, minutes))
    assert minutes <= MOST_MINUTES


def apply(parent: Visitor, cohort: Cohort) -> None:
    """From the programme's page to the reference number, without a mistake."""
    parent.open(f"/programmes/{cohort.programme.slug}/").press("Check if you can apply").press("Start now")
    parent.fill(postcode="ls6 3bn").press("Continue").choose("Not working").press("Continue")
    parent.choose("Looking after my children").fill(start_month="3", start_year="2021").press("Continue")
    parent.choose("Technology").press("Continue").choose("Yes").press("Continue")
    parent.press("Apply to this programme").press("Create an account")
    parent.fill(email=EMAIL, password1=PASSWORD).press("Create an account")
    parent.fill(code=code_in(last_letter(EMAIL))).press("Confirm").press("Start your application")
    parent.follow("How to reach you").fill(full_name="Leila Haddad").choose("Email").press("Save and continue")
    parent.press("Save and continue").choose("No").press("Save and continue")
    parent.choose("I confirm all of these").press("Save and continue")
    parent.press("Send my application")
    assert parent.heading == "Application sent"


REPORT = """# Applying on a phone

{pages} pages, {words:,} words, {choices} choices and {typed} things to type, from the programme's page to the reference
number. Somebody who reads every word takes **{minutes:.1f} minutes**, at {pace} words a minute, {page} seconds a page,
{choice} a choice, {typing} for each thing to type and {code} to find the code in their mail. A test walks it
and holds it below {most} minutes: `tests/browser/test_ten_minutes.py`.

| | page | words | choices | typed |
| --- | --- | --- | --- | --- |
{rows}
"""


def report(seen: list[Seen], minutes: float) -> str:
    return REPORT.format(
        **{name: sum(getattr(page, name) for page in seen) for name in ("words", "choices", "typed")},
        pages=len(seen),
        minutes=minutes,
        pace=WORDS_A_MINUTE,
        page=SECONDS_A_PAGE,
        choice=SECONDS_A_CHOICE,
        typing=SECONDS_TO_TYPE,
        code=SECONDS_TO_FIND_THE_CODE,
        most=MOST_MINUTES,
        rows="\n".join(
            f"| {number} | [{page.heading}]({number:02}.png) | {page.words} | {page.choices} | {page.typed} |"
            for number, page in enumerate(seen, 1)
        ),
    )
