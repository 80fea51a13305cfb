import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("core", "0001_words"),
    ]

    operations = [
        migrations.CreateModel(
            name="RetentionPeriod",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.CharField(max_length=60, unique=True)),
                ("period", models.PositiveSmallIntegerField()),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="613ad0f415a3660bbc0caac2cd2bc8c130338bbc",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_22af5",
                            table="core_retentionperiod",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Skill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "group",
                    models.CharField(
                        choices=[
                            ("technology", "Technology skills"),
                            ("engineering", "Engineering skills"),
                            ("topic", "Topics to ask for help with"),
                        ],
                        max_length=20,
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                (
                    "soc2020",
                    models.CharField(
                        blank=True,
                        help_text="The occupation it belongs to most, if there is one.",
                        max_length=4,
                        verbose_name="SOC 2020 code",
                    ),
                ),
                (
                    "position",
                    models.PositiveSmallIntegerField(default=0, help_text="Its place in the list, smallest first."),
                ),
                (
                    "is_active",
                    models.BooleanField(
                        default=True, help_text="Whether people are asked about it.", verbose_name="in use"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("group", "name"), name="skill_once_in_its_group")],
            },
        ),
        migrations.CreateModel(
            name="AuditEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("at", models.DateTimeField(auto_now_add=True, db_default=django.db.models.functions.datetime.Now())),
                (
                    "verb",
                    models.CharField(
                        choices=[
                            ("added", "Added"),
                            ("changed", "Changed"),
                            ("deleted", "Deleted"),
                            ("looked", "Looked at"),
                        ],
                        max_length=7,
                    ),
                ),
                ("table", models.CharField(max_length=63)),
                ("row", models.BigIntegerField()),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=63), db_default=[], default=list, size=None
                    ),
                ),
                ("why", models.CharField(blank=True, db_default="", default="", max_length=500)),
                (
                    "actor",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "audit entries",
                "indexes": [
                    models.Index(fields=["table", "row", "-id"], name="audit_of_a_row"),
                    models.Index(fields=["actor", "-id"], name="audit_by_an_actor"),
                    models.Index(fields=["at", "id"], name="audit_by_time"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="only_added",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update or delete rows from % table', TG_TABLE_NAME;",
                            hash="fe675779e2c19d79acafda2969a9aae96bc6fb95",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_only_added_ffd4e",
                            table="core_auditentry",
                            when="BEFORE",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="never_emptied",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'The audit trail cannot be emptied.';",
                            hash="cb72fe66ddab17c7528cca64e7748de9987c5893",
                            level="STATEMENT",
                            operation="TRUNCATE",
                            pgid="pgtrigger_never_emptied_c0bc2",
                            table="core_auditentry",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Job",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("kind", models.CharField(max_length=40)),
                ("subject", models.BigIntegerField()),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting to start"),
                            ("running", "Running"),
                            ("finished", "Finished"),
                            ("failed", "Stopped by a fault"),
                            ("stopped", "Stopped"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("done", models.PositiveIntegerField(default=0)),
                ("total", models.PositiveIntegerField(default=0)),
                ("error", models.CharField(blank=True, max_length=200)),
                ("created_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("touched_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "started_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("state__in", ["waiting", "running"])),
                        fields=("kind", "subject"),
                        name="one_unfinished_job_per_subject",
                    )
                ],
            },
        ),
    ]
