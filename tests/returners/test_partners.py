"""Partners' lists: the command, from a file to a file, row by row."""

import csv
import datetime as dt
import io
import re
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from cohorts.models import Field
from core import csv_lists
from returners import partners
from returners.eligibility import Reason, Situation
from tests.factories.cohorts import CohortFactory, ProgrammeFactory
from tests.returners.partner_lists import REFERENCE, RULES, as_csv

GUIDE = Path(__file__).parents[2] / "docs" / "partners.md"


def decided(text, reference=REFERENCE):
    """The results of a list, as a spreadsheet would read them."""
    return list(partners.decide(io.StringIO(text, newline=""), rules=RULES, reference=reference))


def one(**cells):
    [(_, result)] = decided(as_csv(cells))
    return result


@pytest.fixture
def cohort(db):
    programme = ProgrammeFactory(slug="stem-recharge")
    return CohortFactory(programme=programme, slug="autumn-2026", reference_date=REFERENCE)


@pytest.fixture
def run(cohort, tmp_path):
    """Run the command over a text: what it wrote, row by row."""

    def run(text, slug="autumn-2026"):
        people, out = tmp_path / "people.csv", tmp_path / "results.csv"
        people.write_bytes(text if isinstance(text, bytes) else text.encode())
        call_command("check_eligibility", str(people), cohort=slug, out=str(out), stdout=io.StringIO())
        with out.open(encoding="utf-8", newline="") as results:
            return list(csv.DictReader(results))

    return run


# -- The guide ---------------------------------------------------------------------------------------------------------


def test_guide_shows_a_list_and_what_the_command_makes_of_it(run):
    people, expected = (
        re.sub(r"^ {4}", "", block, flags=re.MULTILINE)
        for block in re.findall(r"(?:^ {4}id,.*\n)(?:^ {4}.*\n)*", GUIDE.read_text(), re.MULTILINE)
    )

    found = run(people)

    assert found == list(csv.DictReader(io.StringIO(expected)))


def test_guide_names_every_column_and_every_value():
    guide = GUIDE.read_text()

    assert re.findall(r"^\| ([a-z_]+) \|", guide, re.MULTILINE)[1:] == partners.COLUMNS
    for choices in (Reason, Situation, Field):
        assert ", ".join(choices.values) in guide


# -- Outcomes ----------------------------------------------------------------------------------------------------------


def test_command_writes_the_columns_of_the_results(run):
    [row] = run(as_csv({}))

    assert row == {
        "id": "P1",
        "outcome": "eligible",
        "region": "Yorkshire and The Humber",
        "rules": "region=met;break=met;field=met;right_to_work=met",
        "eligible_from": "",
        "message": "You meet every rule.",
    }


def test_message_of_a_row_that_is_not_eligible_says_what_stands_in_the_way():
    result = one(postcode="SW1A 1AA", situation="self-employed", right_to_work="no")

    assert (result.outcome, result.region) == ("not eligible", "London")
    assert result.rules == "region=not met;break=refer;field=met;right_to_work=not met"
    assert result.message.startswith("You need to live in North East")
    assert result.message.endswith("You need the right to work in the UK.")
    assert "self-employed" not in result.message


def test_message_of_a_referred_row_says_what_a_person_will_look_at():
    result = one(postcode="CH4 8AA", break_reason="other care")

    assert (result.outcome, result.rules) == (
        "refer",
        "region=refer;break=refer;field=met;right_to_work=met",
    )
    assert "edge of our area" in result.message
    assert "Your break" in result.message


def test_eligible_from_is_given_where_only_time_is_missing():
    found = [one(break_start="2026-03"), one(break_start="2026-03", field="other"), one(break_end="2022-01")]

    assert [(row.outcome, row.eligible_from) for row in found] == [
        ("not eligible", "2027-03-01"),
        ("not eligible", ""),
        ("not eligible", ""),
    ]


NO_BREAK = {"break_start": "", "break_end": "", "break_reason": ""}


@pytest.mark.parametrize(
    ("cells", "outcome"),
    [
        pytest.param({"council": "Leeds"}, "eligible", id="council beside a certain postcode"),
        pytest.param({"council": "Camden"}, "refer", id="council against the postcode"),
        pytest.param({"postcode": "CH4 8AA", "council": "wales"}, "not eligible", id="council of a border postcode"),
        pytest.param({"postcode": "LS30 3BN"}, "refer", id="postcode not in use"),
        pytest.param(NO_BREAK, "refer", id="not working, nothing known of the break"),
        pytest.param({"break_reason": ""}, "refer", id="not working, reason not known"),
        pytest.param({"break_reason": "other"}, "not eligible", id="another reason"),
        pytest.param({"situation": ""}, "refer", id="situation not known"),
        pytest.param({"situation": "studying", **NO_BREAK}, "refer", id="studying, without a break"),
        pytest.param({"situation": "other", **NO_BREAK, "break_reason": "childcare"}, "refer", id="reason alone"),
        pytest.param({"situation": "working below skill level"}, "refer", id="below skill level, cause not known"),
        pytest.param(
            {"situation": "working below skill level", "because_of_caring": "yes", **NO_BREAK}, "eligible", id="caring"
        ),
        pytest.param(
            {"situation": "working below skill level", "because_of_caring": "no"}, "not eligible", id="not caring"
        ),
        pytest.param({"because_of_caring": "no"}, "eligible", id="not asked of those who do not work"),
        pytest.param({"break_end": "2026-12"}, "eligible", id="break ends after the reference date"),
        pytest.param({"break_start": "2025-10"}, "eligible", id="exactly twelve months"),
        pytest.param({"break_start": "2100-12", "break_end": "2100-12"}, "not eligible", id="last month there is"),
        pytest.param({"break_start": "1900-01"}, "eligible", id="first month there is"),
    ],
)
def test_outcome_follows_the_rules(cells, outcome):
    assert one(**cells).outcome == outcome


