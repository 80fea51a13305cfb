"""A person decides: what the rules referred, and over what they turned down."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from core.audit import AuditEntry
from core.errors import Refused
from core.places import Status
from returners import actions
from returners.eligibility import Answers
from returners.models import Application, Place
from tests.counting import miscounted
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.parallel import blocked

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)
REFERRED, TURNED_DOWN = {"situation": "self-employed"}, {"field": "other"}


def sent(cohort=None, **answers):
    cohort = cohort or CohortFactory(now=NOW, pool__capacity=1)
    return actions.submit(ApplicationFactory(now=NOW, cohort=cohort, **answers), at=NOW)


def decide(application, *, eligible=True, why="Read her letter.", by=None, at=LATER):
    return actions.overrule(application, eligible=eligible, why=why, by=by or ProgrammeManagerFactory(), at=at)


def test_overrule_finds_a_referred_application_eligible():
    manager = ProgrammeManagerFactory()
    application = sent(**REFERRED)

    decide(application, by=manager)

    application.refresh_from_db()
    decision = application.decisions.latest()
    assert (application.status, application.closed_at) == ("decided", None)
    assert application.places.get().status == Status.OFFERED
    assert (decision.outcome, decision.decided_by, decision.decided_at) == ("met", manager, LATER)
    assert (decision.why, decision.rules) == ("Read her letter.", application.cohort.rules)
    assert letters_to(application.person) == ["received", "referred", "offered"]


def test_overrule_turns_a_referred_application_down_with_the_reason_in_the_letter():
    application = sent(**REFERRED)

    decide(application, eligible=False, why="You told us that you study until June.")

    application.refresh_from_db()
    letter = letter_to(application.person, "not_eligible").text
    assert (application.status, application.closed_at) == ("not eligible", LATER)
    assert application.places.get().status == Status.CANCELLED
    assert "You told us that you study until June." in letter
    assert "A member of our team read your application" in letter
    assert "checking your answers against the rules" not in letter


def test_overrule_keeps_what_the_rules_had_found():
    application = sent(**TURNED_DOWN)
    first = application.decisions.get()

    decide(application)

    rules, person = application.decisions.order_by("pk")
    assert (rules, rules.outcome, rules.decided_by) == (first, "not met", None)
    assert (person.answers, person.verdict) == (rules.answers, rules.verdict)


def test_overrule_says_who_and_why_in_the_history_and_the_trail():
    manager = ProgrammeManagerFactory()
    application = sent(**REFERRED)

    decide(application, by=manager)

    found = application.steps.get(what="found eligible")
    entry = AuditEntry.objects.filter(table="returners_application", row=application.pk).latest("pk")
    assert (found.by, found.why, found.at) == (manager, "Read her letter.", LATER)
    # The trail cannot be erased, so it says what was done and never what was said of a person.
    assert (entry.actor, entry.why) == (manager, "Decided in place of the rules")


def test_overturned_application_takes_the_next_free_place_and_displaces_nobody():
    cohort = CohortFactory(now=NOW, pool__capacity=1)
    turned_down = sent(cohort, **TURNED_DOWN)
    first, second = sent(cohort), sent(cohort)

    decide(turned_down)
    before = [one.places.get().status for one in (first, second, turned_down)]
    actions.decline(first.places.get(), at=LATER)

    assert before == [Status.OFFERED, Status.WAITING, Status.WAITING]
    assert turned_down.places.get().status == Status.OFFERED
    assert second.places.get().status == Status.WAITING
    assert "You are number 1." in letter_to(turned_down.person, "waiting").text
    assert not miscounted(cohort.pools.get(), Place)


def test_overturned_applications_keep_their_own_order():
    cohort = CohortFactory(now=NOW, pool__capacity=1)
    holder, waiting = sent(cohort), sent(cohort)
    early, late = sent(cohort, **TURNED_DOWN), sent(cohort, **TURNED_DOWN)

    decide(late)
    decide(early)

    assert [place.application for place in cohort.pools.get().places.waiting().in_turn()] == [late, early, waiting]
    assert holder.places.get().status == Status.OFFERED


def test_overturned_application_is_not_kept_out_by_a_full_waiting_list():
    cohort = CohortFactory(now=NOW, pool__capacity=1, pool__waiting_limit=0)
    sent(cohort)
    application = sent(cohort, **TURNED_DOWN)

    decide(application)

    assert application.places.get().status == Status.WAITING


def test_overrule_after_the_last_joining_instant_is_refused_and_nothing_is_decided():
    application = sent(**REFERRED)

    with pytest.raises(Refused, match="last day to join this cohort has passed"):
        decide(application, at=NOW + dt.timedelta(days=36))

    application.refresh_from_db()
    assert application.status == Application.Status.IN_REVIEW
    assert application.decisions.count() == 1


def test_overrule_of_ones_own_application_is_refused():
    application = sent(**REFERRED)

    with pytest.raises(Refused, match="own application"):
        decide(application, by=application.person)

    assert application.decisions.count() == 1


@pytest.mark.parametrize("why", ["", "  "])
@pytest.mark.parametrize("eligible", [True, False])
def test_overrule_without_a_reason_is_refused(why, eligible):
    application = sent(**REFERRED)

    with pytest.raises(Refused, match="reason"):
        decide(application, eligible=eligible, why=why)

    assert application.decisions.count() == 1


def test_overrule_twice_is_refused():
    application = sent(**REFERRED)
    decide(application)

    with pytest.raises(Refused, match="decided already"):
        decide(application, eligible=False)

    assert application.places.get().status == Status.OFFERED


def test_overrule_only_overturns_what_was_turned_down():
    application = sent(**TURNED_DOWN)

    with pytest.raises(Refused, match="decided already"):
        decide(application, eligible=False)

    assert letters_to(application.person).count("not_eligible") == 1


def test_overrule_of_what_was_withdrawn_is_refused():
    application = sent(**REFERRED)
    actions.withdraw(application, at=NOW)

    with pytest.raises(Refused, match="decided already"):
        decide(application)


def test_overrule_is_refused_when_the_person_has_applied_again():
    application = sent(**TURNED_DOWN)
    actions.start(application.person, cohort=application.cohort, answers=Answers(), at=NOW)

    with pytest.raises(Refused, match="another live application"):
        decide(application)

    application.refresh_from_db()
    assert application.status == Application.Status.NOT_ELIGIBLE


@pytest.mark.django_db(transaction=True)
def test_overrule_is_refused_when_the_person_applies_again_at_that_moment():
    application, manager = sent(**TURNED_DOWN), ProgrammeManagerFactory()

    with transaction.atomic():
        actions.start(application.person, cohort=application.cohort, answers=Answers(), at=LATER)
        decision = blocked(partial(decide, application, by=manager))

    with pytest.raises(Refused, match="another live application"):
        decision.result()
    application.refresh_from_db()
    assert application.status == Application.Status.NOT_ELIGIBLE
    assert not application.places.exists()


@pytest.mark.django_db(transaction=True)
def test_start_at_the_moment_of_an_overturned_decision_leads_to_it():
    application, manager = sent(**TURNED_DOWN), ProgrammeManagerFactory()
    start = partial(actions.start, application.person, cohort=application.cohort, answers=Answers(), at=LATER)

    with transaction.atomic():
        decide(application, by=manager)
        started = blocked(start)

    assert started.result() == application
    assert Application.objects.count() == 1
