"""Two addresses for the machines that look after the portal. People never see them.

/healthz says that this process answers. /readyz says whether it can serve: the database answers and has every
migration that this code needs. The broker is reported and not required, since everything but mail works without it.
"""

from collections.abc import Callable
from functools import cache

import redis
from django.conf import settings
from django.db import Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.http import HttpRequest, HttpResponse, JsonResponse

# PostgreSQL's client knows no shorter time than this.
DATABASE_SECONDS = 2
BROKER_SECONDS = 0.5


class HealthMiddleware:
    """Answers the two before anything else looks at the request.

    Probes come over http, with a machine's name for a host and many times a minute: no redirect, no list of hosts, no
    session and no line in the log.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        probe = PROBES.get(request.path_info)
        if probe is None or request.method not in ("GET", "HEAD"):
            return self.get_response(request)
        response = probe()
        response.headers["Cache-Control"] = "no-store"
        return response


def healthz() -> HttpResponse:
    return JsonResponse({"process": "ok"})


def readyz() -> HttpResponse:
    found = {**look_at_database(), "broker": look_at_broker()}
    ready = found["database"] == "ok" and found["migrations"] == "applied"
    return JsonResponse(found, status=200 if ready else 503)


PROBES = {"/healthz": healthz, "/readyz": readyz}


def look_at_database() -> dict[str, str]:
    """Over a connection of its own: one that is open already would wait as long as a silent server likes."""
    connection = connections.create_connection("default")
    options = {**connection.settings_dict["OPTIONS"], "connect_timeout": DATABASE_SECONDS}
    connection.settings_dict = {**connection.settings_dict, "OPTIONS": options}
    try:
        applied = migrations_applied(connection)
    except Error:
        return {"database": "away", "migrations": "unknown"}
    finally:
        connection.close()
    return {"database": "ok", "migrations": "applied" if needed_migrations() <= applied else "missing"}


def migrations_applied(connection: BaseDatabaseWrapper) -> set[tuple[str, str]]:
    """Those that the database has; none where it is empty."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT to_regclass('django_migrations')")
        if cursor.fetchone() == (None,):
            return set()
        cursor.execute("SELECT app, name FROM django_migrations")
        return set(cursor.fetchall())


@cache
def needed_migrations() -> frozenset[tuple[str, str]]:
    """The last of each app. A database may have later ones: then a newer portal is being deployed beside this one."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())


def look_at_broker() -> str:
    options = {"socket_connect_timeout": BROKER_SECONDS, "socket_timeout": BROKER_SECONDS}
    try:
        with redis.Redis.from_url(settings.CELERY_BROKER_URL, **options) as broker:
            broker.ping()
    except (redis.RedisError, OSError):
        return "away"
    return "ok"
