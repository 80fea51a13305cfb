"""What choosing for a ranked cohort holds: on applicants what reviewers said, on reviewers what they read.

Applicants are not told who reads, and everybody hears at the same time: what was said of them is in their download
once they have heard.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Q

from core.privacy import Anonymise, Fact, Holding, NotPersonal, Purpose, by_account
from returners.models import Application
from selection.models import Candidate, Conflict, Minimum, Move, Pending, Review, Reviewer, Round, Score

KINDS = "unsuccessful-application participant"


def undecided(application: str) -> Q:
    """About an application that still waits for the release."""
    return Q(**{f"{application}__status": Application.Status.ASSESSMENT})


def hanging_on(application: str) -> Callable[[Any], Q]:
    """The rows below a candidate, which hold no key to the application: they go with it, what they were before too."""
    return lambda whole: Q(**{application: whole.pk}) if isinstance(whole, Application) else Q(pk__in=[])


HOLDINGS = [
    NotPersonal(
        Round,
        plain="uuid cohort status review_by use_normalised least_score places opened_at prepared_at released_at",
        actors="opened_by prepared_by released_by",
    ),
    NotPersonal(Minimum, plain="round strand region_group least"),
    Holding(
        model=Reviewer,
        title="Your work as a reviewer",
        whose=by_account("person"),
        links="person",
        facts=[
            Fact("programme joined_at most is_away", "the programmes you read applications for", Purpose.STAFF),
            Fact("employers", "where you work or have worked, so that you read nobody from there", Purpose.STAFF),
        ],
        plain="uuid",
        retention="role",
        erasure=Anonymise(
            {"employers": []},
            kept="programme joined_at most is_away",
            why="The scores somebody gave stay. With the account goes the name.",
        ),
    ),
    Holding(
        model=Candidate,
        title="Your number in a round of applications",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("round number region", "the number by which reviewers knew you", Purpose.APPLYING)],
        retention=KINDS,
    ),
    Holding(
        model=Review,
        title="Readings of your applications",
        whose=by_account("candidate__application__person"),
        links="candidate",
        facts=[
            Fact("status is_third assigned_at submitted_at closed_at", "when it was read", Purpose.APPLYING),
            Fact("flags note", "what the reviewer told the team", Purpose.APPLYING),
        ],
        plain="uuid reviewer due_on",
        hidden="reviewer",
        not_yet=undecided("candidate__application"),
        retention=KINDS,
        part=hanging_on("candidate__application"),
    ),
    Holding(
        model=Score,
        title="Scores of your applications",
        whose=by_account("review__candidate__application__person"),
        links="review",
        facts=[Fact("criterion level why", "the level given on each criterion, and why", Purpose.APPLYING)],
        not_yet=undecided("review__candidate__application"),
        retention=KINDS,
        part=hanging_on("review__candidate__application"),
    ),
    Holding(
        model=Conflict,
        title="Reviewers who must not read your applications",
        whose=by_account("application__person"),
        links="application",
        facts=[Fact("kind why at", "why somebody must not read it", Purpose.APPLYING)],
        plain="reviewer",
        hidden="reviewer",
        not_yet=undecided("application"),
        actors="by",
        retention=KINDS,
    ),
    Holding(
        model=Move,
        title="Decisions of a manager on your applications",
        whose=by_account("candidate__application__person"),
        links="candidate",
        facts=[Fact("to reason why at taken_back_at", "what a manager changed, and why", Purpose.APPLYING)],
        not_yet=undecided("candidate__application"),
        actors="by",
        retention=KINDS,
        part=hanging_on("candidate__application"),
    ),
    Holding(
        model=Pending,
        title="Decisions on your applications that are not released yet",
        whose=by_account("candidate__application__person"),
        links="candidate",
        facts=[Fact("outcome reason score rank feedback", "what will be decided, and why", Purpose.APPLYING)],
        plain="round",
        retention=KINDS,
        part=hanging_on("candidate__application"),
        # Nobody is told before the one release.
        exported=False,
    ),
]
