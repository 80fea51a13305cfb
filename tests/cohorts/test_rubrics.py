"""The rubric of a programme: begun with the usual criteria, changed by version, frozen with the opening."""

import datetime as dt
from functools import partial

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.utils import timezone

from cohorts import rubrics
from cohorts.models import Criterion, Rubric
from cohorts.usual_rubric import USUAL
from core.audit import AuditEntry
from core.errors import Refused, SeenOtherwise
from tests.cohorts.pages import url
from tests.cohorts.test_actions import NOW
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, CriterionFactory, ProgrammeFactory, RubricFactory
from tests.inputs.cohorts import CRITERION
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db

WORDS = {
    "name": "Team work",
    "about": "How they work with others.",
    "question": "When did you last work with others?",
    "weight": 20,
    "levels": ["No", "Low", "Fair", "Good", "Full"],
}


def names(rubric):
    return list(rubric.criteria.values_list("name", flat=True))


# -- Versions ------------------------------------------------------------------------------------------------------


def test_start_rubric_has_the_usual_criteria_and_is_begun_once():
    programme, manager = ProgrammeFactory(), ProgrammeManagerFactory()

    first, second = (rubrics.start_rubric(programme, at=NOW, by=manager) for _ in range(2))

    assert first == second == Rubric.objects.get()
    assert names(first) == ["Potential to benefit", "Relevance of experience", "Readiness"]
    assert (first.version, first.reviews_each, first.made_by) == (1, 2, manager)
    assert sum(first.criteria.values_list("weight", flat=True)) == 100


@pytest.mark.parametrize("words", USUAL, ids=lambda words: words["name"])
def test_usual_criteria_are_as_their_form_would_have_them(words):
    Criterion(rubric=RubricFactory(potential=None, experience=None, readiness=None), position=1, **words).full_clean()

    assert all(level.startswith(("The answer", "The application")) for level in words["levels"])


@pytest.mark.django_db(transaction=True)
def test_start_rubric_by_two_at_once_is_one():
    programme = ProgrammeFactory()

    in_parallel([partial(rubrics.start_rubric, programme, at=NOW)] * 2)

    assert Rubric.objects.get().criteria.count() == 3


def test_change_before_the_opening_edits_the_version():
    cohort, manager, now = CohortFactory(ranked=True, upcoming=True), ProgrammeManagerFactory(), timezone.now()

    rubrics.change_rubric(cohort.programme, at=now, by=manager, reviews_each=3)
    rubrics.change_criterion(cohort.rubric.criteria.first(), at=now, by=manager, weight=5)
    rubrics.add_criterion(cohort.programme, at=now, by=manager, **WORDS)

    rubric = Rubric.objects.get()
    assert (rubric.reviews_each, rubric.made_by, rubric.made_at) == (3, manager, now)
    assert names(rubric) == ["Potential to benefit", "Relevance of experience", "Readiness", "Team work"]
    assert rubric.criteria.first().weight == 5


@pytest.mark.parametrize(
    "change",
    [
        lambda cohort, at: rubrics.change_rubric(cohort.programme, at=at, gap_limit=10),
        lambda cohort, at: rubrics.add_criterion(cohort.programme, at=at, **WORDS),
        lambda cohort, at: rubrics.change_criterion(cohort.rubric.criteria.first(), at=at, weight=5),
        lambda cohort, at: rubrics.remove_criterion(cohort.rubric.criteria.first(), at=at),
    ],
    ids=["numbers", "added", "changed", "removed"],
)
def test_change_after_the_opening_makes_a_version_for_those_to_come(change):
    """By the clock on the wall: the database asks it too."""
    opened = CohortFactory(ranked=True)
    coming = CohortFactory(programme=opened.programme, rubric=opened.rubric, admission="ranked", upcoming=True)
    first_come = CohortFactory(programme=opened.programme, upcoming=True)
    before = list(opened.rubric.criteria.values_list("pk", "weight"))

    change(opened, timezone.now())

    for cohort in (opened, coming, first_come):
        cohort.refresh_from_db()
    assert (opened.rubric.version, coming.rubric.version, first_come.rubric) == (1, 2, None)
    assert list(opened.rubric.criteria.values_list("pk", "weight")) == before
    assert opened.rubric.gap_limit == 25
    assert len(set(names(coming.rubric)) & set(names(opened.rubric))) >= 2


