"""Questions that a page asks for every reader, alike but for one key: Django writes their SQL once, and not each time.

To write it takes five times what asking it does.
"""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db import connection
from django.db.models import QuerySet

Row = dict[str, Any]


def by_key(rows: Callable[[int], QuerySet]) -> Callable[[int], list[Row]]:
    """Ask for `rows(key)`, which end in `values(...)`: each as a dict. The key is all that may differ."""

    @cache
    def sql() -> str:
        text, params = rows(0).query.sql_with_params()
        if params != (0,):
            raise ValueError(f"These rows hang on more than one key: {text}")
        return text

    def ask(key: int) -> list[Row]:
        with connection.cursor() as cursor:
            cursor.execute(sql(), [key])
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    return ask
