"""A world takes seconds to build. Each worker does so once; for its other tests the rows are put back as they were."""

import copy
import io

from django.db import connection, transaction

from tests.browser.world import build
from tests.browser.world.place import World
from tests.emptying.management.commands.flush import tables_with_rows

_kept: list[tuple[World, dict[str, str]]] = []


def built() -> World:
    """The same world for each test, which may change what it likes of it. The tables have to be empty."""
    if not _kept:
        _kept.append((build(), rows_of_all_tables()))
    else:
        put_back(_kept[0][1])
    return copy.deepcopy(_kept[0][0])


def rows_of_all_tables() -> dict[str, str]:
    with connection.cursor() as cursor:
        return {table: copied(cursor, table) for table in tables_with_rows(connection, cursor)}


def copied(cursor, table: str) -> str:
    rows = io.StringIO()
    cursor.copy_expert(f"COPY {table} TO STDOUT", rows)
    return rows.getvalue()


def put_back(rows: dict[str, str]) -> None:
    """As a replica would, whose triggers sleep: everything was looked at when it was built."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, lines in rows.items():
            cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(lines))
