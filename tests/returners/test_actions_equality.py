"""Equality answers: kept under a hash, changed, taken back, mixed, added up; and two people pressing at once."""

import datetime as dt
import hashlib
import hmac
import json
from functools import partial

import pytest
import time_machine
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.utils import timezone

from core.audit import AuditEntry
from core.errors import Refused
from notifications.models import Message
from returners import actions, equality, tasks
from returners.equality import NEWEST, NOT_ANSWERED
from returners.models import EqualityAnswers, EqualityTotals, Step
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.factories.returners import ApplicationFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

TODAY = dt.date(2026, 11, 22)


@pytest.fixture
def application():
    return ApplicationFactory(decided=True)


def answered(application, **answers):
    for question, answer in answers.items():
        actions.answer_equality(application, question=question.replace("_", "-"), answer=answer)
    return EqualityAnswers.objects.of(application).get()


def crowd(programme, number, **answers):
    """That many people who answered alike."""
    EqualityAnswers.objects.bulk_create(
        EqualityAnswers(
            key=hashlib.sha256(f"{programme.pk} {EqualityAnswers.objects.count()} {n}".encode()).hexdigest(),
            programme=programme.uuid,
            version=1,
            answers=answers,
        )
        for n in range(number)
    )


def rows_of(totals, title):
    return dict(next(table["rows"] for table in totals.tables if table["title"] == title))


# -- The questions -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("version", "digest"),
    [(1, "7a248ab9ef98db5f")],
)
def test_version_that_somebody_was_asked_is_never_changed(version, digest):
    """A word to be mended, an option to be added: make a new version."""
    assert hashlib.sha256(repr(equality.VERSIONS[version]).encode()).hexdigest()[:16] == digest


def test_every_version_is_held_to_its_words():
    marks = test_version_that_somebody_was_asked_is_never_changed.pytestmark
    assert {version for version, _ in marks[0].args[1]} == set(equality.VERSIONS)


def test_nothing_is_asked_in_free_text_and_everything_can_be_left_unsaid():
    for questions in equality.VERSIONS.values():
        for question in questions.questions:
            for answer in {option.of for option in question.options}:
                offered = question.offered({question.refines: answer})
                assert offered[-1].label == "Prefer not to say"
                assert len({option.value for option in offered}) == len(offered)


@pytest.mark.parametrize("question", NEWEST.counted(), ids=lambda question: question.slug)
def test_everybody_is_counted_in_one_row(question):
    """Whatever they answered to the first step, and to the second."""
    seconds = [q for q in NEWEST.questions if q.refines == question.slug]
    for first in question.offered({}):
        answers = {question.slug: first.value}
        options = [o for q in seconds for o in q.offered(answers)]
        for more in [{}, *({seconds[0].slug: option.value} for option in options)]:
            assert NEWEST.row(question, {**answers, **more}) in NEWEST.rows(question)
    assert NEWEST.row(question, {}) == NOT_ANSWERED == NEWEST.rows(question)[-1]


@pytest.mark.parametrize(
    ("answers", "row"),
    [
        ({"condition": "yes", "condition-effect": "a-little"}, "Disabled"),
        ({"condition": "yes", "condition-effect": "not-at-all"}, "Not disabled"),
        ({"condition": "yes", "condition-effect": "prefer-not-to-say"}, "Long-term condition, effect not known"),
        ({"condition": "yes"}, "Long-term condition, effect not known"),
        ({"condition": "no"}, "Not disabled"),
        ({"condition": "prefer-not-to-say"}, "Preferred not to say"),
    ],
)
def test_disabled_means_what_the_harmonised_definition_says(answers, row):
    assert NEWEST.row(equality.CONDITION, answers) == row


# -- Answering -----------------------------------------------------------------------------------------------------


def test_answers_lie_under_the_keyed_hash_of_the_application(application, settings):
    settings.EQUALITY_KEYS = ["the key"]

    found = answered(application, age="35-44", sex="female")

    assert found.key == hmac.new(b"the key", application.uuid.bytes, hashlib.sha256).hexdigest()
    assert found.answers == {"age": "35-44", "sex": "female"}
    assert (found.programme, found.version) == (application.programme.uuid, NEWEST.version)


def test_without_a_key_nothing_is_kept(application, settings):
    settings.EQUALITY_KEYS = []

    with pytest.raises(ImproperlyConfigured, match="EQUALITY_KEY"):
        answered(application, age="35-44")


def test_older_key_still_finds_what_was_kept_under_it(application, settings):
    settings.EQUALITY_KEYS = ["the old key"]
    answered(application, age="35-44")

    settings.EQUALITY_KEYS = ["the new key", "the old key"]
    found = answered(application, sex="male")

    assert found.answers == {"age": "35-44", "sex": "male"}
    assert EqualityAnswers.objects.count() == 1


