"""The timetable of a cohort, for those who manage it and those who take part."""

import datetime as dt

from django.utils import timezone

from participation.actions.feed import renew_feed
from participation.models import CalendarFeed, Session
from participation.views.feed import SIGNER
from tests.factories.cohorts import EnrolmentFactory
from tests.factories.participation import (
    OutlineFactory,
    OutlineSessionFactory,
    SchoolHolidayFactory,
    SessionFactory,
    TimetableFactory,
    ToldFactory,
)
from tests.queries import growing
from tests.queries.listed import Listed, Scene

OUTLINE = "9c1f0c5d-77a4-4f7c-9b0a-5f0a6a1b2c3d"


def scene() -> Scene:
    """A session that clashes, in a timetable that is shown, and somebody who takes part."""
    timetable = TimetableFactory()
    session = SessionFactory(cohort=timetable.cohort)
    SessionFactory(cohort=timetable.cohort, starts_at=session.starts_at)
    person = EnrolmentFactory(cohort=timetable.cohort).person
    manager = growing.manager_of(timetable.cohort.programme)
    outline = OutlineFactory(programme=timetable.cohort.programme, uuid=OUTLINE)
    strand = outline.programme.strands.first()
    return {
        **growing.scene(),
        "outline": outline,
        "strand": strand,
        "session": session,
        "manager": manager,
        "person": person,
    }


def sessions(scene: Scene, number: int) -> None:
    """To come and over, for everyone and for a strand, told and not, in a place and online, some at the same time."""
    cohort, strands = scene["session"].cohort, list(scene["session"].cohort.programme.strands.all())
    for n in range(number):
        session = SessionFactory(
            cohort=cohort,
            starts_at=scene["session"].starts_at + dt.timedelta(days=(0, 3, -10)[n // 3 % 3]),
            track=strands[n % len(strands)] if n % 3 else None,
            kind=Session.Kind.REFRESH if n % 5 == 4 else Session.Kind.COACHING,
            is_core=n % 5 != 4,
            leader=scene["manager"] if n % 2 else None,
            place="1 High Street, Leeds" if n % 2 else "",
        )
        if n % 4:
            ToldFactory(session=session)


def taking_part(scene: Scene, number: int) -> None:
    for _ in range(number):
        EnrolmentFactory(cohort=scene["session"].cohort)


def the_cohort(scene: Scene) -> list:
    cohort = scene["session"].cohort
    return [cohort.programme.slug, cohort.slug]


def the_session(scene: Scene) -> list:
    return [*the_cohort(scene), scene["session"].uuid]


def in_outlines(scene: Scene, number: int) -> None:
    """In the outline that is looked at, and others; and holidays."""
    for n in range(number):
        OutlineSessionFactory(outline=scene["outline"], week=n % 50 + 1, track=scene["strand"] if n % 2 else None)
        OutlineFactory(programme=scene["outline"].programme)
        SchoolHolidayFactory(programme=scene["outline"].programme)


def the_feed(scene: Scene) -> list:
    feed = CalendarFeed.objects.filter(person=scene["person"]).first() or renew_feed(scene["person"], at=timezone.now())
    return [SIGNER.sign(feed.key.hex)]


def the_programme(scene: Scene) -> list:
    return [scene["outline"].programme.slug]


def the_outline(scene: Scene) -> list:
    return [*the_programme(scene), scene["outline"].uuid]


LISTS = [
    Listed("participation:outline_list", "manager", in_outlines, the_programme),
    Listed("participation:outline_detail", "manager", in_outlines, the_outline),
    Listed("participation:timetable_lay", "manager", in_outlines, the_cohort, f"?outline={OUTLINE}&on_holidays=move"),
    Listed("participation:timetable_detail", "manager", sessions, the_cohort),
    Listed("participation:timetable_detail", "manager", sessions, the_cohort, "?past"),
    Listed("participation:session_detail", "manager", sessions, the_session),
    Listed("participation:session_detail", "manager", taking_part, the_session),
    Listed("participation:calendar_feed", "person", sessions, the_feed),
    Listed("participation:my_timetable", "person", sessions, the_cohort),
    Listed("participation:my_timetable", "person", sessions, the_cohort, "?past"),
]
