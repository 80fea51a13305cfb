"""Drafts that missed the close: kept, told of the next cohort once, and moved there by one press."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from cohorts.models import Cohort
from notifications.models import Lane
from returners import actions
from returners.actions import keeping
from returners.eligibility import Answers
from returners.models import Application
from returners.tasks import tell_of_next_cohort
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory, PlaceFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=40)


def missed(**fields):
    """Somebody who had not sent it when the Spring cohort closed."""
    spring = CohortFactory(now=NOW, name="Spring cohort")
    return ApplicationFactory(now=NOW, cohort=spring, started_at=NOW, changed_at=NOW, **fields)


def autumn(draft, now=LATER, **fields):
    return CohortFactory(now=now, programme=draft.programme, name="Autumn cohort", slug="autumn", **fields)


def tell(at=LATER):
    return actions.tell_of_next_cohort(at=at)


def test_kept_draft_is_told_of_the_next_cohort_once():
    draft = missed()
    cohort = autumn(draft)

    told = [tell(), tell(), tell(LATER + dt.timedelta(days=3))]

    letter = letter_to(draft.person, "kept")
    assert told == [1, 0, 0]
    assert letter.subject == f"Your answers are kept: carry on for the Autumn cohort of {draft.programme.name}"
    assert "application to the Spring cohort" in letter.text
    assert reverse("returners:application_start", args=[draft.programme.slug, cohort.slug]) in letter.text
    assert letter.lane == Lane.BULK


def test_nobody_is_told_before_the_next_cohort_opens():
    draft = missed()
    autumn(draft, upcoming=True)

    assert [tell(), tell(LATER + dt.timedelta(days=7))] == [0, 1]


def test_nobody_is_told_of_another_cohort_while_their_own_is_open():
    draft = missed()
    autumn(draft, now=NOW)

    assert tell(NOW) == 0


@pytest.mark.parametrize(
    "gone",
    [
        pytest.param(lambda draft: actions.withdraw(draft, at=NOW), id="withdrawn"),
        pytest.param(lambda draft: actions.submit(draft, at=NOW), id="sent"),
        pytest.param(lambda draft: UserFactory._meta.model.objects.update(is_active=False), id="account closed"),
        pytest.param(lambda draft: PhoneDraftFactory(application=draft), id="taken by phone"),
        pytest.param(lambda draft: draft.programme.__class__.objects.update(is_public=False), id="not public"),
    ],
)
def test_nobody_is_told_who_keeps_no_draft_that_could_go_on(gone):
    draft = missed()
    autumn(draft)

    gone(draft)

    assert tell() == 0
    assert "kept" not in letters_to(draft.person)


def test_nobody_is_told_of_a_cohort_that_is_full():
    draft = missed()
    cohort = autumn(draft, pool=None)
    pool = PoolFactory(cohort=cohort, capacity=1, waiting_limit=0)
    PlaceFactory(pool=pool, at=LATER)

    assert tell() == 0


def test_other_programmes_are_no_next_cohort():
    missed()
    CohortFactory(now=LATER)

    assert tell() == 0


def test_everyone_is_told_in_batches(monkeypatch):
    monkeypatch.setattr(keeping, "BATCH", 2)
    first = missed()
    for _ in range(4):
        ApplicationFactory(now=NOW, cohort=first.cohort)
    autumn(first)

    with time_machine.travel(LATER):
        tell_of_next_cohort()

    assert [letters_to(draft.person) for draft in Application.objects.all()] == [["kept"]] * 5


@pytest.mark.django_db(transaction=True)
def test_two_clocks_tell_everyone_once():
    first = missed()
    for _ in range(9):
        ApplicationFactory(now=NOW, cohort=first.cohort)
    autumn(first)

    in_parallel([partial(actions.tell_of_next_cohort, at=LATER)] * 4)

    assert [letters_to(draft.person) for draft in Application.objects.all()] == [["kept"]] * 10


# -- The home page -----------------------------------------------------------------------------------------------------


def test_home_moves_a_kept_draft_by_one_press():
    draft = missed()
    cohort, client = autumn(draft), sign_in(Client(), draft.person)
    url = reverse("returners:application_start", args=[draft.programme.slug, cohort.slug])

    with time_machine.travel(LATER):
        home = client.get(reverse("portal:my_home")).text
        there = client.post(url)
        again = client.post(url)
        after = client.get(reverse("portal:my_home")).text

    draft.refresh_from_db()
    assert "Carry on for the Autumn cohort" in home
    assert f'action="{url}"' in home
    assert home.count("Autumn cohort</a>") == 0
    assert there.url == reverse("returners:application_tasks", args=[draft.uuid])
    assert again.status_code == 302
    assert draft.cohort == cohort
    assert draft.postcode == "LS6 3BN"
    assert "Carry on for the" not in after


def test_home_offers_no_move_while_there_is_nowhere_to_go():
    draft = missed()
    client = sign_in(Client(), draft.person)
    autumn(draft, upcoming=True)

    with time_machine.travel(LATER):
        home = client.get(reverse("portal:my_home")).text

    assert "Carry on for the" not in home
    assert "Applications closed" in home


def test_home_offers_no_move_to_a_draft_whose_cohort_is_open():
    draft = ApplicationFactory(cohort=CohortFactory())
    CohortFactory(programme=draft.programme)

    home = sign_in(Client(), draft.person).get(reverse("portal:my_home")).text

    assert "Carry on for the" not in home
    assert Cohort.objects.count() == 2


def test_task_list_of_a_kept_draft_says_what_happens():
    draft = missed()

    with time_machine.travel(LATER):
        page = sign_in(Client(), draft.person).get(reverse("returners:application_tasks", args=[draft.uuid])).text

    assert "Your answers are kept for the next cohort. We write to you when it opens" in page


def test_moved_draft_is_not_told_again():
    draft = missed()
    cohort = autumn(draft)
    actions.start(draft.person, cohort=cohort, answers=Answers(), at=LATER)

    assert tell() == 0
