"""Django's cache in the database, with one statement for each write.

Django's own counts all rows at each, then looks and writes in a transaction. A limit writes twice to count once.
"""

import base64
import datetime as dt
import pickle
from typing import Any

from django.conf import settings
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import connection
from django.utils import timezone

SET = """
    INSERT INTO {table} (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)
    ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires
"""
# What has run out counts as gone, by the clock that says until when: the portal's, not the database's.
ADD = f"{SET} WHERE {{table}}.expires < %(now)s"
FORGET = "DELETE FROM {table} WHERE expires < %(now)s"
NEVER = dt.datetime.max.replace(microsecond=0, tzinfo=dt.UTC)


class OneStatementCache(DatabaseCache):
    """Nothing is thrown out for want of room: see `forget_what_ran_out`."""

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        self._write(SET, key, value, timeout, version)

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        return self._write(ADD, key, value, timeout, version)

    def _write(self, sql: str, key: Any, value: Any, timeout: Any, version: int | None) -> bool:
        until = self.get_backend_timeout(timeout)
        row: dict[str, Any] = {
            "key": self.make_and_validate_key(key, version=version),
            "value": base64.b64encode(pickle.dumps(value)).decode("ascii"),
            "expires": NEVER if until is None else dt.datetime.fromtimestamp(int(until), tz=dt.UTC),
            "now": timezone.now(),
        }
        with connection.cursor() as cursor:
            cursor.execute(_in_table(sql), row)
            return bool(cursor.rowcount)


def forget_what_ran_out() -> None:
    with connection.cursor() as cursor:
        cursor.execute(_in_table(FORGET), {"now": timezone.now()})


def _in_table(sql: str) -> str:
    return sql.format(table=connection.ops.quote_name(settings.CACHES["default"]["LOCATION"]))
