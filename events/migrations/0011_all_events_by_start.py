from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("events", "0010_search"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="event",
            index=models.Index(fields=["starts_at", "id"], name="all_events_by_start"),
        ),
    ]
