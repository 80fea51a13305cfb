"""Somebody who leads sessions and tries every address of the portal with every id there is.

They find the names of those who come to their own sessions, and what these share with leaders. Nothing else of anybody:
no address, number, excuse, roadmap or need kept to themselves, no name of others, no word of a session of others.
Experts, who have a link and no account, find less: the names only if they keep the register, and no needs at all.
"""

from types import SimpleNamespace

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Enrolment
from notifications.models import Message
from participation.models import Session
from tests.conftest import sign_in
from tests.everywhere import AREAS, PART, area, values, walk
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory, SessionLeaderFactory, StrandFactory
from tests.factories.participation import (
    AttendanceFactory,
    ExpertFactory,
    RoadmapFactory,
    SessionFactory,
    SessionMaterialFactory,
    SupportNeedsFactory,
    TimetableFactory,
    token_of,
)
from tests.selection.hiding import applicant, flat, found, needles, secrets
from tests.staying import stay_signed_in
from tests.undoing import undone
from tests.urls import addresses

pytestmark = pytest.mark.django_db

OWN, LONG_AGO = (0, 1), "2020-01-01T12:00Z"
OTHERS_WORDS = {
    "Borogove workshop",
    "https://meet.example.org/borogove",
    "Marmalade ambition",
    "I am caring for",
    "Snickersnee",
    "Gimble slides",
    "Uffish expert",
}
NEED = "A break each hour"


# -- The world -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(lasting_db):
    """Two people in the leader's sessions; others in another strand, cohort and programme."""
    cohort = TimetableFactory().cohort
    strand, other_strand = (StrandFactory(programme=cohort.programme) for _ in range(2))
    attacker, other = (SessionLeaderFactory(programme=cohort.programme).person for _ in range(2))
    own = [_takes_part(number, cohort, strand) for number in OWN]
    elsewhere = CohortFactory(programme=cohort.programme)
    _takes_part(2, cohort, other_strand)
    _takes_part(3, elsewhere, strand)
    _takes_part(4, TimetableFactory().cohort, None)
    sessions = {"cohort": cohort, "track": strand, "leader": attacker}
    was, comes = SessionFactory(**sessions, over=True), SessionFactory(**sessions)
    lasts = SessionFactory(**sessions, starts_at=timezone.now())
    for session in (was, comes):
        AttendanceFactory(session=session, enrolment=own[0], status="excused", excuse="caring")
    RoadmapFactory(enrolment=own[0], goals="Marmalade ambition")
    SupportNeedsFactory(enrolment=own[0], text=NEED, shared_at=timezone.now())
    SupportNeedsFactory(enrolment=own[1], text="Snickersnee", shared_at=None)
    _of_others(cohort, other_strand, elsewhere, other)
    manager = ProgrammeManagerFactory()
    make_manager(cohort.programme, person=manager)
    return SimpleNamespace(
        attacker=sign_in(Client(), attacker),
        manager=sign_in(Client(), manager),
        was=was,
        comes=comes,
        reader=token_of(ExpertFactory(session=comes)),
        keeper=token_of(ExpertFactory(session=lasts, keeps_register=True)),
        wanted=_wanted(),
        values=values([Session]),
        since=Message.objects.aggregate(last=Max("pk"))["last"] or 1,
    )


def _takes_part(number, cohort, strand):
    application = applicant(number, cohort=CohortFactory(programme=cohort.programme), decided=True)
    fields = {"strand": strand} if strand else {}
    return EnrolmentFactory(person=application.person, cohort=cohort, signed_at=LONG_AGO, **fields)


def _of_others(cohort, strand, elsewhere, leader):
    """Led by a colleague, by nobody, and in cohorts of others."""
    words = {"title": "Borogove workshop", "join_url": "https://meet.example.org/borogove"}
    for fields in ({"cohort": cohort, "leader": leader}, {"cohort": cohort, "track": strand}, {"cohort": elsewhere}):
        session = SessionFactory(**fields, **words)
        SessionFactory(**fields, **words, over=True)
        SessionMaterialFactory(session=session, title="Gimble slides", document=True)
        ExpertFactory(session=session, name="Uffish expert", email="uffish@example.org")


