"""Building the demonstration world: whole, on any day, the same each time, and never on a real service."""

import datetime as dt

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import transaction
from django.utils import timezone

from cohorts.models import Cohort, Programme
from demo import world
from returners.models import Application

pytestmark = pytest.mark.django_db


@pytest.mark.torture
@pytest.mark.parametrize("day", ["2026-10-25T00:30Z", "2028-02-29T23:30Z"])
def test_world_is_built_on_any_day(day):
    """On one when the clocks change, in the hour that passes twice; and in the last minutes of a leap day."""
    with time_machine.travel(day):
        world.build(at=timezone.now())

    assert set(Cohort.objects.values_list("slug", flat=True)) > {
        "spring",
        "autumn",
        "first",
        "pilot-north",
        "pilot-west",
    }


@pytest.mark.torture
def test_world_is_the_same_each_time():
    at, built = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC), []

    for _ in range(2):
        with transaction.atomic():
            world.build(at=at)
            rows = Application.objects.order_by("person__email")
            built.append(list(rows.values_list("person__email", "status", "submitted_at", "postcode")))
            transaction.set_rollback(True)

    assert built[0] == built[1]
    assert len(built[0]) > 70


# -- The command ---------------------------------------------------------------------------------------------------


def test_seed_demo_refuses_outside_demonstration_mode(settings):
    """What it builds is looked at in tests/demo."""
    settings.DEMO = False

    with pytest.raises(CommandError, match="demonstration mode only"):
        call_command("seed_demo")

    assert not Programme.objects.exists()
