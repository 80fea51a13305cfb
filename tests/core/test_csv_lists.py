"""Reading CSV files as people make them, and writing them harmlessly."""

import contextlib
import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import csv_lists
from core.errors import Refused

COLUMNS = ["id", "break_start"]


def read(text):
    return list(csv_lists.read(io.StringIO(text, newline=""), COLUMNS))


def cells(text):
    return [row[1] for row in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("id,break_start\n1,2020-01\n", id="plain"),
        pytest.param("id,break_start\r\n1,2020-01", id="CRLF, and no end to the last line"),
        pytest.param("id,break_start\r1,2020-01\r", id="CR"),
        pytest.param("break_start,id\n2020-01,1\n", id="another order"),
        pytest.param(" ID ,Break Start\n1,2020-01\n", id="another case, spaces"),
        pytest.param("id;break_start\n1;2020-01\n", id="semicolons"),
        pytest.param("id\tbreak-start\n1\t2020-01\n", id="tabs"),
        pytest.param("id,name,break_start,\n1,Ada,2020-01,\n", id="more columns"),
        pytest.param('"id","break_start"\n"1","2020-01"\n', id="quotation marks"),
        pytest.param("id,break_start\n\n,\n  ,\n1,2020-01\n\n", id="empty rows"),
        pytest.param("id,break_start\n1,2020-01,,\n", id="empty cells after the last column"),
    ],
)
def test_read_gives_the_columns_asked_for_in_their_order(text):
    assert cells(text) == [("1", "2020-01")]


def test_read_counts_the_lines_and_keeps_line_breaks_in_quotation_marks():
    rows = read('id,break_start,notes\n1,2020-01,"two\nlines"\n\n"3\r\n3",2020-02,\n')

    assert rows == [(2, ("1", "2020-01"), ""), (5, ("3\r\n3", "2020-02"), "")]


def test_read_takes_cells_that_a_spreadsheet_left_out_for_empty():
    assert cells("id,break_start\n1\n") == [("1", "")]


@pytest.mark.parametrize(
    ("heading", "words"),
    [
        ("", "no heading"),
        ("\n1,2\n", "no heading"),
        ("id\n", "no column break_start"),
        ("name\n", "no column id, break_start"),
        ("id,ID,break_start\n", "more than one column id"),
    ],
)
def test_read_refuses_a_heading_that_is_none(heading, words):
    with pytest.raises(Refused, match=words):
        csv_lists.read(io.StringIO(heading, newline=""), COLUMNS)


@pytest.mark.parametrize(
    ("bad", "fault", "found"),
    [
        ("1,2020-01,more", csv_lists.TOO_WIDE, ("1", "2020-01")),
        ("1\0,2020-01", csv_lists.BINARY, ("1", "2020-01")),
        ("1\ufffd,2020-01", csv_lists.NOT_UTF8, ("1\ufffd", "2020-01")),
        ('1,"2020-01', csv_lists.TORN, ("1", "2020-01\n")),
        ('1,"2020"-01', csv_lists.TORN, ("1", "2020-01")),
        ('"1,2020-01', csv_lists.TORN, ("1,2020-01\n", "")),
        (f"1,{'x' * 200_000}", csv_lists.TOO_LONG, ("", "")),
    ],
)
def test_read_goes_on_after_a_broken_row(bad, fault, found):
    rows = read(f"id,break_start\n{bad}\n2,2020-02\n3,2020-03\n")

    assert rows == [(2, found, fault), (3, ("2", "2020-02"), ""), (4, ("3", "2020-03"), "")]


def test_read_finds_the_rows_between_two_open_quotation_marks():
    rows = read('id,break_start\n1,"2020-01\n2,2020-02\n3,"2020-03\n4,2020-04\n')

    assert [(row[0], row[1][0], bool(row[2])) for row in rows] == [
        (2, "1", True),
        (3, "2", False),
        (4, "3", True),
        (5, "4", False),
    ]


def test_read_passes_over_letters_it_cannot_read_in_columns_nobody_asked_for():
    assert read("id,break_start,name\n1,2020-01,Zo\ufffd\n") == [(2, ("1", "2020-01"), "")]


def test_read_cuts_off_a_line_that_does_not_end():
    text = io.StringIO("id,break_start\n" + "1," * 1_000_000 + "\n2,2020-02\n", newline="")

    rows = list(csv_lists.read(text, COLUMNS))

    assert [(line, bool(fault)) for line, _, fault in rows] == [(2, True), (3, False)]


@given(st.text(alphabet=st.sampled_from('ab1,;"\n\r\t\0 =')))
def test_read_fails_at_nothing(text):
    rows = read(f"id,break_start\n{text}\n")

    assert all(len(found) == 2 for _, found, _ in rows)


@given(st.lists(st.tuples(st.text("ab,;\"'\n\r=", min_size=1), st.text("ab,;\"'\n\r=")), max_size=5))
def test_read_gives_back_what_the_csv_module_wrote(rows):
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *rows])

    assert cells(text.getvalue()) == [row for row in rows if "".join(row).strip()]


@pytest.mark.parametrize("cell", ["=1", "+1", "-1", "@A1", "\t=1", "\r=1", "\n=1"])
def test_harmless_cell_begins_no_formula(cell):
    assert csv_lists.harmless(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["", "P1", "a=1", "1-1", "'=1"])
def test_harmless_leaves_other_cells_alone(cell):
    assert csv_lists.harmless(cell) == cell


def test_file_in_place_of_another_appears_whole_or_not_at_all(tmp_path):
    out = tmp_path / "out.csv"
    out.write_text("before")

    with contextlib.suppress(KeyboardInterrupt), csv_lists.in_place_of(out) as draft:
        draft.write("half")
        raise KeyboardInterrupt
    after_a_failure = out.read_text()
    with csv_lists.in_place_of(out) as draft:
        draft.write("whole")

    assert (after_a_failure, out.read_text()) == ("before", "whole")
    assert list(tmp_path.iterdir()) == [out]