def _wanted():
    """All secrets, but for the names of those who come to their sessions."""
    names = {flat(secrets(number)[part]) for number in OWN for part in ("first", "last")}
    # An address or an employer of theirs holds such a name, and is looked for whole.
    return (needles() - names) | {flat(words) for words in OTHERS_WORDS}


# -- The walk --------------------------------------------------------------------------------------------------------


@pytest.fixture
def attacker(world, settings):
    settings.MAIL_INBOX_DIR = ""
    stay_signed_in(world.attacker)
    return world.attacker


def walked(client, world, wanted, *, thorough=True):
    return walk(client, wanted, world.values, secrets=world.wanted, since=world.since, thorough=thorough)


@pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["some", "every"])
@pytest.mark.parametrize("name", AREAS)
def test_leader_finds_nobody_else(attacker, world, name, thorough):
    """In their own area with every id; in the others with some, and in `make torture` with every one."""
    _, leaks = walked(attacker, world, area(name), thorough=thorough or name == "participation")

    assert leaks == {}


def test_leader_finds_nothing_of_any_session_by_its_own_address(attacker, world):
    """Every page about a session, with the programme and the cohort that it belongs to."""
    leaks = {}
    for session in Session.objects.select_related("cohort__programme"):
        keys = {"programme_slug": session.cohort.programme.slug, "slug": session.cohort.slug, "uuid": session.uuid}
        for address in area("participation"):
            url = "/" + PART.sub(lambda part, keys=keys: str(keys.get(part["name"], keys["uuid"])), address.route)
            with undone(attacker):
                response = attacker.get(url)
            if told := found(response, world.wanted, to=attacker.user.email, since=world.since):
                leaks[url] = told

    assert leaks == {}


def test_leader_finds_nobody_by_what_they_send(attacker, world):
    register = reverse("participation:leading_register", args=[world.was.uuid])
    line = f"of_{Enrolment.objects.order_by('pk').first().uuid}"
    leaks = set()
    for given in ({"everybody": "yes"}, {line: "absent"}, {line: "nothing"}, {line: "caught up"}):
        with undone(attacker):
            response = attacker.post(register, given, follow=True)
            leaks |= found(response, world.wanted, to=attacker.user.email, since=world.since)

    assert leaks == set()


@pytest.mark.parametrize("who", ["reader", "keeper"])
def test_expert_finds_nobody_but_those_of_the_register_they_keep(world, who, settings):
    """Every page that asks nobody to sign in, with their link and with every id."""
    settings.MAIL_INBOX_DIR = ""
    client, token = Client(), getattr(world, who)
    client.user = SimpleNamespace(email="amara@example.org")
    wanted = [one for one in addresses() if getattr(one.view, "gate", "") == "public"]
    names = world.wanted if who == "keeper" else needles() | {flat(words) for words in OTHERS_WORDS}
    looked_for = SimpleNamespace(
        values={**world.values, "token": [token]}, wanted=names | {flat(NEED)}, since=world.since
    )

    opened, leaks = walked(client, looked_for, wanted)

    register = client.get(reverse("participation:expert_register", args=[token]))
    assert leaks == {}
    assert "participation:expert_session" in opened
    assert (register.status_code == 200) == (who == "keeper")
    assert all(secrets(number)["last"] in register.text for number in OWN) == (who == "keeper")


def test_walk_opens_what_is_a_leaders(attacker, world):
    """Or else finding nothing would prove nothing."""
    opened, _ = walked(attacker, world, [one for one in area("participation") if one.route.startswith("leading/")])
    page = attacker.get(reverse("participation:leading_register", args=[world.was.uuid])).text

    needs = attacker.get(reverse("participation:leading_session", args=[world.comes.uuid])).text

    assert NEED in needs
    assert opened >= {f"participation:leading_{name}" for name in ("list", "session", "register")}
    assert all(secrets(number)["last"] in page for number in OWN)


def test_walk_finds_what_is_there_to_find(attacker, world):
    """What a manager may see, it sees."""
    stay_signed_in(world.manager)
    pages = {"returners:application_list", "returners:application_review", "participation:session_register"}

    _, leaks = walked(world.manager, world, [one for one in addresses() if one.name in pages])

    there = {flat(secrets(1)["email"]), flat(secrets(1)["postcode"]), flat(secrets(2)["first"])}
    assert there <= set().union(*leaks.values())
