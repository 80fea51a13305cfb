"""Every page that our addresses lead to: its name, who looks at it, and how they get there.

A module for each area, with its PAGES and, in NOT_PAGES, the names that no page stands behind. A new page is a `Page`
there, one for each state it can be in; whom and what it shows is in the world (tests/browser/world).
"""

from collections.abc import Iterator

from django.urls import URLResolver, get_resolver

from tests.browser.pages import (
    account,
    afterwards,
    asking,
    attendance,
    booking,
    choosing,
    early_warning,
    employers,
    enrolments,
    errors,
    event_messages,
    events,
    groups,
    mentoring,
    mentors,
    on_the_day,
    organisations,
    outcomes,
    progress,
    public,
    ranked,
    releasing,
    returners,
    reviewing,
    round_reports,
    rounds,
    selection,
    staff,
    timetable,
)
from tests.browser.pages.page import Page

AREAS = {
    "public": public,
    "returner": returners,
    "ranked": ranked,
    "account": account,
    "staff": staff,
    "employers": employers,
    "organisations": organisations,
    "events": events,
    "event messages": event_messages,
    "on the day": on_the_day,
    "booking": booking,
    "afterwards": afterwards,
    "selection": selection,
    "rounds": rounds,
    "choosing": choosing,
    "releasing": releasing,
    "round reports": round_reports,
    "reviewing": reviewing,
    "enrolments": enrolments,
    "progress": progress,
    "timetable": timetable,
    "early warning": early_warning,
    "outcomes": outcomes,
    "mentoring": mentoring,
    "groups": groups,
    "mentors": mentors,
    "asking": asking,
    "attendance": attendance,
    "errors": errors,
}
GROUPS: dict[str, list[Page]] = {name: area.PAGES for name, area in AREAS.items() if area.PAGES}
NOT_PAGES = {name: why for area in AREAS.values() for name, why in area.NOT_PAGES.items()}


def names(patterns: list | None = None, prefix: str = "") -> Iterator[str]:
    """Every name in the URLconf, Django's admin aside."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if not isinstance(pattern, URLResolver):
            yield f"{prefix}{pattern.name}"
        elif pattern.app_name != "admin":
            space = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            yield from names(pattern.url_patterns, space)
