"""Somebody with the reviewer role who tries every address of the portal with every id there is.

They find no name, email, phone, postcode, employer, equality answer or reference of any applicant: on no page, in no
header, file, file name, address or letter.
"""

from types import SimpleNamespace

import pytest
from django.db.models import Max
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from notifications.models import Message
from returners.models import Application
from selection.models import Review
from tests.conftest import sign_in
from tests.everywhere import AREAS, area, values, walk
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import PlaceFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory, RoundFactory
from tests.selection.hiding import applicant, found, needles
from tests.selection.writing import typed
from tests.staying import stay_signed_in
from tests.undoing import undone
from tests.urls import addresses

pytestmark = pytest.mark.django_db


# -- The world -------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def world(lasting_db):
    """Applications in every state around a reviewer, theirs and others', of their programme and of another one."""
    round_ = RoundFactory()
    attacker, other = (ReviewerFactory(programme=round_.cohort.programme) for _ in range(2))
    own = {"assigned": attacker, "submitted": attacker, "handed back": attacker, "taken away": attacker, "other": other}
    for number, (state, reviewer) in enumerate(own.items()):
        _review(round_, number, state, reviewer)
    _others(round_.cohort, first=len(own))
    manager = ProgrammeManagerFactory()
    make_manager(round_.cohort.programme, person=manager)
    return SimpleNamespace(
        attacker=sign_in(Client(), attacker.person),
        manager=sign_in(Client(), manager),
        programme=round_.cohort.programme,
        wanted=needles(),
        values=values((Application, Review)),
        since=Message.objects.aggregate(last=Max("pk"))["last"] or 1,
    )


def _review(round_, number, state, reviewer):
    application = applicant(number, assessment=True, cohort=round_.cohort)
    levels = [3, 2, 4] if state == "submitted" else None
    review = ReviewFactory(
        candidate=CandidateFactory(round=round_, application=application), reviewer=reviewer, levels=levels
    )
    closed = {"handed back": Review.Status.RECUSED, "taken away": Review.Status.TAKEN_AWAY}
    if state in closed:
        Review.objects.filter(pk=review.pk).update(status=closed[state], closed_at=timezone.now())


def _others(cohort, *, first):
    """Nobody reads these."""
    applicant(first, cohort=cohort)
    applicant(first + 1, cohort=cohort, in_review=True)
    applicant(first + 2, cohort=cohort, not_offered=True)
    placed = applicant(first + 3, decided=True)
    PlaceFactory(pool=placed.cohort.pools.get(), application=placed)
    applicant(first + 4, cohort=ReviewFactory().candidate.round.cohort, assessment=True)


# -- The walk --------------------------------------------------------------------------------------------------------


def walked(client, world, wanted, *, thorough=True):
    return walk(client, wanted, world.values, secrets=world.wanted, since=world.since, thorough=thorough)


@pytest.fixture
def attacker(world, settings):
    settings.MAIL_INBOX_DIR = ""
    stay_signed_in(world.attacker)
    return world.attacker


@pytest.mark.parametrize("thorough", [False, pytest.param(True, marks=pytest.mark.torture)], ids=["some", "every"])
@pytest.mark.parametrize("name", AREAS)
def test_reviewer_finds_nobody(attacker, world, name, thorough):
    """In their own area with every id; in the others with some, and in `make torture` with every one."""
    _, leaks = walked(attacker, world, area(name), thorough=thorough or name == "selection")

    assert leaks == {}


def test_reviewer_finds_nobody_by_what_they_send(attacker, world):
    """Their own reviews: half written, submitted, opened again, handed back."""
    leaks = set()
    for review in Review.objects.of(attacker.user):
        page = reverse("selection:review_read", args=[review.uuid])
        away = reverse("selection:review_hand_back", args=[review.uuid])
        presses = [typed(3, 2, 4), typed(3), {"later": "1"}, {"typing": "1"}, {"reopen": "1"}]
        for url, given in [*((page, given) for given in presses), (away, {})]:
            with undone(attacker):
                response = attacker.post(url, given, follow=True)
                assert response.status_code in (200, 409)
                leaks |= found(response, world.wanted, to=attacker.user.email, since=world.since)

    assert leaks == set()


def test_walk_opens_what_is_a_reviewers(attacker, world):
    """Or else finding nothing would prove nothing."""
    opened, _ = walked(attacker, world, [one for one in area("selection") if not one.route.startswith("staff/")])

    assert {"selection:review_list", "selection:review_read", "selection:review_hand_back"} <= opened
    assert "selection:reviewer_change" in opened


def test_walk_finds_what_is_there_to_find(attacker, world):
    """What a manager may see, it sees."""
    stay_signed_in(world.manager)
    pages = {"returners:application_list", "returners:application_review"}

    _, leaks = walked(world.manager, world, [one for one in addresses() if one.name in pages])

    assert {"quillfeather", "quillfeather0@wibbleexample", "07700900120", "ls27xq", "xylograph0reader"} <= set().union(
        *leaks.values()
    )


def test_what_is_read_has_lost_its_secrets_and_kept_the_rest(attacker, world):
    review = Review.objects.of(attacker.user).to_do().get()

    page = attacker.get(reverse("selection:review_read", args=[review.uuid])).text

    assert "I have led teams." in page
    assert "[name]" in page
    assert "Lead at [employer]" in page
