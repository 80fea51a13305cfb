"""What each page of an application costs the database, in every state of one; and what a press costs in a crowd."""

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from returners import actions
from returners.models import Application, CareerBreak, Place
from tests.conftest import sign_in
from tests.factories.cohorts import CohortFactory
from tests.factories.profiles import ProfileFactory
from tests.factories.returners import ApplicationFactory, PhoneDraftFactory, PlaceFactory
from tests.queries.growing import manager_of
from tests.queries.listed import MOST, cost

pytestmark = pytest.mark.django_db


def states():
    """An application in each state, with who looks at it and the pages that show it."""
    offered = actions.submit(ApplicationFactory(), at=timezone.now())
    full = CohortFactory(pool__capacity=1)
    PlaceFactory(pool=full.pools.get(), application__cohort=full)
    waiting = actions.submit(ApplicationFactory(cohort=full), at=timezone.now())
    draft = ApplicationFactory()
    confirmed = actions.submit(ApplicationFactory(), at=timezone.now())
    place, agreement = Place.objects.get(application=confirmed), confirmed.programme.text("agreement")
    actions.accept(place, agreement=agreement, signed_name="A Person", at=timezone.now())
    once_sent = [
        "equality_start",
        "equality_answers",
        "equality_delete",
        "application_detail",
        "application_sent",
        "contact_change",
        "application_withdraw",
    ]
    while_draft = ["application_tasks", "application_check", "application_withdraw"]
    return [
        (offered, [*once_sent, "offer_accept", "offer_decline"]),
        (waiting, once_sent),
        (confirmed, [*once_sent, "cv_change", "profile_tasks", "work_role_add", "skill_choose"]),
        (draft, while_draft),
    ]


def test_every_page_of_a_returner_costs_little():
    for application, pages in states():
        client = sign_in(Client(), application.person)
        for page in pages:
            queries = cost(client, reverse(f"returners:{page}", args=[application.uuid]))
            assert len(queries) <= MOST, (page, len(queries), *queries)


def test_every_page_of_what_is_told_after_the_decision_costs_little():
    told = ProfileFactory(told=True).application
    client = sign_in(Client(), told.person)
    role, skill = told.work_roles.get(), told.known_skills.get()
    pages = [("profile_section", part) for part in ("availability", "work", "help")]
    pages += [("work_role_change", role.pk), ("work_role_remove", role.pk), ("skill_rate", skill.pk)]

    for page, which in pages:
        queries = cost(client, reverse(f"returners:{page}", args=[told.uuid, which]))
        assert len(queries) <= MOST, (page, which, *queries)


def test_review_of_whoever_has_told_everything_costs_little():
    told = ProfileFactory(told=True).application
    client = sign_in(Client(), manager_of(told.programme))

    queries = cost(client, reverse("returners:application_review", args=[told.uuid]))

    assert len(queries) <= MOST, "\n".join(queries)


def test_every_page_of_a_draft_costs_little():
    draft = ApplicationFactory(situation="working below skill level", postcode="SY10 7AA", council="Shropshire")
    client = sign_in(Client(), draft.person)
    pages = [("application_section", slug) for slug in ("contact", "strand", "support", "declarations")]
    pages += [("application_question", slug) for slug in ("postcode", "council", "work", "caring", "field")]

    for page, slug in pages:
        queries = cost(client, reverse(f"returners:{page}", args=[draft.uuid, slug]))
        assert len(queries) <= MOST, (page, slug, len(queries))


def test_page_of_breaks_costs_as_much_with_ten_as_with_two():
    draft = ApplicationFactory()
    client = sign_in(Client(), draft.person)
    costs = []
    for number in (1, 8):
        for year in range(number):
            CareerBreak.objects.create(application=draft, reason="other", start=dt.date(2000 + year, number, 1))
        costs.append(len(cost(client, reverse("returners:application_question", args=[draft.uuid, "break"]))))

    assert costs[0] == costs[1] <= MOST


def test_submit_costs_the_same_in_a_crowd():
    """Twelve people before, or one: the same statements while the pool is held."""
    cohort = CohortFactory(pool__capacity=1)
    counts = []
    for _ in range(12):
        application = ApplicationFactory(cohort=cohort)
        with CaptureQueriesContext(connection) as queries:
            actions.submit(application, at=timezone.now())
        counts.append(len(queries))

    assert Application.objects.count() == 12
    assert len(set(counts[2:])) == 1


def test_every_page_of_an_application_by_phone_costs_little():
    """Those of staff, and those behind the link."""
    draft = PhoneDraftFactory()
    actions.send_to_confirm(draft, by=draft.taken_by, at=timezone.now())
    draft.refresh_from_db()
    manager = sign_in(Client(), manager_of(draft.application.programme))

    for page in ("phone_tasks", "phone_check", "phone_delete"):
        queries = cost(manager, reverse(f"returners:{page}", args=[draft.application.uuid]))
        assert len(queries) <= MOST, (page, len(queries), *queries)
    for page in ("phone_confirm", "phone_not_right", "phone_not_mine"):
        queries = cost(Client(), reverse(f"returners:{page}", args=[draft.token]))
        assert len(queries) <= MOST, (page, len(queries), *queries)


def test_every_page_of_a_reopened_section_costs_little():
    application = actions.submit(ApplicationFactory(situation="studying"), at=timezone.now())
    manager = manager_of(application.programme)
    actions.reopen(application, section="eligibility", why="Check.", by=manager, at=timezone.now())
    own, staff = sign_in(Client(), application.person), sign_in(Client(), manager)

    for client, page, *more in (
        (own, "application_detail"),
        (own, "reopened_section"),
        (own, "reopened_question", "break"),
        (staff, "application_review"),
        (staff, "section_reopen"),
    ):
        queries = cost(client, reverse(f"returners:{page}", args=[application.uuid, *more]))
        assert len(queries) <= MOST, (page, len(queries), *queries)
