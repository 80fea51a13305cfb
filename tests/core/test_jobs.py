"""Jobs: one at a time for each subject, a true count, and what is over stays over."""

from functools import partial

import pytest
from django.db import connection

from core import jobs
from core.jobs import Job
from tests.factories.cohorts import ProgrammeFactory
from tests.parallel import in_parallel


@pytest.fixture
def subject(db):
    return ProgrammeFactory()


def test_start_twice_answers_with_the_same_job(subject):
    first = jobs.start("import", subject, total=10)
    second = jobs.start("import", subject, total=12)

    assert first == second
    assert second.total == 10


def test_start_makes_a_new_job_for_another_kind_or_subject_or_after_the_end(subject):
    first = jobs.start("import", subject, total=10)
    others = [jobs.start("match", subject, total=10), jobs.start("import", ProgrammeFactory(), total=10)]
    jobs.finish(first)

    again = jobs.start("import", subject, total=10)

    assert len({first.pk, again.pk, *(job.pk for job in others)}) == 4


def test_advance_counts_steps_and_shows_them(subject):
    job = jobs.start("import", subject, total=8)

    jobs.advance(job, 2)
    jobs.advance(job, 3)

    job.refresh_from_db()
    assert (job.state, job.done, job.percent) == ("running", 5, 62)


@pytest.mark.parametrize(
    ("done", "total", "state", "percent"),
    [
        (0, 0, "waiting", 0),
        (0, 0, "finished", 100),
        (3, 3, "running", 100),
        (5, 3, "running", 100),
        (1, 3, "failed", 33),
    ],
)
def test_percent_is_a_percentage(done, total, state, percent):
    assert Job(done=done, total=total, state=state).percent == percent


@pytest.mark.parametrize("end", [jobs.finish, partial(jobs.fail, error="x" * 300)])
def test_what_is_over_stays_over(subject, end):
    job = jobs.start("import", subject, total=3)
    end(job)
    job.refresh_from_db()
    state, error = job.state, job.error
    following = jobs.start("import", subject, total=3)

    jobs.advance(job, 1)
    jobs.finish(job)
    jobs.fail(job, "late")

    job.refresh_from_db()
    following.refresh_from_db()
    assert (job.state, job.done, job.error) == (state, 0, error)
    assert following.state == "waiting"
    assert len(error) <= 200


@pytest.mark.django_db(transaction=True)
def test_start_pressed_many_times_at_once_starts_one_job(subject):
    started = in_parallel([partial(jobs.start, "import", subject, total=3)] * 16)

    assert len({job.pk for job in started}) == 1
    assert Job.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_start_answers_when_the_other_job_ends_while_it_looks(subject):
    """The other one starts just before our row is written and ends before we can read it."""
    other: list[Job] = []

    def interfere(execute, sql, params, many, context):
        if not sql.startswith("INSERT") or other:
            return execute(sql, params, many, context)
        other.extend(in_parallel([partial(jobs.start, "import", subject, total=1)]))
        try:
            return execute(sql, params, many, context)
        finally:
            in_parallel([partial(jobs.finish, other[0])])

    with connection.execute_wrapper(interfere):
        job = jobs.start("import", subject, total=3)

    assert (job.state, job.total) == ("waiting", 3)
    assert job != other[0]
