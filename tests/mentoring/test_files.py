"""Two files in, the pairs out: the same for any order of rows; and a bad row is named and changes nothing."""

import csv
import io
import random

import pytest
from django.core.management import CommandError, call_command

from mentoring.files import MENTEE, MENTOR
from mentoring.matching import match
from tests.mentoring.people import a_case


def cells(person, columns):
    lists = ("skills", "topics", "slots", "exclude")
    told = {**person._asdict(), **{name: "|".join(sorted(getattr(person, name))) for name in lists}}
    told["availability"] = told["slots"]
    return [told[column] for column in columns]


def write(path, columns, people):
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows([columns, *(cells(person, columns) for person in people)])


@pytest.fixture
def folder(tmp_path):
    """Two files of a case with more mentees than places."""
    mentees, mentors, _ = a_case(8, largest=60, from_files=True)
    write(tmp_path / "mentees.csv", MENTEE, mentees)
    write(tmp_path / "mentors.csv", MENTOR, mentors)
    return tmp_path


def run(folder, **options):
    said = io.StringIO()
    files = {name: str(folder / f"{name}.csv") for name in ("mentees", "mentors")}
    call_command("match_mentors", **{**files, "out": str(folder / "pairs.csv"), **options}, stdout=said)
    return said.getvalue()


def rows(path):
    with path.open(encoding="utf-8", newline="") as source:
        return list(csv.DictReader(source))


def change(path, row, column, text):
    """Write something else in a cell; the first row below the heading is row 0."""
    with path.open(encoding="utf-8", newline="") as source:
        table = list(csv.reader(source))
    table[row + 1][table[0].index(column)] = text
    with path.open("w", encoding="utf-8", newline="") as out:
        csv.writer(out).writerows(table)


def test_pairs_are_those_of_the_portal(folder):
    mentees, mentors, _ = a_case(8, largest=60, from_files=True)
    found = match(mentees, mentors)

    said = run(folder)

    told = [(row["mentee_id"], row["mentor_id"], int(row["score"])) for row in rows(folder / "pairs.csv")]
    assert told == [tuple(one) for one in found.matches]
    assert said.startswith(f"{len(found.matches)} of {len(mentees)} mentees matched, total score {found.total}.")


def test_order_of_rows_and_columns_makes_no_difference(folder):
    run(folder)
    first = (folder / "pairs.csv").read_bytes()
    mentees, mentors, _ = a_case(8, largest=60, from_files=True)
    chance = random.Random(1)
    write(folder / "mentees.csv", chance.sample(MENTEE, len(MENTEE)), chance.sample(mentees, len(mentees)))
    write(folder / "mentors.csv", chance.sample(MENTOR, len(MENTOR)), chance.sample(mentors, len(mentors)))

    run(folder)

    assert (folder / "pairs.csv").read_bytes() == first


def test_everybody_is_explained(folder):
    run(folder, explain=str(folder / "explain.csv"))

    scores = {row["mentee_id"]: row["score"] for row in rows(folder / "pairs.csv")}
    parts = ("base", "field", "skills", "topics", "region", "seniority", "availability", "preference")
    matched, unmatched = [], []
    for row in rows(folder / "explain.csv"):
        (matched if row["mentor_id"] else unmatched).append(row)
    assert {row["mentee_id"]: str(sum(int(row[part]) for part in parts)) for row in matched} == scores
    assert unmatched
    assert all(row["rule"] and row["words"] and not row["base"] for row in unmatched)
    assert not any(row["rule"] for row in matched)


def test_weights_of_a_file_are_used(folder):
    (folder / "weights.toml").write_text(
        "base = 0\nfield = 0\nskill = 0\ntopic = 0\nregion = 0\nseniority = 0\nslot = 1\n"
    )

    run(folder, weights=str(folder / "weights.toml"))

    assert all(1 <= int(row["score"]) <= 5 for row in rows(folder / "pairs.csv"))


@pytest.mark.parametrize(
    ("toml", "told"),
    [
        ("bse = 1", "There is no weight bse. These are known: base, field"),
        ("base = -1", "Give base as a whole number from 0 to 1,000."),
        ("base = 1.5", "Give base as a whole number"),
        ("base = true", "Give base as a whole number"),
        ("base 1", "The weights cannot be read"),
    ],
)
def test_weights_that_make_no_sense_are_refused(folder, toml, told):
    (folder / "weights.toml").write_text(toml)

    with pytest.raises(CommandError, match=told):
        run(folder, weights=str(folder / "weights.toml"))

    assert not (folder / "pairs.csv").exists()