def test_another_first_step_lets_go_of_the_second(application):
    answered(application, ethnic_group="white", ethnic_background="white-2", condition="yes", condition_effect="a-lot")

    found = answered(application, ethnic_group="asian", condition="prefer-not-to-say")

    assert found.answers == {"ethnic-group": "asian", "condition": "prefer-not-to-say"}


@pytest.mark.parametrize("question", ["name", "ethnic-background"])
def test_answer_to_a_question_nobody_asked_is_not_kept(application, question):
    actions.answer_equality(application, question=question, answer="white-1")
    first = EqualityAnswers.objects.count()
    found = answered(application, age="35-44", **{question: "white-1"})

    assert first == 0
    assert found.answers == {"age": "35-44"}


def test_answers_keep_the_version_they_were_given_to(application, monkeypatch):
    answered(application, sex="female")
    two = equality.QuestionSet(2, (equality.AGE,))
    monkeypatch.setitem(equality.VERSIONS, 2, two)
    for module in ("models", "actions"):
        monkeypatch.setattr(f"returners.{module}.equality.NEWEST", two)
    newcomer = ApplicationFactory(decided=True)

    old, new = answered(application, earner="retired"), answered(newcomer, age="25-34")

    assert (old.version, old.answers) == (1, {"sex": "female", "earner": "retired"})
    assert (new.version, new.questions) == (2, two)


def test_draft_has_no_equality_answers():
    with pytest.raises(Refused, match="after you have sent"):
        actions.answer_equality(ApplicationFactory(), question="age", answer="35-44")


@pytest.mark.parametrize("over", ["withdrawn", "not_eligible"])
def test_answers_can_be_changed_and_taken_back_after_the_application_is_over(over):
    application = ApplicationFactory(**{over: True})
    answered(application, age="35-44")

    changed = answered(application, age="45-54")
    actions.forget_equality_answers(application)

    assert changed.answers == {"age": "45-54"}
    assert not EqualityAnswers.objects.exists()


def test_forgetting_twice_or_what_was_never_said_is_nothing(application):
    other = ApplicationFactory(decided=True)
    answered(other, age="35-44")

    actions.forget_equality_answers(application)
    actions.forget_equality_answers(application)

    assert EqualityAnswers.objects.of(other).exists()


def test_nothing_else_says_that_somebody_answered(application):
    before = AuditEntry.objects.count(), Step.objects.count(), Message.objects.count()

    answered(application, age="35-44")
    actions.forget_equality_answers(application)

    assert (AuditEntry.objects.count(), Step.objects.count(), Message.objects.count()) == before


@pytest.mark.django_db(transaction=True)
def test_two_first_answers_at_once_are_both_kept():
    application = ApplicationFactory(decided=True)
    given = {"age": "35-44", "sex": "female", "gender": "same", "condition": "no"}

    in_parallel(
        partial(actions.answer_equality, application, question=question, answer=answer)
        for question, answer in given.items()
    )

    assert EqualityAnswers.objects.get().answers == given


# -- Mixing --------------------------------------------------------------------------------------------------------