@pytest.mark.parametrize("change", ["added", "moved in", "moved out", "changed", "removed"])
def test_criteria_are_frozen_in_the_database_once_a_cohort_has_opened(change):
    frozen = CohortFactory(ranked=True).rubric
    other = RubricFactory(programme=frozen.programme, version=2)
    theirs, ours = other.criteria.filter(name="Readiness"), frozen.criteria.filter(name="Readiness")
    changes = {
        "added": lambda: CriterionFactory(rubric=frozen, name="Team work"),
        "moved in": lambda: theirs.update(rubric=frozen, name="Team work"),
        "moved out": lambda: ours.update(rubric=other, name="Team work"),
        "changed": lambda: ours.update(weight=7),
        "removed": lambda: ours._raw_delete("default"),
    }
    before = list(frozen.criteria.values())

    with pytest.raises(DatabaseError, match="frozen once applications have opened"), transaction.atomic():
        changes[change]()

    assert list(frozen.criteria.values()) == before


def test_change_freezes_at_the_instant_of_the_opening():
    cohort = CohortFactory(ranked=True, upcoming=True)
    just_before = cohort.opens_at - dt.timedelta(seconds=1)

    before = rubrics.change_rubric(cohort.programme, at=just_before, reviews_each=1).version
    after = rubrics.change_rubric(cohort.programme, at=cohort.opens_at, reviews_each=3).version

    assert (before, after) == (1, 2)


def test_change_sent_twice_is_made_once():
    cohort = CohortFactory(now=NOW, ranked=True)
    programme, criterion = cohort.programme, cohort.rubric.criteria.first()
    seen = rubrics.plan_for_rubric(programme, NOW).seen

    for _ in range(2):
        rubrics.change_criterion(criterion, at=NOW, seen=seen, **WORDS)
    seen = rubrics.plan_for_rubric(programme, NOW).seen
    for _ in range(2):
        rubrics.change_rubric(programme, at=NOW, seen=seen, reviews_each=1)
    seen = rubrics.plan_for_rubric(programme, NOW).seen
    for _ in range(2):
        rubrics.add_criterion(programme, at=NOW, seen=seen, **WORDS | {"name": "Another"})

    assert programme.rubrics.count() == 2
    assert names(programme.rubrics.latest("version")) == [
        *("Team work", "Relevance of experience", "Readiness"),
        "Another",
    ]


@pytest.mark.django_db(transaction=True)
def test_changes_of_two_at_once_never_overwrite_each_other():
    rubric = RubricFactory()
    seen = rubrics.plan_for_rubric(rubric.programme, NOW).seen

    outcomes = in_parallel(
        [
            partial(rubrics.change_criterion, criterion, at=timezone.now(), seen=seen, weight=9)
            for criterion in rubric.criteria.all()
        ],
        may_raise=(SeenOtherwise,),
    )

    assert sum(isinstance(outcome, SeenOtherwise) for outcome in outcomes) == 2
    assert rubric.criteria.filter(weight=9).count() == 1


@pytest.mark.parametrize(
    ("after", "order"),
    [
        (0, ["Readiness", "Potential to benefit", "Relevance of experience"]),
        (1, ["Potential to benefit", "Readiness", "Relevance of experience"]),
        (2, ["Potential to benefit", "Relevance of experience", "Readiness"]),
    ],
)
def test_criterion_is_put_after_so_many_others(after, order):
    rubric = RubricFactory()

    for _ in range(2):
        rubrics.change_criterion(rubric.criteria.get(name="Readiness"), at=NOW, after=after)

    assert names(rubric) == order


def test_criterion_of_a_frozen_version_is_put_elsewhere_in_the_next():
    cohort = CohortFactory(now=NOW, ranked=True)
    readiness = cohort.rubric.criteria.get(name="Readiness")

    for _ in range(2):
        rubrics.change_criterion(readiness, at=NOW, after=0)

    assert names(cohort.rubric) == ["Potential to benefit", "Relevance of experience", "Readiness"]
    assert names(cohort.programme.rubrics.get(version=2)) == [
        *("Readiness", "Potential to benefit", "Relevance of experience"),
    ]


