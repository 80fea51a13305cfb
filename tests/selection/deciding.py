"""Rounds that have been read, and what comes of them."""

import datetime as dt

from core.jobs import Job
from core.regions import Region
from returners.models import Application
from selection.actions.preparing import prepare
from selection.actions.releasing import RELEASE, carry_out_release, start_release
from selection.models import Candidate, Review, Score
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import PoolFactory
from tests.factories.returners import many_applications
from tests.factories.selection import ReviewerFactory, RoundFactory

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
LATER = NOW + dt.timedelta(hours=1)
BEST, GOOD, FAIR, POOR = [4, 4, 4], [3, 3, 3], [2, 2, 2], [1, 1, 1]


def read_round(*levels, now=NOW, capacity=1, strands=(), pools=None, **settings):
    """A round whose candidates were read by two people each, who agree: as many candidates as there are levels.

    `strands`: of each candidate, by name, where it is not the usual one. `pools`: the places of each strand.
    """
    if pools:
        settings |= {"cohort__places_by": "strand", "cohort__pool": None}
    else:
        settings["cohort__pool__capacity"] = capacity
    round_ = RoundFactory(now=now, **settings)
    for name, number in (pools or {}).items():
        strand = round_.cohort.programme.strands.get(name=name)
        PoolFactory(cohort=round_.cohort, strand=strand, capacity=number)
    enter(round_, *levels)
    for application, name in zip(applications(round_), strands, strict=False):
        application.strand = application.programme.strands.get(name=name)
        application.save(update_fields=["strand"])
    return round_


def applications(round_):
    """In the order in which they were entered."""
    return list(Application.objects.filter(cohort=round_.cohort).order_by("pk").select_related("programme", "person"))


def enter(round_, *levels, reviews=2):
    """Candidates with their reviews, in a few statements."""
    found = many_applications(round_.cohort, len(levels))
    Application.objects.filter(pk__in=[one.pk for one in found]).update(
        status=Application.Status.ASSESSMENT, submitted_at=NOW
    )
    candidates = Candidate.objects.bulk_create(
        Candidate(round=round_, application=one, region=Region.YORKSHIRE) for one in found
    )
    readers = [ReviewerFactory(programme=round_.cohort.programme) for _ in range(reviews)]
    written = Review.objects.bulk_create(
        Review(
            candidate=candidate,
            reviewer=reader,
            status=Review.Status.SUBMITTED,
            due_on=round_.review_by,
            assigned_at=NOW,
            submitted_at=NOW,
        )
        for candidate in candidates
        for reader in readers
    )
    given = {candidate.pk: one for candidate, one in zip(candidates, levels, strict=True)}
    criteria = list(round_.cohort.rubric.criteria.all())
    Score.objects.bulk_create(
        Score(review=review, criterion=criterion, level=level, why=f"What was written shows it, {criterion}.")
        for review in written
        for criterion, level in zip(criteria, given[review.candidate_id], strict=True)
    )
    return candidates


def prepared_round(*levels, now=NOW, **settings):
    round_ = read_round(*levels, now=now, **settings)
    return prepare(round_, by=ProgrammeManagerFactory(), at=now)


def released_round(*levels, now=NOW, **settings):
    round_ = prepared_round(*levels, now=now, **settings)
    release(round_, at=now)
    return round_


def decided(round_, *, at=NOW):
    """Prepared and released at once, with whatever was set and moved before."""
    prepare(round_, by=ProgrammeManagerFactory(), at=at)
    release(round_, at=at)
    return round_


def ask_for_release(round_, *, by=None, at=LATER):
    start_release(round_, by=by or ProgrammeManagerFactory(), at=at)
    return Job.objects.filter(kind=RELEASE, subject=round_.pk).latest("pk")


def release(round_, *, at=LATER):
    """Asked for by a manager and done by a worker. Returns the job."""
    job = ask_for_release(round_, at=at)
    carry_out_release(job, at=at)
    job.refresh_from_db()
    round_.refresh_from_db()
    return job
