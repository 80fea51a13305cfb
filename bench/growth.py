"""Growth: copies of a row by the million, and what a page costs behind them."""

import statistics
import time
from functools import partial

from django.conf import settings
from django.db import connection, models

ROUNDS = 15
# Numbers of their own for what is multiplied.
FIRST = 1_000_000_000
# For the n-th copy of a person.
NAMES = (
    "(ARRAY['Anna','Beth','Chloe','Dina','Ella','Fatima','Grace','Hana','Iris','Jo','Kim','Lena','Maya','Nora'])"
    "[1 + mod(n, 14)] || ' ' || initcap(substr(translate(md5(n::text), '0123456789', 'oiaeuoiaeu'), 1, 7))"
)

# Measuring needs no collected files.
PLAIN = settings.STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}


def multiply(row: models.Model, first: int, last: int, **expressions: str) -> None:
    """Copies of a row, numbered from `first` to `last`: as it is, but for these columns. No trigger runs."""
    table, kept = row._meta.db_table, [field.column for field in row._meta.concrete_fields]
    values = [expressions.get(column, f't."{column}"') for column in kept]
    columns = ", ".join(f'"{column}"' for column in kept)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica; SET statement_timeout = 0")
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) SELECT {", ".join(values)} FROM "{table}" t,'  # noqa: S608
            " generate_series(%s, %s) n WHERE t.id = %s",
            [first, last, row.pk],
        )
        cursor.execute("RESET session_replication_role; RESET statement_timeout")


def measured(calls: dict[str, partial]) -> dict[str, float]:
    """The median milliseconds of each page, after one look that does not count."""
    return {
        name: statistics.median([_milliseconds(call) for _ in range(ROUNDS + 1)][1:]) for name, call in calls.items()
    }


def _milliseconds(call: partial) -> float:
    began = time.perf_counter()
    response = call()
    if response.status_code != 200:
        raise RuntimeError(f"{response.request['PATH_INFO']} answered {response.status_code}")
    return (time.perf_counter() - began) * 1000
