"""`manage.py grant_app_role portal_app`: what the role that pages and workers use may do, and nothing more.

It runs after every migration, as the role that owns the tables. The application's role reads and writes rows; it owns
nothing, so it can drop nothing and switch no trigger off; and of the audit trail it can only add to it.
"""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg2 import sql
from psycopg2.extensions import encrypt_password

from core.audit import AuditEntry
from core.environment import secret

MAY = [
    "GRANT CONNECT ON DATABASE {database} TO {role}",
    "GRANT USAGE ON SCHEMA public TO {role}",
    "REVOKE CREATE ON SCHEMA public FROM PUBLIC, {role}",
    "REVOKE ALL ON ALL TABLES IN SCHEMA public FROM {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}",
    "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {role}",
    "REVOKE UPDATE, DELETE ON {audit} FROM {role}",
    "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {role}",
]
TOO_MIGHTY = """
    SELECT rolsuper OR rolcreaterole OR rolbypassrls OR pg_has_role(oid, current_user, 'MEMBER')
        OR EXISTS (SELECT FROM pg_class WHERE relowner = pg_roles.oid)
    FROM pg_roles WHERE rolname = %s
"""


class Command(BaseCommand):
    help = "Give the application's database role its rights. Run as the owner, after each migration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("role", help="made, if it does not exist, with the password in APP_ROLE_PASSWORD")

    def handle(self, *args: object, role: str, **options: object) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            make(cursor, role)
            refuse_mighty(cursor, role)
            names = {
                "role": sql.Identifier(role),
                "database": sql.Identifier(connection.settings_dict["NAME"]),
                "audit": sql.Identifier(AuditEntry._meta.db_table),
            }
            for statement in MAY:
                cursor.execute(sql.SQL(statement).format(**names))


def make(cursor: CursorWrapper, role: str) -> None:
    """Make the role, or give it the password of now. The server sees only what it keeps of a password."""
    cursor.execute("SELECT FROM pg_roles WHERE rolname = %s", [role])
    verb = "ALTER" if cursor.rowcount else "CREATE"
    password = secret("APP_ROLE_PASSWORD", default="")
    if verb == "ALTER" and not password:
        return  # somebody else looks after its password
    statement = sql.SQL(f"{verb} ROLE {{}} LOGIN").format(sql.Identifier(role))
    if password:
        kept = encrypt_password(password, role, scope=connection.connection, algorithm="scram-sha-256")
        statement += sql.SQL(" PASSWORD {}").format(sql.Literal(kept))
    cursor.execute(statement)


def refuse_mighty(cursor: CursorWrapper, role: str) -> None:
    cursor.execute(TOO_MIGHTY, [role])
    if cursor.fetchone() != (False,):
        raise CommandError(f"{role} may do more than the application needs: it is the owner, or as mighty.")
