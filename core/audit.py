"""The audit trail: who changed or looked at which person's data, when, which fields, and why. Never the value.

Changes are written by a database trigger, so that a bulk update or a line of SQL is seen like any other. Looks are
written by `looked`. Rows are only ever added. The values themselves live in the history tables (pghistory), which can
be erased; the trail cannot.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pghistory
import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import connection, models
from django.db.models import Value
from django.db.models.functions import Now
from psycopg2.extensions import TRANSACTION_STATUS_INTRANS


class AuditEntry(models.Model):
    class Verb(models.TextChoices):
        ADDED = "added", "Added"
        CHANGED = "changed", "Changed"
        DELETED = "deleted", "Deleted"
        LOOKED = "looked", "Looked at"

    at = models.DateTimeField(auto_now_add=True, db_default=Now())
    # No constraint: the trail outlives the account.
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    verb = models.CharField(max_length=7, choices=Verb)
    table = models.CharField(max_length=63)
    row = models.BigIntegerField()
    fields = ArrayField(models.CharField(max_length=63), default=list, db_default=[])
    why = models.CharField(max_length=500, blank=True, default="", db_default="")

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["table", "row", "-id"], name="audit_of_a_row"),
            models.Index(fields=["actor", "-id"], name="audit_by_an_actor"),
            models.Index(fields=["at", "id"], name="audit_by_time"),
        ]
        triggers = [
            pgtrigger.Protect(name="only_added", operation=pgtrigger.Update | pgtrigger.Delete),
            # TRUNCATE takes no row in hand, so a trigger on rows does not see it. This one stops the owner, too.
            pgtrigger.Trigger(
                name="never_emptied",
                when=pgtrigger.Before,
                operation=pgtrigger.Truncate,
                level=pgtrigger.Statement,
                func="RAISE EXCEPTION 'The audit trail cannot be emptied.';",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.table} {self.row}"


# The names of the fields that differ, never what is in them. `pghistory.context` hands over the actor and the reason.
RECORD_CHANGE = """
    changed := ARRAY(
        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after
        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key
        ORDER BY after.key
    );
    IF TG_OP = 'UPDATE' AND changed = '{}' THEN
        RETURN NULL;
    END IF;
    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;
    INSERT INTO core_auditentry (at, actor_id, verb, "table", "row", fields, why)
    VALUES (
        now(),
        (said ->> 'user')::bigint,
        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,
        TG_TABLE_NAME,
        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,
        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,
        COALESCE(said ->> 'why', '')
    );
    RETURN NULL;
"""


FORGET = """
    SELECT set_config('pghistory.context_id', '', true), set_config('pghistory.context_metadata', '', true)
"""


def trail() -> pgtrigger.Trigger:
    """The trigger that writes a model's every change to the audit trail: `class Meta: triggers = [audit.trail()]`."""
    return pgtrigger.Trigger(
        name="audit_trail",
        when=pgtrigger.After,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("changed", "text[]"), ("said", "jsonb")],
        func=RECORD_CHANGE,
    )


@contextmanager
def acting(by=None, why: str = "") -> Iterator[None]:
    """A block whose changes the trail and the history put down to this person (nobody: the clock) and reason.

    What an inner block does not say, it takes from the outer one; what it says ends with it. pghistory itself would
    keep it until the outermost block ends, and in the database until the transaction does.
    """
    said = {**({"user": by.pk} if by else {}), **({"why": why[:500]} if why else {})}
    if not said:
        yield
        return
    with pghistory.context() as context:
        before = dict(context.metadata)
        context.metadata.update(said)
        try:
            yield
        finally:
            context.metadata.clear()
            context.metadata.update(before)
            if not before:
                _forget_in_transaction()


def _forget_in_transaction() -> None:
    if not connection.in_atomic_block or connection.needs_rollback:
        return
    if connection.connection.get_transaction_status() == TRANSACTION_STATUS_INTRANS:
        with connection.cursor() as cursor:
            cursor.execute(FORGET)


def changed(by, row: models.Model, fields: list[str], why: str = "") -> None:
    """Write down a change to a row without a trail of its own: a pool, whose counters move all day."""
    AuditEntry.objects.create(
        actor=by, verb=AuditEntry.Verb.CHANGED, table=row._meta.db_table, row=row.pk, fields=fields, why=why[:500]
    )


def looked(by, row: models.Model, why: str = "") -> None:
    """Write down that a member of staff looked at one person's data."""
    AuditEntry.objects.create(
        actor=by, verb=AuditEntry.Verb.LOOKED, table=row._meta.db_table, row=row.pk, why=why[:500]
    )


def looked_at_many(by, rows: Iterable[models.Model], why: str = "") -> None:
    """Write down that a member of staff looked at the data of each of these people."""
    AuditEntry.objects.bulk_create(
        AuditEntry(actor=by, verb=AuditEntry.Verb.LOOKED, table=row._meta.db_table, row=row.pk, why=why[:500])
        for row in rows
    )


def looked_at_all(by, rows: models.QuerySet, why: str = "") -> None:
    """The same for a whole queryset, however long, in one statement."""
    looks = rows.order_by().annotate(
        entry_at=Now(),
        entry_actor=Value(by.pk, output_field=models.BigIntegerField()),
        entry_verb=Value(AuditEntry.Verb.LOOKED.value),
        entry_table=Value(rows.model._meta.db_table),
        entry_why=Value(why[:500]),
    )
    sql, params = looks.values_list(
        "entry_at", "entry_actor", "entry_verb", "entry_table", "pk", "entry_why"
    ).query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f'INSERT INTO core_auditentry (at, actor_id, verb, "table", "row", why) {sql}', params)
