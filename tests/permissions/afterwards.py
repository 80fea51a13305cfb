"""The pages of what comes after an event, and of training."""

from types import SimpleNamespace

from events import after_links
from tests.events.training import complete, series_of_two
from tests.permissions import around_an_organisation
from tests.permissions.around_an_organisation import AN_ORGANISATION
from tests.permissions.table import About, Keys, Table

ROWS = """
page                              | methods  | about        | anonymous | contact | stranger | returner | officer | manager | foreign | administrator
events:certificate_check          | GET      |              | yes       | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:certificate_detail         | GET      | certificate link | yes   | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:certificate_pdf            | GET      | certificate link | yes   | yes     | yes      | yes      | yes     | yes     | yes     | yes
events:training_list              | GET      |              | sign in   | –       | –        | –        | yes     | yes     | yes     | yes
events:series_progress            | GET      | series       | sign in   | –       | –        | –        | yes     | yes     | –       | yes
events:trainee_name               | GET POST | trainee      | sign in   | –       | –        | –        | yes     | yes     | –       | –
events:trainee_certificate        | GET      | trainee      | sign in   | –       | –        | –        | yes     | yes     | –       | yes
"""  # noqa: E501
# What is sent to each form: something that would change something.
GIVEN: dict[str, dict] = {"events:trainee_name": {"name": "Changed"}}
FIXED: dict[str, object] = {}
# Opening these is written down: who looked at whom.
LOOKED_AT = {"events:series_progress", "events:trainee_name", "events:trainee_certificate"}


def certificate(world: SimpleNamespace):
    return complete(series_of_two(world.programme))


def certificate_link(world: SimpleNamespace) -> Keys:
    return {"token": after_links.certificate_url(certificate(world)).split("/")[-2]}


ABOUT: About = {
    **around_an_organisation.ABOUT,
    "certificate link": certificate_link,
    "series": lambda world: {"uuid": certificate(world).trainee.series.uuid},
    "trainee": lambda world: {"uuid": certificate(world).trainee.uuid},
}

TABLE = Table(AN_ORGANISATION, ROWS, ABOUT, given=GIVEN, fixed=FIXED, looked_at=LOOKED_AT)
