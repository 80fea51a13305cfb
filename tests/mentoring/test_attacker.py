"""Everybody but the two of a pair tries every address of mentoring with every id that is theirs.

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
from mentoring.models import Side
from notifications.models import Message
from tests.conftest import sign_in
from tests.everywhere import AT_HOME, NAMED, area, walk, words
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.mentoring import ConcernFactory, GoalFactory, MeetingFactory, PairFactory, PairNoteFactory
from tests.selection.hiding import flat
from tests.staying import stay_signed_in

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
        "another mentor": other.mentor.person,
        "another returner of the same mentor": second.person,
        "mentor": pair.mentor.person,
    }
    return SimpleNamespace(
        pair=pair,
        clients={who: sign_in(Client(), person) for who, person in people.items()},
        ids=ids_of(pair),
        since=Message.objects.aggregate(last=Max("pk"))["last"] or 1,
    )


def ids_of(pair):
    """What may stand in an address about them."""
    things = [pair, pair.enrolment, pair.mentor, pair.person, *pair.meetings.all(), *pair.notes.all()]
    ids = [str(thing.uuid) for thing in (*things, *pair.goals.all(), *pair.concerns.all())]
    slugs = {"programme_slug": [pair.programme.slug], "slug": [pair.programme.slug, pair.enrolment.cohort.slug]}
    return {**words(), "uuid": ids, "": ids[:1], NAMED: ids, AT_HOME: ["mentoring"], **slugs}


def walked(world, who, wanted):
    client = world.clients[who]
    stay_signed_in(client)
    return walk(client, area("mentoring"), world.ids, secrets=wanted, since=world.since)


@pytest.mark.parametrize("who", ["manager", "another mentor", "another returner of the same mentor"])
def test_nobody_else_finds_what_the_two_keep(world, who, settings):
    settings.MAIL_INBOX_DIR = ""

    opened, leaks = walked(world, who, THEIRS)

    assert leaks == {}
    assert opened


def test_mentor_reads_the_notes_and_finds_nowhere_what_the_returner_told_the_team(world, settings):
    """That the notes are found says that the walk would find the rest."""
    settings.MAIL_INBOX_DIR = ""

    _, leaks = walked(world, "mentor", THEIRS | TOLD)

    notes = reverse("mentoring:note_list", args=[world.pair.uuid])
    assert leaks[f"get {notes}"] & THEIRS
    assert not {url for url, told in leaks.items() if told & TOLD}


def test_manager_reads_what_one_side_told_the_team(world):
    page = world.clients["manager"].get(reverse("mentoring:concern_settle", args=[world.pair.concerns.get().uuid]))

    assert "Snickersnee words" in page.text