@pytest.mark.parametrize(
    "cells",
    [
        {"postcode": " ls63bn "},
        {"postcode": "L.S6-3(BN)"},
        {"situation": "Not-Working"},
        {"situation": "not  working "},
        {"council": "LEEDS"},
        {"right_to_work": "Yes"},
        {"break_reason": "Childcare", "field": "ENGINEERING"},
        {"break_start": " 2021-09"},
    ],
)
def test_case_and_spacing_do_not_matter(cells):
    assert one(**cells).outcome == "eligible"


# -- Bad rows ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"id": ""}, "Give the row an id."),
        ({"id": " "}, "Give the row an id."),
        ({"postcode": ""}, "full UK postcode"),
        ({"postcode": "LS6"}, "full UK postcode"),
        ({"postcode": "LS6 3CN"}, "full UK postcode"),
        ({"postcode": "LS6 3BN" + " " * 200 + "x"}, "full UK postcode"),
        ({"council": "Atlantis"}, "Write the council as in the list"),
        ({"break_start": "2021-13"}, "break_start as YYYY-MM"),
        ({"break_start": "Sep-21"}, "break_start as YYYY-MM"),
        ({"break_start": "2021-09-01"}, "break_start as YYYY-MM"),
        ({"break_start": "0000-00"}, "break_start as YYYY-MM"),
        ({"break_start": "9999-12"}, "break_start as YYYY-MM"),
        ({"break_start": ""}, "break_start as YYYY-MM"),
        ({"break_start": "", "break_reason": "", "break_end": "2022-01"}, "break_start as YYYY-MM"),
        ({"break_end": "soon"}, "break_end as YYYY-MM"),
        ({"break_end": "2021-08"}, "break_end is before break_start"),
        ({"break_reason": "holiday"}, "Write childcare, eldercare, other care or other in break_reason."),
        ({"situation": "retired"}, "or other in situation."),
        ({"situation": "self-employed", "break_start": "long ago"}, "break_start as YYYY-MM"),
        ({"because_of_caring": "perhaps"}, "yes or no in because_of_caring"),
        ({"field": ""}, "Write technology, engineering or other in field."),
        ({"field": "law"}, "Write technology, engineering or other in field."),
        ({"right_to_work": ""}, "yes or no in right_to_work"),
        ({"right_to_work": "not sure"}, "can use the check on the website"),
        ({"right_to_work": "yes" + " " * 200 + "no"}, "yes or no in right_to_work"),
        ({"field": "💥" * 10_000}, "Write technology"),
        ({"break_start": "٢٠٢١-٠٩"}, "break_start as YYYY-MM"),
        ({"id": "P\0001"}, "Take out the characters that are not text."),
        ({"field": "engineering\0"}, "Take out the characters that are not text."),
    ],
)
def test_bad_row_says_how_to_mend_it(cells, words):
    result = one(**cells)

    assert result[:4] == ("bad row", "", "", "")
    assert result.message.startswith("Line 2: ")
    assert words in result.message


def test_bad_row_names_everything_that_is_wrong():
    message = one(id="", postcode="?", council="?", field="?", right_to_work="?").message

    assert [word for word in ("an id", "postcode", "council", "in field", "right_to_work") if word not in message] == []


def test_bad_row_leaves_the_others_decided():
    text = as_csv({"id": "P1", "field": "law"}, {"id": "P2"}, {"id": "P3", "postcode": "?"}, {"id": "P4"})

    found = [(id, result.outcome) for id, result in decided(text)]

    assert found == [("P1", "bad row"), ("P2", "eligible"), ("P3", "bad row"), ("P4", "eligible")]


def test_quotation_mark_left_open_costs_its_row_and_no_other():
    good = as_csv({"id": "P1"}, {"id": "P3"}, {"id": "P4"}).splitlines(keepends=True)
    open_one = 'P2,"LS6 3BN,,2021-09,,childcare,not working,,engineering,yes\r\n'
    found = decided("".join([*good[:2], open_one, *good[2:]]))

    assert [(id, result.outcome) for id, result in found] == [
        ("P1", "eligible"),
        ("P2", "bad row"),
        ("P3", "eligible"),
        ("P4", "eligible"),
    ]
    assert found[1][1].message.startswith("Line 3: Close every quotation mark")


