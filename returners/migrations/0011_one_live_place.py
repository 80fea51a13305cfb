"""A place that is kept is a live one, too: one for each application, built while others write."""

from django.db import migrations, models

LIVE = ("waiting", "held", "offered", "confirmed")
NEW, OLD = "one_live_place_for_an_application", "one_live_place_per_application"


def unique(name: str, statuses: tuple[str, ...]) -> str:
    live = ", ".join(f"'{status}'" for status in statuses)
    return f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON returners_place (application_id) WHERE status IN ({live})"


def gone(name: str) -> str:
    return f"DROP INDEX CONCURRENTLY IF EXISTS {name}"


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("returners", "0010_a_place_is_kept")]

    operations = [
        # The new one stands before the old one goes, so that no row is ever without it.
        migrations.RunSQL(
            unique(NEW, LIVE),
            reverse_sql=gone(NEW),
            state_operations=[
                migrations.AddConstraint(
                    model_name="place",
                    constraint=models.UniqueConstraint(
                        condition=models.Q(("status__in", LIVE)), fields=("application",), name=NEW
                    ),
                )
            ],
        ),
        migrations.RunSQL(
            gone(OLD),
            reverse_sql=unique(OLD, ("waiting", "offered", "confirmed")),
            state_operations=[migrations.RemoveConstraint(model_name="place", name=OLD)],
        ),
    ]
