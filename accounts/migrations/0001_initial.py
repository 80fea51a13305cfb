import uuid

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import core.search


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("core", "0001_words"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="User",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                ("last_login", models.DateTimeField(blank=True, null=True, verbose_name="last login")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", accounts.fields.LowerEmailField(max_length=254, unique=True, verbose_name="email address")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("is_active", models.BooleanField(default=True)),
                ("date_joined", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(core.search.Words("name", "email"), "gin_trgm_ops"),
                        name="people_by_word",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="user_email_is_lower_case",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="98256d6229c319263580bee2d13fcf9acaa96f42",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_1af5b",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "accounts_userevent" ("email", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="c527631fe2ab4ee3a5b6576a1349868e0297d6ea",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3867c",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                            func='INSERT INTO "accounts_userevent" ("email", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="fbea179a14fe141c1ee84d32044b07caa475adc6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0e890",
                            table="accounts_user",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Consent",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("introductions", "Introductions"),
                            ("stories", "Stories"),
                            ("alumni", "Alumni"),
                            ("marketing", "Marketing"),
                        ],
                        max_length=20,
                    ),
                ),
                ("given", models.BooleanField()),
                ("version", models.PositiveSmallIntegerField()),
                ("words", models.CharField(max_length=300)),
                ("at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="consents",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["person", "purpose", "-id"], name="consents_of_a_person")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="ed3fc8d41594917ccda1dd650e427b4b9cba571b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_c8cd1",
                            table="accounts_consent",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="only_added",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="1df1991b4d75c3c17e04ade5f1c4421cce01c2e6",
                            operation="UPDATE",
                            pgid="pgtrigger_only_added_c84bd",
                            table="accounts_consent",
                            when="BEFORE",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("programme_manager", "Programme manager"),
                            ("events_officer", "Events officer"),
                            ("reviewer", "Reviewer"),
                            ("session_leader", "Session leader"),
                        ],
                        max_length=40,
                    ),
                ),
                ("scope", models.UUIDField(blank=True, null=True)),
                ("scope_name", models.CharField(blank=True, max_length=200)),
                ("token_hash", models.CharField(editable=False, max_length=64, unique=True)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("expires_at", models.DateTimeField()),
                ("accepted_at", models.DateTimeField(blank=True, null=True)),
                ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
                (
                    "accepted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations_accepted",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="invitations_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                        fields=("email", "role", "scope"),
                        name="one_pending_invitation_per_role",
                        nulls_distinct=False,
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("accepted_at", None), ("withdrawn_at", None), _connector="OR"),
                        name="invitation_not_both_accepted_and_withdrawn",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="invitation_email_is_lower_case",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="87153efb99b4739f5e528a702ba5be483a78912b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_bdbe2",
                            table="accounts_invitation",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RoleGrant",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("administrator", "Administrator"),
                            ("programme_manager", "Programme manager"),
                            ("events_officer", "Events officer"),
                            ("reviewer", "Reviewer"),
                            ("session_leader", "Session leader"),
                        ],
                        max_length=40,
                    ),
                ),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "granted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="role_grants",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["role", "user"], name="role_holders")],
                "constraints": [models.UniqueConstraint(fields=("user", "role"), name="one_grant_per_person_and_role")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="351a4b387690863a5ee3ad2f1589ac56c6c90140",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_63e35",
                            table="accounts_rolegrant",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UserEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("name", models.CharField(blank=True, max_length=200)),
                (
                    "pgh_context",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        to="pghistory.context",
                    ),
                ),
                (
                    "pgh_obj",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="email_name_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
