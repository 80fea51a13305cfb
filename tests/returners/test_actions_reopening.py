"""One section of a sent application, opened again: by staff, for its person, and never for longer than it may be."""

import datetime as dt
from dataclasses import replace
from functools import partial

import pytest

from core.errors import Refused
from returners import actions
from returners.models import Application, Reopening
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, PoolFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letter_to, letters_to
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(days=1)


def sent(**answers):
    cohort = answers.pop("cohort", None) or CohortFactory(now=NOW)
    return actions.submit(ApplicationFactory(now=NOW, cohort=cohort, **answers), at=NOW)


def referred(**answers):
    return sent(situation="studying", **answers)


def reopen(application, section="eligibility", *, by=None):
    return actions.reopen(
        application, section=section, why="Please check the year.", by=by or ProgrammeManagerFactory(), at=NOW
    )


def tell(reopening, **changes):
    return actions.keep_told(reopening, replace(reopening.told(), **changes), at=LATER)


def decide(application, **kwargs):
    by = ProgrammeManagerFactory()
    return actions.overrule(application, eligible=True, why="Read it.", by=by, at=LATER, **kwargs)


def confirm_place(application):
    text = application.programme.text("agreement")
    actions.accept(application.places.get(), agreement=text, signed_name="A", at=NOW)
    return application


# -- Which ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "sections"),
    [
        (lambda: ApplicationFactory(now=NOW), []),
        (referred, ["eligibility", "strand", "support"]),
        (sent, ["strand", "support"]),
        (lambda: confirm_place(sent()), ["support"]),
        (lambda: sent(field="other"), []),
        (lambda: actions.withdraw(sent(), at=NOW), []),
    ],
    ids=["draft", "in review", "offered", "confirmed", "not eligible", "withdrawn"],
)
def test_sections_that_can_be_reopened_follow_from_where_it_stands(made, sections):
    assert actions.can_be_reopened(Application.objects.get(pk=made().pk)) == sections


def test_strand_with_places_of_its_own_is_never_reopened():
    cohort = CohortFactory(now=NOW, pool=None, places_by="strand")
    for strand in cohort.programme.strands.all():
        PoolFactory(cohort=cohort, strand=strand)

    assert actions.can_be_reopened(sent(cohort=cohort)) == ["support"]


@pytest.mark.parametrize("section", ["contact", "declarations", "eligibility", ""])
def test_reopen_of_any_other_section_is_refused(section):
    application = sent()

    with pytest.raises(Refused, match="can no longer be reopened"):
        reopen(application, section)

    assert letters_to(application.person) == ["received", "offered"]


def test_reopen_writes_the_note_to_its_person():
    manager, application = ProgrammeManagerFactory(), referred()

    reopen(application, by=manager)

    letter = letter_to(application.person, "section_reopened").text
    step = application.steps.get(what="reopened")
    assert "Please check the year." in letter
    assert f"/applications/{application.uuid}/change/" in letter
    assert (step.by, step.why) == (manager, "Please check the year.")


def test_reopen_of_a_second_section_is_refused_while_one_is_open():
    application = referred()
    reopen(application)

    with pytest.raises(Refused, match="One section is open already"):
        reopen(application, "support")


def test_reopen_of_a_second_section_takes_the_place_of_one_that_a_decision_has_closed():
    application = referred()
    first = reopen(application)
    decide(application)

    second = reopen(application, "support")

    first.refresh_from_db()
    assert (first.ended, second.ended) == ("unused", "")


# -- Changed -------------------------------------------------------------------------------------------------------


def test_change_of_a_section_saves_and_closes_it_and_keeps_the_instant():
    application = sent()
    reopening = reopen(application, "support")

    actions.change_section(reopening, at=LATER, needs_support="yes", support_needs="Captions")

    application.refresh_from_db()
    assert (application.support_needs, application.submitted_at) == ("Captions", NOW)
    assert actions.reopened(application) is None
    assert application.steps.get(what="changed").by == application.person
    with pytest.raises(Refused, match="closed again"):
        actions.change_section(reopening, at=LATER, needs_support="no")


def test_change_of_the_strand_moves_no_place():
    application = sent()
    place = application.places.get()
    other = application.programme.strands.exclude(pk=application.strand_id).get()

    actions.change_section(reopen(application, "strand"), at=LATER, strand=other)

    application.refresh_from_db()
    assert application.strand == other
    assert application.places.get().position == place.position


def test_new_answers_are_no_answers_of_the_application_until_they_are_saved():
    application = referred()

    reopening = tell(reopen(application), field="engineering")

    assert reopening.told().field == "engineering"
    assert Application.objects.get().field == "technology"
    assert application.decisions.count() == 1


