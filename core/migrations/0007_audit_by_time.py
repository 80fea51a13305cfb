from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    # The trail is long and never stands still: its index is built beside it.
    atomic = False

    dependencies = [
        ("core", "0006_retention_periods"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunSQL(
            'CREATE INDEX CONCURRENTLY IF NOT EXISTS audit_by_time ON core_auditentry ("at", id)',
            "DROP INDEX CONCURRENTLY IF EXISTS audit_by_time",
            state_operations=[
                migrations.AddIndex(
                    model_name="auditentry",
                    index=models.Index(fields=["at", "id"], name="audit_by_time"),
                ),
            ],
        ),
    ]
