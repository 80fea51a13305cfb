"""A programme whose places go by score: somebody in every state an application to it can be in."""

from django.utils import timezone

from cohorts.actions import make_manager
from returners import actions
from returners.models import Assessment
from tests.browser.world.place import World
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.factories.returners import PhoneDraftFactory, PlaceFactory


def add(world: World) -> None:
    programme = ProgrammeFactory(name="Fair Start", slug="fair-start")
    make_manager(programme, person=world.people["manager"])
    cohort = CohortFactory(programme=programme, name="Summer cohort", slug="summer", ranked=True, pool__capacity=1)
    for state, told in (("ranked-begun", False), ("ranked-ready", True), ("assessed", True)):
        world.people[state] = UserFactory(
            name=f"{state.title().replace('-', ' ')} Person", email=f"{state}@example.org"
        )
        world.applications[state] = RankedApplicationFactory(person=world.people[state], cohort=cohort, told=told)
    actions.submit(world.applications["assessed"], at=timezone.now())
    add_decided(world)
    add_by_phone(world)


def add_decided(world: World) -> None:
    """Of a cohort before it, whose decisions have been released: two without a place, one of whom asks; one waits."""
    programme = world.applications["assessed"].programme
    cohort = CohortFactory(
        programme=programme,
        name="Winter cohort",
        slug="winter",
        ranked=True,
        closed=True,
        rubric=world.applications["assessed"].cohort.rubric,
        pool__capacity=1,
    )
    on_the_list = {"status": "decided", "closed_at": None}
    for state, given in (("no-place", {}), ("no-place-asked", {}), ("on-the-list", on_the_list)):
        name = state.title().replace("-", " ")
        person = world.people[state] = UserFactory(name=f"{name} Person", email=f"{state}@example.org")
        outcome = Assessment.Outcome.WAITING if given else Assessment.Outcome.NOT_OFFERED
        application = {
            f"application__{key}": value for key, value in {"person": person, "cohort": cohort, **given}.items()
        }
        world.applications[state] = AssessmentFactory(outcome=outcome, **application).application
    actions.ask_for_review(world.applications["no-place-asked"], said="I led a team of six.", at=timezone.now())
    pool = cohort.pools.get()
    PlaceFactory(pool=pool, application__cohort=cohort)
    PlaceFactory(pool=pool, application=world.applications["on-the-list"])


def add_by_phone(world: World) -> None:
    cohort = world.applications["assessed"].cohort
    application = RankedApplicationFactory(
        cohort=cohort, full_name="Paula Ring", person__email="ring@example.org", declarations=None, declared_at=None
    )
    world.by_phone["ranked"] = PhoneDraftFactory(application=application, taken_by=world.people["manager"])
