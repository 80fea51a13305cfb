"""Each rule of product.md § 3, one table a rule. The reference date is 1 October 2023, as it was for STEM ReCharge."""

import dataclasses
import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.calendar import add_months
from returners.eligibility import Answers, Break, Outcome, Result, Verdict, check, reaching_since
from tests.factories.cohorts import EligibilityRulesFactory

REFERENCE = dt.date(2023, 10, 1)
MET, NOT_MET, REFER = Outcome.MET, Outcome.NOT_MET, Outcome.REFER


def month(text):
    return dt.date.fromisoformat(f"{text}-01")


def caring(start, end=None, reason="childcare"):
    return Break(reason, month(start), month(end) if end else None)


ELIGIBLE = Answers(
    postcode="LS6 3BN",
    situation="not working",
    breaks=(caring("2020-05"),),
    field="engineering",
    right_to_work="yes",
)


def verdict(reference=REFERENCE, **answers):
    return check(dataclasses.replace(ELIGIBLE, **answers), EligibilityRulesFactory.build(programme=None), reference)


def result(rule, **answers):
    return next(found for found in verdict(**answers).results if found.rule == rule)


def test_check_takes_the_rules_one_by_one_in_the_order_of_the_questions():
    found = verdict()

    assert [(r.rule, r.outcome, r.label) for r in found.results] == [
        ("region", "met", "Met"),
        ("break", "met", "Met"),
        ("field", "met", "Met"),
        ("right_to_work", "met", "Met"),
    ]
    assert all(r.reason and r.title for r in found.results)
    assert (found.outcome, found.region, found.eligible_from) == ("met", "Yorkshire and The Humber", None)


# -- Where you live ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("postcode", "council", "outcome", "region"),
    [
        ("LS6 3BN", "", MET, "Yorkshire and The Humber"),
        ("NE1 4ST", "", MET, "North East"),
        ("M1 1AE", "", MET, "North West"),
        ("NG1 5FS", "", MET, "East Midlands"),
        ("B1 1BB", "", MET, "West Midlands"),
        ("SW1A 1AA", "", NOT_MET, "London"),
        ("BT1 1AA", "", NOT_MET, "Northern Ireland"),
        ("IM1 1AA", "", NOT_MET, "Isle of Man"),
        # Between two regions of the five: it does not matter which.
        ("DE6 1AA", "", MET, "East Midlands"),
        # On the border of Wales.
        ("CH4 8AA", "", REFER, "North West"),
        ("CH4 8AA", "Cheshire West and Chester", MET, "North West"),
        ("CH4 8AA", "Wales", NOT_MET, "Wales"),
        ("TD15 1AA", "Scotland", NOT_MET, "Scotland"),
        ("OX7 1AA", "", REFER, "South East"),
        ("CH4 8AA", "I do not know", REFER, "North West"),
        # The council contradicts the postcode.
        ("LS6 3BN", "Camden", REFER, "Yorkshire and The Humber"),
        ("SW1A 1AA", "Leeds", REFER, "London"),
        ("CH4 8AA", "Camden", REFER, "North West"),
        # Contradictory, but inside, or outside, either way.
        ("LS6 3BN", "Manchester", MET, "Yorkshire and The Humber"),
        ("SW1A 1AA", "Wales", NOT_MET, "London"),
        # Not in the data, or not given.
        ("ZZ9 9ZZ", "", REFER, ""),
        ("ZZ9 9ZZ", "Leeds", MET, "Yorkshire and The Humber"),
        ("", "", REFER, ""),
    ],
)
def test_region_follows_the_postcode_and_where_it_is_mixed_the_council(postcode, council, outcome, region):
    found = verdict(postcode=postcode, council=council)

    assert (found.results[0].outcome, found.region) == (outcome, region)


def test_region_says_where_one_needs_to_live():
    assert result("region", postcode="SW1A 1AA").reason == (
        "You need to live in North East, North West, Yorkshire and The Humber, East Midlands or West Midlands."
        " Your postcode is in another area."
    )


