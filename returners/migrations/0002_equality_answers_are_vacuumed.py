"""Every mixing leaves the equality answers as they were behind: cleared away soon, however few they are."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("returners", "0001_initial")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE returners_equalityanswers"
            " SET (autovacuum_vacuum_threshold = 1, autovacuum_vacuum_scale_factor = 0)",
            "ALTER TABLE returners_equalityanswers RESET (autovacuum_vacuum_threshold, autovacuum_vacuum_scale_factor)",
        ),
    ]
