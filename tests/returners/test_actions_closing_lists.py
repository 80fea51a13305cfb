"""The end of a waiting list."""

import pytest
import time_machine

from core.jobs import Job
from core.places import Status
from returners import actions, tasks
from returners.actions import placing
from tests.letters import letters_to
from tests.returners.placing import DAY, FAR, accept, assert_counted, last_steps, sent, statuses

pytestmark = pytest.mark.django_db


def test_close_waiting_list_tells_everyone_kindly():
    applications, pool = sent(3)
    accept(applications[0])

    actions.close_waiting_list(pool, at=FAR)

    for application in applications[1:]:
        application.refresh_from_db()
        assert application.closed_at == FAR
        assert last_steps(application, 1) == ["queue closed"]
        assert letters_to(application.person)[-1] == "queue_closed"
    assert statuses(applications) == [Status.CONFIRMED, Status.CANCELLED, Status.CANCELLED]
    assert_counted(pool)


def test_close_waiting_list_shows_its_progress(monkeypatch):
    monkeypatch.setattr(placing, "BATCH", 2)
    _, pool = sent(6)
    seen = []
    advance = placing.jobs.advance
    monkeypatch.setattr(placing.jobs, "advance", lambda job, n: (advance(job, n), seen.append(progress(job))))

    actions.close_waiting_list(pool, at=FAR)

    assert seen == [(2, 5), (4, 5), (5, 5)]
    assert Job.objects.get().state == Job.State.FINISHED


def progress(job):
    return Job.objects.values_list("done", "total").get(pk=job.pk)


@pytest.mark.parametrize("batches", [1, 2, 3])
def test_close_waiting_list_goes_on_where_a_crash_stopped_it(monkeypatch, batches):
    """Killed after one, two or all of three batches: everyone is told once, and no job is left behind."""
    monkeypatch.setattr(placing, "BATCH", 2)
    applications, pool = sent(7)
    close, done = placing._close_batch, []

    def killed(*args, **kwargs):
        done.append(close(*args, **kwargs))
        if len(done) == batches:
            raise KeyboardInterrupt
        return done[-1]

    with monkeypatch.context() as crash:
        crash.setattr(placing, "_close_batch", killed)
        with pytest.raises(KeyboardInterrupt):
            actions.close_waiting_list(pool, at=FAR)
    with time_machine.travel(FAR):
        tasks.close_waiting_lists.run()
    actions.close_waiting_list(pool, at=FAR)

    assert [letters_to(one.person).count("queue_closed") for one in applications] == [0] + [1] * 6
    job = Job.objects.get()
    assert (job.state, job.done, job.total) == (Job.State.FINISHED, 6, 6)
    assert_counted(pool)


def test_close_waiting_list_does_nothing_before_the_last_joining_instant():
    (_, second), pool = sent(2)

    actions.close_waiting_list(pool, at=FAR - 2 * DAY)

    assert statuses([second]) == [Status.WAITING]
    assert not Job.objects.exists()


def test_close_waiting_list_twice_is_once():
    (_, second), pool = sent(2)

    actions.close_waiting_list(pool, at=FAR)
    actions.close_waiting_list(pool, at=FAR)

    assert letters_to(second.person).count("queue_closed") == 1
    assert Job.objects.count() == 1
