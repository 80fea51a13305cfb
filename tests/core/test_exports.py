"""Lists as files that people open in a spreadsheet."""

import csv
import io
from contextlib import closing

import pytest
import tablib
from django.db.models import Value

from accounts.models import User
from core import exports
from core.errors import Refused
from core.exports import Column, NationalPhone, UKTime
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.django_db

PEOPLE = [Column("Name", "name"), Column("Email address", "email")]


def content(response) -> bytes:
    with closing(response):
        return response.getvalue()


def read_csv(response) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content(response).decode("utf-8-sig"))))


def read_xlsx(response) -> list[tuple]:
    return list(tablib.Dataset().load(content(response), format="xlsx"))


def test_csv_has_a_heading_and_every_row():
    UserFactory(name="Zoë, the “first”", email="zoe@example.org")
    UserFactory(name="Two\nlines 100%", email="two@example.org")

    response = exports.csv_file(User.objects.order_by("pk"), PEOPLE, name="people")

    assert response["Content-Disposition"] == 'attachment; filename="people.csv"'
    assert read_csv(response) == [
        ["Name", "Email address"],
        ["Zoë, the “first”", "zoe@example.org"],
        ["Two\nlines 100%", "two@example.org"],
    ]


def test_a_spreadsheet_has_the_same_rows():
    UserFactory(name="Zoë", email="zoe@example.org")

    response = exports.xlsx_file(User.objects.order_by("pk"), PEOPLE, name="people")

    assert read_xlsx(response) == [("Zoë", "zoe@example.org")]


def test_hidden_characters_are_left_out_of_both_files():
    UserFactory(name="Ada\x0b Love\x01lace\x1b")
    rows = User.objects.order_by("pk")

    as_csv, as_xlsx = (make(rows, PEOPLE[:1], name="people") for make in (exports.csv_file, exports.xlsx_file))

    assert read_csv(as_csv) == [["Name"], ["Ada Lovelace"]]
    assert read_xlsx(as_xlsx) == [("Ada Lovelace",)]


@pytest.mark.parametrize("formula", ["=1+1", "+44", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"])
def test_no_cell_begins_as_a_formula(formula):
    UserFactory(name=formula)
    rows = User.objects.order_by("pk")

    as_csv = exports.csv_file(rows, [Column("Name", "name")], name="people")
    as_xlsx = exports.xlsx_file(rows, [Column("Name", "name")], name="people")

    assert read_csv(as_csv)[1][0].startswith("'")
    assert read_xlsx(as_xlsx)[0][0].startswith("'")


def test_a_sign_inside_a_cell_stays_as_it_is():
    UserFactory(name="Smith-Jones = Ada")

    assert read_csv(exports.csv_file(User.objects.all(), PEOPLE, name="people"))[1][0] == "Smith-Jones = Ada"


def test_instants_are_in_uk_time_and_numbers_as_people_write_them():
    UserFactory(date_joined="2026-07-01T09:30Z")
    columns = [
        Column("Joined", UKTime("date_joined")),
        Column("Phone", NationalPhone(Value("+447700900123"))),
        Column("Nothing", NationalPhone(Value(None))),
    ]

    assert read_csv(exports.csv_file(User.objects.all(), columns, name="people"))[1] == [
        "2026-07-01 10:30",
        "07700900123",
        "",
    ]


def test_a_spreadsheet_that_would_be_too_long_is_refused(monkeypatch):
    monkeypatch.setattr(exports, "MOST_IN_A_SPREADSHEET", 2)
    UserFactory.create_batch(3)

    with pytest.raises(Refused, match="up to 2 rows"):
        exports.xlsx_file(User.objects.all(), PEOPLE, name="people")


@pytest.mark.parametrize(("kind", "read"), [("csv", read_csv), ("xlsx", read_xlsx)])
def test_a_table_of_figures_has_no_formula_in_it_either(kind, read):
    file = exports.table_file(kind, ["What", "How many"], [["=1+1", 3], ["Le\x00eds", -2]], name="figures")

    rows = [[str(cell) for cell in row] for row in read(file)]
    assert rows[-2:] == [["'=1+1", "3"], ["Leeds", "-2"]]
