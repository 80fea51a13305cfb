"""Migrations are complete, agree with one another, and break nothing of what runs beside them."""

import io

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django_migration_linter import MigrationLinter

APPS = ["core", "notifications", "accounts", "cohorts", "employers", "returners", "events"]
APPS += ["selection", "participation", "outcomes", "portal"]


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = io.StringIO()

    call_command("makemigrations", "--dry-run", stdout=said)

    assert said.getvalue() == "No changes detected\n"


@pytest.mark.django_db
def test_every_migration_is_applied_and_none_is_in_two_minds():
    executor = MigrationExecutor(connection)

    assert executor.loader.detect_conflicts() == {}
    assert executor.migration_plan(executor.loader.graph.leaf_nodes()) == []


@pytest.mark.django_db
@pytest.mark.parametrize("app", APPS)
def test_later_migrations_can_run_while_the_portal_does(app):
    """The first of each app makes its tables: nothing runs beside it yet."""
    linter = MigrationLinter(
        settings.BASE_DIR,
        include_apps=[app],
        ignore_initial_migrations=True,
        no_cache=True,
        no_output=True,
    )

    linter.lint_all_migrations()

    assert (linter.nb_erroneous, linter.nb_valid + linter.nb_warnings + linter.nb_ignored) == (0, linter.nb_total)
    assert linter.nb_total >= 1
