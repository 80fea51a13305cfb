"""Taking part: somebody's own part in a cohort, and who takes part for managers."""

import datetime as dt
from types import SimpleNamespace

from django.utils import timezone

from cohorts.models import Enrolment
from participation.actions import enrolling
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import SupportNeedsFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.returners import confirmed
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about      | anonymous | own | other | manager | foreign | administrator | reviewer
participation:enrolment_detail    | GET      | part       | sign in   | yes | –     | –       | –       | –             | –
participation:enrolment_pause     | GET POST | part       | sign in   | yes | –     | –       | –       | –             | –
participation:enrolment_come_back | GET POST | away       | sign in   | yes | –     | –       | –       | –             | –
participation:enrolment_defer     | GET POST | part       | sign in   | yes | –     | –       | –       | –             | –
participation:enrolment_end       | GET POST | part       | sign in   | yes | –     | –       | –       | –             | –
participation:support_needs       | GET POST | part       | sign in   | yes | –     | –       | –       | –             | –
participation:support_needs_remove | GET POST | part      | sign in   | yes | –     | –       | –       | –             | –
participation:people_list         | GET      | people     | sign in   | –   | –     | yes     | –       | –             | –
participation:participant_detail  | GET      | somebody   | sign in   | –   | –     | yes     | –       | –             | –
participation:participant_detail  | GET      | somebody elsewhere | sign in | – | – | –    | –       | –             | –
participation:participant_pause   | GET POST | somebody   | sign in   | –   | –     | yes     | –       | –             | –
participation:participant_come_back | GET POST | somebody away | sign in | – | –   | yes     | –       | –             | –
participation:participant_move    | GET POST | somebody   | sign in   | –   | –     | yes     | –       | –             | –
participation:participant_end     | GET POST | somebody   | sign in   | –   | –     | yes     | –       | –             | –
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:enrolment_pause": {"reason": "caring"},
    "participation:enrolment_defer": {"reason": "caring", "cohort": "later"},
    "participation:enrolment_end": {"reason": "caring"},
    "participation:support_needs": {"text": "Changed", "is_shared": "yes"},
    "participation:participant_pause": {"reason": "caring"},
    "participation:participant_move": {"reason": "caring", "cohort": "later", "counts": "no"},
    "participation:participant_end": {"reason": "caring"},
}


def taking_part(world: SimpleNamespace, *, away: bool = False) -> Enrolment:
    """The returner's own part, with a later cohort to move to."""
    enrolment = confirmed(world).profile.enrolment
    SupportNeedsFactory(enrolment=enrolment)
    if not world.programme.cohorts.filter(slug="later").exists():
        starts_on = enrolment.cohort.starts_on + dt.timedelta(days=90)
        CohortFactory(programme=world.programme, slug="later", starts_on=starts_on)
    if away:
        enrolling.pause(enrolment, reason="caring", back_on=None, by=enrolment.person, at=timezone.now())
    return enrolment


def own(enrolment: Enrolment) -> Keys:
    return {"programme_slug": enrolment.cohort.programme.slug, "slug": enrolment.cohort.slug}


def somebody(enrolment: Enrolment) -> Keys:
    return {**own(enrolment), "uuid": enrolment.uuid}


def elsewhere(world: SimpleNamespace) -> Keys:
    """The cohort is the manager's, the person of another one."""
    return {**people(world), "uuid": EnrolmentFactory(cohort=world.other).uuid}


def people(world: SimpleNamespace) -> Keys:
    EnrolmentFactory(cohort=world.cohort)
    return {"programme_slug": world.programme.slug, "slug": world.cohort.slug}


ABOUT: About = {
    **around_a_programme.ABOUT,
    "part": lambda world: own(taking_part(world)),
    "away": lambda world: own(taking_part(world, away=True)),
    "people": people,
    "somebody": lambda world: somebody(taking_part(world)),
    "somebody away": lambda world: somebody(taking_part(world, away=True)),
    "somebody elsewhere": elsewhere,
}

TABLE = Table(
    A_PROGRAMME,
    ROWS,
    ABOUT,
    GIVEN,
    looked_at={"participation:people_list", "participation:participant_detail"},
)
