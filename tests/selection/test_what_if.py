"""What other settings would have decided: the same search on the same reviews, and nothing is written."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from cohorts.models import EligibilityRules
from core.calendar import add_months
from core.errors import Refused
from core.regions import RegionGroup
from returners.eligibility import Answers, Break, Reason
from returners.models import Application, Assessment, Decision
from selection.models import Minimum
from selection.what_if import Share, setting_of, what_if
from tests.factories.cohorts import EligibilityRulesFactory
from tests.factories.returners import ApplicationFactory
from tests.factories.selection import MoveFactory
from tests.selection.deciding import decided, read_round

pytestmark = pytest.mark.django_db

# The rubric's criteria weigh 2, 1 and 1.
POTENTIAL, READINESS = [4, 2, 0], [0, 2, 4]


def weighing(round_, *weights):
    criteria = round_.cohort.rubric.criteria.values_list("pk", flat=True)
    return replace(setting_of(round_), weights=dict(zip(criteria, weights, strict=True)))


def round_of(*levels, places=1, strands=(), **fields):
    """A round that has been read, and its candidates in the order of their levels."""
    round_ = read_round(*levels, capacity=places, strands=strands, **fields)
    return round_, list(round_.candidates.order_by("pk").select_related("application__cohort__rules"))


def counts(effect):
    return effect.same, effect.comes_in, effect.goes_out


def test_settings_of_the_release_come_to_what_was_released():
    round_, candidates = round_of(POTENTIAL, READINESS, [3, 3, 3], places=2, least_score=40)
    Minimum.objects.create(round=round_, region_group=RegionGroup.NORTH_EAST_AND_YORKSHIRE, least=1)
    MoveFactory(candidate=candidates[1], to="in")
    decided(round_)

    effect = what_if(round_, setting_of(round_))

    assert effect.is_the_same
    assert (effect.was, effect.would_be, effect.same) == (2, 2, 2)


def test_places_added_since_change_nothing_of_what_was():
    """Nor the places that the release itself took."""
    round_, _ = round_of(POTENTIAL, READINESS, [3, 3, 3], places=2)
    decided(round_)
    round_.cohort.pools.update(capacity=3)

    effect = what_if(round_, setting_of(round_))

    assert (effect.was, effect.would_be, effect.same) == (2, 2, 2)


def test_other_weights_choose_others():
    round_, _ = round_of(POTENTIAL, READINESS)
    decided(round_)

    effect = what_if(round_, weighing(round_, 1, 1, 2))

    assert counts(effect) == (0, 1, 1)
    assert not effect.is_the_same


def test_higher_lowest_score_leaves_places_empty():
    round_, _ = round_of([4, 4, 4], [2, 2, 2], places=2)
    decided(round_)

    effect = what_if(round_, replace(setting_of(round_), least_score=6_000))

    assert (effect.was, effect.would_be, counts(effect)) == (2, 1, (1, 0, 1))


def test_minimum_of_a_strand_moves_a_place_there():
    round_, _ = round_of([4, 4, 4], [3, 3, 3], [1, 1, 1], places=2, strands=["Technology", "Technology", "Engineering"])
    decided(round_)

    effect = what_if(round_, replace(setting_of(round_), strands={"Engineering": 1}))

    assert counts(effect) == (1, 1, 1)
    assert effect.strands == [Share("Engineering", 0, 1), Share("Technology", 2, 1)]


def test_minimum_that_cannot_be_met_says_so():
    round_, _ = round_of([4, 4, 4], [3, 3, 3], places=2)
    decided(round_)

    effect = what_if(round_, replace(setting_of(round_), groups={"London": 1}))

    (shortfall,) = effect.shortfalls
    assert (shortfall.name, shortfall.wanted, shortfall.met) == ("London", 1, 0)
    assert effect.is_the_same


def test_moves_can_be_left_out():
    round_, candidates = round_of([4, 4, 4], [1, 1, 1])
    MoveFactory(candidate=candidates[1], to="in")
    decided(round_)

    effect = what_if(round_, replace(setting_of(round_), keeps_moves=False))

    assert counts(effect) == (0, 1, 1)


def test_more_people_moved_in_than_there_are_places_is_refused():
    round_, candidates = round_of([4, 4, 4], [1, 1, 1])
    decided(round_)
    for candidate in candidates:
        MoveFactory(candidate=candidate, to="in")

    with pytest.raises(Refused, match="You kept in 2 applications"):
        what_if(round_, setting_of(round_))


def test_what_a_person_found_later_is_not_what_was_released():
    round_, candidates = round_of([4, 4, 4], [1, 1, 1])
    decided(round_)
    Assessment.objects.create(
        application=candidates[1].application, outcome="offered", reason="looked at", decided_at=timezone.now()
    )

    effect = what_if(round_, setting_of(round_))

    assert (effect.was, effect.is_the_same) == (1, True)


# -- Later rules -----------------------------------------------------------------------------------------------------


def decide(application, outcome, *, by=None, postcode="LS6 3BN"):
    """By the rules or a person, on a break of two years."""
    spell = Break(Reason.CHILDCARE, add_months(application.cohort.reference_date, -24))
    answers = Answers(
        postcode=postcode, field="technology", right_to_work="yes", situation="not working", breaks=(spell,)
    )
    Decision.objects.create(
        application=application,
        rules=application.cohort.rules,
        outcome=outcome,
        answers=answers.as_json(),
        verdict={"results": [], "region": "", "eligible_from": None},
        decided_at=timezone.now(),
        decided_by=by,
        why="Yes." if by else "",
    )


def later_rules(round_, **fields):
    return EligibilityRulesFactory(programme=round_.cohort.programme, version=2, **fields)


def test_later_rules_turn_down_whom_a_person_has_not_decided_on(staff_client):
    round_, (best, second, third) = round_of([4, 4, 4], [3, 3, 3], [2, 2, 2])
    decide(best.application, "met")
    decide(second.application, "met", by=staff_client.user)
    decide(third.application, "met")
    decided(round_)

    effect = what_if(round_, replace(setting_of(round_), rules=later_rules(round_, min_break_months=36)))

    assert effect.turned_down == 2
    assert counts(effect) == (0, 1, 1)


def test_later_rules_say_how_many_more_they_would_not_turn_down():
    round_, (candidate,) = round_of([4, 4, 4])
    decide(candidate.application, "met")
    decide(ApplicationFactory(cohort=round_.cohort, not_eligible=True), "not met", postcode="SE15 4QL")
    decided(round_)
    rules = later_rules(round_, regions=["London", "Yorkshire and The Humber"])

    effect = what_if(round_, replace(setting_of(round_), rules=rules))

    assert (effect.turned_down, effect.let_in) == (0, 1)
    assert effect.is_the_same


# -- The page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def page(staff_client):
    """A released round, and what its page answers to settings that are changed."""
    round_, _ = round_of(POTENTIAL, READINESS)
    decided(round_)
    make_manager(round_.cohort.programme, person=staff_client.user)
    url = reverse("selection:round_what_if", args=[round_.uuid])

    def answer(**changed):
        form = staff_client.get(url).context["form"]
        typed = {name: form[name].value() for name in form.fields}
        return staff_client.get(url, {n: "" if v is None else v for n, v in (typed | changed).items()})

    return answer


def test_page_begins_with_the_settings_of_the_release(page):
    answer = page()

    assert "The same people would have been offered a place." in answer.text


def test_page_says_what_would_be_different_and_names_nobody(page):
    answer = page(weight_1="1", weight_3="2")

    assert "offers would have gone to the same people" in answer.text
    assert answer.context["effect"].comes_in == 1
    for application in Application.objects.all():
        assert application.full_name not in answer.text
        assert application.candidate.number not in answer.text


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"weight_1": "0", "weight_2": "0", "weight_3": "0"}, "At least one criterion has to count"),
        ({"weight_1": "101"}, "must be 100 or less"),
        ({"weight_1": ""}, "Enter the potential to benefit"),
        ({"least_score": "one"}, "must be a number, like 40"),
        ({"rules": "9"}, "Choose one of the options listed"),
    ],
)
def test_page_says_what_is_wrong(page, changed, words):
    answer = page(**changed)

    assert words in answer.text
    assert answer.context["effect"] is None


def test_page_shows_what_cannot_be_reconciled(page):
    candidates = [application.candidate for application in Application.objects.all()]
    for candidate in candidates:
        MoveFactory(candidate=candidate, to="in")

    answer = page()

    assert "You kept in 2 applications" in answer.text


def test_page_waits_for_the_release(staff_client):
    round_, _ = round_of(POTENTIAL)
    make_manager(round_.cohort.programme, person=staff_client.user)

    answer = staff_client.get(reverse("selection:round_what_if", args=[round_.uuid]))

    assert answer.url == reverse("selection:round_report", args=[round_.uuid])


def test_trying_something_out_writes_nothing(page):
    before = [model.objects.count() for model in (Assessment, EligibilityRules, Minimum)]

    page(weight_1="1", weight_3="2", group_0="1")

    assert [model.objects.count() for model in (Assessment, EligibilityRules, Minimum)] == before
