"""The role that pages and workers use in service: it can do their work, and no harm to what must last."""

import secrets

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core import audit
from core.audit import AuditEntry
from notifications.delivery import deliver_due
from notifications.models import Lane, Message
from returners import actions
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def role(monkeypatch):
    """A new role with its rights. Roles belong to the whole server: this one goes with the test's transaction."""
    name = f"portal_app_{secrets.token_hex(4)}"
    monkeypatch.setenv("APP_ROLE_PASSWORD", "open sesame")
    call_command("grant_app_role", name)
    return name


@pytest.fixture
def as_role(role):
    """From here on the test is the application."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {role}")
    yield role
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def ask(question, *parameters):
    with connection.cursor() as cursor:
        cursor.execute(question, parameters)
        return cursor.fetchall()


def test_application_does_its_work(as_role):
    """A person applies, a page shows it, a letter leaves, the limits count: all as the application's role."""
    application = ApplicationFactory()

    actions.submit(application, at=timezone.now())
    page = sign_in(Client(), application.person).get(reverse("returners:application_detail", args=[application.uuid]))
    deliver_due(Lane.NORMAL)
    cache.set("limit", 1)

    assert page.status_code == 200
    assert Message.objects.exists()
    assert cache.get("limit") == 1
    assert AuditEntry.objects.filter(table="returners_application").exists()


def test_application_reads_and_writes_every_table(role):
    tables = set(connection.introspection.table_names()) - {AuditEntry._meta.db_table, "django_migrations"}
    unable = "SELECT t, p FROM unnest(%s) t, unnest(%s) p WHERE NOT has_table_privilege(%s, t, p)"

    assert ask(unable, sorted(tables), ["SELECT", "INSERT", "UPDATE", "DELETE"], role) == []


@pytest.mark.parametrize(
    "harm",
    [
        "UPDATE core_auditentry SET why = 'nothing happened'",
        "DELETE FROM core_auditentry",
        "TRUNCATE core_auditentry",
        "ALTER TABLE core_auditentry DISABLE TRIGGER ALL",
        "DROP TABLE core_auditentry",
        "DROP TABLE accounts_user CASCADE",
        "TRUNCATE accounts_user CASCADE",
        "ALTER TABLE accounts_user DISABLE TRIGGER ALL",
        "CREATE TABLE public.mine (id int)",
        "DELETE FROM django_migrations",
        "SET session_replication_role = replica",
        "CREATE ROLE friend",
    ],
)
def test_application_cannot_harm_what_must_last(as_role, harm):
    person = UserFactory()
    audit.looked(None, person)

    with pytest.raises(ProgrammingError, match=r"must be owner|permission denied|must have"), transaction.atomic():
        ask(harm)

    assert AuditEntry.objects.filter(row=person.pk, verb="looked").exists()


def test_password_is_kept_as_the_server_keeps_it_and_changes_with_the_file(role, monkeypatch):
    kept = "SELECT rolpassword FROM pg_authid WHERE rolname = %s"
    [(before,)] = ask(kept, role)

    monkeypatch.setenv("APP_ROLE_PASSWORD", "another one")
    call_command("grant_app_role", role)

    [(after,)] = ask(kept, role)
    assert before.startswith("SCRAM-SHA-256$")
    assert after != before


def test_role_of_somebody_elses_keeps_its_password(role, monkeypatch):
    monkeypatch.delenv("APP_ROLE_PASSWORD")
    before = ask("SELECT rolpassword FROM pg_authid WHERE rolname = %s", role)

    call_command("grant_app_role", role)

    assert ask("SELECT rolpassword FROM pg_authid WHERE rolname = %s", role) == before


def test_owner_is_refused_as_the_applications_role(monkeypatch):
    monkeypatch.delenv("APP_ROLE_PASSWORD", raising=False)
    [(owner,)] = ask("SELECT current_user")

    with pytest.raises(CommandError, match="may do more than the application needs"):
        call_command("grant_app_role", owner)