# -- Career break --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "breaks",
    [
        pytest.param([caring("2020-05")], id="goes on"),
        pytest.param([caring("2022-10")], id="exactly twelve months"),
        pytest.param([caring("2020-05", reason="eldercare")], id="eldercare"),
        pytest.param([caring("2020-05", "2023-09")], id="ends with the month before the reference date"),
        pytest.param([caring("2020-05", "2024-06")], id="ends after the reference date"),
        pytest.param([caring("2022-06", "2023-03"), caring("2023-01")], id="overlapping"),
        pytest.param([caring("2022-06", "2023-03"), caring("2023-04", reason="eldercare")], id="touching months"),
        pytest.param([caring("2023-04"), caring("2022-06", "2023-03")], id="in any order"),
        pytest.param([caring("2020-05"), caring("2021-01", "2021-02")], id="one within the other"),
        pytest.param(
            [caring("2022-08", "2022-12"), caring("2023-01", "2023-05"), caring("2023-06", "2023-09")], id="a chain"
        ),
        pytest.param(
            [caring("2022-10"), caring("2010-01", "2012-01", "other")], id="beside a break for another reason"
        ),
        pytest.param([caring("2022-10"), caring("2023-11", "2023-12")], id="beside one after the reference date"),
    ],
)
def test_break_is_met_by_merged_caring_of_twelve_months(breaks):
    assert result("break", breaks=tuple(breaks)).outcome == MET


@pytest.mark.parametrize(
    ("breaks", "eligible_from", "words"),
    [
        pytest.param([caring("2022-11")], "2023-11-01", "It will be 11 months long by then.", id="eleven months"),
        pytest.param([caring("2023-09")], "2024-09-01", "It will be 1 month long by then.", id="one month"),
        pytest.param(
            [caring("2020-01", "2022-12"), caring("2023-02")], "2024-02-01", "It will be 8 months long", id="a gap"
        ),
        pytest.param([caring("2023-02"), caring("2023-04")], "2024-02-01", "8 months", id="merged but short"),
        pytest.param([caring("2022-11"), caring("2022-11", "2023-01", "other")], "2023-11-01", "11 months", id="mixed"),
        pytest.param([caring("2020-01", "2023-08")], None, "Yours ended in August 2023.", id="ended before"),
        pytest.param([caring("2020-01", reason="other")], None, "for another reason", id="another reason"),
        pytest.param(
            [caring("2022-12", "2023-02"), caring("2020-01", reason="other")], None, "Yours ended", id="caring ended"
        ),
    ],
)
def test_break_is_not_met_when_too_short_or_over(breaks, eligible_from, words):
    found = verdict(breaks=tuple(breaks))

    assert found.results[1].outcome == NOT_MET
    assert words in found.results[1].reason
    assert found.eligible_from == (dt.date.fromisoformat(eligible_from) if eligible_from else None)


MONTHS = [add_months(dt.date(2021, 1, 1), n) for n in range(40)]
SPELLS = st.tuples(st.integers(0, 39), st.none() | st.integers(0, 20)).map(
    lambda spell: Break(
        "childcare", MONTHS[spell[0]], None if spell[1] is None else add_months(MONTHS[spell[0]], spell[1])
    )
)


@given(st.lists(SPELLS, max_size=5), st.dates(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
def test_merged_breaks_are_the_months_on_end_up_to_the_reference_date(breaks, reference):
    def covered(month):
        return any(b.start <= month and (b.end is None or month <= b.end) for b in breaks)

    # The last month of which a day lies before the reference date.
    last = add_months(reference - dt.timedelta(days=1), 0)
    on_end = list(itertools.takewhile(covered, (add_months(last, -n) for n in range(60))))

    assert reaching_since(breaks, reference) == (on_end[-1] if on_end and on_end[-1] < reference else None)


@pytest.mark.parametrize("reference", [dt.date(2023, 10, 1), dt.date(2023, 10, 15), dt.date(2023, 10, 31)])
def test_break_counts_whole_months_to_any_day_of_the_reference_month(reference):
    assert [
        verdict(reference, breaks=(caring(start),)).results[1].outcome for start in ("2022-09", "2022-10", "2022-11")
    ] == [MET, MET, NOT_MET]


@pytest.mark.parametrize("start", ["2022-11", "2023-05", "2023-09"])
def test_eligible_from_is_the_first_day_on_which_the_same_break_is_enough(start):
    day = verdict(breaks=(caring(start),)).eligible_from

    assert verdict(day, breaks=(caring(start),)).outcome == MET
    assert verdict(day - dt.timedelta(days=1), breaks=(caring(start),)).outcome == NOT_MET


@pytest.mark.parametrize(
    "answers", [{"postcode": "SW1A 1AA"}, {"field": "other"}, {"right_to_work": "no"}], ids=["region", "field", "right"]
)
def test_eligible_from_is_given_only_where_time_alone_is_missing(answers):
    assert verdict(breaks=(caring("2022-11"),), **answers).eligible_from is None


def test_eligible_from_stands_beside_what_a_person_will_look_at():
    assert verdict(breaks=(caring("2022-11"),), right_to_work="not sure").eligible_from == dt.date(2023, 11, 1)


def test_eligible_from_is_not_given_for_a_break_that_ends_before_it_is_long_enough():
    assert verdict(breaks=(caring("2023-01", "2023-09"),)).eligible_from is None


def test_eligible_from_is_given_for_a_break_that_begins_at_the_reference_date():
    assert verdict(breaks=(caring("2023-10"),)).eligible_from == dt.date(2024, 10, 1)


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param({"breaks": (caring("2020-01", reason="other care"),)}, id="other care"),
        pytest.param({"breaks": (caring("2023-01"), caring("2020-01", "2022-12", "other care"))}, id="other care too"),
        pytest.param({"breaks": (caring("2020-01", "2021-01", "other care"),)}, id="other care, ended"),
        pytest.param({"breaks": ()}, id="no break named"),
        pytest.param({"situation": "self-employed"}, id="self-employed"),
        pytest.param({"situation": "studying"}, id="studying"),
        pytest.param({"situation": "other"}, id="something else"),
        pytest.param({"situation": ""}, id="not answered"),
        pytest.param({"situation": "self-employed", "breaks": ()}, id="self-employed without a break"),
        pytest.param({"situation": "studying", "breaks": (), "kept_working": "yes"}, id="never stopped"),
        pytest.param({"situation": "working below skill level"}, id="below skill level, cause not told"),
    ],
)
def test_break_that_is_not_simple_goes_to_a_person_and_is_never_not_met(answers):
    assert result("break", **answers).outcome == REFER


