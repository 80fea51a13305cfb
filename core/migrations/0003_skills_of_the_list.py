"""The skills and topics to begin with. From then on the list is the administrators' own."""

import csv
from pathlib import Path

from django.db import migrations

LIST = Path(__file__).parent.parent / "data" / "skills.csv"


def add_skills(apps, schema_editor):
    Skill = apps.get_model("core", "Skill")
    with LIST.open(newline="") as rows:
        Skill.objects.bulk_create(
            [Skill(position=number * 10, **row) for number, row in enumerate(csv.DictReader(rows), start=1)],
            ignore_conflicts=True,
        )


class Migration(migrations.Migration):
    dependencies = [
        ("core", "0002_initial"),
    ]

    operations = [
        migrations.RunPython(add_skills, migrations.RunPython.noop),
    ]
