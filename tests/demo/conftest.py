"""The demonstration world, built once for all modules that look at it.

None of them can want an empty database: how it is built is tried in tests/test_seed_demo.py.
"""

import pytest
from django.db import transaction
from django.utils import timezone

from cohorts.models import Cohort
from demo import world


@pytest.fixture(scope="package")
def the_world(django_db_setup, django_db_blocker):
    """Built once for all tests of this folder, each of which undoes what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build(at=timezone.now())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def built(the_world, db, settings):
    settings.DEMO = True
    return Cohort.objects.get(slug="spring"), Cohort.objects.get(slug="autumn")
