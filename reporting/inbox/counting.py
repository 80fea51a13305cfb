"""Counting what hangs on the rows of a query, in the same query."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from cohorts.models import Cohort, Programme
from reporting.inbox.task import Task


def count_of(rows: QuerySet, by: str) -> Coalesce:
    """How many `rows` there are, which name the outer row in `by`."""
    counts = rows.order_by().values(by).annotate(count=Count("pk")).values("count")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


@dataclass(frozen=True)
class Waiting:
    """Rows that wait for somebody: a task for each programme, or cohort, that has any.

    `rows` are those of all; `by` is how they name theirs. `one` and `many` are the words of the task, with {} for their
    number. `url` leads to those counted.
    """

    name: str
    rows: Callable[[dt.datetime], QuerySet]
    by: str
    one: str
    many: str
    url: Callable[[Any], str]
    link: str

    def count(self, at: dt.datetime) -> Coalesce:
        """For the query of programmes, or of cohorts."""
        return count_of(self.rows(at).filter(**{self.by: OuterRef("pk")}), self.by)

    def task(self, of: Programme | Cohort) -> Task | None:
        """`of`: a row that was fetched with the count, a cohort with its programme."""
        if not (count := getattr(of, self.name)):
            return None
        title = self.one if count == 1 else self.many.format(count)
        if isinstance(of, Cohort):
            return Task(group=of.programme.name, title=f"{title}, {of.name}", url=self.url(of), link=self.link)
        return Task(group=of.name, title=title, url=self.url(of), link=self.link)
