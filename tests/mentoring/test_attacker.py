"""Everybody but the two of a pair tries every address of the portal with every id there is.

Nobody finds a note or a goal of theirs: not staff, not their programme's manager, not another mentor or returner. What
one of the two told the team, the other finds nowhere.
"""

import datetime as dt
from types import SimpleNamespace

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from mentoring.models import Concern, Goal, Meeting, Pair, PairNote, Side
from notifications.models import Message
from tests.conftest import sign_in
from tests.everywhere import area, values, walk
from tests.factories.accounts import AdministratorFactory, ProgrammeManagerFactory
from tests.factories.mentoring import ConcernFactory, GoalFactory, MeetingFactory, PairFactory, PairNoteFactory
from tests.permissions.walking import stay_signed_in
from tests.selection.hiding import flat

pytestmark = pytest.mark.django_db

THEIRS = {flat(words) for words in ("Galumphing plans", "Frabjous goal", "https://meet.example.org/borogove")}
TOLD = {flat("Snickersnee words")}


@pytest.fixture(scope="module")
def world(lasting_db):
    """A pair with something of everything, and everybody around them."""
    pair = PairFactory(active=True, asked_at=timezone.now() - dt.timedelta(days=40))
    PairNoteFactory(pair=pair, text="Galumphing plans")
    PairNoteFactory(pair=pair, side=Side.MENTOR, text="Galumphing plans")
    GoalFactory(pair=pair, text="Frabjous goal")
    MeetingFactory(pair=pair, agreed=True, where="https://meet.example.org/borogove")
    ConcernFactory(pair=pair, words="Snickersnee words")
    same = {"enrolment__cohort": pair.enrolment.cohort, "mentor__programme": pair.programme}
    other = PairFactory(active=True, **same)
    second = PairFactory(active=True, enrolment__cohort=pair.enrolment.cohort, mentor=pair.mentor, place=2)
    manager = ProgrammeManagerFactory()
    make_manager(pair.programme, person=manager)
    people = {
        "manager": manager,
        "administrator": AdministratorFactory(),
        "another mentor": other.mentor.person,
        "another returner": other.person,
        "another returner of the same mentor": second.person,
        "mentor": pair.mentor.person,
    }
    return SimpleNamespace(
        pair=pair,
        clients={who: sign_in(Client(), person) for who, person in people.items()},
        values=values([Pair, Meeting, PairNote, Goal, Concern]),
        since=Message.objects.aggregate(last=Max("pk"))["last"] or 1,
    )


def walked(world, who, wanted, areas):
    client = world.clients[who]
    stay_signed_in(client)
    addresses = [address for name in areas for address in area(name)]
    return walk(client, addresses, world.values, secrets=wanted, since=world.since, thorough=True)


@pytest.mark.parametrize(
    "who",
    ["manager", "administrator", "another mentor", "another returner", "another returner of the same mentor"],
)
def test_nobody_else_finds_what_the_two_keep(world, who, settings):
    settings.MAIL_INBOX_DIR = ""

    opened, leaks = walked(world, who, THEIRS, ["mentoring"])

    assert leaks == {}
    assert opened


def test_mentor_finds_nowhere_what_the_returner_told_the_team(world, settings):
    settings.MAIL_INBOX_DIR = ""

    opened, leaks = walked(world, "mentor", TOLD, ["mentoring"])

    assert leaks == {}
    assert "mentoring:note_list" in opened


def test_walk_would_find_it(world):
    """Or else it would prove nothing: the mentor reads the notes, the manager the words of a concern."""
    _, notes = walked(world, "mentor", THEIRS, ["mentoring"])
    _, words = walked(world, "manager", TOLD, ["mentoring"])

    assert f"get {reverse('mentoring:note_list', args=[world.pair.uuid])}" in notes
    concern = world.pair.concerns.get()
    assert f"get {reverse('mentoring:concern_settle', args=[concern.uuid])}" in words
