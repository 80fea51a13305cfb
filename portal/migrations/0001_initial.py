import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("notifications", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="DoomedFile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(max_length=150)),
                ("name", models.CharField(max_length=300)),
            ],
        ),
        migrations.CreateModel(
            name="LegalHold",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("why", models.CharField(max_length=500)),
                ("placed_at", models.DateTimeField()),
                ("lifted_at", models.DateTimeField(null=True)),
                (
                    "lifted_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "placed_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)), fields=("person",), name="one_legal_hold_stands"
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="66d52f30b1b419e23b0b390b3595ff5555e4ccb6",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_ec156",
                            table="portal_legalhold",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="RetentionRun",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("kind", models.CharField(max_length=60)),
                ("rule", models.CharField(max_length=200)),
                ("day", models.DateField()),
                ("started_at", models.DateTimeField()),
                ("finished_at", models.DateTimeField(null=True)),
                ("count", models.PositiveIntegerField(default=0)),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("kind", "day"), name="one_retention_run_a_night")],
            },
        ),
        migrations.CreateModel(
            name="Erasure",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("person_hash", models.CharField(max_length=64, unique=True)),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("here", "They asked on the portal"),
                            ("email", "They asked by email"),
                            ("phone", "They asked by phone"),
                            ("post", "They asked by letter"),
                            ("time", "The time we keep it was over"),
                            ("restored", "Erased again after a backup was restored"),
                        ],
                        max_length=8,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("repeated_at", models.DateTimeField(null=True)),
                ("written_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "last_letter",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="notifications.message",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("repeated_at", None)), fields=["id"], name="erasure_to_repeat"),
                    models.Index(condition=models.Q(("written_at", None)), fields=["id"], name="erasure_to_write"),
                    models.Index(
                        condition=models.Q(("last_letter__isnull", False)), fields=["id"], name="erasure_with_a_letter"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="f357cd4d6a91f4325cc7c43a2ae1163865667350",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_ff108",
                            table="portal_erasure",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ]
