import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import notifications.models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
    ]

    operations = [
        migrations.CreateModel(
            name="Message",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=200, unique=True)),
                ("to", models.CharField(max_length=254)),
                ("subject_uuid", models.UUIDField(blank=True, null=True)),
                (
                    "lane",
                    models.CharField(
                        choices=[("now", "At once"), ("normal", "Normal"), ("bulk", "Bulk")],
                        default="normal",
                        max_length=6,
                    ),
                ),
                ("template", models.CharField(max_length=100)),
                ("subject", models.CharField(max_length=250)),
                ("text", models.TextField()),
                ("html", models.TextField()),
                ("calendar", models.TextField(blank=True, db_default="", default="")),
                ("secret", models.BooleanField(default=False)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("due", "Waiting to be sent"),
                            ("sent", "Sent"),
                            ("failed", "Could not be delivered"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="due",
                        max_length=9,
                    ),
                ),
                ("due_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("tried_since", models.DateTimeField(blank=True, null=True)),
                ("lease", models.UUIDField(blank=True, null=True)),
                ("leased_until", models.DateTimeField(blank=True, null=True)),
                (
                    "message_id",
                    models.CharField(default=notifications.models.new_message_id, editable=False, max_length=150),
                ),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "due")), fields=["lane", "due_at", "id"], name="message_due"
                    ),
                    models.Index(condition=models.Q(("status", "failed")), fields=["-id"], name="message_parked"),
                    models.Index(fields=["person", "-id"], name="message_to_a_person"),
                    models.Index(
                        condition=models.Q(("subject_uuid__isnull", False)),
                        fields=["subject_uuid", "-id"],
                        name="message_about_a_thing",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("sent_at__isnull", False), ("status", "sent")),
                            models.Q(models.Q(("status", "sent"), _negated=True), ("sent_at", None)),
                            _connector="OR",
                        ),
                        name="message_sent_has_its_instant",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("error", ""), ("status", "failed"), _negated=True),
                        name="message_failed_says_why",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lease", None), ("leased_until", None)),
                            models.Q(("lease__isnull", False), ("leased_until__isnull", False), ("status", "due")),
                            _connector="OR",
                        ),
                        name="message_lease_only_while_due",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("secret", False),
                            ("status", "due"),
                            models.Q(("calendar", ""), ("html", ""), ("subject", ""), ("text", "")),
                            _connector="OR",
                        ),
                        name="message_secret_wiped_once_done",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("to", ""), _negated=True),
                            models.Q(("to__regex", "[\\r\\n]"), _negated=True),
                            models.Q(("subject__regex", "[\\r\\n]"), _negated=True),
                        ),
                        name="message_headers_on_one_line",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.status <> NEW.status AND (OLD.status = 'failed' OR NEW.status = 'cancelled'))",
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="4590a9f80c527eea5d87e9fe082f20ea20e4e253",
                            operation="UPDATE",
                            pgid="pgtrigger_audit_trail_d1dbb",
                            table="notifications_message",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TimedLetter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("rule", models.CharField(max_length=60)),
                ("object_id", models.BigIntegerField()),
                ("on", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("planned", "Planned"),
                            ("sent", "Sent"),
                            ("cancelled", "Cancelled"),
                            ("missed", "Too late to be useful"),
                        ],
                        default="planned",
                        max_length=9,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notifications.message",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("state", "planned")), fields=["due_at", "id"], name="timed_letter_due"
                    ),
                    models.Index(fields=["rule", "due_at"], name="timed_letter_of_a_rule"),
                    models.Index(fields=["person", "due_at"], name="timed_letter_to_a_person"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("rule", "object_id", "on"), name="timed_letter_once_for_an_anchor"),
                    models.UniqueConstraint(
                        condition=models.Q(("state", "planned")),
                        fields=("rule", "object_id"),
                        name="timed_letter_one_planned",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("message", None), ("state", "sent"), _connector="OR"),
                        name="timed_letter_message_once_sent",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="TimedRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("offset_days", models.SmallIntegerField(blank=True, null=True)),
                ("uk_hour", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("offset_minutes", models.SmallIntegerField(blank=True, null=True)),
                ("enabled", models.BooleanField(default=True)),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("uk_hour__lte", 23)), name="timed_rule_hour_of_a_day"),
                    models.CheckConstraint(
                        condition=models.Q(("offset_days__range", (-400, 400))), name="timed_rule_offset_in_reach"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offset_minutes__range", (-10080, 10080))),
                        name="timed_rule_minutes_within_a_week",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("offset_days__isnull", False), ("offset_minutes", None), ("uk_hour__isnull", False)
                            ),
                            models.Q(("offset_days", None), ("offset_minutes__isnull", False), ("uk_hour", None)),
                            _connector="OR",
                        ),
                        name="timed_rule_by_the_day_or_by_the_minute",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="4e9545560a5c3ee5bae67b8e0d654c8b28f6fa43",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_98322",
                            table="notifications_timedrule",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ]
