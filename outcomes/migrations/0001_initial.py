import uuid

import django.db.models.deletion
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cohorts", "0001_initial"),
        ("employers", "0002_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Fund",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("budget_pence", models.PositiveBigIntegerField()),
                ("awarded_pence", models.PositiveBigIntegerField(default=0, editable=False)),
                (
                    "strand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="fund", to="cohorts.strand"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("awarded_pence__lte", models.F("budget_pence"))),
                        name="fund_never_overdrawn",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Award",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("purpose", models.CharField(max_length=100)),
                ("amount_pence", models.PositiveBigIntegerField()),
                ("approved_pence", models.PositiveBigIntegerField(default=0, editable=False)),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="awards", to="cohorts.enrolment"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="awards", to="outcomes.fund"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["enrolment", "made_at", "id"], name="awards_of_an_enrolment")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("approved_pence__lte", models.F("amount_pence"))),
                        name="award_never_overdrawn",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="50d9cb1d6f597312d1f47dbdeb55d2ceab4aa97c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_08097",
                            table="outcomes_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outcomes_awardevent" ("amount_pence", "approved_pence", "closed_at", "enrolment_id", "fund_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (NEW."amount_pence", NEW."approved_pence", NEW."closed_at", NEW."enrolment_id", NEW."fund_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."purpose"); RETURN NULL;',
                            hash="c4be05b808448622e221b0ae9d20b86c1b035a52",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3d06b",
                            table="outcomes_award",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence") OR OLD."approved_pence" IS DISTINCT FROM (NEW."approved_pence") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."enrolment_id" IS DISTINCT FROM (NEW."enrolment_id") OR OLD."fund_id" IS DISTINCT FROM (NEW."fund_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."made_by_id" IS DISTINCT FROM (NEW."made_by_id") OR OLD."purpose" IS DISTINCT FROM (NEW."purpose"))',
                            func='INSERT INTO "outcomes_awardevent" ("amount_pence", "approved_pence", "closed_at", "enrolment_id", "fund_id", "id", "made_at", "made_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "purpose") VALUES (NEW."amount_pence", NEW."approved_pence", NEW."closed_at", NEW."enrolment_id", NEW."fund_id", NEW."id", NEW."made_at", NEW."made_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."purpose"); RETURN NULL;',
                            hash="b95f2868cb8cdf1e162f76d3668c37f17e6aaa5f",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_4f17e",
                            table="outcomes_award",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Claim",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("amount_pence", models.PositiveBigIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("travel", "Travel"),
                            ("care", "Childcare or other care"),
                            ("course", "A course or its fee"),
                            ("books", "Books or equipment"),
                            ("registration", "The regulator's fee"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200)),
                ("spent_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Being looked at"), ("approved", "Approved"), ("refused", "Not approved")],
                        default="waiting",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("why", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "award",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="claims", to="outcomes.award"
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        editable=False,
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
                        condition=models.Q(("status", "waiting")), fields=["made_at", "id"], name="claims_to_decide"
                    )
                ],
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("amount_pence__gte", 1)), name="claim_of_something"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("decided_at__isnull", True), ("status", "waiting")),
                            models.Q(models.Q(("status", "waiting"), _negated=True), ("decided_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="claim_decided_at_once_decided",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="dd36517fc422616a2ffa801c476a1c3a3de1d3f9",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_37624",
                            table="outcomes_claim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outcomes_claimevent" ("about", "amount_pence", "award_id", "decided_at", "decided_by_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spent_on", "status", "what", "why") VALUES (NEW."about", NEW."amount_pence", NEW."award_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."spent_on", NEW."status", NEW."what", NEW."why"); RETURN NULL;',
                            hash="c3e0f0df1909dd31924b0464e6bc455ac4629caf",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6d739",
                            table="outcomes_claim",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."amount_pence" IS DISTINCT FROM (NEW."amount_pence") OR OLD."award_id" IS DISTINCT FROM (NEW."award_id") OR OLD."decided_at" IS DISTINCT FROM (NEW."decided_at") OR OLD."decided_by_id" IS DISTINCT FROM (NEW."decided_by_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."spent_on" IS DISTINCT FROM (NEW."spent_on") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."what" IS DISTINCT FROM (NEW."what") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func='INSERT INTO "outcomes_claimevent" ("about", "amount_pence", "award_id", "decided_at", "decided_by_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "spent_on", "status", "what", "why") VALUES (NEW."about", NEW."amount_pence", NEW."award_id", NEW."decided_at", NEW."decided_by_id", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."spent_on", NEW."status", NEW."what", NEW."why"); RETURN NULL;',
                            hash="7363c0883f7dfe84a3cf4042238f41c85fcfb808",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_80f5b",
                            table="outcomes_claim",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ClaimEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("amount_pence", models.PositiveBigIntegerField()),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("travel", "Travel"),
                            ("care", "Childcare or other care"),
                            ("course", "A course or its fee"),
                            ("books", "Books or equipment"),
                            ("registration", "The regulator's fee"),
                            ("other", "Something else"),
                        ],
                        max_length=12,
                    ),
                ),
                ("about", models.CharField(blank=True, max_length=200)),
                ("spent_on", models.DateField()),
                (
                    "status",
                    models.CharField(
                        choices=[("waiting", "Being looked at"), ("approved", "Approved"), ("refused", "Not approved")],
                        default="waiting",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                ("why", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "award",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outcomes.award",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        db_constraint=False,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        related_name="events",
                        to="outcomes.claim",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="AwardEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("purpose", models.CharField(max_length=100)),
                ("amount_pence", models.PositiveBigIntegerField()),
                ("approved_pence", models.PositiveBigIntegerField(default=0, editable=False)),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.enrolment",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
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
                        related_name="events",
                        to="outcomes.award",
                    ),
                ),
                (
                    "fund",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outcomes.fund",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Placement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("supervisor_name", models.CharField(max_length=200)),
                ("supervisor_email", models.EmailField(max_length=254)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("link", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("made_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="placements", to="cohorts.enrolment"
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="placements",
                        to="employers.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["enrolment", "starts_on", "id"], name="placements_of_an_enrolment")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("starts_on__lte", models.F("ends_on"))),
                        name="placement_starts_before_it_ends",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="1497cd2b38e361a67cc37565078d507a155ca351",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_5f934",
                            table="outcomes_placement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outcomes_placementevent" ("ends_on", "enrolment_id", "host_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "supervisor_email", "supervisor_name") VALUES (NEW."ends_on", NEW."enrolment_id", NEW."host_id", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."starts_on", NEW."supervisor_email", NEW."supervisor_name"); RETURN NULL;',
                            hash="7612f7d0b3f4e0930502a0123f82703bb2183977",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c96cc",
                            table="outcomes_placement",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."ends_on" IS DISTINCT FROM (NEW."ends_on") OR OLD."enrolment_id" IS DISTINCT FROM (NEW."enrolment_id") OR OLD."host_id" IS DISTINCT FROM (NEW."host_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."made_at" IS DISTINCT FROM (NEW."made_at") OR OLD."starts_on" IS DISTINCT FROM (NEW."starts_on") OR OLD."supervisor_email" IS DISTINCT FROM (NEW."supervisor_email") OR OLD."supervisor_name" IS DISTINCT FROM (NEW."supervisor_name"))',
                            func='INSERT INTO "outcomes_placementevent" ("ends_on", "enrolment_id", "host_id", "id", "made_at", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "starts_on", "supervisor_email", "supervisor_name") VALUES (NEW."ends_on", NEW."enrolment_id", NEW."host_id", NEW."id", NEW."made_at", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."starts_on", NEW."supervisor_email", NEW."supervisor_name"); RETURN NULL;',
                            hash="dcb88900a335ba497b776698137c70c99034d859",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_9f0d2",
                            table="outcomes_placement",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supervised", "Supervised practice"),
                            ("formal", "Formal study"),
                            ("private", "Private study"),
                        ],
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("about", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("logged", "Waits to be signed off"),
                            ("sent back", "Sent back"),
                            ("signed", "Signed off"),
                        ],
                        default="logged",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("logged_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("answered_by", models.CharField(blank=True, editable=False, max_length=200)),
                ("why", models.CharField(blank=True, editable=False, max_length=300)),
                (
                    "placement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="entries", to="outcomes.placement"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "log entries",
                "constraints": [
                    models.UniqueConstraint(fields=("placement", "on", "kind"), name="one_log_entry_a_day_and_kind"),
                    models.CheckConstraint(
                        condition=models.Q(("minutes__gte", 15), ("minutes__lte", 720)), name="log_entry_minutes"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("answered_at__isnull", True), ("status", "logged")),
                            models.Q(models.Q(("status", "logged"), _negated=True), ("answered_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="log_entry_answered_at_once_answered",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "sent back"), models.Q(("why", ""), _negated=True)),
                            models.Q(models.Q(("status", "sent back"), _negated=True), ("why", "")),
                            _connector="OR",
                        ),
                        name="log_entry_sent_back_with_a_word",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="3e8b54b36d3ff2a544ed08e017d3050ced0446cd",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_b6d30",
                            table="outcomes_logentry",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outcomes_logentryevent" ("about", "answered_at", "answered_by", "id", "kind", "logged_at", "minutes", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "status", "why") VALUES (NEW."about", NEW."answered_at", NEW."answered_by", NEW."id", NEW."kind", NEW."logged_at", NEW."minutes", NEW."on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."placement_id", NEW."status", NEW."why"); RETURN NULL;',
                            hash="688d0c6d6cc7d4f64b3b48fe24f31cd0547d3bd5",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3aac2",
                            table="outcomes_logentry",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."about" IS DISTINCT FROM (NEW."about") OR OLD."answered_at" IS DISTINCT FROM (NEW."answered_at") OR OLD."answered_by" IS DISTINCT FROM (NEW."answered_by") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."logged_at" IS DISTINCT FROM (NEW."logged_at") OR OLD."minutes" IS DISTINCT FROM (NEW."minutes") OR OLD."on" IS DISTINCT FROM (NEW."on") OR OLD."placement_id" IS DISTINCT FROM (NEW."placement_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."why" IS DISTINCT FROM (NEW."why"))',
                            func='INSERT INTO "outcomes_logentryevent" ("about", "answered_at", "answered_by", "id", "kind", "logged_at", "minutes", "on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "placement_id", "status", "why") VALUES (NEW."about", NEW."answered_at", NEW."answered_by", NEW."id", NEW."kind", NEW."logged_at", NEW."minutes", NEW."on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."placement_id", NEW."status", NEW."why"); RETURN NULL;',
                            hash="302b7eaa14ff98beb8e0c2655ee731ec1d9f5b87",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89e39",
                            table="outcomes_logentry",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="LogEntryEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("on", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supervised", "Supervised practice"),
                            ("formal", "Formal study"),
                            ("private", "Private study"),
                        ],
                        max_length=10,
                    ),
                ),
                ("minutes", models.PositiveSmallIntegerField()),
                ("about", models.CharField(blank=True, max_length=200)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("logged", "Waits to be signed off"),
                            ("sent back", "Sent back"),
                            ("signed", "Signed off"),
                        ],
                        default="logged",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("logged_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("answered_by", models.CharField(blank=True, editable=False, max_length=200)),
                ("why", models.CharField(blank=True, editable=False, max_length=300)),
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
                        related_name="events",
                        to="outcomes.logentry",
                    ),
                ),
                (
                    "placement",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="outcomes.placement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PlacementEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("supervisor_name", models.CharField(max_length=200)),
                ("supervisor_email", models.EmailField(max_length=254)),
                ("starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.enrolment",
                    ),
                ),
                (
                    "host",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="employers.organisation",
                    ),
                ),
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
                        related_name="events",
                        to="outcomes.placement",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="StrandNeeds",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("needs_placement", models.BooleanField(default=True)),
                ("middle_from_years", models.PositiveSmallIntegerField(default=2)),
                ("long_from_years", models.PositiveSmallIntegerField(default=5)),
                ("days_short", models.PositiveSmallIntegerField(default=0)),
                ("days_middle", models.PositiveSmallIntegerField(default=30)),
                ("days_long", models.PositiveSmallIntegerField(default=60)),
                ("counts_months", models.PositiveSmallIntegerField(default=24)),
                ("ready_from_months", models.PositiveSmallIntegerField(default=6)),
                ("ready_by_months", models.PositiveSmallIntegerField(default=12)),
                (
                    "strand",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="needs", to="cohorts.strand"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "strand needs",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("middle_from_years__lt", models.F("long_from_years"))),
                        name="needs_bands_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("ready_from_months__lte", models.F("ready_by_months"))),
                        name="needs_ready_months_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("counts_months__gte", 1)), name="needs_count_for_a_month"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="9070d8adeb9c1412c31340e556aaa7fa9ae689ad",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_d6e15",
                            table="outcomes_strandneeds",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="UpdatingPlan",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_practised_on", models.DateField()),
                ("days_needed", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
                ("ready_on", models.DateField(null=True)),
                (
                    "enrolment",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="updating_plan",
                        to="cohorts.enrolment",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("days_needed__lte", 500)), name="plan_of_so_many_days")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="9c8685305d2297c8160928c63629bad18cba768b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_0ab69",
                            table="outcomes_updatingplan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "outcomes_updatingplanevent" ("days_needed", "enrolment_id", "id", "last_practised_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_on", "set_at", "set_by_id") VALUES (NEW."days_needed", NEW."enrolment_id", NEW."id", NEW."last_practised_on", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."ready_on", NEW."set_at", NEW."set_by_id"); RETURN NULL;',
                            hash="b3e694311a4456164679089f43bb06f3bf7f7c04",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_2cc5a",
                            table="outcomes_updatingplan",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "outcomes_updatingplanevent" ("days_needed", "enrolment_id", "id", "last_practised_on", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "ready_on", "set_at", "set_by_id") VALUES (NEW."days_needed", NEW."enrolment_id", NEW."id", NEW."last_practised_on", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."ready_on", NEW."set_at", NEW."set_by_id"); RETURN NULL;',
                            hash="1a5e7df57406ee104b14818ed5b9b7ddb3ec98f8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_49fdd",
                            table="outcomes_updatingplan",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="UpdatingPlanEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("last_practised_on", models.DateField()),
                ("days_needed", models.PositiveSmallIntegerField()),
                ("set_at", models.DateTimeField()),
                ("ready_on", models.DateField(null=True)),
                (
                    "enrolment",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.enrolment",
                    ),
                ),
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
                        related_name="events",
                        to="outcomes.updatingplan",
                    ),
                ),
                (
                    "set_by",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
