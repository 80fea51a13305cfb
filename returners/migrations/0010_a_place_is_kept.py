"""A place is kept while a person decides. Applications with a person already hold none, and go ahead if eligible."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cohorts", "0003_availability"),
        ("returners", "0009_applications_by_phone"),
    ]

    operations = [
        migrations.AddField(
            model_name="place",
            name="pending_until",
            field=models.DateTimeField(editable=False, null=True),
        ),
        migrations.AlterField(
            model_name="place",
            name="status",
            field=models.CharField(
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
        migrations.AlterField(
            model_name="step",
            name="what",
            field=models.CharField(
                choices=[
                    ("started", "Application started"),
                    ("taken", "Application taken by phone"),
                    ("link sent", "Sent to be confirmed"),
                    ("not right", "Something was not right"),
                    ("submitted", "Application received"),
                    ("found eligible", "Found eligible"),
                    ("referred", "A person is looking at it"),
                    ("not eligible", "Found not eligible"),
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
                    ("queue closed", "Waiting list closed"),
                ],
                max_length=14,
            ),
        ),
        migrations.AddIndex(
            model_name="place",
            index=models.Index(
                condition=models.Q(("status", "held")), fields=["pending_until"], name="returners_place_held_until"
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status", "held"), _negated=True), ("pending_until__isnull", False), _connector="OR"
                ),
                name="returners_place_hold_has_deadline",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("status__in", ("offered", "confirmed")), _negated=True),
                    ("pending_until__isnull", True),
                    _connector="OR",
                ),
                name="returners_place_pending_not_promised",
            ),
        ),
        migrations.AddConstraint(
            model_name="place",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closed_at__isnull", True), ("status__in", ("waiting", "held", "offered", "confirmed"))),
                    models.Q(
                        models.Q(("status__in", ("waiting", "held", "offered", "confirmed")), _negated=True),
                        ("closed_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="returners_place_closed_at_once_over",
            ),
        ),
        # The new ones stand before the old ones go, so that no row is ever without them.
        migrations.RemoveConstraint(
            model_name="place",
            name="returners_place_closed_at_iff_over",
        ),
    ]
