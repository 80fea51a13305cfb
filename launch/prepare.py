"""What stands between running servers and a portal to look at: tables, static files, the demonstration world.

All of it happens in the launcher's own process, since each Python process costs a second or more to start.
"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command
from django.db import connection, connections
from django.db.migrations.executor import MigrationExecutor

from launch.checkout import ROOT


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
    """Collect the static files when one of ours, or the packages, changed."""
    stamp = folder / "static.stamp"
    fingerprint = hashlib.sha256("\n".join(static_inputs(folder)).encode()).hexdigest()
    if not stamp.exists() or stamp.read_text() != fingerprint:
        print("Collecting static files ...", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0)
        stamp.write_text(fingerprint)


def static_inputs(folder: Path) -> Iterator[str]:
    yield (ROOT / "requirements.txt").read_text()
    yield str(settings.STATIC_ROOT)
    for source in sorted({ROOT / "static", *ROOT.glob("*/static")} - {folder / "static"}):
        for path in sorted(source.rglob("*")):
            yield f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}"
