import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.functions
import django.core.validators
import django.db.models.deletion
import django.db.models.expressions
import django.utils.timezone
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Programme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=100, unique=True)),
                ("slug", models.SlugField(unique=True)),
                ("summary", models.CharField(help_text="One or two sentences for the home page.", max_length=300)),
                (
                    "about",
                    models.TextField(blank=True, help_text="What people get. Leave an empty line between paragraphs."),
                ),
                ("funder", models.CharField(blank=True, max_length=200)),
                ("delivery_partners", models.CharField(blank=True, max_length=300)),
                ("contact_email", models.EmailField(max_length=254)),
                (
                    "ask_days",
                    models.PositiveSmallIntegerField(
                        db_default=28,
                        default=28,
                        help_text="After a decision that no person made. The law gives people this right.",
                        verbose_name="days to ask for a person to look at a no",
                    ),
                ),
                (
                    "other_help",
                    models.TextField(
                        blank=True,
                        db_default="",
                        default="",
                        help_text="For people we cannot offer a place. One a line: what it is called, then its address (https://…).",
                    ),
                ),
                ("controller", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("processor", models.CharField(blank=True, db_default="", default="", max_length=200)),
                ("privacy_email", models.EmailField(blank=True, db_default="", default="", max_length=254)),
                (
                    "basis",
                    models.CharField(
                        choices=[
                            ("public task", "Public task"),
                            ("contract", "Contract"),
                            ("legitimate interests", "Legitimate interests"),
                        ],
                        db_default="public task",
                        default="public task",
                        max_length=20,
                    ),
                ),
                ("target_returners", models.PositiveIntegerField(blank=True, null=True)),
                ("target_employers", models.PositiveIntegerField(blank=True, null=True)),
                ("support_until", models.DateField(blank=True, null=True)),
                ("is_public", models.BooleanField(default=False)),
            ],
            options={
                "ordering": ["name"],
            },
        ),
        migrations.CreateModel(
            name="EligibilityRules",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "regions",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
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
                        help_text="Where a person must live.",
                        size=None,
                    ),
                ),
                (
                    "min_break_months",
                    models.PositiveSmallIntegerField(
                        default=12, help_text="Whole months that caring breaks must span, up to the reference date."
                    ),
                ),
                (
                    "fields",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("technology", "Technology"),
                                ("engineering", "Engineering"),
                                ("other", "Another field"),
                            ],
                            max_length=20,
                        ),
                        help_text="Experience that counts.",
                        size=None,
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "eligibility rules",
                "ordering": ["programme", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "version"), name="rules_version_in_programme"),
                    models.CheckConstraint(
                        condition=models.Q(("fields__len__gte", 1), ("regions__len__gte", 1)),
                        name="rules_name_regions_and_fields",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_at_opening",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n                    IF EXISTS (SELECT FROM cohorts_cohort WHERE rules_id = OLD.id AND opens_at <= now()) THEN\n                        RAISE EXCEPTION 'Eligibility rules are frozen once applications have opened.';\n                    END IF;\n                    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n                    RETURN NEW;\n                ",
                            hash="fc063a04152fcd7bdbe81ccf8a67b542d40778c0",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_at_opening_ccfa4",
                            table="cohorts_eligibilityrules",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeRole",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "role",
                    models.CharField(
                        choices=[
                            ("programme_manager", "Programme manager"),
                            ("reviewer", "Reviewer"),
                            ("session_leader", "Session leader"),
                        ],
                        max_length=20,
                    ),
                ),
                ("granted_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="programme_roles",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="roles", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "person", "role"), name="programme_role_once")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="a1a07caf8e663dbc07921e17d2061ac3d1e03930",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_32d52",
                            table="cohorts_programmerole",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="ProgrammeText",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("declarations", "Declarations"),
                            ("agreement", "Participation agreement"),
                            ("privacy", "Privacy notice"),
                        ],
                        max_length=12,
                    ),
                ),
                ("version", models.PositiveSmallIntegerField()),
                ("body", models.TextField(help_text="One point a line.")),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="texts", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "kind", "-version"],
                "constraints": [models.UniqueConstraint(fields=("programme", "kind", "version"), name="text_version")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="never_edited",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="RAISE EXCEPTION 'pgtrigger: Cannot update rows from % table', TG_TABLE_NAME;",
                            hash="e865879936615fc05ca84cf02b772cb46841e536",
                            operation="UPDATE",
                            pgid="pgtrigger_never_edited_371fb",
                            table="cohorts_programmetext",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Rubric",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("version", models.PositiveSmallIntegerField()),
                (
                    "reviews_each",
                    models.PositiveSmallIntegerField(
                        default=2,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(5),
                        ],
                        verbose_name="reviews for each application",
                    ),
                ),
                (
                    "gap_limit",
                    models.PositiveSmallIntegerField(
                        default=25,
                        help_text="Of 100. Where two reviews differ by more, a third person reads the application.",
                        validators=[django.core.validators.MaxValueValidator(100)],
                        verbose_name="points two reviews may differ by",
                    ),
                ),
                ("made_at", models.DateTimeField(default=django.utils.timezone.now, editable=False)),
                (
                    "made_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="rubrics", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "-version"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "version"), name="rubric_version_in_programme"),
                    models.CheckConstraint(
                        condition=models.Q(("reviews_each__range", (1, 5))), name="rubric_asks_for_reviews"
                    ),
                    models.CheckConstraint(condition=models.Q(("gap_limit__lte", 100)), name="rubric_gap_within_scale"),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_at_opening",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM cohorts_cohort WHERE rubric_id = OLD.id AND opens_at <= now()) THEN\n        RAISE EXCEPTION 'A rubric is frozen once applications have opened.';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                            hash="132f64b151a1c4d3d6f8a9b8d2703d3f635c25f9",
                            operation="UPDATE OR DELETE",
                            pgid="pgtrigger_frozen_at_opening_07d4a",
                            table="cohorts_rubric",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Cohort",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=100)),
                ("slug", models.SlugField()),
                (
                    "places_by",
                    models.CharField(
                        choices=[("cohort", "The whole cohort"), ("strand", "Each strand")],
                        default="cohort",
                        max_length=6,
                        verbose_name="places are counted for",
                    ),
                ),
                (
                    "admission",
                    models.CharField(
                        choices=[
                            ("first come", "In the order in which applications arrive"),
                            ("ranked", "By score, after the close"),
                        ],
                        db_default="first come",
                        default="first come",
                        max_length=10,
                        verbose_name="places are given",
                    ),
                ),
                ("opens_at", models.DateTimeField(verbose_name="applications open")),
                ("closes_at", models.DateTimeField(verbose_name="applications close")),
                ("reference_date", models.DateField(help_text="Career breaks are measured to this day.")),
                ("decisions_by", models.DateField()),
                ("offer_days", models.PositiveSmallIntegerField(default=7, verbose_name="an offer stands for (days)")),
                (
                    "review_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="a person decides within (working days)"),
                ),
                ("last_joining_at", models.DateTimeField(verbose_name="last joining instant")),
                ("starts_on", models.DateField()),
                ("mentoring_starts_on", models.DateField()),
                ("ends_on", models.DateField()),
                ("follow_on_ends_on", models.DateField()),
                (
                    "rules",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="cohorts.eligibilityrules",
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="cohorts", to="cohorts.programme"
                    ),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="cohorts",
                        to="cohorts.rubric",
                    ),
                ),
            ],
            options={
                "ordering": ["-starts_on", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "slug"), name="cohort_slug_in_programme"),
                    models.CheckConstraint(
                        condition=models.Q(("opens_at__lt", models.F("closes_at"))),
                        name="cohort_opens_before_it_closes",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("closes_at__lte", models.F("last_joining_at"))),
                        name="cohort_closes_before_last_joining",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("starts_on__lte", models.F("mentoring_starts_on")),
                            ("mentoring_starts_on__lte", models.F("ends_on")),
                            ("ends_on__lte", models.F("follow_on_ends_on")),
                        ),
                        name="cohort_days_in_order",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("offer_days__gte", 1)), name="cohort_offers_stand_a_day"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("admission", "ranked"), ("rubric__isnull", False)),
                            models.Q(("admission", "first come"), ("rubric__isnull", True)),
                            _connector="OR",
                        ),
                        name="cohort_ranked_by_a_rubric",
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Criterion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=60)),
                ("about", models.CharField(help_text="What reviewers look for.", max_length=500)),
                ("question", models.CharField(blank=True, help_text="What the applicant is asked.", max_length=300)),
                (
                    "weight",
                    models.PositiveSmallIntegerField(
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(100),
                        ]
                    ),
                ),
                (
                    "levels",
                    django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), size=5),
                ),
                (
                    "rubric",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="criteria", to="cohorts.rubric"
                    ),
                ),
            ],
            options={
                "ordering": ["position", "pk"],
                "constraints": [
                    models.UniqueConstraint(fields=("rubric", "name"), name="criterion_once_in_rubric"),
                    models.CheckConstraint(
                        condition=models.Q(("weight__range", (1, 100))), name="criterion_has_a_weight"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("levels__len", 5)), name="criterion_describes_every_level"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="frozen_at_opening",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func="\n    IF EXISTS (SELECT FROM cohorts_cohort WHERE rubric_id = ANY (ARRAY[OLD.rubric_id, NEW.rubric_id]) AND opens_at <= now()) THEN\n        RAISE EXCEPTION 'A rubric is frozen once applications have opened.';\n    END IF;\n    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;\n    RETURN NEW;\n",
                            hash="d91637bcbe9212816af200a8348169162f9ef787",
                            operation="UPDATE OR DELETE OR INSERT",
                            pgid="pgtrigger_frozen_at_opening_6daa7",
                            table="cohorts_criterion",
                            when="BEFORE",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Strand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=60)),
                ("slug", models.SlugField()),
                ("about", models.CharField(blank=True, max_length=300)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="strands", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "ordering": ["programme", "name"],
                "constraints": [models.UniqueConstraint(fields=("programme", "slug"), name="strand_slug_in_programme")],
            },
        ),
        migrations.CreateModel(
            name="Enrolment",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "uuid",
                    models.UUIDField(
                        db_default=django.contrib.postgres.functions.RandomUUID(),
                        default=uuid.uuid4,
                        editable=False,
                        unique=True,
                    ),
                ),
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
                    "status",
                    models.CharField(
                        choices=[
                            ("active", "Taking part"),
                            ("paused", "Having a break"),
                            ("ended", "Stopped"),
                            ("completed", "Completed"),
                        ],
                        default="active",
                        editable=False,
                        max_length=9,
                    ),
                ),
                (
                    "availability",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=13), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "terms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all year", "In term time and in school holidays"),
                            ("term time", "In term time only"),
                        ],
                        db_default="",
                        default="",
                        max_length=9,
                    ),
                ),
                ("signed_name", models.CharField(max_length=200)),
                ("signed_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("caring", "Caring"),
                            ("health", "Health"),
                            ("times", "The days or times do not fit"),
                            ("job", "A new job"),
                            ("study", "Study or training"),
                            ("other", "Something else"),
                        ],
                        db_default="",
                        default="",
                        editable=False,
                        max_length=6,
                    ),
                ),
                ("paused_at", models.DateTimeField(editable=False, null=True)),
                ("back_on", models.DateField(editable=False, null=True)),
                ("ended_at", models.DateTimeField(editable=False, null=True)),
                ("ended_why", models.CharField(blank=True, editable=False, max_length=200)),
                ("has_deferred", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="cohorts.cohort"
                    ),
                ),
                (
                    "moved_from",
                    models.OneToOneField(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="moved_to",
                        to="cohorts.enrolment",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="enrolments",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agreement",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="cohorts.programmetext"
                    ),
                ),
                (
                    "strand",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="enrolments", to="cohorts.strand"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ["active", "paused"])),
                        fields=("person", "cohort"),
                        name="one_live_enrolment_per_cohort",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("ended_at__isnull", True), ("status__in", ["active", "paused"])),
                            models.Q(("ended_at__isnull", False), ("status__in", ["ended", "completed"])),
                            _connector="OR",
                        ),
                        name="enrolment_ended_at_iff_over",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("paused_at__isnull", False), ("status", "paused")),
                            models.Q(
                                models.Q(("status", "paused"), _negated=True),
                                ("back_on__isnull", True),
                                ("paused_at__isnull", True),
                            ),
                            _connector="OR",
                        ),
                        name="enrolment_paused_at_iff_paused",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="71cda70d4d7b4d985a6d3d2a2693b2bb6992380e",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_dcf19",
                            table="cohorts_enrolment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "cohorts_enrolmentevent" ("availability", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms") VALUES (NEW."availability", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."terms"); RETURN NULL;',
                            hash="3c51071a42074a65f2b01b40c71f17cecb1191bb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_79b51",
                            table="cohorts_enrolment",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."availability" IS DISTINCT FROM (NEW."availability") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."terms" IS DISTINCT FROM (NEW."terms"))',
                            func='INSERT INTO "cohorts_enrolmentevent" ("availability", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "terms") VALUES (NEW."availability", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."terms"); RETURN NULL;',
                            hash="200ad7e2b4c91caa941d488281b8aa5b10f2c821",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c91cd",
                            table="cohorts_enrolment",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="EnrolmentEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "availability",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=13), blank=True, db_default=[], default=list, size=None
                    ),
                ),
                (
                    "terms",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("all year", "In term time and in school holidays"),
                            ("term time", "In term time only"),
                        ],
                        db_default="",
                        default="",
                        max_length=9,
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
                        related_name="person_availability_terms_events",
                        to="cohorts.enrolment",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Pool",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("capacity", models.PositiveIntegerField()),
                ("allowance", models.PositiveIntegerField(default=0, verbose_name="overbooking allowance")),
                (
                    "waiting_limit",
                    models.PositiveIntegerField(blank=True, null=True, verbose_name="longest waiting list"),
                ),
                (
                    "freed_as_offer",
                    models.BooleanField(default=True, verbose_name="a freed seat is offered, not given"),
                ),
                (
                    "let_smaller_pass",
                    models.BooleanField(
                        default=False, verbose_name="a smaller party may pass one too large for the free seats"
                    ),
                ),
                ("taken", models.PositiveIntegerField(default=0, editable=False, verbose_name="seats taken")),
                ("waiting", models.PositiveIntegerField(default=0, editable=False, verbose_name="parties waiting")),
                ("last_position", models.PositiveBigIntegerField(default=0, editable=False)),
                ("last_joined_at", models.DateTimeField(editable=False, null=True)),
                (
                    "cohort",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="pools", to="cohorts.cohort"
                    ),
                ),
                (
                    "strand",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="pools",
                        to="cohorts.strand",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "taken__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("capacity"), "+", models.F("allowance")
                                ),
                            )
                        ),
                        name="cohorts_pool_never_oversold",
                    ),
                    models.UniqueConstraint(
                        fields=("cohort", "strand"), name="one_pool_per_cohort_or_strand", nulls_distinct=False
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Interest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", models.EmailField(max_length=254)),
                ("asked_at", models.DateTimeField()),
                ("confirmed_at", models.DateTimeField(null=True)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="interests", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("programme", "email"), name="interest_once_in_a_programme")
                ],
            },
        ),
    ]
