"""People who take part: one as usual, one away, one who moved on, one who stopped; full and free cohorts beside."""

import datetime as dt

from django.utils import timezone

from cohorts.actions import make_manager
from participation.actions import enrolling
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.factories.participation import SupportNeedsFactory
from tests.factories.profiles import ProfileFactory

PEOPLE = {
    "takes part": "Tess Takes-Part",
    "is away": "Ava Away",
    "moved on": "Mo Moved-On",
    "stopped": "Sia Stopped",
    "nowhere to go": "Nora Nowhere",
}


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Back To It", slug="back-to-it")
    make_manager(programme, person=world.people["manager"])
    today, at = timezone.localdate(), timezone.now()
    spring = CohortFactory(programme=programme, name="Spring cohort", slug="spring")
    for days, name in ((90, "Summer"), (180, "Autumn")):
        starts_on = today + dt.timedelta(days=days)
        CohortFactory(programme=programme, name=f"{name} cohort", slug=name.lower(), starts_on=starts_on)
    alone = CohortFactory(programme__name="On Its Own", programme__slug="on-its-own", name="Only cohort", slug="only")
    make_manager(alone.programme, person=world.people["manager"])
    for state, name in PEOPLE.items():
        person = UserFactory(name=name, email=f"{name.lower().replace(' ', '-')}@example.org")
        cohort = alone if state == "nowhere to go" else spring
        profile = ProfileFactory(application__person=person, application__cohort=cohort, application__full_name=name)
        world.people[state], world.enrolments[state] = person, profile.enrolment
    parts, by = world.enrolments, world.people["manager"]
    SupportNeedsFactory(enrolment=parts["takes part"], shared=True)
    back_on = today + dt.timedelta(days=30)
    enrolling.pause(parts["is away"], reason="caring", back_on=back_on, by=by, at=at)
    summer = programme.cohorts.get(slug="summer").pools.get()
    world.enrolments["moved there"] = enrolling.defer(parts["moved on"], summer, reason="caring", by=by, at=at)
    enrolling.end_early(parts["stopped"], reason="job", by=by, at=at)
