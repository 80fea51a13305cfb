"""The timetable of a cohort, for those who manage it and those who take part."""

from types import SimpleNamespace

from django.utils import timezone

from cohorts.models import Cohort, Enrolment
from participation.actions.feed import renew_feed
from participation.models import Session, Timetable
from participation.views.feed import SIGNER
from tests.factories.cohorts import EnrolmentFactory, StrandFactory
from tests.factories.participation import (
    OutlineSessionFactory,
    SchoolHolidayFactory,
    SessionFactory,
    TimetableFactory,
    ToldFactory,
)
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table
from tests.typed import day

ROWS = """
page                             | methods  | about       | anonymous | own | other | manager | foreign | administrator | reviewer
participation:timetable_detail   | GET      | planned     | sign in   | –   | –     | yes     | –       | –             | –
participation:timetable_announce | POST     | planned     | sign in   | –   | –     | yes     | –       | –             | –
participation:timetable_tell     | POST     | changed     | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_list       | GET      | outline     | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_add        | GET POST | outline     | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_detail     | GET      | outline     | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_detail     | GET      | crossed     | sign in   | –   | –     | –       | –       | –             | –
participation:outline_change     | GET POST | outline     | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_change     | GET POST | crossed     | sign in   | –   | –     | –       | –       | –             | –
participation:outline_remove     | POST     | outline     | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_session_add | GET POST | outline    | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_session_change | GET POST | outline | sign in   | –   | –     | yes     | –       | –             | –
participation:outline_session_change | GET POST | crossed | sign in   | –   | –     | –       | –       | –             | –
participation:outline_session_remove | POST  | outline    | sign in   | –   | –     | yes     | –       | –             | –
participation:school_holiday_add | GET POST | outline     | sign in   | –   | –     | yes     | –       | –             | –
participation:school_holiday_remove | POST  | holiday     | sign in   | –   | –     | yes     | –       | –             | –
participation:school_holiday_remove | POST  | their holiday | sign in | –   | –     | –       | –       | –             | –
participation:timetable_lay      | GET POST | planned     | sign in   | –   | –     | yes     | –       | –             | –
participation:session_add        | GET POST | planned     | sign in   | –   | –     | yes     | –       | –             | –
participation:session_detail     | GET      | planned     | sign in   | –   | –     | yes     | –       | –             | –
participation:session_detail     | GET      | elsewhere   | sign in   | –   | –     | –       | –       | –             | –
participation:session_change     | GET POST | planned     | sign in   | –   | –     | yes     | –       | –             | –
participation:session_change     | GET POST | elsewhere   | sign in   | –   | –     | –       | –       | –             | –
participation:session_call_off   | GET POST | announced   | sign in   | –   | –     | yes     | –       | –             | –
participation:my_timetable       | GET      | announced   | sign in   | yes | –     | –       | –       | –             | –
participation:my_timetable       | GET      | left        | sign in   | –   | –     | –       | –       | –             | –
participation:my_session         | GET POST | announced   | sign in   | yes | –     | –       | –       | –             | –
participation:my_session         | GET POST | planned     | sign in   | –   | –     | –       | –       | –             | –
participation:my_session         | GET POST | not for me  | sign in   | –   | –     | –       | –       | –             | –
participation:my_session         | GET POST | not chosen  | sign in   | –   | –     | –       | –       | –             | –
participation:my_calendar        | GET POST |             | sign in   | yes | yes   | yes     | yes     | yes           | yes
participation:calendar_feed      | GET      | followed    | yes       | yes | yes   | yes     | yes     | yes           | yes
participation:refresh_choose     | POST     | not chosen  | sign in   | yes | –     | –       | –       | –             | –
"""

A_SESSION = {
    **day("starts_at", 2091, time="10am"),
    "kind": "coaching",
    "title": "Changed",
    "minutes": "60",
    "is_core": "on",
}
IN_AN_OUTLINE = {**A_SESSION, "week": "2", "weekday": "wed", "starts": "11am"}
GIVEN: dict[str, dict[str, object]] = {
    "participation:outline_add": {"name": "Changed"},
    "participation:outline_change": {"name": "Changed"},
    "participation:outline_session_add": IN_AN_OUTLINE,
    "participation:outline_session_change": IN_AN_OUTLINE,
    "participation:school_holiday_add": {"name": "Changed", **day("first_on", 2091), **day("last_on", 2091)},
    "participation:session_add": A_SESSION,
    "participation:session_change": A_SESSION,
    "participation:session_call_off": {"why": "The leader is ill."},
    "participation:refresh_choose": {"comes": "yes"},
}