@pytest.mark.parametrize(
    ("file", "column", "text", "told"),
    [
        ("mentees", "id", " ", "mentees.csv, line 3: Write id as one text"),
        ("mentees", "id", "R000", "mentees.csv, line 3: The id R000 is on line 2 already."),
        ("mentees", "strand", "arts", "Write technology or engineering in strand."),
        ("mentees", "field", "", "Write field as one text"),
        ("mentees", "field", "web|data", "Write field as one text"),
        ("mentees", "skills", "|".join(map(str, range(101))), "Write at most 100 codes in skills"),
        ("mentees", "region", "Narnia", "Write North East, North West"),
        ("mentees", "mode", "phone", "Write online, either or in person in mode."),
        ("mentees", "availability", "tue-noon", "tue-noon in availability is no time."),
        ("mentees", "seniority", "9", "Write seniority as a whole number from 1 to 8."),
        ("mentees", "seniority", "²", "Write seniority as a whole number from 1 to 8."),
        ("mentors", "capacity", "4", "mentors.csv, line 3: Write capacity as a whole number from 1 to 3."),
        ("mentors", "capacity", "0", "Write capacity as a whole number from 1 to 3."),
        ("mentors", "topics", "a\0b", "Take out the characters that are not text."),
        ("mentors", "employer", "x" * 200_000, "Shorten this row: one of its cells is far too long to read."),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_written(folder, file, column, text, told):
    (folder / "pairs.csv").write_text("as it was")
    change(folder / f"{file}.csv", 1, column, text)

    with pytest.raises(CommandError, match=told.replace(".", r"\.")):
        run(folder, explain=str(folder / "explain.csv"))

    assert (folder / "pairs.csv").read_text() == "as it was"
    assert sorted(path.name for path in folder.iterdir()) == ["mentees.csv", "mentors.csv", "pairs.csv"]


def test_all_bad_rows_are_named_at_once_up_to_twenty(folder):
    for row in range(12):
        change(folder / "mentees.csv", row, "mode", "phone")
        change(folder / "mentors.csv", row, "seniority", "4.5")
    change(folder / "mentees.csv", 0, "strand", "arts")

    with pytest.raises(CommandError) as refusal:
        run(folder)

    first, *told, last, end = str(refusal.value).splitlines()
    assert first.startswith("mentees.csv, line 2: Write technology or engineering in strand. Write online")
    assert [line.partition(":")[0] for line in told] == [
        *(f"mentees.csv, line {line}" for line in range(3, 14)),
        *(f"mentors.csv, line {line}" for line in range(2, 10)),
    ]
    assert (last, end) == ("and 4 more", "Nothing was written.")


@pytest.mark.parametrize(
    ("written", "told"),
    [
        (b"", "mentors.csv: The file has no heading: its first line must name the columns."),
        (b"id,strand\n", "mentors.csv: The file has no column field, skills"),
        (f"{','.join([*MENTOR, 'mode'])}\n".encode(), "mentors.csv: The file has more than one column mode."),
        (f"{','.join(MENTOR)}\nM1,techn\xf6logy\n".encode("latin-1"), "mentors.csv, line 2: Save the file as CSV"),
        (f'{",".join(MENTOR)}\n\n"M1,technology\n'.encode(), "mentors.csv, line 3: Close every quotation mark"),
    ],
)
def test_a_file_that_is_no_such_list_is_named(folder, written, told):
    (folder / "mentors.csv").write_bytes(written)

    with pytest.raises(CommandError, match=told.replace(".", r"\.")):
        run(folder)

    assert not (folder / "pairs.csv").exists()


def test_a_list_is_read_as_spreadsheets_write_it(folder):
    """A byte order mark, other line ends, empty lines, more columns, and quotation marks around every cell."""
    run(folder)
    first = (folder / "pairs.csv").read_bytes()
    for name in ("mentees.csv", "mentors.csv"):
        table = [[*row.values(), "a, note"] for row in rows(folder / name)]
        heading = [*(MENTEE if name == "mentees.csv" else MENTOR), "notes"]
        with (folder / name).open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows([heading, [], *table, [""] * 14])

    run(folder)

    assert (folder / "pairs.csv").read_bytes() == first


def test_whoever_is_excluded_may_be_in_neither_list(folder, capsys):
    change(folder / "mentees.csv", 0, "exclude", "M999")

    said = run(folder)

    assert "mentees matched" in said
    assert capsys.readouterr().err == "Passed over, since nobody is called so: M999 (excluded by R000).\n"


def test_results_need_a_place_to_go_to(folder):
    with pytest.raises(CommandError, match="There is no folder"):
        run(folder, out=str(folder / "none" / "pairs.csv"))
    with pytest.raises(CommandError, match="is no file"):
        run(folder, explain=str(folder))

    assert not (folder / "pairs.csv").exists()


def test_results_never_take_the_place_of_what_is_read(folder):
    before = (folder / "mentees.csv").read_bytes()

    with pytest.raises(CommandError, match="would be overwritten"):
        run(folder, out=str(folder / "mentees.csv"))
    with pytest.raises(CommandError, match="need a file each"):
        run(folder, explain=str(folder / "pairs.csv"))

    assert (folder / "mentees.csv").read_bytes() == before


def test_a_file_that_is_not_there_is_named(folder):
    with pytest.raises(CommandError, match=r"none\.csv: No such file or directory"):
        run(folder, mentees=str(folder / "none.csv"))


def test_spelling_is_forgiven_where_the_meaning_is_plain(folder):
    change(folder / "mentees.csv", 0, "mode", "In-Person")
    change(folder / "mentees.csv", 0, "region", "yorkshire and the  humber")
    change(folder / "mentees.csv", 0, "availability", " Tue-Morning | wed-school ")

    assert "mentees matched" in run(folder)


def test_nobody_gives_an_empty_list(folder):
    write(folder / "mentees.csv", MENTEE, [])
    write(folder / "mentors.csv", MENTOR, [])

    assert run(folder).startswith("0 of 0 mentees matched")
    assert (folder / "pairs.csv").read_text() == "mentee_id,mentor_id,score\n"
