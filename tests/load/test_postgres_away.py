"""PostgreSQL is killed while people send their applications, and comes back."""

import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest
from django.urls import reverse

from launch.servers import Postgres, postgres_program
from returners.models import Application
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.load.portal import Answer, database_of_test, gunicorn, press, sign_in

pytestmark = pytest.mark.django_db(transaction=True)

CLIENTS = 8
# The goal is measured with the machine to itself. Among other tests it is enough that the portal finds back by itself.
FIRST_SUCCESS_WITHIN, AMONG_OTHERS_WITHIN = 5.0, 30.0


@pytest.fixture
def own_postgres(tmp_path: Path) -> Iterator[Postgres]:
    """A PostgreSQL of the test's own, which writes to disk as in production."""
    with tempfile.TemporaryDirectory(prefix="pg-") as sockets:
        server = Postgres(tmp_path / "postgres", Path(sockets), tmp_path / "postgres.log")
        start(server)
        try:
            yield server
        finally:
            server.stop()


def start(server: Postgres) -> None:
    server.prepare()
    server.start()


def copy_tables(server: Postgres) -> None:
    """Everything in the test's database, by PostgreSQL's own tools."""
    dump = [str(postgres_program("pg_dump")), "--format=custom", "--no-owner", database_of_test()]
    restore = [str(postgres_program("pg_restore")), "--no-owner", "--dbname", server.url]
    written = subprocess.run(dump, check=True, capture_output=True).stdout
    subprocess.run(restore, check=True, input=written)


class Crowd:
    """People who press again until they are told that their application was sent."""

    def __init__(self, port: int, drafts: list[tuple[str, str]]):
        self.port, self.left = port, drafts
        self.answers: list[Answer] = []
        self.acknowledged: list[str] = []
        self.threads = [threading.Thread(target=self._press_on, daemon=True) for _ in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def _press_on(self) -> None:
        while self.left:
            uuid, session = self.left.pop()
            while True:
                answer = press(self.port, reverse("returners:application_submit", args=[uuid]), session)
                self.answers.append(answer)
                if answer.status == 302 and answer.location.endswith("/sent/"):
                    self.acknowledged.append(uuid)
                    break
                time.sleep(0.05)

    def wait_for(self, number: int) -> None:
        while len(self.acknowledged) < number:
            time.sleep(0.01)

    def finish(self) -> None:
        for thread in self.threads:
            thread.join(timeout=120)
        assert not any(thread.is_alive() for thread in self.threads)


def kill_while_sending(server: Postgres, people: int, seconds_away: float, within: float) -> Crowd:
    """Kill the server a third of the way through, bring it back, and let everybody finish. Returns what they saw."""
    cohort = CohortFactory(pool__capacity=people // 2)
    drafts = [ApplicationFactory(cohort=cohort) for _ in range(people)]
    sessions = [(str(draft.uuid), sign_in(draft.person)) for draft in drafts]
    copy_tables(server)
    with gunicorn(server.url) as port:
        crowd = Crowd(port, sessions)
        crowd.wait_for(people // 3)
        server.process.kill()
        server.process.wait()
        time.sleep(seconds_away)
        start(server)
        back = time.monotonic()
        crowd.finish()
    first = min(answer.at for answer in crowd.answers if answer.status == 302 and answer.at > back)
    print(f"\nPostgres away {seconds_away} s: first success {first - back:.2f} s after it was back")
    assert first - back < within
    return crowd


def assert_nothing_lost(server: Postgres, crowd: Crowd, people: int) -> None:
    """Whatever was acknowledged is there; nobody saw anything but a result or a calm page that says when to try."""
    refusals = [answer for answer in crowd.answers if answer.status != 302]
    assert {answer.status for answer in refusals} == {503}
    assert all(answer.retry_after for answer in refusals)
    with psycopg2.connect(server.url) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM returners_application WHERE status = %s", [Application.Status.DECIDED])
        assert cursor.fetchone() == (len(crowd.acknowledged),) == (people,)
        cursor.execute("SELECT count(*), count(DISTINCT position), max(position) FROM returners_place")
        assert cursor.fetchone() == (people, people, people)
        # No change without its letters: one that it arrived, one that says what came of it.
        cursor.execute("SELECT count(*) FROM notifications_message")
        assert cursor.fetchone() == (2 * people,)
    connection.close()


def test_what_was_acknowledged_survives_a_killed_database(own_postgres: Postgres):
    crowd = kill_while_sending(own_postgres, people=30, seconds_away=1, within=AMONG_OTHERS_WITHIN)

    assert_nothing_lost(own_postgres, crowd, people=30)


@pytest.mark.torture
def test_what_was_acknowledged_survives_a_database_killed_under_load(own_postgres: Postgres):
    crowd = kill_while_sending(own_postgres, people=600, seconds_away=8, within=FIRST_SUCCESS_WITHIN)

    assert_nothing_lost(own_postgres, crowd, people=600)