def test_criterion_of_a_name_that_is_taken_is_refused():
    rubric = RubricFactory()
    readiness = rubric.criteria.get(name="Readiness")

    with pytest.raises(Refused, match="of that name already"):
        rubrics.add_criterion(rubric.programme, at=NOW, **WORDS | {"name": "READINESS"})
    with pytest.raises(Refused, match="of that name already"):
        rubrics.change_criterion(readiness, at=NOW, name="potential to benefit")

    assert rubrics.change_criterion(readiness, at=NOW, name="readiness").name == "readiness"


def test_criteria_are_one_at_least_and_eight_at_most():
    rubric = RubricFactory()
    CriterionFactory.create_batch(5, rubric=rubric)

    with pytest.raises(Refused, match="at most 8"):
        rubrics.add_criterion(rubric.programme, at=NOW, **WORDS)
    for criterion in rubric.criteria.all()[1:]:
        rubrics.remove_criterion(criterion, at=NOW)
    with pytest.raises(Refused, match="needs a criterion"):
        rubrics.remove_criterion(rubric.criteria.get(), at=NOW)

    assert names(rubric) == ["Potential to benefit"]


def test_criterion_that_is_gone_from_the_newest_version_is_refused_in_words():
    cohort = CohortFactory(now=NOW, ranked=True)
    readiness = cohort.rubric.criteria.get(name="Readiness")
    rubrics.remove_criterion(readiness, at=NOW)

    with pytest.raises(Refused, match="no criterion “Readiness” any more"):
        rubrics.change_criterion(readiness, at=NOW, weight=9)


# -- Pages ---------------------------------------------------------------------------------------------------------


def test_rubric_is_begun_and_read_as_others_will(staff_client, programme):
    empty = staff_client.get(url("rubric_list", programme)).text
    staff_client.get(url("rubric_start", programme))
    looked = Rubric.objects.exists()

    page = staff_client.post(url("rubric_start", programme), follow=True).text
    seen = staff_client.get(url("rubric_detail", programme, 1)).text

    assert "Potential to benefit, 40% of the score" in empty
    assert not looked
    assert "The rubric is begun." in page
    assert "40, which is 40% of the score" in page
    assert "<li>What have you done, or thought about, to get ready for work?</li>" in seen
    assert "The answer says that work is wanted, but not which, or how to get there." in seen


def test_rubric_without_a_question_says_so(staff_client, programme):
    RubricFactory(programme=programme, potential=None, readiness=None)

    page = staff_client.get(url("rubric_detail", programme, 1)).text

    assert "No criterion asks for more." in page


def test_versions_are_listed_with_what_changed_and_who_uses_them(staff_client, programme):
    rubric = RubricFactory(programme=programme)
    CohortFactory(programme=programme, name="Spring cohort", admission="ranked", rubric=rubric)
    CohortFactory(programme=programme, name="Autumn cohort", admission="ranked", rubric=rubric, upcoming=True)
    by, at = staff_client.user, timezone.now()
    rubrics.change_rubric(programme, at=at, by=by, reviews_each=3, gap_limit=30)
    rubrics.change_criterion(rubric.criteria.get(name="Readiness"), at=at, by=by, weight=4, question="Ready?")
    rubrics.remove_criterion(rubric.criteria.get(name="Potential to benefit"), at=at, by=by)
    rubrics.add_criterion(programme, at=at, by=by, **WORDS)

    page = " ".join(staff_client.get(url("rubric_list", programme)).text.split())

    assert page.index("Version 2") < page.index("Used by Autumn cohort.") < page.index("Version 1")
    for words in (
        "3 reviews each (it was 2)",
        "Scores may differ by 30 points (it was 25)",
        "Readiness: weight 4 (it was 1)",
        "Readiness: what applicants are asked",
        "Added: Team work",
        "Removed: Potential to benefit",
        "Used by Spring cohort.",
        f"by {staff_client.user}",
    ):
        assert words in page