def inside():
    """The rows as they lie on the disk, each with the transaction that wrote it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT key, xmin::text FROM returners_equalityanswers ORDER BY ctid")
        return cursor.fetchall()


@pytest.mark.django_db(transaction=True)
def test_mixing_leaves_no_trace_of_the_order_and_changes_nothing_else():
    for _ in range(6):
        answered(ApplicationFactory(decided=True), age="35-44", sex="female")
    before = sorted(EqualityAnswers.objects.values_list("key", "programme", "version"))

    mixed = actions.mix_equality_answers()

    keys, transactions = zip(*inside(), strict=True)
    assert mixed
    assert list(keys) == sorted(keys)
    assert len(set(transactions)) == 1
    assert sorted(EqualityAnswers.objects.values_list("key", "programme", "version")) == before


@pytest.mark.django_db(transaction=True)
def test_mixing_has_nothing_to_do_twice():
    for _ in range(2):
        answered(ApplicationFactory(decided=True), age="35-44")
    tasks.mix_equality_answers()
    before = inside()

    assert not actions.mix_equality_answers()
    assert inside() == before


@pytest.mark.django_db(transaction=True)
def test_answer_during_the_mixing_is_kept():
    applications = [ApplicationFactory(decided=True) for _ in range(6)]
    for application in applications[:3]:
        answered(application, age="35-44")

    in_parallel(
        [
            actions.mix_equality_answers,
            *(partial(actions.answer_equality, a, question="sex", answer="female") for a in applications),
        ]
    )

    assert EqualityAnswers.objects.count() == 6
    assert all(row.answers["sex"] == "female" for row in EqualityAnswers.objects.all())


# -- Adding up -----------------------------------------------------------------------------------------------------


def test_totals_are_frozen_with_small_numbers_hidden():
    programme = ProgrammeFactory()
    crowd(programme, 30, sex="female", age="35-44")
    crowd(programme, 12, sex="male")
    crowd(programme, 2, sex="prefer-not-to-say", age="65-over")

    actions.freeze_equality_totals(on=TODAY)

    totals = EqualityTotals.objects.get()
    assert (totals.programme, totals.version, totals.frozen_on, totals.people) == (programme, 1, TODAY, 44)
    # Two and nought would be two: the next row up goes with them.
    assert rows_of(totals, "Sex") == {"Female": 30, "Male": None, "Preferred not to say": None, "Not answered": None}
    assert rows_of(totals, "Age group")["35 to 44"] == 30
    assert [table["title"] for table in totals.tables] == [q.table or q.short for q in NEWEST.counted()]
    assert "65" not in json.dumps(rows_of(totals, "Sex"))


def test_totals_of_fewer_than_ten_are_not_added_up():
    crowd(ProgrammeFactory(), 9, sex="female")

    actions.freeze_equality_totals(on=TODAY)

    assert not EqualityTotals.objects.exists()


@pytest.mark.parametrize(("more", "people"), [(0, 20), (9, 20), (10, 30), (25, 45)])
def test_totals_move_with_ten_people_at_least(more, people):
    programme = ProgrammeFactory()
    crowd(programme, 20, sex="female")
    actions.freeze_equality_totals(on=TODAY)

    crowd(programme, more, sex="male")
    actions.freeze_equality_totals(on=TODAY + dt.timedelta(days=1))

    assert EqualityTotals.objects.get().people == people


def test_totals_stand_still_when_some_come_while_others_leave():
    """Nine and nine are eighteen people: but nobody need remember who was counted to be on the safe side."""
    programme = ProgrammeFactory()
    crowd(programme, 20, sex="female")
    actions.freeze_equality_totals(on=TODAY)

    EqualityAnswers.objects.filter(key__in=[row.key for row in EqualityAnswers.objects.all()[:9]]).delete()
    crowd(programme, 9, sex="male")
    actions.freeze_equality_totals(on=TODAY + dt.timedelta(days=1))

    assert rows_of(EqualityTotals.objects.get(), "Sex")["Female"] == 20


def test_totals_follow_ten_people_who_took_their_answers_back():
    programme = ProgrammeFactory()
    crowd(programme, 30, sex="female")
    actions.freeze_equality_totals(on=TODAY)

    EqualityAnswers.objects.filter(key__in=[row.key for row in EqualityAnswers.objects.all()[:10]]).delete()
    actions.freeze_equality_totals(on=TODAY + dt.timedelta(days=1))

    assert EqualityTotals.objects.get().people == 20


def test_totals_outlive_the_answers():
    programme = ProgrammeFactory()
    crowd(programme, 30, sex="female")
    actions.freeze_equality_totals(on=TODAY)

    EqualityAnswers.objects.all().delete()
    actions.freeze_equality_totals(on=TODAY + dt.timedelta(days=1))

    assert EqualityTotals.objects.get().people == 30


def test_totals_of_each_programme_and_version_stand_alone(monkeypatch):
    one, two = ProgrammeFactory(), ProgrammeFactory()
    monkeypatch.setitem(equality.VERSIONS, 2, equality.QuestionSet(2, (equality.AGE,)))
    crowd(one, 12, sex="female")
    crowd(two, 10, sex="female")
    EqualityAnswers.objects.filter(programme=two.uuid).update(version=2)

    actions.freeze_equality_totals(on=TODAY)

    found = {(totals.programme, totals.version): totals.people for totals in EqualityTotals.objects.all()}
    assert found == {(one, 1): 12, (two, 2): 10}


@pytest.mark.parametrize(("hour", "frozen"), [(1, True), (4, True), (5, False), (14, False), (23, False)])
def test_totals_are_added_up_at_night_alone(hour, frozen):
    """In summer, when the UK's hours are not the server's."""
    crowd(CohortFactory().programme, 12, sex="female")

    with time_machine.travel(dt.datetime(2026, 7, 1, hour, 30, tzinfo=timezone.get_default_timezone()), tick=False):
        tasks.freeze_equality_totals()

    assert EqualityTotals.objects.exists() == frozen
