"""Who was there: registers, excuses, materials, and the pages of those who lead sessions."""

from types import SimpleNamespace

from django.utils import timezone

from participation.models import Expert, SessionMaterial
from tests.factories.participation import ExpertFactory, SessionFactory, SessionMaterialFactory, token_of
from tests.permissions import around_a_session
from tests.permissions.around_a_session import A_SESSION, keys, over, to_come
from tests.permissions.table import About, Keys, Table

ROWS = """
page                               | methods  | about          | anonymous | own | other | nobody | leader | leads others | manager | foreign | administrator | reviewer
participation:leading_list         | GET      |                | sign in   | –   | –     | –      | yes    | yes          | yes     | yes     | –             | –
participation:leading_session      | GET      | over           | sign in   | –   | –     | –      | yes    | –            | –       | –       | –             | –
participation:leading_session      | GET      | without leader | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:leading_session      | GET      | manager leads  | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:leading_register     | GET POST | over           | sign in   | –   | –     | –      | yes    | –            | –       | –       | –             | –
participation:leading_register     | GET POST | without leader | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:session_register     | GET POST | over           | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:session_register     | GET POST | elsewhere      | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:cannot_come          | GET POST | to come        | sign in   | yes | –     | –      | –      | –            | –       | –       | –             | –
participation:cannot_come          | GET POST | elsewhere      | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:my_materials         | GET      | a file         | sign in   | yes | –     | –      | –      | –            | –       | –       | –             | –
participation:session_material     | GET      | a file         | sign in   | yes | –     | –      | yes    | –            | yes     | –       | –             | –
participation:leading_material_add | GET POST | over           | sign in   | –   | –     | –      | yes    | –            | –       | –       | –             | –
participation:leading_material_add | GET POST | without leader | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:leading_material_remove | POST  | a file         | sign in   | –   | –     | –      | yes    | –            | –       | –       | –             | –
participation:session_material_add | GET POST | over           | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:session_material_add | GET POST | elsewhere      | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:session_material_remove | POST  | a file         | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:session_material_remove | POST  | file elsewhere | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:expert_add           | GET POST | to come        | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:expert_add           | GET POST | elsewhere      | sign in   | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:expert_renew         | POST     | expert         | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:expert_end           | POST     | expert         | sign in   | –   | –     | –      | –      | –            | yes     | –       | –             | –
participation:expert_end           | POST     | expert elsewhere | sign in | –   | –     | –      | –      | –            | –       | –       | –             | –
participation:expert_session       | GET      | expert         | yes       | yes | yes   | yes    | yes    | yes          | yes     | yes     | yes           | yes
participation:expert_register      | GET POST | keeps register | yes       | yes | yes   | yes    | yes    | yes          | yes     | yes     | yes           | yes
participation:expert_material      | GET      | expert’s file  | yes       | yes | yes   | yes    | yes    | yes          | yes     | yes     | yes           | yes
"""

GIVEN: dict[str, dict[str, object]] = {
    "participation:leading_register": {"everybody": "yes"},
    "participation:session_register": {"everybody": "yes"},
    "participation:cannot_come": {"excuse": "caring"},
    "participation:leading_material_add": {"title": "Slides", "link": "https://example.org/slides"},
    "participation:expert_add": {"name": "Dr Amara Okoye", "email": "amara@example.org"},
    "participation:expert_register": {"everybody": "yes"},
    "participation:session_material_add": {"title": "Slides", "link": "https://example.org/slides"},
}
LOOKED_AT = {"participation:leading_register", "participation:session_register", "participation:expert_register"}


def manager_leads(world: SimpleNamespace) -> Keys:
    return keys(SessionFactory(cohort=world.cohort, leader=world.people["manager"]))


def of_material(material: SessionMaterial) -> Keys:
    return {**keys(material.session), "uuid": material.uuid}


def file_elsewhere(world: SimpleNamespace) -> Keys:
    """The cohort is the manager's, the file of another one."""
    return {**keys(over(world)), "uuid": SessionMaterialFactory(session__cohort=world.other, document=True).uuid}


def of_expert(expert: Expert) -> Keys:
    """Their link, and where staff press about them."""
    return {**keys(expert.session), "uuid": expert.uuid, "token": token_of(expert)}


def asked(world: SimpleNamespace) -> Expert:
    return ExpertFactory(session=to_come(world), link_made_at="2020-01-01T12:00Z")


def keeps_register(world: SimpleNamespace) -> Keys:
    """To a session that lasts, so that there is something to note."""
    session = SessionFactory(cohort=world.cohort, starts_at=timezone.now())
    return of_expert(ExpertFactory(session=session, keeps_register=True))


def experts_file(world: SimpleNamespace) -> Keys:
    expert = asked(world)
    return {**of_expert(expert), "uuid": SessionMaterialFactory(session=expert.session, document=True).uuid}


ABOUT: About = {
    **around_a_session.ABOUT,
    "manager leads": manager_leads,
    "a file": lambda world: of_material(SessionMaterialFactory(session=over(world), document=True)),
    "file elsewhere": file_elsewhere,
    "expert": lambda world: of_expert(asked(world)),
    "expert elsewhere": lambda world: {
        **keys(over(world)),
        "uuid": ExpertFactory(session__cohort=world.other).uuid,
    },
    "keeps register": keeps_register,
    "expert’s file": experts_file,
}

TABLE = Table(A_SESSION, ROWS, ABOUT, GIVEN, looked_at=LOOKED_AT)
