import datetime
import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.constraints
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import core.search
import events.models.event
import events.models.pool


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
            name="Series",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=150)),
                ("slug", models.SlugField(max_length=80, unique=True)),
                ("summary", models.CharField(max_length=300)),
                ("about", models.TextField(blank=True)),
                ("is_public", models.BooleanField(default=False)),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="series", to="cohorts.programme"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "series",
                "ordering": ["name", "pk"],
            },
        ),
        migrations.CreateModel(
            name="Module",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=150)),
                ("about", models.TextField(blank=True)),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="modules", to="events.series"
                    ),
                ),
            ],
            options={
                "ordering": ["series", "position"],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("series", "position"),
                        name="one_module_a_position",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesBooking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("request_key", models.UUIDField()),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("made_at", models.DateTimeField(editable=False)),
                (
                    "booker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="series_bookings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="series_bookings", to="events.series"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["email"], name="series_bookings_by_address")],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "request_key"), name="one_series_booking_per_press"),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="series_booking_email_is_lower_case",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="6979edc42ce1d4bb8b37c9acfe96539d8d03beb5",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_6a817",
                            table="events_seriesbooking",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_seriesbookingevent" ("booker_id", "email", "name", "organisation_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."booker_id", NEW."email", NEW."name", NEW."organisation_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="1bf10df2a814aaca4b63845f96af935323049cdb",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_71798",
                            table="events_seriesbooking",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."booker_id" IS DISTINCT FROM (NEW."booker_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_name" IS DISTINCT FROM (NEW."organisation_name"))',
                            func='INSERT INTO "events_seriesbookingevent" ("booker_id", "email", "name", "organisation_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."booker_id", NEW."email", NEW."name", NEW."organisation_name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="ea49b55ac71c08999db4b58fd6e2e4c4c5b9fffd",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_e12dd",
                            table="events_seriesbooking",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SeriesBookingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                (
                    "booker",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="booker_name_email_organisation_name_events",
                        to="events.seriesbooking",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Trainee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("who", models.CharField(blank=True, editable=False, max_length=200)),
                ("name", models.CharField(max_length=200)),
                (
                    "modules",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.BigIntegerField(), default=list, editable=False, size=None
                    ),
                ),
                ("last_came_at", models.DateTimeField(editable=False)),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="trainees",
                        to="employers.organisation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="trainees",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "series",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="trainees", to="events.series"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["series", "-last_came_at", "-id"], name="trainees_of_a_series"),
                    models.Index(fields=["organisation", "-last_came_at", "-id"], name="trainees_of_an_organisation"),
                    models.Index(fields=["email"], name="trainees_by_address"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("series", "email", "who"), name="one_trainee_a_person"),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="trainee_email_is_lower_case",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="58027018db3f647ce6ab1a55b18c2cdeb9c83832",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_34eaa",
                            table="events_trainee",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_traineeevent" ("email", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="f3df98b71c4bff87426c92b3471a3bebee3e50b3",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0fa46",
                            table="events_trainee",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                            func='INSERT INTO "events_traineeevent" ("email", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."email", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="b8b3103a6b3e84f1056023d4364f84bae4745e06",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_717a2",
                            table="events_trainee",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Certificate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("number", models.CharField(editable=False, max_length=14, unique=True)),
                ("completed_on", models.DateField()),
                ("issued_at", models.DateTimeField(editable=False)),
                ("revoked_at", models.DateTimeField(editable=False, null=True)),
                (
                    "trainee",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="certificate", to="events.trainee"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["-issued_at", "-id"], name="certificates_newest")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="72ab2182400a9d89952d6325d0fbb2322a2131e3",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_dfac3",
                            table="events_certificate",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="TraineeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
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
                        related_name="name_email_events",
                        to="events.trainee",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Venue",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("street", models.CharField(max_length=200, verbose_name="building and street")),
                ("town", models.CharField(max_length=100, verbose_name="town or city")),
                ("postcode", models.CharField(max_length=8)),
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
                        editable=False,
                        max_length=40,
                    ),
                ),
                (
                    "access",
                    models.TextField(help_text="Steps and lifts, hearing loop, toilets, parking, the nearest station."),
                ),
            ],
            options={
                "ordering": ["town", "name", "pk"],
                "indexes": [models.Index(fields=["town", "id"], name="venues_by_town")],
            },
        ),
        migrations.CreateModel(
            name="Event",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("insight", "Employer Insight Event"),
                            ("training", "Training session"),
                            ("networking", "Networking event"),
                        ],
                        default="insight",
                        max_length=10,
                    ),
                ),
                ("title", models.CharField(max_length=150)),
                ("slug", models.SlugField(max_length=120, unique=True)),
                (
                    "summary",
                    models.CharField(
                        help_text="What it is and who it is for, in one or two sentences.", max_length=300
                    ),
                ),
                (
                    "about",
                    models.TextField(blank=True, help_text="What happens. Leave an empty line between paragraphs."),
                ),
                ("who_for", models.CharField(blank=True, max_length=300)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("online", models.BooleanField(default=False, verbose_name="people can join online")),
                ("join_link", models.URLField(blank=True)),
                ("party_limit", models.PositiveSmallIntegerField(default=5, verbose_name="most people in one booking")),
                ("booking_closes_at", models.DateTimeField()),
                (
                    "offer_hours",
                    models.PositiveSmallIntegerField(default=48, verbose_name="hours to take a freed seat"),
                ),
                (
                    "status",
                    models.CharField(
                        choices=[("draft", "Draft"), ("published", "Published"), ("cancelled", "Cancelled")],
                        default="draft",
                        editable=False,
                        max_length=9,
                    ),
                ),
                ("cancelled_why", models.CharField(blank=True, editable=False, max_length=300)),
                ("sequence", models.PositiveIntegerField(default=0, editable=False)),
                ("edition", models.PositiveIntegerField(db_default=1, default=1, editable=False)),
                ("made_at", models.DateTimeField(editable=False)),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "followed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="follows",
                        to="events.event",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "programme",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="events", to="cohorts.programme"
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="sessions",
                        to="events.module",
                    ),
                ),
                (
                    "venue",
                    models.ForeignKey(
                        blank=True,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="events",
                        to="events.venue",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["status", "starts_at", "id"], name="events_by_start"),
                    models.Index(
                        condition=models.Q(("status", "draft"), _negated=True),
                        fields=["starts_at", "id"],
                        name="public_events_by_start",
                    ),
                    models.Index(fields=["starts_at", "id"], name="all_events_by_start"),
                    models.Index(fields=["programme", "starts_at", "id"], name="events_of_a_programme"),
                    models.Index(fields=["venue", "starts_at", "id"], name="events_at_a_venue"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("ends_at__gt", models.F("starts_at"))), name="event_ends_after_it_starts"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            (
                                "ends_at__lte",
                                django.db.models.expressions.CombinedExpression(
                                    models.F("starts_at"), "+", models.Value(datetime.timedelta(days=7))
                                ),
                            )
                        ),
                        name="event_lasts_a_week_at_most",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("booking_closes_at__lte", models.F("starts_at"))),
                        name="event_booking_closes_before_it_starts",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("venue__isnull", False), ("online", True), _connector="OR"),
                        name="event_is_somewhere",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("party_limit__gte", 1)), name="event_takes_one_at_least"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "draft"), ("published_at__isnull", False), _connector="OR"),
                        name="event_published_at_once_public",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="d5d21f5a880cbd7c98e47847a41bfa2bbdb36841",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_fe05d",
                            table="events_event",
                            when="AFTER",
                        ),
                    )
                ],
            },
            bases=(events.models.event.Announced, models.Model),
        ),
        migrations.CreateModel(
            name="DayLink",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="who is it for?")),
                ("made_at", models.DateTimeField(editable=False)),
                ("taken_back_at", models.DateTimeField(editable=False, null=True)),
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
                    "taken_back_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="day_links", to="events.event"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["event", "id"], name="day_links_of_an_event")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="3123e6fab5741b44f15762923fe2fa7e3a8ba364",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_e2114",
                            table="events_daylink",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="EventChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("sequence", models.PositiveIntegerField()),
                ("moved", models.JSONField(default=list)),
                ("made_at", models.DateTimeField()),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="events.event"
                    ),
                ),
                (
                    "made_by",
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
                "constraints": [models.UniqueConstraint(fields=("event", "sequence"), name="one_change_a_sequence")],
            },
        ),
        migrations.CreateModel(
            name="EventMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                (
                    "audience",
                    models.CharField(
                        choices=[
                            ("booked", "Everybody with a seat"),
                            ("waiting", "Everybody on the waiting list"),
                            ("live", "Everybody with a seat or on the waiting list"),
                            ("came", "Those who came"),
                            ("absent", "Those who had a seat and did not come"),
                        ],
                        default="booked",
                        max_length=7,
                    ),
                ),
                ("subject", models.CharField(max_length=150)),
                ("text", models.TextField(max_length=5000)),
                ("made_at", models.DateTimeField(editable=False)),
                ("sent_at", models.DateTimeField(blank=True, editable=False, null=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="messages", to="events.event"
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "sent_by",
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
                "indexes": [models.Index(fields=["event", "-made_at", "-id"], name="messages_of_an_event")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("sent_by", None), ("sent_at__isnull", False), _connector="OR"),
                        name="event_message_sent_by_somebody_at_some_time",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="58997cd2787b61d5048891ab14c69368c4335d58",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_94b62",
                            table="events_eventmessage",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Material",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("title", models.CharField(max_length=150)),
                ("link", models.URLField(blank=True)),
                ("file", models.FileField(blank=True, upload_to="")),
                ("name", models.CharField(blank=True, max_length=100, verbose_name="name of the file")),
                (
                    "kind",
                    models.CharField(
                        blank=True,
                        choices=[("pdf", "PDF"), ("docx", "Word document"), ("odt", "OpenDocument text")],
                        max_length=4,
                    ),
                ),
                ("size", models.PositiveIntegerField(default=0)),
                ("added_at", models.DateTimeField(editable=False)),
                (
                    "added_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="events.event",
                    ),
                ),
                (
                    "module",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="materials",
                        to="events.module",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("event__isnull", False), ("module__isnull", True)),
                            models.Q(("event__isnull", True), ("module__isnull", False)),
                            _connector="OR",
                        ),
                        name="material_of_an_event_or_a_module",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("link", ""), models.Q(("file", ""), _negated=True)),
                            models.Q(models.Q(("link", ""), _negated=True), ("file", "")),
                            _connector="OR",
                        ),
                        name="material_is_a_link_or_a_file",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="93e582fcbb162f77f2a880a0ac162fcf2708a0cd",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_f543f",
                            table="events_material",
                            when="AFTER",
                        ),
                    )
                ],
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
                ("mode", models.CharField(choices=[("in person", "In person"), ("online", "Online")], max_length=9)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="pools", to="events.event"
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
                        name="events_pool_never_oversold",
                    ),
                    models.UniqueConstraint(fields=("event", "mode"), name="one_pool_per_event_and_mode"),
                ],
            },
            bases=(events.models.pool.Counted, models.Model),
        ),
        migrations.CreateModel(
            name="Booking",
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
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("request_key", models.UUIDField()),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                ("address_confirmed_at", models.DateTimeField(editable=False, null=True)),
                ("needs_agreed_at", models.DateTimeField(editable=False, null=True)),
                (
                    "booker",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to="employers.organisation",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="bookings", to="events.event"
                    ),
                ),
                (
                    "pool",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="places", to="events.pool"
                    ),
                ),
                (
                    "series_booking",
                    models.ForeignKey(
                        blank=True,
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="bookings",
                        to="events.seriesbooking",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "waiting")),
                        fields=["pool", "-ahead", "position"],
                        name="events_booking_in_turn",
                    ),
                    models.Index(
                        condition=models.Q(("status", "offered")),
                        fields=["offer_expires_at"],
                        name="events_booking_running_out",
                    ),
                    models.Index(
                        condition=models.Q(("status", "held")),
                        fields=["pending_until"],
                        name="events_booking_held_until",
                    ),
                    models.Index(fields=["event", "-joined_at", "-id"], name="bookings_of_an_event"),
                    models.Index(fields=["organisation", "-joined_at", "-id"], name="bookings_of_an_organisation"),
                    models.Index(fields=["email"], name="bookings_by_address"),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(core.search.Words("name", "email"), "gin_trgm_ops"),
                        name="bookings_by_word",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("pool", "position"), name="events_booking_one_turn_each"),
                    models.CheckConstraint(condition=models.Q(("seats__gte", 1)), name="events_booking_has_seats"),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "offered"), _negated=True),
                            ("offer_expires_at__isnull", False),
                            _connector="OR",
                        ),
                        name="events_booking_offer_has_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "held"), _negated=True),
                            ("pending_until__isnull", False),
                            _connector="OR",
                        ),
                        name="events_booking_hold_has_deadline",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status__in", ("offered", "confirmed")), _negated=True),
                            ("pending_until__isnull", True),
                            _connector="OR",
                        ),
                        name="events_booking_pending_not_promised",
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
                        name="events_booking_closed_at_once_over",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status__in", ("waiting", "held", "offered", "confirmed"))),
                        fields=("event", "email"),
                        name="one_live_booking_per_address",
                    ),
                    models.UniqueConstraint(fields=("event", "request_key"), name="one_booking_per_press"),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="booking_email_is_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("status", "held"), _negated=True), name="booking_is_never_held"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="07421c431a90121cc161c31bfb1d1e3bca4c0891",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_b572d",
                            table="events_booking",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_bookingevent" ("booker_id", "email", "name", "organisation_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."booker_id", NEW."email", NEW."name", NEW."organisation_name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;',
                            hash="f8e221bdc510fa5ba0ac3a53524cb21a13621912",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_83977",
                            table="events_booking",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."booker_id" IS DISTINCT FROM (NEW."booker_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."organisation_name" IS DISTINCT FROM (NEW."organisation_name") OR OLD."phone" IS DISTINCT FROM (NEW."phone"))',
                            func='INSERT INTO "events_bookingevent" ("booker_id", "email", "name", "organisation_name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."booker_id", NEW."email", NEW."name", NEW."organisation_name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone"); RETURN NULL;',
                            hash="b6eec119a2a103a5fabac6ad0eddeec79826c748",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_89ce1",
                            table="events_booking",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="Attendee",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("position", models.PositiveSmallIntegerField(default=1)),
                ("name", models.CharField(blank=True, max_length=200)),
                ("email", accounts.fields.LowerEmailField(blank=True, max_length=254, verbose_name="email address")),
                ("access_needs", models.CharField(blank=True, max_length=500)),
                ("diet", models.CharField(blank=True, max_length=200)),
                (
                    "organisation_name",
                    models.CharField(
                        blank=True, db_default="", default="", max_length=200, verbose_name="organisation"
                    ),
                ),
                ("arrived_at", models.DateTimeField(blank=True, editable=False, null=True)),
                ("walked_in", models.BooleanField(db_default=False, default=False, editable=False)),
                (
                    "booking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="attendees",
                        to="events.booking",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="attendees", to="events.event"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["event", "name", "id"], name="attendees_of_an_event"),
                    models.Index(
                        condition=models.Q(("email", ""), _negated=True), fields=["email"], name="attendees_by_address"
                    ),
                    models.Index(
                        condition=models.Q(("access_needs", ""), ("diet", ""), _negated=True),
                        fields=["id"],
                        name="attendees_with_needs",
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        deferrable=django.db.models.constraints.Deferrable["DEFERRED"],
                        fields=("booking", "position"),
                        name="one_attendee_a_position",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("booking__isnull", False), ("arrived_at__isnull", False), _connector="OR"),
                        name="walk_in_has_arrived",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("walked_in", False), ("arrived_at__isnull", False), _connector="OR"),
                        name="walked_in_has_arrived",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="479774cca9f6f41bec1861eeb16ea7d365e51f05",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_f128b",
                            table="events_attendee",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "events_attendeeevent" ("booking_id", "email", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."booking_id", NEW."email", NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="f21a05da3c55db9391d26a491bb86d3f055de7da",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_0f052",
                            table="events_attendee",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."booking_id" IS DISTINCT FROM (NEW."booking_id") OR OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."name" IS DISTINCT FROM (NEW."name"))',
                            func='INSERT INTO "events_attendeeevent" ("booking_id", "email", "name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."booking_id", NEW."email", NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="3f7d380f8afa2bf69ff5175bb277f39ac6654acf",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_c6240",
                            table="events_attendee",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="AttendeeEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(blank=True, max_length=200)),
                ("email", accounts.fields.LowerEmailField(blank=True, max_length=254, verbose_name="email address")),
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
                        related_name="booking_name_email_events",
                        to="events.attendee",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        blank=True,
                        db_constraint=False,
                        null=True,
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        related_name="+",
                        related_query_name="+",
                        to="events.booking",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="BookingEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("phone", models.CharField(blank=True, max_length=30)),
                ("organisation_name", models.CharField(blank=True, max_length=200, verbose_name="organisation")),
                (
                    "booker",
                    models.ForeignKey(
                        blank=True,
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
                        related_name="booker_name_email_phone_organisation_name_events",
                        to="events.booking",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="FeedbackInvite",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("made_at", models.DateTimeField(editable=False)),
                (
                    "attendee",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="events.attendee",
                    ),
                ),
                (
                    "booking",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="events.booking",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="feedback_invites", to="events.event"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["email"], name="feedback_invites_by_address")],
                "constraints": [
                    models.UniqueConstraint(fields=("event", "email"), name="one_feedback_invite_per_address"),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="feedback_email_is_lower_case",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="aa8d6bf0267c400693c967ec555fc6d0ff8d427a",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_2ee0d",
                            table="events_feedbackinvite",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Feedback",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("given_at", models.DateTimeField(editable=False)),
                (
                    "overall",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (5, "Very good"),
                            (4, "Good"),
                            (3, "Neither good nor poor"),
                            (2, "Poor"),
                            (1, "Very poor"),
                        ]
                    ),
                ),
                (
                    "speakers",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (5, "Very good"),
                            (4, "Good"),
                            (3, "Neither good nor poor"),
                            (2, "Poor"),
                            (1, "Very poor"),
                        ],
                        null=True,
                    ),
                ),
                (
                    "usefulness",
                    models.PositiveSmallIntegerField(
                        blank=True,
                        choices=[
                            (5, "Very good"),
                            (4, "Good"),
                            (3, "Neither good nor poor"),
                            (2, "Poor"),
                            (1, "Very poor"),
                        ],
                        null=True,
                    ),
                ),
                ("best", models.CharField(blank=True, max_length=1000)),
                ("better", models.CharField(blank=True, max_length=1000)),
                ("quote", models.CharField(blank=True, max_length=300)),
                (
                    "quote_use",
                    models.CharField(
                        blank=True,
                        choices=[("named", "Yes, with my name"), ("unnamed", "Yes, without my name"), ("no", "No")],
                        max_length=7,
                    ),
                ),
                ("quote_name", models.CharField(blank=True, max_length=200)),
                (
                    "training",
                    models.CharField(
                        blank=True, choices=[("yes", "Yes"), ("maybe", "I am not sure yet"), ("no", "No")], max_length=5
                    ),
                ),
                ("published_at", models.DateTimeField(editable=False, null=True)),
                (
                    "invite",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE, related_name="feedback", to="events.feedbackinvite"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["given_at"], name="feedback_by_time")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("overall__range", (1, 5))), name="feedback_overall_from_1_to_5"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("speakers__range", (1, 5))), name="feedback_speakers_from_1_to_5"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("usefulness__range", (1, 5))), name="feedback_usefulness_from_1_to_5"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("published_at", None),
                            models.Q(("quote_use__in", ("named", "unnamed")), models.Q(("quote", ""), _negated=True)),
                            _connector="OR",
                        ),
                        name="feedback_published_only_if_allowed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("quote_use", "named"), _negated=True),
                            models.Q(("quote_name", ""), _negated=True),
                            _connector="OR",
                        ),
                        name="feedback_named_quote_has_its_name",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="8b911558453aa79eda52fe67bd4b25419575e3d8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_0fe47",
                            table="events_feedback",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Press",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("key", models.UUIDField(unique=True)),
                (
                    "what",
                    models.CharField(
                        choices=[
                            ("check in", "Checked in"),
                            ("let in", "Let in"),
                            ("joined", "Joined online"),
                            ("walk in", "Walked in"),
                            ("undo", "Check-in undone"),
                        ],
                        max_length=8,
                    ),
                ),
                ("changed", models.BooleanField()),
                ("at", models.DateTimeField()),
                (
                    "attendee",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="presses",
                        to="events.attendee",
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="presses", to="events.event"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="presses",
                        to="events.daylink",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["event", "-id"], name="presses_of_an_event")],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("by__isnull", True), ("link__isnull", True), _connector="OR"),
                        name="press_by_one_person",
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Speaker",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("role", models.CharField(blank=True, max_length=200, verbose_name="job and organisation")),
                ("about", models.CharField(blank=True, max_length=500)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="speakers", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ["event", "position", "pk"],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="77bddf3dde394ffdb30b80b1f8cf9963eb6cfa5f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_09e7a",
                            table="events_speaker",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Supporter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField()),
                ("name", models.CharField(max_length=200)),
                ("website", models.URLField(blank=True)),
                (
                    "event",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="supporters", to="events.event"
                    ),
                ),
            ],
            options={
                "ordering": ["event", "position", "pk"],
            },
        ),
    ]
