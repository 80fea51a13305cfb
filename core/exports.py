"""Lists as files. CSV is written by the database itself; XLSX for whoever opens it in a spreadsheet.

A cell never begins as a formula: what a stranger typed must not run on a colleague's machine.
"""

import csv
import io
import re
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, CharField, F, Func, QuerySet, TextField, Value, When
from django.db.models.expressions import Combinable
from django.http import FileResponse
from tablib import Dataset

from core import audit
from core.errors import Refused
from core.words import number_of

# A spreadsheet is built in memory, some 2 KB a row.
MOST_IN_A_SPREADSHEET = 20_000
COUNTED = 1_000
Cell = str | int | float
KEPT_IN_MEMORY = 5 * 2**20
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Column:
    """A heading, and what the database reads under it: the name of a field, or an expression."""

    title: str
    source: str | Combinable


class SafeText(Func):
    """Any value as text that no spreadsheet takes for a formula: before the signs they begin with, an apostrophe.

    Hidden characters, which come along with what people copy, are left out: no spreadsheet can hold them.
    """

    template = (
        r"regexp_replace(regexp_replace((%(expressions)s)::text, '[\x01-\x08\x0b\x0c\x0e-\x1f]', '', 'g'),"
        r" '^(?=[-=+@\t\r\n])', '''')"
    )
    output_field = TextField()


class UKTime(Func):
    """An instant as clocks in the UK showed it: 2026-04-24 10:00."""

    template = "to_char(%(expressions)s AT TIME ZONE 'Europe/London', 'YYYY-MM-DD HH24:MI')"
    output_field = TextField()


class NationalPhone(Func):
    """A number as people in the UK write it: +447700900123 is 07700900123."""

    template = r"regexp_replace(%(expressions)s, '^\+44', '0')"
    output_field = TextField()


def label_of(field: str, choices: type) -> Case:
    """The words for a choice instead of what is stored."""
    words = [When(**{field: value}, then=Value(label)) for value, label in choices.choices]  # type: ignore[attr-defined]
    return Case(*words, default=Value(""), output_field=CharField())


def csv_file(rows: QuerySet, columns: list[Column], *, name: str) -> FileResponse:
    """The rows as a download. They are read by COPY, so a hundred thousand of them take about a second."""
    sql, params = _texts(rows, columns).query.sql_with_params()
    with ExitStack() as until_handed_over, connection.cursor() as cursor:
        file = until_handed_over.enter_context(tempfile.SpooledTemporaryFile(max_size=KEPT_IN_MEMORY))
        file.write(_head(columns))
        cursor.copy_expert(f"COPY ({cursor.mogrify(sql, params).decode()}) TO STDOUT WITH (FORMAT csv)", file)
        until_handed_over.pop_all()
        return _download(file, f"{name}.csv", CSV_TYPE)


def xlsx_file(rows: QuerySet, columns: list[Column], *, name: str) -> FileResponse:
    """The rows as a spreadsheet. Refused for more than it can hold in reasonable time."""
    found = list(_texts(rows, columns)[: MOST_IN_A_SPREADSHEET + 1])
    if len(found) > MOST_IN_A_SPREADSHEET:
        raise Refused(f"A spreadsheet holds up to {MOST_IN_A_SPREADSHEET:,} rows here. Choose CSV, or filter the list.")
    data = Dataset(*found, headers=[column.title for column in columns])
    return _download(io.BytesIO(data.export("xlsx")), f"{name}.xlsx", XLSX_TYPE)


KINDS = {"csv": csv_file, "xlsx": xlsx_file}


def noted_file(rows: QuerySet, columns: list[Column], *, kind: str, name: str, by, why: str) -> FileResponse:
    """The rows as a file of one of KINDS, written down for each of them: who took it, and why."""
    file = KINDS[kind](rows, columns, name=name)
    audit.looked_at_all(by, rows, why=f"Exported: {why}")
    return file


def table_file(kind: str, head: list[str], rows: list[list[Cell]], *, name: str) -> FileResponse:
    """A small table of figures: worked out here, not read from the database."""
    data = Dataset(*([_safe(cell) for cell in row] for row in rows), headers=head)
    if kind == "xlsx":
        return _download(io.BytesIO(data.export("xlsx")), f"{name}.xlsx", XLSX_TYPE)
    return _download(io.BytesIO(data.export("csv").encode("utf-8-sig")), f"{name}.csv", CSV_TYPE)


def _safe(cell: Cell) -> Cell:
    """As SafeText has it."""
    if not isinstance(cell, str):
        return cell
    return re.sub(r"^(?=[-=+@\t\r\n])", "'", re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", "", cell))


def how_many(rows: QuerySet, thing: str) -> str:
    """“23 applications”. Many are not counted: that takes longer than showing thirty of them."""
    found = len(rows.values_list("pk")[: COUNTED + 1])
    return f"More than {COUNTED:,} {thing}s" if found > COUNTED else number_of(found, thing)


def _texts(rows: QuerySet, columns: list[Column]) -> QuerySet:
    sources = (F(column.source) if isinstance(column.source, str) else column.source for column in columns)
    cells = {f"cell_{n}": SafeText(source) for n, source in enumerate(sources)}
    return rows.annotate(**cells).values_list(*cells)


def _head(columns: list[Column]) -> bytes:
    """With the mark that tells Excel to read UTF-8."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(column.title for column in columns)
    return line.getvalue().encode("utf-8-sig")


def _download(file, name: str, content_type: str) -> FileResponse:
    file.seek(0)
    return FileResponse(file, as_attachment=True, filename=name, content_type=content_type)
