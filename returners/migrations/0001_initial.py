import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.core.serializers.json
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
import phonenumber_field.modelfields
from django.conf import settings
from django.db import migrations, models

import core.search
import returners.models.application


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cohorts", "0001_initial"),
        ("core", "0002_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Application",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "reference",
                    models.CharField(
                        default=returners.models.application.new_reference, editable=False, max_length=10, unique=True
                    ),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent yet"),
                            ("submitted", "Received"),
                            ("in review", "With a person"),
                            ("assessment", "Being assessed"),
                            ("decided", "Eligible"),
                            ("not eligible", "Not eligible"),
                            ("not offered", "No place offered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("full_name", models.CharField(blank=True, max_length=200)),
                ("phone", phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None)),
                (
                    "contact_by",
                    models.CharField(
                        blank=True,
                        choices=[("email", "Email"), ("phone", "Phone"), ("text", "Text message")],
                        max_length=5,
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("council", models.CharField(blank=True, max_length=60)),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not working", "Not working"),
                            ("working below skill level", "Working in a job below my skill level"),
                            ("self-employed", "Self-employed"),
                            ("studying", "Studying"),
                            ("other", "Something else"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "because_of_caring",
                    models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
                ),
                (
                    "kept_working",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], db_default="", default="", max_length=3
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technology", "Technology"),
                            ("engineering", "Engineering"),
                            ("other", "Another field"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "right_to_work",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("not sure", "I am not sure")], max_length=8
                    ),
                ),
                ("needs_support", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("support_needs", models.TextField(blank=True, max_length=1000)),
                ("has_told_roles", models.BooleanField(db_default=False, default=False)),
                ("declared_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="cohorts.cohort"
                    ),
                ),
                (
                    "declarations",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.programmetext",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "privacy_notice",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="cohorts.programmetext",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="applications", to="cohorts.programme"
                    ),
                ),
                (
                    "strand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="applications",
                        to="cohorts.strand",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["cohort", "-submitted_at", "-id"], name="applications_by_arrival"),
                    models.Index(fields=["programme", "-submitted_at", "-id"], name="applications_of_programme"),
                    models.Index(
                        condition=models.Q(("status", "in review")),
                        fields=["submitted_at"],
                        name="applications_in_review",
                    ),
                    models.Index(fields=["phone"], name="applications_by_phone"),
                    models.Index(fields=["postcode"], name="applications_by_postcode"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(core.search.Words("full_name"), "gin_trgm_ops"),
                        name="applications_by_word",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("closed_at__isnull", True)),
                        fields=("person", "programme"),
                        name="one_live_application_per_programme",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "draft"), ("submitted_at__isnull", True)),
                            ("status", "withdrawn"),
                            models.Q(
                                models.Q(("status__in", ["draft", "withdrawn"]), _negated=True),
                                ("submitted_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="application_submitted_at_once_sent",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ["not eligible", "not offered", "withdrawn"]), _negated=True),
                            ("closed_at__isnull", False),
                            _connector="OR",
                        ),
                        name="application_closed_when_over",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="23cb8da9702056893bf7e8ed11c75ef5b767c10d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_b4e34",
                            table="returners_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_applicationevent" ("because_of_caring", "changed_at", "closed_at", "cohort_id", "contact_by", "council", "declarations_id", "declared_at", "field", "full_name", "has_told_roles", "id", "kept_working", "needs_support", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "privacy_notice_id", "programme_id", "right_to_work", "situation", "started_at", "status", "strand_id", "submitted_at", "support_needs") VALUES (NEW."because_of_caring", NEW."changed_at", NEW."closed_at", NEW."cohort_id", NEW."contact_by", NEW."council", NEW."declarations_id", NEW."declared_at", NEW."field", NEW."full_name", NEW."has_told_roles", NEW."id", NEW."kept_working", NEW."needs_support", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone", NEW."postcode", NEW."privacy_notice_id", NEW."programme_id", NEW."right_to_work", NEW."situation", NEW."started_at", NEW."status", NEW."strand_id", NEW."submitted_at", NEW."support_needs"); RETURN NULL;',
                            hash="78f27db2bcb05c6f74eed9fba634823671c36c43",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4cc9f",
                            table="returners_application",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."because_of_caring" IS DISTINCT FROM (NEW."because_of_caring") OR OLD."changed_at" IS DISTINCT FROM (NEW."changed_at") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."cohort_id" IS DISTINCT FROM (NEW."cohort_id") OR OLD."contact_by" IS DISTINCT FROM (NEW."contact_by") OR OLD."council" IS DISTINCT FROM (NEW."council") OR OLD."declarations_id" IS DISTINCT FROM (NEW."declarations_id") OR OLD."declared_at" IS DISTINCT FROM (NEW."declared_at") OR OLD."field" IS DISTINCT FROM (NEW."field") OR OLD."full_name" IS DISTINCT FROM (NEW."full_name") OR OLD."has_told_roles" IS DISTINCT FROM (NEW."has_told_roles") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kept_working" IS DISTINCT FROM (NEW."kept_working") OR OLD."needs_support" IS DISTINCT FROM (NEW."needs_support") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone") OR OLD."postcode" IS DISTINCT FROM (NEW."postcode") OR OLD."privacy_notice_id" IS DISTINCT FROM (NEW."privacy_notice_id") OR OLD."programme_id" IS DISTINCT FROM (NEW."programme_id") OR OLD."right_to_work" IS DISTINCT FROM (NEW."right_to_work") OR OLD."situation" IS DISTINCT FROM (NEW."situation") OR OLD."started_at" IS DISTINCT FROM (NEW."started_at") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."strand_id" IS DISTINCT FROM (NEW."strand_id") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at") OR OLD."support_needs" IS DISTINCT FROM (NEW."support_needs"))',
                            func='INSERT INTO "returners_applicationevent" ("because_of_caring", "changed_at", "closed_at", "cohort_id", "contact_by", "council", "declarations_id", "declared_at", "field", "full_name", "has_told_roles", "id", "kept_working", "needs_support", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone", "postcode", "privacy_notice_id", "programme_id", "right_to_work", "situation", "started_at", "status", "strand_id", "submitted_at", "support_needs") VALUES (NEW."because_of_caring", NEW."changed_at", NEW."closed_at", NEW."cohort_id", NEW."contact_by", NEW."council", NEW."declarations_id", NEW."declared_at", NEW."field", NEW."full_name", NEW."has_told_roles", NEW."id", NEW."kept_working", NEW."needs_support", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone", NEW."postcode", NEW."privacy_notice_id", NEW."programme_id", NEW."right_to_work", NEW."situation", NEW."started_at", NEW."status", NEW."strand_id", NEW."submitted_at", NEW."support_needs"); RETURN NULL;',
                            hash="49afca47ef30e1f0e51a29d97b163c09381ad8d9",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_0cc16",
                            table="returners_application",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ApplicationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("draft", "Not sent yet"),
                            ("submitted", "Received"),
                            ("in review", "With a person"),
                            ("assessment", "Being assessed"),
                            ("decided", "Eligible"),
                            ("not eligible", "Not eligible"),
                            ("not offered", "No place offered"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="draft",
                        editable=False,
                        max_length=12,
                    ),
                ),
                ("started_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("changed_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("full_name", models.CharField(blank=True, max_length=200)),
                ("phone", phonenumber_field.modelfields.PhoneNumberField(blank=True, max_length=128, region=None)),
                (
                    "contact_by",
                    models.CharField(
                        blank=True,
                        choices=[("email", "Email"), ("phone", "Phone"), ("text", "Text message")],
                        max_length=5,
                    ),
                ),
                ("postcode", models.CharField(blank=True, max_length=8)),
                ("council", models.CharField(blank=True, max_length=60)),
                (
                    "situation",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("not working", "Not working"),
                            ("working below skill level", "Working in a job below my skill level"),
                            ("self-employed", "Self-employed"),
                            ("studying", "Studying"),
                            ("other", "Something else"),
                        ],
                        max_length=30,
                    ),
                ),
                (
                    "because_of_caring",
                    models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3),
                ),
                (
                    "kept_working",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No")], db_default="", default="", max_length=3
                    ),
                ),
                (
                    "field",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technology", "Technology"),
                            ("engineering", "Engineering"),
                            ("other", "Another field"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "right_to_work",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("no", "No"), ("not sure", "I am not sure")], max_length=8
                    ),
                ),
                ("needs_support", models.CharField(blank=True, choices=[("yes", "Yes"), ("no", "No")], max_length=3)),
                ("support_needs", models.TextField(blank=True, max_length=1000)),
                ("has_told_roles", models.BooleanField(db_default=False, default=False)),
                ("declared_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "cohort",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.cohort",
                    ),
                ),
                (
                    "declarations",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.programmetext",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="returners.application",
                    ),
                ),
                (
                    "privacy_notice",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.programmetext",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.programme",
                    ),
                ),
                (
                    "strand",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.strand",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Assessment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("offered", "A place"), ("waiting", "The waiting list"), ("not offered", "No place")],
                        max_length=11,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("among best", "Among the highest scores"),
                            ("minimum", "Chosen to reach a minimum for a strand or region"),
                            ("moved", "Moved by a manager"),
                            ("higher", "Others scored higher"),
                            ("too low", "Below the lowest score for a place"),
                            ("looked at", "A person looked at it again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("rank", models.PositiveIntegerField(null=True)),
                ("feedback", models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="assessments",
                        to="returners.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="assessments_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "get_latest_by": "pk",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("score__isnull", True), ("score__range", (0, 100)), _connector="OR"),
                        name="assessment_score_within_scale",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="15e761233e817f21595bdb7e395cae7cab3892e2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_dd517",
                            table="returners_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_assessmentevent" ("application_id", "decided_at", "decided_by_id", "feedback", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "score", "uuid", "why") VALUES (NEW."application_id", NEW."decided_at", NEW."decided_by_id", NEW."feedback", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."rank", NEW."reason", NEW."score", NEW."uuid", NEW."why"); RETURN NULL;',
                            hash="0e33e76f8c906dc884465a29f316ccebf66ddfe7",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_3eb06",
                            table="returners_assessment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_assessmentevent" ("application_id", "decided_at", "decided_by_id", "feedback", "id", "outcome", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "rank", "reason", "score", "uuid", "why") VALUES (NEW."application_id", NEW."decided_at", NEW."decided_by_id", NEW."feedback", NEW."id", NEW."outcome", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."rank", NEW."reason", NEW."score", NEW."uuid", NEW."why"); RETURN NULL;',
                            hash="e068dd766ba4742697ffb53ce4195ebc299278c6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dfd00",
                            table="returners_assessment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AssessmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False)),
                (
                    "outcome",
                    models.CharField(
                        choices=[("offered", "A place"), ("waiting", "The waiting list"), ("not offered", "No place")],
                        max_length=11,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("among best", "Among the highest scores"),
                            ("minimum", "Chosen to reach a minimum for a strand or region"),
                            ("moved", "Moved by a manager"),
                            ("higher", "Others scored higher"),
                            ("too low", "Below the lowest score for a place"),
                            ("looked at", "A person looked at it again"),
                        ],
                        max_length=10,
                    ),
                ),
                ("score", models.DecimalField(decimal_places=2, max_digits=5, null=True)),
                ("rank", models.PositiveIntegerField(null=True)),
                ("feedback", models.JSONField(default=list, encoder=django.core.serializers.json.DjangoJSONEncoder)),
                ("why", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
                    ),
                ),
                (
                    "decided_by",
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
                        to="returners.assessment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CalendarChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("dates", models.JSONField()),
                (
                    "offers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, size=None
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("why", models.CharField(max_length=500)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="calendar_changes",
                        to="cohorts.cohort",
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
            ],
            options={
                "ordering": ["-pk"],
                "get_latest_by": "pk",
            },
        ),
        migrations.CreateModel(
            name="CareerBreak",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("childcare", "Looking after my children"),
                            ("eldercare", "Looking after an older relative"),
                            ("other care", "Looking after someone else"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="breaks", to="returners.application"
                    ),
                ),
            ],
            options={
                "ordering": ["start", "pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                        name="break_ends_after_it_starts",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="14f32d924f11032284cfe850cbbe51b959c654b2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_4f21d",
                            table="returners_careerbreak",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_careerbreakevent" ("application_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start") VALUES (NEW."application_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reason", NEW."start"); RETURN NULL;',
                            hash="a692c712d175dd99fe7c5150ebeb898f817bb142",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4c391",
                            table="returners_careerbreak",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_careerbreakevent" ("application_id", "end", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reason", "start") VALUES (NEW."application_id", NEW."end", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reason", NEW."start"); RETURN NULL;',
                            hash="972ff4d756b1aa3ded796fcc1fb21b9c79488f72",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_dabae",
                            table="returners_careerbreak",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CareerBreakEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("childcare", "Looking after my children"),
                            ("eldercare", "Looking after an older relative"),
                            ("other care", "Looking after someone else"),
                            ("other", "Another reason"),
                        ],
                        max_length=10,
                    ),
                ),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
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
                        to="returners.careerbreak",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CriterionAnswer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(blank=True, max_length=2000)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="criterion_answers",
                        to="returners.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cohorts.criterion"
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "criterion"), name="one_answer_to_a_criterion")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="22bc656a04606c653b15f0e96d1a9639a00d4ff4",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_c981d",
                            table="returners_criterionanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_criterionanswerevent" ("application_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."application_id", NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="535db246a10d2ff314585109fd58a9b5f118e23f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_d4ff6",
                            table="returners_criterionanswer",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_criterionanswerevent" ("application_id", "criterion_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "text") VALUES (NEW."application_id", NEW."criterion_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."text"); RETURN NULL;',
                            hash="7043ee2c5c961d1e4177fc7c038125e41f9a37d5",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_16515",
                            table="returners_criterionanswer",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CriterionAnswerEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("text", models.TextField(blank=True, max_length=2000)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
                    ),
                ),
                (
                    "criterion",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="cohorts.criterion",
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
                        to="returners.criterionanswer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CV",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("file", models.FileField(upload_to="")),
                ("name", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "Word document"), ("odt", "OpenDocument text")], max_length=4
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("uploaded_at", models.DateTimeField()),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="cv", to="returners.application"
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="527ea44e2ecbf8eb93b87d43bd8c44c2a8de1098",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_b9465",
                            table="returners_cv",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_cvevent" ("application_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uploaded_at") VALUES (NEW."application_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."size", NEW."uploaded_at"); RETURN NULL;',
                            hash="ff29ca43cefad01d3be8dabd15ee0e38fcbfce17",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_98594",
                            table="returners_cv",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."kind" IS DISTINCT FROM (NEW."kind") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."size" IS DISTINCT FROM (NEW."size") OR OLD."uploaded_at" IS DISTINCT FROM (NEW."uploaded_at"))',
                            func='INSERT INTO "returners_cvevent" ("application_id", "id", "kind", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "size", "uploaded_at") VALUES (NEW."application_id", NEW."id", NEW."kind", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."size", NEW."uploaded_at"); RETURN NULL;',
                            hash="10821e563f65b6c7c136e7244376677b8e8fa173",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_afb76",
                            table="returners_cv",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="CVEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("name", models.CharField(max_length=100)),
                (
                    "kind",
                    models.CharField(
                        choices=[("pdf", "PDF"), ("docx", "Word document"), ("odt", "OpenDocument text")], max_length=4
                    ),
                ),
                ("size", models.PositiveIntegerField()),
                ("uploaded_at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
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
                        to="returners.cv",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "outcome",
                    models.CharField(
                        choices=[("met", "Met"), ("not met", "Not met"), ("refer", "A person will look at it")],
                        max_length=7,
                    ),
                ),
                ("answers", models.JSONField()),
                ("verdict", models.JSONField()),
                ("decided_at", models.DateTimeField()),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="decisions",
                        to="returners.application",
                    ),
                ),
                (
                    "decided_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="decisions_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cohorts.eligibilityrules"
                    ),
                ),
            ],
            options={
                "get_latest_by": "pk",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("decided_by__isnull", True), models.Q(("why", ""), _negated=True), _connector="OR"
                        ),
                        name="a_person_gives_a_reason",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="a7047ecd9c60694b6a68cf8e851499e1a8d8cbd2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_13041",
                            table="returners_decision",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EqualityAnswers",
            fields=[
                ("key", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("programme", models.UUIDField()),
                ("version", models.PositiveSmallIntegerField()),
                ("answers", models.JSONField()),
            ],
            options={
                "verbose_name_plural": "equality answers",
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("answers", {}), _negated=True), name="equality_answers_are_some"
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EqualityTotals",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                ("frozen_on", models.DateField()),
                ("people", models.PositiveIntegerField()),
                ("tables", models.JSONField()),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="equality_totals",
                        to="cohorts.programme",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "equality totals",
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "version"), name="one_equality_total_per_version")
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownSkill",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("last_used", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1: I would like to learn it again from the start"),
                            (2, "2: It would come back to me with time and practice"),
                            (3, "3: I could do it with some help"),
                            (4, "4: I could do it after a short refresh"),
                            (5, "5: I could do it now"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="known_skills",
                        to="returners.application",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.skill"),
                ),
            ],
            options={
                "ordering": ["skill__group", "skill__position", "skill__name", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("application", "skill"), name="skill_known_once"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("confidence__isnull", True), ("last_used__isnull", True)),
                            models.Q(
                                ("confidence__isnull", False),
                                ("confidence__range", (1, 5)),
                                ("last_used__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="skill_rated_whole_or_not_at_all",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="3505af1bccd557ff76cf19947c8a8be7ee9c8cec",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_ad9fb",
                            table="returners_knownskill",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_knownskillevent" ("application_id", "confidence", "id", "last_used", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (NEW."application_id", NEW."confidence", NEW."id", NEW."last_used", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id"); RETURN NULL;',
                            hash="9510b4909e7311cdd5edd4e6ed127c859da55311",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_a37be",
                            table="returners_knownskill",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_knownskillevent" ("application_id", "confidence", "id", "last_used", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (NEW."application_id", NEW."confidence", NEW."id", NEW."last_used", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id"); RETURN NULL;',
                            hash="b7adb9daaf331ce1d930e23b92b38c4dcb8fe225",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_74a71",
                            table="returners_knownskill",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="KnownSkillEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("last_used", models.PositiveSmallIntegerField(blank=True, null=True)),
                (
                    "confidence",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (1, "1: I would like to learn it again from the start"),
                            (2, "2: It would come back to me with time and practice"),
                            (3, "3: I could do it with some help"),
                            (4, "4: I could do it after a short refresh"),
                            (5, "5: I could do it now"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
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
                        to="returners.knownskill",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="PhoneDraft",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("taken_at", models.DateTimeField()),
                ("link", models.UUIDField(editable=False, null=True, unique=True)),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                ("sent_to", models.EmailField(blank=True, editable=False, max_length=254)),
                ("objection", models.CharField(blank=True, max_length=500)),
                ("objected_at", models.DateTimeField(editable=False, null=True)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="phone_draft",
                        to="returners.application",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("confirmed_at__isnull", True)),
                        fields=["-taken_at", "-id"],
                        name="phone_unconfirmed",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link__isnull", True), ("sent_at__isnull", True), ("sent_to", "")),
                            models.Q(
                                ("link__isnull", False),
                                ("sent_at__isnull", False),
                                models.Q(("sent_to", ""), _negated=True),
                            ),
                            _connector="OR",
                        ),
                        name="phone_link_has_gone_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("objected_at__isnull", True), ("objection", "")),
                            models.Q(models.Q(("objection", ""), _negated=True), ("objected_at__isnull", False)),
                            _connector="OR",
                        ),
                        name="phone_objection_says_what",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="5d3033c709e19e1f6208ca13582bf329e69028e7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_f5c6f",
                            table="returners_phonedraft",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_phonedraftevent" ("application_id", "confirmed_at", "id", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_to", "taken_at", "taken_by_id") VALUES (NEW."application_id", NEW."confirmed_at", NEW."id", NEW."objected_at", NEW."objection", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."sent_at", NEW."sent_to", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;',
                            hash="5cf5d4c790f6d2f8a003b4f180d185935b913627",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_6d623",
                            table="returners_phonedraft",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."application_id" IS DISTINCT FROM (NEW."application_id") OR OLD."confirmed_at" IS DISTINCT FROM (NEW."confirmed_at") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."objected_at" IS DISTINCT FROM (NEW."objected_at") OR OLD."objection" IS DISTINCT FROM (NEW."objection") OR OLD."sent_at" IS DISTINCT FROM (NEW."sent_at") OR OLD."sent_to" IS DISTINCT FROM (NEW."sent_to") OR OLD."taken_at" IS DISTINCT FROM (NEW."taken_at") OR OLD."taken_by_id" IS DISTINCT FROM (NEW."taken_by_id"))',
                            func='INSERT INTO "returners_phonedraftevent" ("application_id", "confirmed_at", "id", "objected_at", "objection", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "sent_at", "sent_to", "taken_at", "taken_by_id") VALUES (NEW."application_id", NEW."confirmed_at", NEW."id", NEW."objected_at", NEW."objection", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."sent_at", NEW."sent_to", NEW."taken_at", NEW."taken_by_id"); RETURN NULL;',
                            hash="3225879efbdf0c627e08c1290d4f848e21ea7df6",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_92030",
                            table="returners_phonedraft",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="PhoneDraftEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("taken_at", models.DateTimeField()),
                ("sent_at", models.DateTimeField(editable=False, null=True)),
                ("sent_to", models.EmailField(blank=True, editable=False, max_length=254)),
                ("objection", models.CharField(blank=True, max_length=500)),
                ("objected_at", models.DateTimeField(editable=False, null=True)),
                ("confirmed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
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
                        to="returners.phonedraft",
                    ),
                ),
                (
                    "taken_by",
                    models.ForeignKey(
                        db_constraint=False,
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
        migrations.CreateModel(
            name="Place",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting"),
                            ("held", "Held"),
                            ("offered", "Offered"),
                            ("confirmed", "Confirmed"),
                            ("declined", "Declined"),
                            ("expired", "Expired"),
                            ("released", "Released"),
                            ("cancelled", "Cancelled"),
                        ],
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("seats", models.PositiveSmallIntegerField(default=1)),
                ("position", models.PositiveBigIntegerField(editable=False)),
                ("ahead", models.BooleanField(default=False, editable=False)),
                ("joined_at", models.DateTimeField(editable=False)),
                ("pending_until", models.DateTimeField(editable=False, null=True)),
                ("offered_at", models.DateTimeField(editable=False, null=True)),
                ("offer_expires_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("offer_seen_at", models.DateTimeField(editable=False, null=True)),
                ("decline_reason", models.CharField(blank=True, editable=False, max_length=500)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="returners.application"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="cohorts.pool"
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["pool", "-ahead", "position"],
                        name="returners_place_in_turn",
                    ),
                    models.Index(
                        condition=models.Q(("status", "offered")),
                        fields=["offer_expires_at"],
                        name="returners_place_running_out",
                    ),
                    models.Index(
                        condition=models.Q(("status", "held")),
                        fields=["pending_until"],
                        name="returners_place_held_until",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("pool", "position"), name="returners_place_one_turn_each"),
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="returners_place_has_seats"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "offered"), _negated=True),
                            ("offer_expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="returners_place_offer_has_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "held"), _negated=True),
                            ("pending_until__isnull", False),
                            _connector="OR",
                        ),
                        name="returners_place_hold_has_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("offered", "confirmed")), _negated=True),
                            ("pending_until__isnull", True),
                            _connector="OR",
                        ),
                        name="returners_place_pending_not_promised",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("closed_at__isnull", True), ("status__in", ("waiting", "held", "offered", "confirmed"))
                            ),
                            models.Q(
                                models.Q(("status__in", ("waiting", "held", "offered", "confirmed")), _negated=True),
                                ("closed_at__isnull", False),
                            ),
                            _connector="OR",
                        ),
                        name="returners_place_closed_at_once_over",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("waiting", "held", "offered", "confirmed"))),
                        fields=("application",),
                        name="one_live_place_for_an_application",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="e7356dedfe60397e60c526a328f41ae37581e5fd",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_d7fc0",
                            table="returners_place",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Profile",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("has_told_all_roles", models.BooleanField(default=False)),
                ("has_no_listed_skill", models.BooleanField(default=False)),
                ("wants_no_topic", models.BooleanField(default=False)),
                (
                    "hours",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full time", "Full time: 35 hours a week or more"),
                            ("part time", "Part time: fewer than 35 hours a week"),
                            ("not sure", "I am not sure yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "patterns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("office", "At a place of work"),
                                ("hybrid", "Some days at a place of work, some from home"),
                                ("home", "From home"),
                                ("not sure", "I am not sure yet"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "travel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "I need to work from home"),
                            ("30 minutes", "Up to 30 minutes each way"),
                            ("60 minutes", "Up to 1 hour each way"),
                            ("further", "More than 1 hour each way"),
                            ("not sure", "I am not sure yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("permanent", "A permanent job"),
                                ("fixed term", "A job for a set time"),
                                ("returnship", "A returnship"),
                                ("self-employed", "Working for myself"),
                                ("training", "Training or study first"),
                                ("not sure", "I am not sure yet"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("hopes", models.TextField(blank=True, max_length=500)),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="profile", to="returners.application"
                    ),
                ),
                (
                    "enrolment",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="profiles", to="cohorts.enrolment"
                    ),
                ),
            ],
            options={
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="dbe979d8f21193d08068ed94b214337a3575ada6",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_f35f6",
                            table="returners_profile",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_profileevent" ("application_id", "enrolment_id", "has_no_listed_skill", "has_told_all_roles", "hopes", "hours", "id", "kinds", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "travel", "wants_no_topic") VALUES (NEW."application_id", NEW."enrolment_id", NEW."has_no_listed_skill", NEW."has_told_all_roles", NEW."hopes", NEW."hours", NEW."id", NEW."kinds", NEW."patterns", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."travel", NEW."wants_no_topic"); RETURN NULL;',
                            hash="84956a55f851dd8eaefcc49086c0a52dd22a9c8f",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_c5486",
                            table="returners_profile",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_profileevent" ("application_id", "enrolment_id", "has_no_listed_skill", "has_told_all_roles", "hopes", "hours", "id", "kinds", "patterns", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "travel", "wants_no_topic") VALUES (NEW."application_id", NEW."enrolment_id", NEW."has_no_listed_skill", NEW."has_told_all_roles", NEW."hopes", NEW."hours", NEW."id", NEW."kinds", NEW."patterns", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."travel", NEW."wants_no_topic"); RETURN NULL;',
                            hash="9b676647c6f6e9ff5e28fb346423eb54a40199a2",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_7eefb",
                            table="returners_profile",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ProfileEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("has_told_all_roles", models.BooleanField(default=False)),
                ("has_no_listed_skill", models.BooleanField(default=False)),
                ("wants_no_topic", models.BooleanField(default=False)),
                (
                    "hours",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("full time", "Full time: 35 hours a week or more"),
                            ("part time", "Part time: fewer than 35 hours a week"),
                            ("not sure", "I am not sure yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "patterns",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("office", "At a place of work"),
                                ("hybrid", "Some days at a place of work, some from home"),
                                ("home", "From home"),
                                ("not sure", "I am not sure yet"),
                            ],
                            max_length=10,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                (
                    "travel",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("none", "I need to work from home"),
                            ("30 minutes", "Up to 30 minutes each way"),
                            ("60 minutes", "Up to 1 hour each way"),
                            ("further", "More than 1 hour each way"),
                            ("not sure", "I am not sure yet"),
                        ],
                        max_length=10,
                    ),
                ),
                (
                    "kinds",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("permanent", "A permanent job"),
                                ("fixed term", "A job for a set time"),
                                ("returnship", "A returnship"),
                                ("self-employed", "Working for myself"),
                                ("training", "Training or study first"),
                                ("not sure", "I am not sure yet"),
                            ],
                            max_length=15,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("hopes", models.TextField(blank=True, max_length=500)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
                    ),
                ),
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
                        to="returners.profile",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Reopening",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("eligibility", "Your situation"),
                            ("strand", "The strand you would like to join"),
                            ("support", "Support you need to take part"),
                        ],
                        max_length=11,
                    ),
                ),
                ("note", models.CharField(max_length=500)),
                ("opened_at", models.DateTimeField()),
                ("answers", models.JSONField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True, choices=[("changed", "Changed"), ("unused", "Closed again")], max_length=7
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reopenings",
                        to="returners.application",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("ended", "changed")), fields=["application"], name="reopenings_changed"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("ended_at__isnull", True)),
                        fields=("application",),
                        name="one_section_reopened_at_a_time",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended", ""), ("ended_at__isnull", True)),
                            models.Q(("ended_at__isnull", False), models.Q(("ended", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="reopening_says_how_it_ended",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="620cb074fdb79ebbe40e8c5995777f45e6d73416",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_ed6d2",
                            table="returners_reopening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_reopeningevent" ("answers", "application_id", "ended", "ended_at", "id", "note", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section") VALUES (NEW."answers", NEW."application_id", NEW."ended", NEW."ended_at", NEW."id", NEW."note", NEW."opened_at", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."section"); RETURN NULL;',
                            hash="c73e4b8d95d59b68486cd3d98c95ba303e65c755",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_eb9bf",
                            table="returners_reopening",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_reopeningevent" ("answers", "application_id", "ended", "ended_at", "id", "note", "opened_at", "opened_by_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "section") VALUES (NEW."answers", NEW."application_id", NEW."ended", NEW."ended_at", NEW."id", NEW."note", NEW."opened_at", NEW."opened_by_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."section"); RETURN NULL;',
                            hash="61fa1a6ecc3d5923c8046bfc16778234522c3cd4",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_af285",
                            table="returners_reopening",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReopeningEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "section",
                    models.CharField(
                        choices=[
                            ("eligibility", "Your situation"),
                            ("strand", "The strand you would like to join"),
                            ("support", "Support you need to take part"),
                        ],
                        max_length=11,
                    ),
                ),
                ("note", models.CharField(max_length=500)),
                ("opened_at", models.DateTimeField()),
                ("answers", models.JSONField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                (
                    "ended",
                    models.CharField(
                        blank=True, choices=[("changed", "Changed"), ("unused", "Closed again")], max_length=7
                    ),
                ),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        db_constraint=False,
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
                        to="returners.reopening",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReviewRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("said", models.TextField(blank=True, max_length=2000)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_requests",
                        to="returners.application",
                    ),
                ),
                (
                    "assessment",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_request",
                        to="returners.assessment",
                    ),
                ),
                (
                    "decision",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="review_request",
                        to="returners.decision",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("answered_at__isnull", True), ("taken_back_at__isnull", True)),
                        fields=["answer_by"],
                        name="review_requests_to_answer",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            ("answered_at__isnull", True), ("taken_back_at__isnull", True), _connector="OR"
                        ),
                        name="review_request_answered_or_taken_back",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("assessment__isnull", False), ("decision__isnull", True)),
                            models.Q(("assessment__isnull", True), ("decision__isnull", False)),
                            _connector="OR",
                        ),
                        name="review_request_about_one_decision",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="ce4fc55484fa801700ab3691022c58af4f1181a8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_70d03",
                            table="returners_reviewrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_reviewrequestevent" ("answer_by", "answered_at", "application_id", "asked_at", "assessment_id", "decision_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "taken_back_at") VALUES (NEW."answer_by", NEW."answered_at", NEW."application_id", NEW."asked_at", NEW."assessment_id", NEW."decision_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."said", NEW."taken_back_at"); RETURN NULL;',
                            hash="c584ae5a281b81a5e0fe8909c2ee975404b8effe",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_12db6",
                            table="returners_reviewrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_reviewrequestevent" ("answer_by", "answered_at", "application_id", "asked_at", "assessment_id", "decision_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "said", "taken_back_at") VALUES (NEW."answer_by", NEW."answered_at", NEW."application_id", NEW."asked_at", NEW."assessment_id", NEW."decision_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."said", NEW."taken_back_at"); RETURN NULL;',
                            hash="15179192ca2783eba3f502966a6b65994824c452",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_d89ba",
                            table="returners_reviewrequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("said", models.TextField(blank=True, max_length=2000)),
                ("asked_at", models.DateTimeField()),
                ("answer_by", models.DateTimeField()),
                ("answered_at", models.DateTimeField(null=True)),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
                    ),
                ),
                (
                    "assessment",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.assessment",
                    ),
                ),
                (
                    "decision",
                    models.ForeignKey(
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.decision",
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
                        to="returners.reviewrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SavedCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("answers", models.JSONField()),
                ("saved_at", models.DateTimeField(db_index=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="cohorts.programme"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Step",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("started", "Application started"),
                            ("taken", "Application taken by phone"),
                            ("link sent", "Sent to be confirmed"),
                            ("not right", "Something was not right"),
                            ("submitted", "Application received"),
                            ("found eligible", "Found eligible"),
                            ("referred", "A person is looking at it"),
                            ("not eligible", "Found not eligible"),
                            ("assessed", "Put forward to be assessed"),
                            ("not offered", "No place offered"),
                            ("reopened", "A section was opened again"),
                            ("changed", "Answers changed"),
                            ("shut", "The section was closed again"),
                            ("asked", "Asked for a person to look at it"),
                            ("taken back", "Asked no longer for a person to look at it"),
                            ("upheld", "A person looked at it: not eligible"),
                            ("looked at", "A person looked at it again"),
                            ("stays", "A person looked at it: no place offered"),
                            ("new contact", "Contact details changed"),
                            ("waiting", "Joined the waiting list"),
                            ("held", "Place kept while a person decides"),
                            ("released", "Place no longer kept"),
                            ("closed", "Closed without a decision"),
                            ("offered", "Place offered"),
                            ("confirmed", "Place confirmed"),
                            ("new deadline", "Deadline of the offer changed"),
                            ("declined", "Offer declined"),
                            ("expired", "Offer ran out"),
                            ("withdrawn", "Application withdrawn"),
                            ("paused", "A break from taking part"),
                            ("resumed", "Back from the break"),
                            ("deferred", "Put off to a later cohort"),
                            ("moved", "Moved to another cohort"),
                            ("left", "Stopped taking part"),
                            ("queue closed", "Waiting list closed"),
                        ],
                        max_length=14,
                    ),
                ),
                ("at", models.DateTimeField()),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="steps", to="returners.application"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="WantedTopic",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wanted_topics",
                        to="returners.application",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to="core.skill"),
                ),
            ],
            options={
                "ordering": ["skill__position", "skill__name", "pk"],
                "constraints": [models.UniqueConstraint(fields=("application", "skill"), name="topic_wanted_once")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="cc2be0c9896bef3aa7789fc9fc680b485757144a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_ce926",
                            table="returners_wantedtopic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_wantedtopicevent" ("application_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (NEW."application_id", NEW."id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."skill_id"); RETURN NULL;',
                            hash="d6100c80634aaaf345fbe3e354ef681bfd13cf17",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_64bd8",
                            table="returners_wantedtopic",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_wantedtopicevent" ("application_id", "id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "skill_id") VALUES (NEW."application_id", NEW."id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."skill_id"); RETURN NULL;',
                            hash="1bb0a92d9447240a9a41dafcf58a687b9c9a37de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_96323",
                            table="returners_wantedtopic",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WantedTopicEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
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
                        to="returners.wantedtopic",
                    ),
                ),
                (
                    "skill",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="core.skill",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="WorkRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("job_title", models.CharField(max_length=200)),
                ("employer", models.CharField(max_length=200)),
                ("occupation", models.CharField(blank=True, max_length=4)),
                ("occupation_version", models.CharField(blank=True, max_length=4)),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="work_roles",
                        to="returners.application",
                    ),
                ),
            ],
            options={
                "ordering": [models.OrderBy(models.F("end"), descending=True, nulls_first=True), "-start", "-pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("end__isnull", True), ("end__gte", models.F("start")), _connector="OR"),
                        name="role_ends_after_start",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("occupation", ""), ("occupation_version", "")),
                            models.Q(("occupation", ""), ("occupation_version", ""), _connector="OR", _negated=True),
                            _connector="OR",
                        ),
                        name="role_names_the_list_of_its_code",
                    ),
                    models.UniqueConstraint(
                        fields=("application", "job_title", "employer", "start"), name="role_once_in_an_application"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="5bb96030a23324faf39a89034f9079a10850fa7d",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_52fd5",
                            table="returners_workrole",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "returners_workroleevent" ("application_id", "employer", "end", "id", "job_title", "occupation", "occupation_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (NEW."application_id", NEW."employer", NEW."end", NEW."id", NEW."job_title", NEW."occupation", NEW."occupation_version", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."start"); RETURN NULL;',
                            hash="6a78a7d69fe5bd7f95c55b5fc37b136a1711c34c",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_4bb77",
                            table="returners_workrole",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "returners_workroleevent" ("application_id", "employer", "end", "id", "job_title", "occupation", "occupation_version", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "start") VALUES (NEW."application_id", NEW."employer", NEW."end", NEW."id", NEW."job_title", NEW."occupation", NEW."occupation_version", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."start"); RETURN NULL;',
                            hash="fcde3386553851d4ad1ed61c4c71caa67b351981",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_120a9",
                            table="returners_workrole",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="WorkRoleEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("job_title", models.CharField(max_length=200)),
                ("employer", models.CharField(max_length=200)),
                ("occupation", models.CharField(blank=True, max_length=4)),
                ("occupation_version", models.CharField(blank=True, max_length=4)),
                ("start", models.DateField()),
                ("end", models.DateField(blank=True, null=True)),
                (
                    "application",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="returners.application",
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
                        to="returners.workrole",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
    ]
