"""Somebody with the reviewer role who tries every address of the portal with every id there is.

They find no name, email, phone, postcode, employer, equality answer or reference of any applicant: on no page, in no
header, file, file name, address or letter.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db.models import Max, SlugField, UUIDField
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import Programme
from notifications.models import Message
from returners.models import Application, WorkRole
from selection.models import Candidate, Review
from tests.conftest import sign_in
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.returners import PlaceFactory
from tests.factories.selection import CandidateFactory, ReviewerFactory, ReviewFactory, RoundFactory
from tests.permissions import rows
from tests.permissions.walking import stay_signed_in
from tests.selection.hiding import applicant, found, needles
from tests.selection.writing import typed
from tests.undoing import undone
from tests.urls import Address, addresses

pytestmark = pytest.mark.django_db

PART = re.compile(r"<(?:(?P<kind>\w+):)?(?P<name>\w+)>|\(\?P<(?P<named>\w+)>(?:\[[^]]*\]|[^)])*\)")
# All applications and reviews, which are in every state, and a few of everything else.
IN_EVERY_STATE, A_FEW = (Application, Review), 2
AREAS = sorted({address.name.partition(":")[0] if ":" in address.name else "allauth" for address in addresses()})


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
        values=values(),
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


def values() -> dict[str, list[str]]:
    """What may stand in an address, by the name of its part or else by its kind: the ids there are."""
    models = [model for model in apps.get_models() if not model.__name__.endswith("Event")]
    known = words()
    for kind, field in (("uuid", UUIDField), ("slug", SlugField)):
        known[kind] = [one for model in models if _has(model, kind, field) for one in _column(model, kind)]
    known["int"] = [one for model in (Application, Candidate, Review, WorkRole) for one in _column(model, "pk")[:2]]
    known["number"] = list(Candidate.objects.values_list("number", flat=True))
    known["programme_slug"] = [*Programme.objects.values_list("slug", flat=True)]
    known[""] = [*Application.objects.values_list("reference", flat=True)[:2], *known["uuid"][:2]]
    return known


def words() -> dict[str, list[str]]:
    """Those parts of addresses that are never in question, as the tables of who may do what know them."""
    known: dict[str, set[str]] = defaultdict(set)
    for row in rows():
        for name, value in row.fixed.items():
            known[name].add(str(value))
    return {name: sorted(found) for name, found in known.items()}


def _has(model, name, kind) -> bool:
    return any(field.name == name and isinstance(field, kind) for field in model._meta.concrete_fields)


def _column(model, name) -> list[str]:
    found = model._base_manager.order_by("pk").values_list(name, flat=True)
    return [str(one) for one in (found if model in IN_EVERY_STATE else found[:A_FEW])]


def urls(address: Address, known: dict[str, list[str]]) -> Iterator[str]:
    """The address with every id in every part of it, side by side; and, where it has none, with a search."""
    parts = list(PART.finditer(address.route))
    route = re.sub(r"\\Z|[$^]", "", address.route)
    choices = [_choices(part, known) for part in parts]
    for number in range(max(map(len, choices), default=1)):
        given = iter([found[number % len(found)] for found in choices])
        yield "/" + PART.sub(lambda part, given=given: next(given), route)
    if not parts:
        yield f"/{route}?q=z&text=z&search=z&query=z&page=1&older=0"


def _choices(part, known) -> list[str]:
    return known.get(part["name"] or part["named"]) or known.get(part["kind"] or "") or known[""]


def walk(client: Client, world: SimpleNamespace, wanted: list[Address]) -> tuple[set[str], dict[str, set[str]]]:
    """The names of the pages that opened, and what was found where."""
    opened, leaks = set(), {}
    for address in wanted:
        for url in urls(address, world.values):
            for method in ("get", "post"):
                with undone(client):
                    response = getattr(client, method)(url)
                    if secrets := found(response, world.wanted, to=client.user.email, since=world.since):
                        leaks[f"{method} {url}"] = secrets
                if response.status_code == 404:
                    break
                if response.status_code == 200:
                    opened.add(address.name)
    return opened, leaks


def area(name: str) -> list[Address]:
    return [one for one in addresses() if (one.name.partition(":")[0] if ":" in one.name else "allauth") == name]


@pytest.fixture
def attacker(world, settings):
    settings.MAIL_INBOX_DIR = ""
    stay_signed_in(world.attacker)
    return world.attacker


@pytest.mark.parametrize("name", AREAS)
def test_reviewer_finds_nobody(attacker, world, name):
    _, leaks = walk(attacker, world, area(name))

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
    opened, _ = walk(attacker, world, [one for one in area("selection") if not one.route.startswith("staff/")])

    assert {"selection:review_list", "selection:review_read", "selection:review_hand_back"} <= opened
    assert "selection:reviewer_change" in opened


def test_walk_finds_what_is_there_to_find(attacker, world):
    """What a manager may see, it sees."""
    stay_signed_in(world.manager)
    pages = {"returners:application_list", "returners:application_review"}

    _, leaks = walk(world.manager, world, [one for one in addresses() if one.name in pages])

    assert {"quillfeather", "quillfeather0@wibbleexample", "07700900120", "ls27xq", "xylograph0reader"} <= set().union(
        *leaks.values()
    )


def test_what_is_read_has_lost_its_secrets_and_kept_the_rest(attacker, world):
    review = Review.objects.of(attacker.user).to_do().get()

    page = attacker.get(reverse("selection:review_read", args=[review.uuid])).text

    assert "I have led teams." in page
    assert "[name]" in page
    assert "Lead at [employer]" in page
