"""The base of every queryset of ours: how rows are locked, and how long lists are walked."""

from typing import Self

from django.db import models


class QuerySet(models.QuerySet):
    def lock(self) -> Self:
        """Hold these rows until the transaction ends. Readers, and rows that refer to them, are not kept waiting.

        Two locks in one action: parent first, then by `pk`.
        """
        return self.select_for_update(of=("self",), no_key=True)

    def lock_free(self) -> Self:
        """Hold those of these rows that nobody else holds, and pass over the rest: for workers sharing one queue."""
        return self.select_for_update(of=("self",), no_key=True, skip_locked=True)
