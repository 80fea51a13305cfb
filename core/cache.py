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

SET = """
    INSERT INTO {table} (cache_key, value, expires) VALUES (%(key)s, %(value)s, %(expires)s)
    ON CONFLICT (cache_key) DO UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires
"""
# What has run out counts as gone.
ADD = f"{SET} WHERE {{table}}.expires < now()"


class OneStatementCache(DatabaseCache):
    def _base_set(self, mode: str, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT) -> bool:
        """Whether anything was written. Nothing is thrown out for want of room: see `forget_what_ran_out`."""
        until = self.get_backend_timeout(timeout)
        if mode == "touch" or until is None:
            return super()._base_set(mode, key, value, timeout)
        sql = (ADD if mode == "add" else SET).format(table=connection.ops.quote_name(self._table))
        text = base64.b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
        expires = dt.datetime.fromtimestamp(until, tz=dt.UTC).replace(microsecond=0)
        with connection.cursor() as cursor:
            cursor.execute(sql, {"key": key, "value": text, "expires": expires})
            return bool(cursor.rowcount)


def forget_what_ran_out() -> None:
    table = connection.ops.quote_name(settings.CACHES["default"]["LOCATION"])
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM {table} WHERE expires < now()")  # noqa: S608 a name from the settings
