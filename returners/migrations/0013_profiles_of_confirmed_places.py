"""Whoever had a place before profiles existed gets one."""

from django.db import migrations


def open_profiles(apps, schema_editor):
    Enrolment = apps.get_model("cohorts", "Enrolment")
    Profile = apps.get_model("returners", "Profile")
    for place in apps.get_model("returners", "Place").objects.filter(status="confirmed").select_related("application"):
        application = place.application
        enrolment = Enrolment.objects.filter(
            person_id=application.person_id, cohort_id=application.cohort_id, status="active"
        ).first()
        if enrolment:
            Profile.objects.get_or_create(application=application, defaults={"enrolment": enrolment})


class Migration(migrations.Migration):
    dependencies = [
        ("returners", "0012_profiles"),
    ]

    operations = [
        migrations.RunPython(open_profiles, migrations.RunPython.noop),
    ]
