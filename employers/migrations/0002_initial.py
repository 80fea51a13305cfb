import uuid

import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.text
import pgtrigger.compiler
from django.conf import settings
from django.db import migrations, models

import accounts.fields
import core.search
import employers.likeness


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("cohorts", "0001_initial"),
        ("employers", "0001_names"),
        ("pghistory", "0007_auto_20250421_0444"),
    ]

    operations = [
        migrations.CreateModel(
            name="Organisation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200)),
                (
                    "other_names",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=200), blank=True, default=list, size=None
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[("employer", "Employer"), ("council", "Council"), ("industry body", "Industry body")],
                        default="employer",
                        max_length=13,
                    ),
                ),
                (
                    "sector",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("technology", "Technology and software"),
                            ("engineering", "Engineering and construction"),
                            ("manufacturing", "Manufacturing"),
                            ("energy", "Energy, water and environment"),
                            ("transport", "Transport and logistics"),
                            ("health", "Health and life sciences"),
                            ("finance", "Finance and insurance"),
                            ("professional", "Consulting and professional services"),
                            ("public", "Public sector"),
                            ("education", "Education and research"),
                            ("other", "Something else"),
                        ],
                        max_length=13,
                    ),
                ),
                (
                    "size",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("micro", "1 to 9 people"),
                            ("small", "10 to 49 people"),
                            ("medium", "50 to 249 people"),
                            ("large", "250 people or more"),
                        ],
                        max_length=6,
                    ),
                ),
                ("website", models.URLField(blank=True)),
                ("source", models.CharField(blank=True, max_length=200, verbose_name="where we found it")),
                ("found_on", models.DateField(blank=True, null=True, verbose_name="when we found it")),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(
                            core.search.Words("name", employers.likeness.Joined("other_names")), "gin_trgm_ops"
                        ),
                        name="organisations_by_words",
                    ),
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(employers.likeness.PlainName("name"), "gin_trgm_ops"),
                        name="organisations_by_plain_name",
                    ),
                    models.Index(employers.likeness.HostName("website"), name="organisations_by_host"),
                    models.Index(
                        django.db.models.functions.text.Lower("name"), models.F("id"), name="organisations_by_name"
                    ),
                    models.Index(fields=["-added_at", "-id"], name="organisations_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("source", ""), ("found_on__isnull", False), _connector="OR"),
                        name="organisation_source_has_its_date",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="195fcece965c03f91d659c3344fe084438139563",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_ef433",
                            table="employers_organisation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "employers_organisationevent" ("name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "website") VALUES (NEW."name", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."website"); RETURN NULL;',
                            hash="1c01ee8919321c7770cb119588f4dc45399badcd",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_5a513",
                            table="employers_organisation",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."website" IS DISTINCT FROM (NEW."website"))',
                            func='INSERT INTO "employers_organisationevent" ("name", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "website") VALUES (NEW."name", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."website"); RETURN NULL;',
                            hash="19ab8640da942c0c8059cca20cee14766891c1c8",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_2fc11",
                            table="employers_organisation",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="OrganisationEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=200)),
                ("website", models.URLField(blank=True)),
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
                        related_name="name_website_events",
                        to="employers.organisation",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="ReturnerProgramme",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("employer", models.CharField(max_length=200)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("supported hiring", "Supported hiring"),
                            ("returnship", "Returnship"),
                            ("other", "Placement or something else"),
                        ],
                        max_length=16,
                    ),
                ),
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
                        size=None,
                    ),
                ),
                ("first_year", models.PositiveSmallIntegerField()),
                ("last_year", models.PositiveSmallIntegerField(blank=True, null=True)),
                ("source", models.CharField(max_length=300)),
                ("seen_on", models.DateField()),
                ("added_at", models.DateTimeField()),
                (
                    "organisation",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="returner_programmes",
                        to="employers.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(core.search.Words("employer"), "gin_trgm_ops"),
                        name="returner_programmes_by_word",
                    ),
                    models.Index(fields=["-added_at", "-id"], name="returner_programmes_newest"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("regions__len__gte", 1)), name="returner_programme_is_somewhere"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            ("last_year__isnull", True), ("last_year__gte", models.F("first_year")), _connector="OR"
                        ),
                        name="returner_programme_ends_after_it_began",
                    ),
                    models.UniqueConstraint(
                        django.db.models.functions.text.Lower("employer"),
                        models.F("kind"),
                        models.F("first_year"),
                        name="returner_programme_once",
                        violation_error_message="This programme is in the register already",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="6342759c389a22bf306365cc584e4610dec7bbf2",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_70017",
                            table="employers_returnerprogramme",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Site",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("town", models.CharField(max_length=100, verbose_name="town or city")),
                ("postcode", models.CharField(max_length=8)),
                (
                    "region",
                    models.CharField(
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
                        max_length=24,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="sites", to="employers.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["region", "organisation"], name="sites_by_region")],
                "constraints": [
                    models.UniqueConstraint(fields=("organisation", "postcode"), name="one_site_of_a_postcode")
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="33dbaa460e990b6fbb31eedd573dc82ba2893982",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_e02f7",
                            table="employers_site",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("subject", models.CharField(max_length=150)),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField(editable=False, null=True)),
                ("opened_at", models.DateTimeField(editable=False)),
                ("answered_at", models.DateTimeField(editable=False, null=True)),
                ("closed_at", models.DateTimeField(editable=False, null=True)),
                ("changed_at", models.DateTimeField(editable=False)),
                (
                    "asked_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="support_requests",
                        to="employers.organisation",
                    ),
                ),
                (
                    "owner",
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
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="support_requests",
                        to="cohorts.programme",
                    ),
                ),
            ],
            options={
                "abstract": False,
                "indexes": [
                    models.Index(
                        condition=models.Q(("status", "open")),
                        fields=["due_at", "id"],
                        name="employers_supportrequest_due",
                    ),
                    models.Index(fields=["-changed_at", "-id"], name="employers_supportrequest_new"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("due_at__isnull", False), ("status", "open")),
                            models.Q(models.Q(("status", "open"), _negated=True), ("due_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="employers_supportrequest_due_while_open",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("closed_at__isnull", False), ("status", "closed")),
                            models.Q(models.Q(("status", "closed"), _negated=True), ("closed_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="employers_supportrequest_closed_at_iff_closed",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "answered"), _negated=True),
                            ("answered_at__isnull", False),
                            _connector="OR",
                        ),
                        name="employers_supportrequest_answered_at_once",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="9652ee8e61897ea8d74b3e66a273fb339b82db46",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_750ee",
                            table="employers_supportrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "employers_supportrequestevent" ("asked_by_id", "due_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."asked_by_id", NEW."due_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="c836bdd74a8f0daff5cbeefeaa09702e6c330559",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_dad1b",
                            table="employers_supportrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."asked_by_id" IS DISTINCT FROM (NEW."asked_by_id") OR OLD."due_at" IS DISTINCT FROM (NEW."due_at") OR OLD."owner_id" IS DISTINCT FROM (NEW."owner_id") OR OLD."status" IS DISTINCT FROM (NEW."status"))',
                            func='INSERT INTO "employers_supportrequestevent" ("asked_by_id", "due_at", "owner_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "status") VALUES (NEW."asked_by_id", NEW."due_at", NEW."owner_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."status"); RETURN NULL;',
                            hash="23da43626eda3d0d4601a7056ff4fddeba249595",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_855de",
                            table="employers_supportrequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportMessage",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_team", models.BooleanField(default=False)),
                ("text", models.TextField(max_length=5000)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "thread",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="employers.supportrequest",
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
                            hash="22a96cea8eac291ebcafa6c133d5959015a23ddf",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_f5634",
                            table="employers_supportmessage",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="SupportRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                (
                    "status",
                    models.CharField(
                        choices=[("open", "Open"), ("answered", "Answered"), ("closed", "Closed")],
                        default="open",
                        editable=False,
                        max_length=8,
                    ),
                ),
                ("due_at", models.DateTimeField(editable=False, null=True)),
                (
                    "asked_by",
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
                    "owner",
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
                        related_name="asked_by_owner_status_due_at_events",
                        to="employers.supportrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Contact",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "status",
                    models.CharField(
                        choices=[
                            ("known", "No account"),
                            ("invited", "Invited"),
                            ("asked", "Asked to join"),
                            ("member", "Belongs to it"),
                            ("left", "Left"),
                        ],
                        default="known",
                        editable=False,
                        max_length=7,
                    ),
                ),
                ("manages", models.BooleanField(default=False)),
                ("added_at", models.DateTimeField()),
                ("link", models.UUIDField(editable=False, null=True, unique=True)),
                ("invited_at", models.DateTimeField(editable=False, null=True)),
                ("asked_at", models.DateTimeField(editable=False, null=True)),
                ("joined_at", models.DateTimeField(editable=False, null=True)),
                ("left_at", models.DateTimeField(editable=False, null=True)),
                (
                    "invited_by",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="contacts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="contacts",
                        to="employers.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        django.contrib.postgres.indexes.OpClass(core.search.Words("name", "email"), "gin_trgm_ops"),
                        name="contacts_by_word",
                    ),
                    models.Index(employers.likeness.AfterAt("email"), name="contacts_by_domain"),
                    models.Index(
                        condition=models.Q(("status", "asked")), fields=["asked_at", "id"], name="contacts_who_ask"
                    ),
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("status", "left"), _negated=True),
                        fields=("organisation", "email"),
                        name="one_live_contact_per_address",
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("status", "left"), _negated=True),
                        fields=("organisation", "person"),
                        name="one_live_contact_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("email", django.db.models.functions.text.Lower(models.F("email")))),
                        name="contact_email_is_lower_case",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "member"), _negated=True), ("joined_at__isnull", False), _connector="OR"
                        ),
                        name="contact_member_joined_at",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("left_at__isnull", False), ("status", "left")),
                            models.Q(models.Q(("status", "left"), _negated=True), ("left_at__isnull", True)),
                            _connector="OR",
                        ),
                        name="contact_left_at_iff_left",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("status", "invited"), _negated=True),
                            models.Q(("invited_at__isnull", False), ("link__isnull", False)),
                            _connector="OR",
                        ),
                        name="contact_invited_by_link",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("manages", False), ("status", "member"), _connector="OR"),
                        name="contact_manages_as_member",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="473802f539c3b156f244cc1bd673c8e9a07e83e8",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_39a5b",
                            table="employers_contact",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "employers_contactevent" ("email", "job_title", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."email", NEW."job_title", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id", NEW."phone"); RETURN NULL;',
                            hash="6544a01484aee20f50a6b0fe9d575a60bd25fcde",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_f4b22",
                            table="employers_contact",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."email" IS DISTINCT FROM (NEW."email") OR OLD."job_title" IS DISTINCT FROM (NEW."job_title") OR OLD."name" IS DISTINCT FROM (NEW."name") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id") OR OLD."phone" IS DISTINCT FROM (NEW."phone"))',
                            func='INSERT INTO "employers_contactevent" ("email", "job_title", "name", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "phone") VALUES (NEW."email", NEW."job_title", NEW."name", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id", NEW."phone"); RETURN NULL;',
                            hash="bd936b78340213d6721cbf36a98cda6c3947ff5c",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_fb037",
                            table="employers_contact",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="ContactEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("name", models.CharField(max_length=200)),
                ("email", accounts.fields.LowerEmailField(max_length=254, verbose_name="email address")),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("phone", models.CharField(blank=True, max_length=30)),
                (
                    "person",
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
                        related_name="person_name_email_job_title_phone_events",
                        to="employers.contact",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="JoinRequest",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("employer", models.CharField(max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=200)),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(editable=False, null=True)),
                (
                    "contact",
                    models.ForeignKey(
                        editable=False,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to="employers.contact",
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
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="join_requests",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=["asked_at", "id"],
                        name="join_requests_to_decide",
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("decided_at__isnull", True)),
                        fields=("person",),
                        name="one_waiting_join_request_per_person",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("contact__isnull", True), ("decided_at__isnull", False), _connector="OR"),
                        name="join_request_placed_once_decided",
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="7d5b59a09869f9e4b7f99a6027ee8d1b591b6b63",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_0d761",
                            table="employers_joinrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="insert_insert",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            func='INSERT INTO "employers_joinrequestevent" ("employer", "job_title", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."employer", NEW."job_title", NEW."person_id", _pgh_attach_context(), NOW(), \'insert\', NEW."id"); RETURN NULL;',
                            hash="a5a01d555f1d6effb82812eeacffc60cda692e51",
                            operation="INSERT",
                            pgid="pgtrigger_insert_insert_b28f0",
                            table="employers_joinrequest",
                            when="AFTER",
                        ),
                    ),
                    pgtrigger.compiler.Trigger(
                        name="update_update",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            condition='WHEN (OLD."employer" IS DISTINCT FROM (NEW."employer") OR OLD."job_title" IS DISTINCT FROM (NEW."job_title") OR OLD."person_id" IS DISTINCT FROM (NEW."person_id"))',
                            func='INSERT INTO "employers_joinrequestevent" ("employer", "job_title", "person_id", "pgh_context_id", "pgh_created_at", "pgh_label", "pgh_obj_id") VALUES (NEW."employer", NEW."job_title", NEW."person_id", _pgh_attach_context(), NOW(), \'update\', NEW."id"); RETURN NULL;',
                            hash="7d38b341ae9aedb6d7a39a6edadc4dfb2fb2872b",
                            operation="UPDATE",
                            pgid="pgtrigger_update_update_ce504",
                            table="employers_joinrequest",
                            when="AFTER",
                        ),
                    ),
                ],
            },
        ),
        migrations.CreateModel(
            name="JoinRequestEvent",
            fields=[
                ("pgh_id", models.AutoField(primary_key=True, serialize=False)),
                ("pgh_created_at", models.DateTimeField(auto_now_add=True)),
                ("pgh_label", models.TextField(help_text="The event label.")),
                ("employer", models.CharField(max_length=200)),
                ("job_title", models.CharField(blank=True, max_length=200)),
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
                        related_name="person_employer_job_title_events",
                        to="employers.joinrequest",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Note",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.TextField(max_length=2000)),
                ("at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="notes", to="employers.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["organisation", "-at", "-id"], name="notes_of_an_organisation")],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="4a485b4e1574f0a80d686b63889e3cd0fa4a95d9",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_b93da",
                            table="employers_note",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Milestone",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "step",
                    models.PositiveSmallIntegerField(
                        choices=[
                            (10, "Invited"),
                            (20, "Registered for an event"),
                            (30, "Attended an Insight Event"),
                            (40, "Registered for training"),
                            (50, "Trained"),
                        ]
                    ),
                ),
                ("on", models.DateField()),
                ("what", models.CharField(blank=True, max_length=200)),
                (
                    "programme",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="employer_milestones",
                        to="cohorts.programme",
                    ),
                ),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="milestones",
                        to="employers.organisation",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["step", "organisation"], name="milestones_by_step")],
                "constraints": [
                    models.UniqueConstraint(
                        fields=("organisation", "programme", "step"),
                        name="one_milestone_of_each_step",
                        nulls_distinct=False,
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="3ffe0ab827e3b5946e8131f6db5f95c1e24ec38f",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_5f5b6",
                            table="employers_milestone",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="LikelyPair",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("shared", models.CharField(max_length=253)),
                ("found_at", models.DateTimeField()),
                ("apart_at", models.DateTimeField(editable=False, null=True)),
                (
                    "apart_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "one",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="employers.organisation"
                    ),
                ),
                (
                    "other",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="employers.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("apart_at", None)), fields=["-found_at", "-id"], name="likely_pairs_newest"
                    )
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("one", "other"), name="one_likely_pair_of_two"),
                    models.CheckConstraint(
                        condition=models.Q(("one__lt", models.F("other"))), name="likely_pair_in_order"
                    ),
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="07e3513da2621fc67a2b30d201acda428ed8ef6b",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_4f7c2",
                            table="employers_likelypair",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
        migrations.CreateModel(
            name="Domain",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("name", models.CharField(max_length=253, unique=True)),
                (
                    "organisation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="domains", to="employers.organisation"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        django.contrib.postgres.indexes.OpClass(
                            django.db.models.functions.text.Reverse("name"), "text_pattern_ops"
                        ),
                        name="domains_from_the_end",
                    )
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("name", django.db.models.functions.text.Lower(models.F("name")))),
                        name="domain_is_lower_case",
                    )
                ],
                "triggers": [
                    pgtrigger.compiler.Trigger(
                        name="audit_trail",
                        sql=pgtrigger.compiler.UpsertTriggerSql(
                            declare="DECLARE changed text[]; said jsonb;",
                            func="\n    changed := ARRAY(\n        SELECT after.key FROM jsonb_each(to_jsonb(NEW)) AS after\n        WHERE TG_OP = 'INSERT' OR after.value IS DISTINCT FROM to_jsonb(OLD) -> after.key\n        ORDER BY after.key\n    );\n    IF TG_OP = 'UPDATE' AND changed = '{}' THEN\n        RETURN NULL;\n    END IF;\n    said := NULLIF(current_setting('pghistory.context_metadata', true), '')::jsonb;\n    INSERT INTO core_auditentry (at, actor_id, verb, \"table\", \"row\", fields, why)\n    VALUES (\n        now(),\n        (said ->> 'user')::bigint,\n        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'deleted' END,\n        TG_TABLE_NAME,\n        CASE TG_OP WHEN 'DELETE' THEN OLD.id ELSE NEW.id END,\n        CASE TG_OP WHEN 'UPDATE' THEN changed ELSE '{}' END,\n        COALESCE(said ->> 'why', '')\n    );\n    RETURN NULL;\n",
                            hash="e3236529d61287e25be9756ccc5afffac901e7f7",
                            operation="INSERT OR UPDATE OR DELETE",
                            pgid="pgtrigger_audit_trail_4056e",
                            table="employers_domain",
                            when="AFTER",
                        ),
                    )
                ],
            },
        ),
    ]
