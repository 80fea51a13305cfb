"""What stands between running servers and a portal to look at: tables, static files, the demonstration world.

All of it happens in the launcher's own process, since each Python process costs a second or more to start.
"""

import hashlib
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from launch.checkout import ROOT

STAMP = "static.stamp"


def prepare(folder: Path) -> None:
    """Bring tables, static files and the demonstration world up to date, doing only what is needed."""
    django.setup()
    prepare_tables()
    prepare_static(folder)
    if settings.DEMO:
        call_command("seed_demo", if_empty=True)
    connections.close_all()


def show_sign_ins() -> None:
    if settings.DEMO:
        call_command("demo_sign_ins")
        connections.close_all()


def prepare_tables() -> None:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        print("Preparing the database ...", flush=True)
        call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)


def prepare_static(folder: Path) -> None:
    if not static_is_current(folder):
        print("Collecting static files ...", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        (folder / STAMP).write_text(static_fingerprint(folder))


def static_is_current(folder: Path) -> bool:
    """Whether neither our static files nor the packages changed since they were collected."""
    stamp = folder / STAMP
    return stamp.exists() and stamp.read_text() == static_fingerprint(folder)


def static_fingerprint(folder: Path) -> str:
    lines = [(ROOT / "requirements.txt").read_text(), os.environ["STATIC_ROOT"]]
    for source in sorted({ROOT / "static", *ROOT.glob("*/static")} - {folder / "static"}):
        for path in sorted(source.rglob("*")):
            lines.append(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}")
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()
