"""A small programme in full swing: somebody in every state an application can be in, and the staff around them.

A module for each part, whose `add` builds on what those before it made. What a page needs to find again is kept in
the World (place.py).
"""

import mailbox
from email.message import EmailMessage
from pathlib import Path

from tests.browser.world import (
    afterwards,
    asking,
    asks,
    attendance,
    booking,
    calls,
    choosing,
    door,
    early_warning,
    employers,
    enrolments,
    event_messages,
    events,
    groups,
    mentors,
    organisations,
    outcomes,
    pairs,
    progress,
    ranked,
    releasing,
    reopened,
    returners,
    reviewing,
    round_reports,
    rounds,
    runs,
    staff,
    timetable,
)
from tests.browser.world.place import World
from tests.factories.cohorts import CohortFactory, ProgrammeFactory

PARTS = [
    returners,
    staff,
    ranked,
    calls,
    reopened,
    employers,
    organisations,
    events,
    door,
    afterwards,
    booking,
    event_messages,
    rounds,
    choosing,
    releasing,
    round_reports,
    reviewing,
    enrolments,
    progress,
    timetable,
    early_warning,
    outcomes,
    pairs,
    asks,
    groups,
    asking,
    attendance,
    mentors,
    runs,
]


def build(places: int = 4) -> World:
    """With so few places that somebody has to wait."""
    programme = ProgrammeFactory(name="STEM ReCharge", slug="stem-recharge", funder="a funder")
    world = World(CohortFactory(programme=programme, name="Spring cohort", slug="spring", pool__capacity=places))
    CohortFactory(programme=programme, name="Autumn cohort", slug="autumn", upcoming=True)
    world.quiet = CohortFactory(programme__name="Returner Fund", programme__slug="fund", closed=True).programme
    for part in PARTS:
        part.add(world)
    return world


def fill_inbox(folder: Path) -> str:
    """A local mailbox with one letter; answers with its name."""
    letter = EmailMessage()
    letter["From"], letter["To"], letter["Subject"] = "portal@example.org", "olu@example.org", "You have a place"
    letter.set_content("Good news.\n\nhttp://localhost:8000/my/\n")
    letter.add_alternative(
        '<html lang="en"><head><title>You have a place</title></head><body><main><h1>News</h1></main></body></html>',
        subtype="html",
    )
    mailbox.Maildir(str(folder), create=True).add(letter)
    return next((folder / "new").iterdir()).name
