import uuid

import django.contrib.postgres.fields
import django.db.models.deletion
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import selection.models.round


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cohorts", "0001_initial"),
        ("pghistory", "0007_auto_20250421_0444"),
        ("returners", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="Reviewer",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "employers",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "most",
                    models.PositiveSmallIntegerField(blank=True, null=True, verbose_name="most reviews in a round"),
                ),
                (
                    "is_away",
                    models.BooleanField(
                        default=False, help_text="Nothing new goes to somebody who is away.", verbose_name="away"
                    ),
                ),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reviewing",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviewers", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "person"), name="reviewer_once_in_programme")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="8b1d07ccb4183d29fe9437bf3dfc913fd42494ef",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_d22e3",
                            table="selection_reviewer",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Conflict",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("employer", "Worked for the same employer"),
                            ("declared", "Declared by a manager"),
                            ("recused", "Handed back by the reviewer"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(blank=True, max_length=500)),
                ("at", models.DateTimeField()),
                (
                    "application",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conflicts",
                        to="returners.application",
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
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="conflicts", to="selection.reviewer"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("reviewer", "application"), name="one_conflict_of_a_pair")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="233bbbc03ae2a5872e63385bee12f001b506f339",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_5d585",
                            table="selection_conflict",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Round",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("reviewing", "Being read and ranked"),
                            ("prepared", "Decisions prepared"),
                            ("released", "Released"),
                        ],
                        default="reviewing",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("review_by", models.DateField(verbose_name="reviews by")),
                ("use_normalised", models.BooleanField(default=False, verbose_name="rank by adjusted scores")),
                (
                    "least_score",
                    models.DecimalField(
                        decimal_places=2, default=0, max_digits=5, verbose_name="lowest score for a place"
                    ),
                ),
                ("places", models.JSONField(blank=True, db_default={}, default=dict, editable=False)),
                ("opened_at", models.DateTimeField(editable=False)),
                ("prepared_at", models.DateTimeField(editable=False, null=True)),
                ("released_at", models.DateTimeField(editable=False, null=True)),
                (
                    "cohort",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="round", to="cohorts.cohort"
                    ),
                ),
                (
                    "opened_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "prepared_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "released_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("least_score__range", (0, 100))), name="round_least_score_within_scale"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(
                                ("prepared_at__isnull", True), ("released_at__isnull", True), ("status", "reviewing")
                            ),
                            models.Q(
                                ("prepared_at__isnull", False), ("released_at__isnull", True), ("status", "prepared")
                            ),
                            models.Q(
                                ("prepared_at__isnull", False), ("released_at__isnull", False), ("status", "released")
                            ),
                            _connector="OR",
                        ),
                        name="round_says_when",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Candidate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("number", models.CharField(default=selection.models.round.new_number, editable=False, max_length=6)),
                (
                    "region",
                    models.CharField(
                        blank=True,
                        choices=[
                            (None, "Not known"),
                            ("North East", "North East"),
                            ("North West", "North West"),
                            ("Yorkshire and The Humber", "Yorkshire"),
                            ("East Midlands", "East Midlands"),
                            ("West Midlands", "West Midlands"),
                            ("East of England", "East"),
                            ("London", "London"),
                            ("South East", "South East"),
                            ("South West", "South West"),
                            ("Wales", "Wales"),
                            ("Scotland", "Scotland"),
                            ("Northern Ireland", "Northern Ireland"),
                            ("Isle of Man", "Isle Of Man"),
                            ("Channel Islands", "Channel Islands"),
                        ],
                        max_length=40,
                    ),
                ),
                (
                    "application",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="candidate",
                        to="returners.application",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="candidates", to="selection.round"
                    ),
                ),
            ],
            options={
                "ordering": ["number"],
                "constraints": [
                    models.UniqueConstraint(fields=("round", "number"), name="candidate_number_once_in_round")
                ],
            },
        ),
        migrations.CreateModel(
            name="Review",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assigned", "To read"),
                            ("submitted", "Submitted"),
                            ("recused", "Handed back"),
                            ("taken away", "Given to somebody else"),
                        ],
                        default="assigned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("is_third", models.BooleanField(default=False, verbose_name="asked for where two differ")),
                ("due_on", models.DateField(verbose_name="read by")),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("eligibility", "May not be eligible"),
                                ("safety", "Somebody may be at risk"),
                                ("names", "Says who they are"),
                                ("unclear", "Too little to score"),
                                ("other", "Something else"),
                            ],
                            max_length=11,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("assigned_at", models.DateTimeField(editable=False)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="reviews", to="selection.candidate"
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="reviews", to="selection.reviewer"
                    ),
                ),
            ],
            options={
                "ordering": ["due_on", "pk"],
                "indexes": [models.Index(fields=["reviewer", "status", "due_on"], name="reviews_of_a_reviewer")],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["assigned", "submitted"])),
                        fields=("candidate", "reviewer"),
                        name="one_review_of_a_candidate_each",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "submitted"), _negated=True),
                            ("submitted_at__isnull", False),
                            _connector="OR",
                        ),
                        name="review_submitted_says_when",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="29ae2b99181374362335fbec022023c524c76e4c",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_9f2f7",
                            table="selection_review",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "selection_reviewevent" ("assigned_at", "candidate_id", "closed_at", "due_on", "flags", "id", "is_third", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer_id", "status", "submitted_at") VALUES (NEW."assigned_at", NEW."candidate_id", NEW."closed_at", NEW."due_on", NEW."flags", NEW."id", NEW."is_third", NEW."note", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."reviewer_id", NEW."status", NEW."submitted_at"); RETURN NULL;',
                            hash="884316524d33eb041017022c8da8b2eafdeee392",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_79249",
                            table="selection_review",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."assigned_at" IS DISTINCT FROM (NEW."assigned_at") OR OLD."candidate_id" IS DISTINCT FROM (NEW."candidate_id") OR OLD."closed_at" IS DISTINCT FROM (NEW."closed_at") OR OLD."due_on" IS DISTINCT FROM (NEW."due_on") OR OLD."flags" IS DISTINCT FROM (NEW."flags") OR OLD."id" IS DISTINCT FROM (NEW."id") OR OLD."is_third" IS DISTINCT FROM (NEW."is_third") OR OLD."note" IS DISTINCT FROM (NEW."note") OR OLD."reviewer_id" IS DISTINCT FROM (NEW."reviewer_id") OR OLD."status" IS DISTINCT FROM (NEW."status") OR OLD."submitted_at" IS DISTINCT FROM (NEW."submitted_at"))',
                            func='INSERT INTO "selection_reviewevent" ("assigned_at", "candidate_id", "closed_at", "due_on", "flags", "id", "is_third", "note", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "reviewer_id", "status", "submitted_at") VALUES (NEW."assigned_at", NEW."candidate_id", NEW."closed_at", NEW."due_on", NEW."flags", NEW."id", NEW."is_third", NEW."note", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."reviewer_id", NEW."status", NEW."submitted_at"); RETURN NULL;',
                            hash="e3f47d0b9052428fa6dcb935db0ca427287737de",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ab8de",
                            table="selection_review",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ReviewEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("assigned", "To read"),
                            ("submitted", "Submitted"),
                            ("recused", "Handed back"),
                            ("taken away", "Given to somebody else"),
                        ],
                        default="assigned",
                        editable=False,
                        max_length=10,
                    ),
                ),
                ("is_third", models.BooleanField(default=False, verbose_name="asked for where two differ")),
                ("due_on", models.DateField(verbose_name="read by")),
                (
                    "flags",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("eligibility", "May not be eligible"),
                                ("safety", "Somebody may be at risk"),
                                ("names", "Says who they are"),
                                ("unclear", "Too little to score"),
                                ("other", "Something else"),
                            ],
                            max_length=11,
                        ),
                        blank=True,
                        default=list,
                        size=None,
                    ),
                ),
                ("note", models.TextField(blank=True, max_length=1000)),
                ("assigned_at", models.DateTimeField(editable=False)),
                ("submitted_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "candidate",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="selection.candidate",
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
                        to="selection.review",
                    ),
                ),
                (
                    "reviewer",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="selection.reviewer",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pending",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
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
                ("rank", models.PositiveIntegerField()),
                ("feedback", models.JSONField(default=list)),
                (
                    "candidate",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pending", to="selection.candidate"
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pending", to="selection.round"
                    ),
                ),
            ],
            options={
                "ordering": ["rank", "pk"],
                "constraints": [models.UniqueConstraint(fields=("round", "rank"), name="one_rank_in_a_round")],
            },
        ),
        migrations.CreateModel(
            name="Minimum",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "region_group",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("North East and Yorkshire", "North East And Yorkshire"),
                            ("North West", "North West"),
                            ("Midlands", "Midlands"),
                            ("London", "London"),
                            ("South West", "South West"),
                            ("East and South East", "East And South East"),
                            ("Elsewhere", "Elsewhere"),
                        ],
                        max_length=30,
                    ),
                ),
                ("least", models.PositiveSmallIntegerField()),
                (
                    "strand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cohorts.strand",
                    ),
                ),
                (
                    "round",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="minimums", to="selection.round"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("strand__isnull", True), models.Q(("region_group", ""), _negated=True)),
                            models.Q(("region_group", ""), ("strand__isnull", False)),
                            _connector="OR",
                        ),
                        name="minimum_of_a_strand_or_a_region_group",
                    ),
                    models.UniqueConstraint(
                        fields=("round", "strand", "region_group"), name="one_minimum_of_a_kind", nulls_distinct=False
                    ),
                    models.CheckConstraint(condition=models.Q(("least__gte", 1)), name="minimum_is_a_number"),
                ],
            },
        ),
        migrations.CreateModel(
            name="Score",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("level", models.PositiveSmallIntegerField(null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
                (
                    "criterion",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cohorts.criterion"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="scores", to="selection.review"
                    ),
                ),
            ],
            options={
                "ordering": ["criterion__position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("review", "criterion"), name="one_score_on_a_criterion"),
                    models.CheckConstraint(
                        condition=models.Q(("level__isnull", True), ("level__lte", 4), _connector="OR"),
                        name="score_within_levels",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="3f6469de482a76e92b82dc46edd9bcc938f2bae9",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_d3d86",
                            table="selection_score",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "selection_scoreevent" ("criterion_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "why") VALUES (NEW."criterion_id", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."review_id", NEW."why"); RETURN NULL;',
                            hash="8603c03969e29830ef403d02546b68ce9b0c974d",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_86b0c",
                            table="selection_score",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition="WHEN (OLD.* IS DISTINCT FROM NEW.*)",
                            func='INSERT INTO "selection_scoreevent" ("criterion_id", "id", "level", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "review_id", "why") VALUES (NEW."criterion_id", NEW."id", NEW."level", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."review_id", NEW."why"); RETURN NULL;',
                            hash="6834b2be04d8b289ed3b3fda1c670bac4a91248b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_46428",
                            table="selection_score",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ScoreEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("id", models.BigIntegerField()),
                ("level", models.PositiveSmallIntegerField(null=True)),
                ("why", models.CharField(blank=True, max_length=500)),
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
                        to="selection.score",
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        db_constraint=False,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="selection.review",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Move",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("to", models.CharField(choices=[("in", "In the cohort"), ("out", "Not in the cohort")], max_length=3)),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("flag", "A reviewer’s flag"),
                            ("evidence", "Something the scores do not show"),
                            ("error", "An error in a review"),
                            ("balance", "The balance of the cohort"),
                            ("other", "Another reason"),
                        ],
                        max_length=8,
                    ),
                ),
                ("why", models.CharField(max_length=500)),
                ("at", models.DateTimeField()),
                ("taken_back_at", models.DateTimeField(null=True)),
                (
                    "by",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL
                    ),
                ),
                (
                    "candidate",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="moves", to="selection.candidate"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("taken_back_at__isnull", True)),
                        fields=("candidate",),
                        name="one_move_of_a_candidate_stands",
                    ),
                    models.CheckConstraint(condition=models.Q(("why", ""), _negated=True), name="move_gives_a_reason"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="9786be501e161034f4542e2123cf784f5e0242b8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_9bfbf",
                            table="selection_move",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ]
