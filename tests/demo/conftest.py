"""The demonstration world, built once for each module that looks at it."""

import pytest
from django.db import transaction
from django.utils import timezone

from cohorts.models import Cohort
from demo import world


@pytest.fixture(scope="module")
def the_world(django_db_setup, django_db_blocker):
    """Built once for all tests here, each of which undoes what it does to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        world.build(at=timezone.now())
        yield
        transaction.set_rollback(True)


@pytest.fixture
def built(the_world, db, settings):
    settings.DEMO = True
    return Cohort.objects.get(slug="spring"), Cohort.objects.get(slug="autumn")
