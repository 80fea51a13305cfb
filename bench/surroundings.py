"""Servers and a database of their own for the measurements: started here, or those of DATABASE_URL and REDIS_URL."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django
from django.db import connection

from launch.servers import missing_servers, start, stop

ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "config.settings",
    "SECRET_KEY": "only-for-measurements",
    "EQUALITY_KEY": "only-for-measurements",
    "EMAIL_URL": "smtp://127.0.0.1:9",
    "LOG_LEVEL": "ERROR",
}


@contextlib.contextmanager
def servers() -> Iterator[None]:
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        sockets = folder / "run"
        sockets.mkdir()
        # Kept, not throwaway: a commit waits for the disk, as it does in service.
        running = missing_servers(folder, sockets)
        start(running)
        try:
            yield
        finally:
            stop(running)


@contextlib.contextmanager
def database() -> Iterator[None]:
    """A migrated, empty database, dropped at the end. Django is set up inside."""
    for name, value in ENVIRONMENT.items():
        os.environ.setdefault(name, value)
    with servers():
        django.setup()
        name = connection.settings_dict["NAME"]
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        try:
            yield
        finally:
            connection.creation.destroy_test_db(name, verbosity=0)