def test_changed_answers_are_checked_again_and_a_person_still_decides():
    application = referred()
    first = application.decisions.get()

    actions.change_answers(
        tell(reopen(application), situation="working below skill level", because_of_caring="yes"), at=LATER
    )

    application.refresh_from_db()
    old, new = application.decisions.order_by("pk")
    assert (old.pk, old.outcome, new.outcome, new.decided_by) == (first.pk, "refer", "met", None)
    assert new.answers["situation"] == "working below skill level"
    assert (application.status, application.submitted_at) == ("in review", NOW)
    assert not application.places.confirmed().exists()
    assert Reopening.objects.of_changed_answers().count() == 1


def test_answers_that_fail_the_rules_now_are_not_turned_down_by_them():
    application = referred()

    actions.change_answers(tell(reopen(application), right_to_work="no"), at=LATER)

    application.refresh_from_db()
    assert (application.decisions.latest().outcome, application.status) == ("not met", "in review")
    assert "not_eligible" not in letters_to(application.person)


def test_answers_with_a_question_open_are_refused():
    application = referred()
    reopening = tell(reopen(application), postcode="SY10 7AA")

    with pytest.raises(Refused, match="A question is still open"):
        actions.change_answers(reopening, at=LATER)

    assert Application.objects.get().postcode == "LS6 3BN"


def test_decision_stands_on_the_new_answers():
    application = referred()
    actions.change_answers(tell(reopen(application), field="engineering"), at=LATER)

    decide(application)

    assert application.decisions.latest().answers["field"] == "engineering"
    assert not Reopening.objects.of_changed_answers().exists()


def test_decision_on_answers_that_have_changed_since_is_refused():
    application = referred()
    read = application.decisions.get().pk
    actions.change_answers(tell(reopen(application), field="engineering"), at=LATER)

    with pytest.raises(Refused, match="changed their answers since"):
        decide(application, read=read)

    application.refresh_from_db()
    assert application.status == "in review"


# -- Closed --------------------------------------------------------------------------------------------------------


def test_shut_closes_it_unused():
    application, manager = referred(), ProgrammeManagerFactory()
    reopening = reopen(application)

    actions.shut(reopening, by=manager, at=LATER)

    assert actions.reopened(application) is None
    assert application.steps.get(what="shut").by == manager
    with pytest.raises(Refused, match="closed again"):
        tell(reopening, field="other")


@pytest.mark.parametrize("over", [decide, lambda application: actions.withdraw(application, at=LATER)])
def test_what_is_decided_or_withdrawn_is_closed_by_itself(over):
    application = referred()
    reopening = reopen(application)

    over(application)

    assert actions.reopened(Application.objects.get()) is None
    with pytest.raises(Refused, match="closed again"):
        actions.change_answers(reopening, at=LATER)


def test_strand_is_closed_once_the_place_is_confirmed():
    application = sent()
    reopening = reopen(application, "strand")
    confirm_place(application)

    with pytest.raises(Refused, match="closed again"):
        actions.change_section(reopening, at=LATER, strand=application.programme.strands.first())


# -- At once -------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_decision_against_change_lets_the_lock_decide():
    application = referred()
    reopening = tell(reopen(application), field="engineering")
    read = application.decisions.get().pk

    outcomes = in_parallel(
        [partial(decide, application, read=read), partial(actions.change_answers, reopening, at=LATER)],
        may_raise=(Refused,),
    )

    application.refresh_from_db()
    changed = isinstance(outcomes[0], Refused)
    assert changed != isinstance(outcomes[1], Refused)
    assert application.status == ("in review" if changed else "decided")
    assert application.field == ("engineering" if changed else "technology")


@pytest.mark.django_db(transaction=True)
def test_change_saved_twice_at_once_is_saved_once():
    reopening = tell(reopen(referred()), field="engineering")

    outcomes = in_parallel(
        (partial(actions.change_answers, reopening, at=LATER) for _ in range(2)), may_raise=(Refused,)
    )

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert reopening.application.decisions.count() == 2


@pytest.mark.django_db(transaction=True)
def test_new_strand_against_confirming_the_place_leaves_one_strand():
    application = sent()
    other = application.programme.strands.exclude(pk=application.strand_id).get()
    reopening = reopen(application, "strand")

    in_parallel(
        [
            partial(confirm_place, application),
            partial(actions.change_section, reopening, at=LATER, strand=other),
        ],
        may_raise=(Refused,),
    )

    application.refresh_from_db()
    assert application.person.enrolments.get().strand == application.strand


@pytest.mark.django_db(transaction=True)
def test_reopened_by_two_at_once_is_open_once():
    application = referred()

    outcomes = in_parallel(
        (partial(reopen, application, section) for section in ("support", "strand")), may_raise=(Refused,)
    )

    assert sum(isinstance(outcome, Refused) for outcome in outcomes) == 1
    assert letters_to(application.person).count("section_reopened") == 1