def test_other_care_beside_enough_counted_caring_is_met():
    assert result("break", breaks=(caring("2020-01"), caring("2015-01", "2019-12", "other care"))).outcome == MET


@pytest.mark.parametrize(("because", "outcome"), [("yes", MET), ("no", NOT_MET), ("", REFER)])
def test_working_below_skill_level_counts_because_of_caring(because, outcome):
    found = result("break", situation="working below skill level", because_of_caring=because, breaks=())

    assert found.outcome == outcome


def test_because_of_caring_is_not_read_for_those_who_do_not_work():
    assert result("break", situation="not working", because_of_caring="no").outcome == MET


def test_rules_of_another_length_are_followed():
    rules = EligibilityRulesFactory.build(programme=None, min_break_months=24)
    answers = dataclasses.replace(ELIGIBLE, breaks=(caring("2022-10"),))

    found = check(answers, rules, REFERENCE)

    assert found.results[1].outcome == NOT_MET
    assert found.eligible_from == dt.date(2024, 10, 1)


# -- Experience and right to work ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("field", "outcome"), [("technology", MET), ("engineering", MET), ("other", NOT_MET), ("", REFER)]
)
def test_field_is_technology_or_engineering(field, outcome):
    assert result("field", field=field).outcome == outcome


def test_field_names_the_fields_of_the_rules():
    rules = EligibilityRulesFactory.build(programme=None, fields=["technology"])
    found = check(dataclasses.replace(ELIGIBLE, field="engineering"), rules, REFERENCE)

    assert found.results[2].reason == "You need experience in technology."


@pytest.mark.parametrize(("right", "outcome"), [("yes", MET), ("no", NOT_MET), ("not sure", REFER), ("", REFER)])
def test_right_to_work(right, outcome):
    assert result("right_to_work", right_to_work=right).outcome == outcome


# -- All together --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("outcomes", list(itertools.product([MET, NOT_MET, REFER], repeat=2)))
def test_not_met_outweighs_refer_outweighs_met(outcomes):
    results = tuple(Result(rule, outcome, "") for rule, outcome in zip(("region", "break"), outcomes, strict=True))

    found = Verdict(results, "", None).outcome

    assert found == next(outcome for outcome in (NOT_MET, REFER, MET) if outcome in outcomes)


def test_nothing_answered_is_looked_at_by_a_person():
    found = check(Answers(), EligibilityRulesFactory.build(programme=None), REFERENCE)

    assert {r.outcome for r in found.results} == {REFER}


def test_verdict_survives_being_written_down():
    found = verdict(breaks=(caring("2022-11"),))

    kept = found.as_json()

    assert [Result(**r) for r in kept["results"]] == list(found.results)
    assert (kept["region"], kept["eligible_from"]) == (found.region, "2023-11-01")