@pytest.mark.parametrize("start", ["=cmd()", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_results_hold_no_formula(run, start):
    rows = run(as_csv({"id": start}, {"id": start, "field": start}))

    assert [row["id"] for row in rows] == [f"'{start.strip()}"] * 2
    assert [row["outcome"] for row in rows] == ["eligible", "bad row"]
    assert not any(cell.startswith(csv_lists.FORMULA) for row in rows for cell in row.values())


# -- The file and the cohort -------------------------------------------------------------------------------------------


def test_file_saved_by_excel_is_read(run):
    text = as_csv({"id": "Zoë"}, delimiter=";", columns=[*partners.COLUMNS[::-1], "notes"])
    head, body = text.split("\r\n", 1)
    shouted = head.upper().replace("_", " ")

    [row] = run(f"\ufeff{shouted}\r\n{body}")

    assert (row["id"], row["outcome"]) == ("Zoë", "eligible")


def test_file_in_another_encoding_loses_the_rows_it_spoils(run):
    rows = run(as_csv({"id": "Zoë"}, {"id": "P2"}).encode("latin-1"))

    assert [row["outcome"] for row in rows] == ["bad row", "eligible"]
    assert "CSV UTF-8" in rows[0]["message"]


@pytest.mark.parametrize("column", partners.COLUMNS)
def test_missing_column_is_named_and_nothing_is_written(run, tmp_path, column):
    people = as_csv({}).replace(column, "other", 1)

    with pytest.raises(CommandError, match=f"no column {column}"):
        run(people)

    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


@pytest.mark.parametrize(
    "people", ["", "\r\n\r\n", ",,,\r\n", '"', '"id', "\0", "x" * 200_000, as_csv({}).encode("utf-16")]
)
def test_file_without_a_heading_is_refused(run, people):
    with pytest.raises(CommandError, match=r"has no (heading|column)"):
        run(people)


def test_list_of_nobody_has_results_of_nobody(run):
    assert run(as_csv()) == []


def test_command_says_how_many_came_to_what(cohort, tmp_path):
    people, said = tmp_path / "people.csv", io.StringIO()
    people.write_text(as_csv({}, {}, {"field": "law"}))

    call_command("check_eligibility", people, cohort="autumn-2026", out=tmp_path / "out.csv", stdout=said)

    assert "3 rows" in said.getvalue()
    assert "1 bad row, 2 eligible" in said.getvalue()


def test_failure_half_way_leaves_the_results_of_last_time(run, tmp_path, monkeypatch):
    run(as_csv({"id": "last time"}))
    before = (tmp_path / "results.csv").read_bytes()

    def fail(verdict, *rules):
        raise MemoryError

    monkeypatch.setattr(partners, "_part", fail)
    with pytest.raises(MemoryError):
        run(as_csv({}))

    assert (tmp_path / "results.csv").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["people.csv", "results.csv"]


def test_results_are_for_whoever_ran_the_command_alone(run, tmp_path):
    run(as_csv({}))

    assert (tmp_path / "results.csv").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    ("people", "out", "words"),
    [
        ("none.csv", "out.csv", "none.csv: No such file"),
        ("people.csv", "nowhere/out.csv", "No such file or directory"),
        ("people.csv", ".", "Is a directory|File exists|busy|not permitted"),
        ("people.csv", "people.csv", "would overwrite the list"),
    ],
)
def test_files_that_cannot_be_are_refused(cohort, tmp_path, people, out, words):
    (tmp_path / "people.csv").write_text(as_csv({}))

    with pytest.raises(CommandError, match=words):
        call_command("check_eligibility", tmp_path / people, cohort="autumn-2026", out=tmp_path / out)

    assert [path.name for path in tmp_path.iterdir()] == ["people.csv"]


def test_unknown_cohort_is_answered_with_those_there_are(run):
    CohortFactory(programme__slug="fund", slug="spring")

    with pytest.raises(CommandError, match="no cohort summer") as refusal:
        run(as_csv({}), slug="summer")

    assert "stem-recharge/autumn-2026" in str(refusal.value)
    assert "fund/spring" in str(refusal.value)


def test_cohort_of_two_programmes_needs_the_programme_too(run):
    CohortFactory(programme__slug="fund", slug="autumn-2026", reference_date=dt.date(2021, 10, 1))

    with pytest.raises(CommandError, match="Several programmes") as refusal:
        run(as_csv({}))
    outcomes = [run(as_csv({}), slug=f"{name}/autumn-2026")[0]["outcome"] for name in ("stem-recharge", "fund")]

    assert "fund/autumn-2026" in str(refusal.value)
    assert "stem-recharge/autumn-2026" in str(refusal.value)
    assert outcomes == ["eligible", "not eligible"]


def test_command_asks_the_database_once(run, django_assert_num_queries):
    with django_assert_num_queries(1):
        run(as_csv({}, {}, {}))
