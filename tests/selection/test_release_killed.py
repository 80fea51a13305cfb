"""A worker that is killed in the middle of a release: really killed, with everything but the last row written."""

import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.utils import timezone

from core import jobs
from core.jobs import Job
from notifications.models import Message
from returners.models import Application, Assessment, Place
from selection.actions.releasing import RELEASE, carry_out_release, start_release
from selection.models import Pending
from tests.factories.accounts import ProgrammeManagerFactory
from tests.notifications.processes import ROOT, environment
from tests.parallel import PATIENCE
from tests.selection.deciding import BEST, FAIR, GOOD, POOR, ask_for_release, prepared_round

pytestmark = pytest.mark.django_db(transaction=True)

WORK = "from selection.tasks import release_decisions; release_decisions()"
NOWHERE = "redis://127.0.0.1:9/0"


@contextmanager
def worker():
    env = {**os.environ, **environment(9, NOWHERE)}
    process = subprocess.Popen([sys.executable, "manage.py", "shell", "-c", WORK], cwd=ROOT, env=env)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def wait_for(found):
    until = time.monotonic() + PATIENCE
    while not (what := found()):
        assert time.monotonic() < until
        time.sleep(0.05)
    return what


def sessions(where):
    """Those of others in this database, as they are now: what a transaction has once seen of them, it keeps seeing."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(f"SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND {where}")
        return [pid for (pid,) in cursor.fetchall()]


def test_a_release_that_is_killed_half_way_has_not_happened_and_the_same_button_finishes_it():
    now = timezone.now()
    round_ = prepared_round(BEST, GOOD, FAIR, POOR, capacity=2, now=now)
    job = ask_for_release(round_, at=now)

    with worker() as process:
        # What was prepared is thrown away last: held here, it keeps the worker there.
        with transaction.atomic():
            list(Pending.objects.select_for_update())
            (session,) = wait_for(lambda: sessions("wait_event_type = 'Lock'"))
            os.kill(process.pid, signal.SIGKILL)
            process.wait()
        wait_for(lambda: not sessions(f"pid = {session}"))

    round_.refresh_from_db()
    assert round_.status == "prepared"
    assert not (Place.objects.exists())
    assert not (Assessment.objects.exists())
    assert not Message.objects.exists()
    assert set(Application.objects.values_list("status", flat=True)) == {"assessment"}

    start_release(round_, by=ProgrammeManagerFactory(), at=now)
    assert Job.objects.get() == job
    carry_out_release(jobs.take(RELEASE, at=timezone.now() + jobs.SILENT), at=now)

    round_.refresh_from_db()
    assert round_.status == "released"
    assert Assessment.objects.count() == Message.objects.count() == 4
    assert [place.status for place in Place.objects.order_by("position")] == ["offered"] * 2 + ["waiting"] * 2
