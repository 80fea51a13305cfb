"""Mentors: what they offer, and the staff who approve them. `own` is the mentor, `other` one of another programme."""

import uuid
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

from django.utils import timezone

from mentoring.models import Mentor
from tests.factories.mentoring import MentorFactory, MentorResourceFactory
from tests.permissions import around_a_programme
from tests.permissions.around_a_programme import A_PROGRAMME
from tests.permissions.table import About, Keys, Table

ROWS = """
page                        | methods  | about     | anonymous | own | other | manager | foreign | administrator | reviewer
mentoring:mentor_welcome    | GET      |           | yes       | yes | yes   | yes     | yes     | yes           | yes
mentoring:offer_section     | GET POST | programme | sign in   | yes | yes   | yes     | yes     | yes           | yes
mentoring:offer_section     | GET POST | private   | sign in   | –   | –     | –       | –       | –             | –
mentoring:offer_check       | GET POST | programme | sign in   | yes | yes   | yes     | yes     | yes           | yes
mentoring:mentor_home       | GET      | at home   | sign in   | yes | yes   | –       | –       | –             | –
mentoring:offer_detail      | GET      | offer     | sign in   | yes | –     | –       | –       | –             | –
mentoring:offer_change      | GET POST | offer     | sign in   | yes | –     | –       | –       | –             | –
mentoring:offer_pause       | GET POST | offer     | sign in   | yes | –     | –       | –       | –             | –
mentoring:offer_come_back   | GET POST | paused    | sign in   | yes | –     | –       | –       | –             | –
mentoring:offer_leave       | GET POST | offer     | sign in   | yes | –     | –       | –       | –             | –
mentoring:offer_renew       | GET POST | offer     | sign in   | yes | –     | –       | –       | –             | –
mentoring:resource_file     | GET      | shared    | sign in   | yes | –     | yes     | –       | –             | –
mentoring:mentor_list       | GET      | mentors   | sign in   | –   | –     | yes     | –       | –             | –
mentoring:mentor_detail     | GET      | mentor    | sign in   | –   | –     | yes     | –       | –             | –
mentoring:mentor_detail     | GET      | crossed   | sign in   | –   | –     | –       | –       | –             | –
mentoring:mentor_approve    | POST     | waiting   | sign in   | –   | –     | yes     | –       | –             | –
mentoring:mentor_approve    | POST     | crossed   | sign in   | –   | –     | –       | –       | –             | –
mentoring:mentor_turn_down  | GET POST | waiting   | sign in   | –   | –     | yes     | –       | –             | –
mentoring:mentor_pause      | POST     | mentor    | sign in   | –   | –     | yes     | –       | –             | –
mentoring:mentor_come_back  | POST     | away      | sign in   | –   | –     | yes     | –       | –             | –
mentoring:resource_list     | GET      | programme | sign in   | –   | –     | yes     | –       | –             | –
mentoring:resource_add      | GET POST | programme | sign in   | –   | –     | yes     | –       | –             | –
mentoring:resource_remove   | POST     | resource  | sign in   | –   | –     | yes     | –       | –             | –
"""

GIVEN: dict[str, dict[str, object]] = {
    "mentoring:offer_section": {"not_with": "Somebody I know"},
    "mentoring:offer_change": {"not_with": "Somebody I know"},
    "mentoring:mentor_turn_down": {"words": "We have enough mentors in London."},
    "mentoring:resource_add": {"title": "A guide", "link": "https://example.org/guide"},
}
FIXED: dict[str, Any] = {
    "section": "limits",
    "mentoring:resource_remove": {"uuid": uuid.UUID(int=0)},
}
Status = Mentor.Status


def a_mentor(world: SimpleNamespace, **state: object) -> Mentor:
    """The one of the programme; and another of another, who asks for the same pages."""
    if not world.people["other"].mentoring.exists():
        MentorFactory(person=world.people["other"], programme=world.other.programme)
    return MentorFactory(person=world.people["own"], programme=world.programme, **state)


def own(**state: object) -> Callable[[SimpleNamespace], Keys]:
    return lambda world: {"uuid": a_mentor(world, **state).uuid}


def managed(**state: object) -> Callable[[SimpleNamespace], Keys]:
    return lambda world: {"slug": world.programme.slug, "uuid": a_mentor(world, **state).uuid}


def at_home(world: SimpleNamespace) -> Keys:
    a_mentor(world)
    return {}


def mentors(world: SimpleNamespace) -> Keys:
    a_mentor(world)
    return {"slug": world.programme.slug}


def crossed(world: SimpleNamespace) -> Keys:
    """The programme is the manager's, the mentor one of another."""
    a_mentor(world)
    return {
        "slug": world.programme.slug,
        "uuid": MentorFactory(programme=world.other.programme, status=Status.WAITING).uuid,
    }


def shared(world: SimpleNamespace) -> Keys:
    a_mentor(world)
    return {"uuid": MentorResourceFactory(programme=world.programme, document=True).uuid}


def resource(world: SimpleNamespace) -> Keys:
    return {"slug": world.programme.slug, "uuid": MentorResourceFactory(programme=world.programme).uuid}


ABOUT: About = around_a_programme.ABOUT | {
    "offer": own(asked_to_renew_at=timezone.now()),
    "paused": own(status=Status.PAUSED),
    "at home": at_home,
    "mentor": managed(),
    "mentors": mentors,
    "waiting": managed(status=Status.WAITING),
    "away": managed(status=Status.PAUSED),
    "crossed": crossed,
    "shared": shared,
    "resource": resource,
}
TABLE = Table(
    A_PROGRAMME,
    ROWS,
    ABOUT,
    GIVEN,
    FIXED,
    looked_at=["mentoring:mentor_list", "mentoring:mentor_detail"],
    # What is told stays in the session until all of it is sent; without all of it, nothing is.
    quiet=["mentoring:offer_section", "mentoring:offer_check"],
)
