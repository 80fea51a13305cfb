"""What comes after an event."""

from tests.browser.world.place import World
from tests.events.training import come, complete, series_of_two
from tests.factories.employers import OrganisationFactory


def add(world: World) -> None:
    sessions = series_of_two(world.programme, name="Recruitment and Inclusion Training", slug="training")
    works_at = OrganisationFactory(name="Cummins")
    complete(sessions, email="zoe@example.org", names=["Zoë Łukasiewicz"], organisation=works_at)
    come(sessions[0], email="bo@example.org", names=["Bo Marsh"])
    world.events["training"] = sessions[0]