def test_criterion_is_added_changed_and_removed_on_its_pages(staff_client, programme):
    RubricFactory(programme=programme)

    def send(name, *args, **given):
        page = url(name, programme, *args)
        plan = staff_client.get(page).context["plan"]
        return staff_client.post(page, {**CRITERION, "seen": plan.seen, **given}, follow=True).text

    added = send("criterion_add")
    criterion = Criterion.objects.get(name="Team work")
    changed = send("criterion_change", criterion.pk, weight="7", after="3")
    numbers = send("rubric_change", reviews_each="1", gap_limit="40")
    criterion.refresh_from_db()
    removed = send("criterion_remove", criterion.pk)

    assert "Team work is added." in added
    assert "Team work is saved." in changed
    assert (criterion.weight, criterion.levels[4]) == (7, "The answer is full.")
    assert "1 person reads each application." in numbers
    assert "Team work is removed." in removed
    assert names(programme.rubrics.get()) == ["Potential to benefit", "Relevance of experience", "Readiness"]
    entry = AuditEntry.objects.filter(table="cohorts_rubric").latest("pk")
    assert (entry.actor, entry.why) == (staff_client.user, "Criterion Team work removed")


def test_order_is_chosen_on_the_page_of_a_criterion_and_said_of_a_version(staff_client, programme):
    cohort = CohortFactory(programme=programme, ranked=True)
    page = url("criterion_change", programme, cohort.rubric.criteria.last().pk)
    form = staff_client.get(page).context["form"]

    given = {**CRITERION, "name": "Readiness", "seen": form.initial["seen"]}
    nowhere = staff_client.post(page, given | {"after": "9"})
    listed = staff_client.post(page, given | {"after": "0"}, follow=True).text

    assert [label for _, label in form.fields["after"].choices] == [
        *("First", "After Potential to benefit", "After Relevance of experience"),
    ]
    assert form["after"].value() == 2
    assert list(nowhere.context["form"].errors) == ["after"]
    assert "Another order: Readiness, Potential to benefit, Relevance of experience" in listed


def test_change_of_what_froze_while_the_page_was_open_is_shown_again(staff_client, programme):
    cohort = CohortFactory(programme=programme, ranked=True, opens_at=timezone.now() + dt.timedelta(minutes=1))
    page = url("criterion_change", programme, cohort.rubric.criteria.first().pk)
    seen = staff_client.get(page).context["plan"].seen

    with time_machine.travel(cohort.opens_at + dt.timedelta(seconds=1)):
        again = staff_client.post(page, CRITERION | {"seen": seen, "after": "0"})
        given = CRITERION | {"seen": again.context["plan"].seen, "after": "0"}
        saved = staff_client.post(page, given, follow=True).text

    assert "have changed since this page was shown" in again.text
    assert "How they work with others." in again.text
    assert "What you save here becomes version 2." in " ".join(again.text.split())
    assert "Team work is saved." in saved
    assert names(cohort.rubric) == ["Potential to benefit", "Relevance of experience", "Readiness"]


def test_page_of_an_old_version_shows_the_criterion_as_it_is_now(staff_client, programme):
    cohort = CohortFactory(programme=programme, ranked=True)
    old = cohort.rubric.criteria.get(name="Readiness")
    rubrics.change_criterion(old, at=timezone.now(), about="Something new.")

    page = staff_client.get(url("criterion_change", programme, old.pk)).text

    assert "Something new." in page


def test_name_that_is_taken_is_said_beside_it(staff_client, programme):
    RubricFactory(programme=programme)
    page = url("criterion_add", programme)
    seen = staff_client.get(page).context["plan"].seen

    answer = staff_client.post(page, CRITERION | {"name": "readiness", "seen": seen})

    assert answer.context["form"].errors["name"] == ["This rubric has a criterion of that name already."]


def test_level_without_words_is_asked_for(staff_client, programme):
    RubricFactory(programme=programme)

    answer = staff_client.post(url("criterion_add", programme), CRITERION | {"level_3": " "})

    assert answer.context["form"].errors == {"level_3": ["Say what level 3 means"]}


def test_last_criterion_stays(staff_client, programme):
    criterion = RubricFactory(programme=programme, potential=None, experience=None).criteria.get()
    page = url("criterion_remove", programme, criterion.pk)
    seen = staff_client.get(page).context["plan"].seen

    answer = staff_client.post(page, {"seen": seen}, follow=True).text

    assert "A rubric needs a criterion to score by." in answer
    assert Criterion.objects.get() == criterion


def test_pages_that_change_a_rubric_are_not_there_before_there_is_one(staff_client, programme):
    answers = {staff_client.get(url(name, programme)).status_code for name in ("rubric_change", "criterion_add")}

    assert answers == {404}
