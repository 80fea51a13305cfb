"""The demonstration world, built once for all modules that look at it.

None of them can want an empty database: what does is in tests/test_seed_demo.py.
"""

import io

import pytest
from django.core.management import call_command
from django.db import transaction
from django.test import override_settings

from cohorts.models import Cohort


@pytest.fixture(scope="package")
def the_world(django_db_setup, django_db_blocker):
    """Built once for all tests of this folder, each of which undoes what it does to it. What the command said of it."""
    said = io.StringIO()
    with django_db_blocker.unblock(), transaction.atomic():
        with override_settings(DEMO=True):
            call_command("seed_demo", stdout=said)
        yield said.getvalue()
        transaction.set_rollback(True)


@pytest.fixture
def built(the_world, db, settings):
    settings.DEMO = True
    return Cohort.objects.get(slug="spring"), Cohort.objects.get(slug="autumn")
