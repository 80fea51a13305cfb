"""The cache in the database, where limits are counted."""

import pytest
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core.tasks import clear_sessions

pytestmark = pytest.mark.django_db


def test_value_is_kept_and_replaced_in_one_statement():
    cache.set("limit", [1.5], 3600)

    with CaptureQueriesContext(connection) as asked:
        cache.set("limit", [2.5, 1.5], 3600)

    assert (cache.get("limit"), len(asked)) == ([2.5, 1.5], 1)


def test_what_is_there_is_not_added_again():
    added = [cache.add("lock", n, 3600) for n in range(2)]

    assert (added, cache.get("lock")) == ([True, False], 0)


def test_what_ran_out_is_gone_and_may_be_added_again():
    cache.set("lock", "old", -1)

    seen, added = cache.get("lock"), cache.add("lock", "new", 3600)

    assert (seen, added, cache.get("lock")) == (None, True, "new")


def test_what_ran_out_is_deleted_and_nothing_else():
    cache.set_many({"gone": 1}, -1)
    cache.set_many({"counts": 2}, 3600)

    clear_sessions()

    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM django_cache")
        assert cursor.fetchall() == [(":1:counts",)]