def taking_part(world: SimpleNamespace) -> Enrolment:
    """The returner's own part in the cohort, which runs for long."""
    Cohort.objects.filter(pk=world.cohort.pk).update(starts_on="2020-01-01", follow_on_ends_on="2099-01-01")
    own = world.people["own"].enrolments.filter(cohort=world.cohort).first()
    return own or EnrolmentFactory(person=world.people["own"], cohort=world.cohort)


def keys(session: Session) -> Keys:
    cohort = session.cohort
    return {"programme_slug": cohort.programme.slug, "slug": cohort.slug, "uuid": session.uuid}


def planned(world: SimpleNamespace) -> Keys:
    """A session that only managers see."""
    taking_part(world)
    Timetable.objects.filter(cohort=world.cohort).update(announced_at=None)
    return keys(SessionFactory(cohort=world.cohort))


def outline(world: SimpleNamespace) -> Keys:
    session = OutlineSessionFactory(outline__programme=world.programme)
    return {"slug": world.programme.slug, "uuid": session.outline.uuid, "session_uuid": session.uuid}


def crossed(world: SimpleNamespace) -> Keys:
    """The programme is the manager's, the outline of another one."""
    return {**outline(world), "uuid": OutlineSessionFactory(outline__programme=world.other.programme).outline.uuid}


def holiday(world: SimpleNamespace) -> Keys:
    return {"slug": world.programme.slug, "uuid": SchoolHolidayFactory(programme=world.programme).uuid}


def their_holiday(world: SimpleNamespace) -> Keys:
    return {"slug": world.programme.slug, "uuid": SchoolHolidayFactory(programme=world.other.programme).uuid}


def elsewhere(world: SimpleNamespace) -> Keys:
    """The cohort is the manager's, the session of another one."""
    return {**planned(world), "uuid": SessionFactory(cohort=world.other).uuid}


def shown(world: SimpleNamespace, **session: object) -> Keys:
    taking_part(world)
    if not Timetable.objects.filter(cohort=world.cohort).exists():
        TimetableFactory(cohort=world.cohort)
    return keys(ToldFactory(session__cohort=world.cohort, **session).session)


def announced(world: SimpleNamespace) -> Keys:
    return shown(world)


def changed(world: SimpleNamespace) -> Keys:
    """A session that nobody has been told of yet."""
    found = shown(world)
    SessionFactory(cohort=world.cohort)
    return found


def not_for_me(world: SimpleNamespace) -> Keys:
    """For another strand."""
    return shown(world, session__track=StrandFactory(programme=world.programme))


def not_chosen(world: SimpleNamespace) -> Keys:
    """In a ReFresh Week that they have not chosen."""
    return shown(world, session__kind=Session.Kind.REFRESH, session__is_core=False)


def followed(world: SimpleNamespace) -> Keys:
    """Whoever has the address reads it: calendars cannot sign in."""
    taking_part(world)
    return {"token": SIGNER.sign(renew_feed(world.people["own"], at=timezone.now()).key.hex)}


def left(world: SimpleNamespace) -> Keys:
    """Whoever has left the cohort."""
    found = shown(world)
    taking_part(world).delete()
    EnrolmentFactory(person=world.people["own"], cohort=world.cohort, ended=True)
    return found


ABOUT: About = {
    **around_a_programme.ABOUT,
    "outline": outline,
    "crossed": crossed,
    "holiday": holiday,
    "their holiday": their_holiday,
    "planned": planned,
    "elsewhere": elsewhere,
    "announced": announced,
    "changed": changed,
    "not for me": not_for_me,
    "not chosen": not_chosen,
    "left": left,
    "followed": followed,
}

# A press there shows the link to join, and writes nothing.
QUIET = {
    "participation:my_session",
    # Shows what it would do first: tests/participation/test_views_outlines.py presses on.
    "participation:timetable_lay",
}

TABLE = Table(A_PROGRAMME, ROWS, ABOUT, GIVEN, quiet=QUIET)
