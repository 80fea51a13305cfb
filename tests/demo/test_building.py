"""How the demonstration world is built: by a command, and only once."""

import io

import pytest
from django.core.management import CommandError, call_command

from cohorts.models import Cohort, Programme

pytestmark = pytest.mark.django_db


def test_seed_demo_builds_once(the_world, built):
    again = io.StringIO()
    call_command("seed_demo", "--if-empty", stdout=again)

    assert "is built" in the_world
    assert again.getvalue() == ""
    with pytest.raises(CommandError, match="There is a programme already"):
        call_command("seed_demo")
    assert Programme.objects.count() == 2
    assert set(Cohort.objects.values_list("slug", flat=True)) > {
        "spring",
        "autumn",
        "first",
        "pilot-north",
        "pilot-west",
    }
