"""What a reviewer does with a review: keep it as typed, submit it, open it again, hand it back.

Whatever counts for the ranking holds the round first and the review after it, so that nothing changes any more once
the decisions are being prepared. Keeping a review that is not submitted changes no score, so it holds the review alone.
"""

import datetime as dt
import json
from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db import transaction
from django.utils.crypto import salted_hmac

from accounts.models import User
from cohorts.models import Criterion
from core.errors import Refused, SeenOtherwise
from notifications.timed import replan
from selection.actions import assigning
from selection.models import Conflict, Review, Round, Score


class Said(NamedTuple):
    """On one criterion: the level, if there is one yet, and why."""

    level: int | None = None
    why: str = ""


class Written(NamedTuple):
    """All that a review says. `said` is by criterion."""

    said: Mapping[int, Said]
    flags: Collection[str] = ()
    note: str = ""


def written(review: Review) -> Written:
    """What is saved of a review: nothing on criteria that have no score yet."""
    found = {score.criterion_id: Said(score.level, score.why) for score in review.scores.all()}
    return Written(found, tuple(review.flags), review.note)


def mark(saved: Written) -> str:
    """What a page keeps of what it began with: two reviews that say the same have the same mark."""
    said = sorted((key, *said) for key, said in saved.said.items() if said != Said())
    return salted_hmac("selection.review", json.dumps([said, sorted(saved.flags), saved.note])).hexdigest()[:16]


@transaction.atomic
def save(review: Review, given: Written, *, began_with: str = "") -> Review:
    """Keep what a reviewer has written so far, finished or not, to go on with later.

    `began_with` is the mark of what the page began with: where something else has been saved since, in another window,
    it is not written over unseen.
    """
    held = Review.objects.lock().with_standing().select_related("candidate__round")
    review = held.get(pk=review.pk)
    _refuse_unless_open(review, review.candidate.round)
    _keep(review, given, began_with)
    return review


@transaction.atomic
def submit(review: Review, given: Written, *, at: dt.datetime, by: User, began_with: str = "") -> Review:
    """Keep a review and count it. Where it lies too far from the other one, a third person reads the application.

    Pressed twice it is submitted once.
    """
    review, round_ = _hold(review)
    if review.status == Review.Status.SUBMITTED and mark(written(review)) == mark(given):
        return review
    _refuse_unless_open(review, round_)
    _keep(review, given, began_with)
    said = [given.said.get(criterion.pk, Said()) for criterion in _criteria(round_)]
    if any(one.level is None or not one.why for one in said):
        raise Refused("Give a level and a reason for each criterion, then submit your review.")
    review.move_to(Review.Status.SUBMITTED)
    review.submitted_at = at
    review.save(update_fields=["status", "submitted_at"])
    assigning.after_submission(review, at=at, by=by)
    return review


@transaction.atomic
def reopen(review: Review, *, at: dt.datetime) -> Review:
    """Open a submitted review again, to change it. Until it is submitted again it does not count."""
    review, round_ = _hold(review)
    if review.status == Review.Status.ASSIGNED:
        return review
    _refuse_unless_reading(round_)
    review.move_to(Review.Status.ASSIGNED)
    review.submitted_at = None
    review.save(update_fields=["status", "submitted_at"])
    replan(review.reviewer, at=at)
    return review


@transaction.atomic
def hand_back(review: Review, *, at: dt.datetime, by: User) -> None:
    """Somebody may know the candidate: nobody asks how. They never read it again; somebody else does."""
    review, round_ = _hold(review)
    if review.status == Review.Status.RECUSED:
        return
    _refuse_unless_reading(round_)
    review.move_to(Review.Status.RECUSED)
    review.closed_at = at
    review.save(update_fields=["status", "closed_at"])
    Conflict.objects.get_or_create(
        reviewer=review.reviewer,
        application=review.candidate.application,
        defaults={"kind": Conflict.Kind.RECUSED, "at": at, "by": by},
    )
    assigning.fill(round_, at=at, by=by, candidates=[review.candidate])


# -- Holding and refusing --------------------------------------------------------------------------------------------


def _hold(review: Review) -> tuple[Review, Round]:
    """The round first, then the review, both as they are now."""
    round_ = Round.objects.lock().select_related("cohort__rubric").get(candidates__reviews=review.pk)
    held = Review.objects.lock().with_standing().select_related("reviewer", "candidate__application")
    return held.get(pk=review.pk), round_


def _refuse_unless_open(review: Review, round_: Round) -> None:
    if review.status == Review.Status.SUBMITTED:
        raise Refused("You have submitted this review. To change it, open it again first.")
    if review.status != Review.Status.ASSIGNED:
        raise Refused("This application is no longer with you.")
    if not review.stands:
        raise Refused("This application has left the round, so there is nothing more to do.")
    _refuse_unless_reading(round_)


def _refuse_unless_reading(round_: Round) -> None:
    if round_.status != Round.Status.REVIEWING:
        raise Refused("The time to read is over: the team is preparing the decisions. Nothing can be changed any more.")


# -- Writing ---------------------------------------------------------------------------------------------------------


def _keep(review: Review, given: Written, began_with: str) -> None:
    saved = written(review)
    if mark(saved) == mark(given):
        return
    if began_with and began_with != mark(saved):
        raise SeenOtherwise(
            "You have saved this review in another window since you opened this page. What you typed here is below."
            " Save it again to keep this instead."
        )
    known = {score.criterion_id: score for score in review.scores.all()}
    for criterion, said in given.said.items():
        if said == saved.said.get(criterion, Said()):
            continue
        score = known.get(criterion) or Score(review=review, criterion_id=criterion)
        score.level, score.why = said
        score.save()
    review.flags, review.note = sorted(given.flags), given.note
    review.save(update_fields=["flags", "note"])


def _criteria(round_: Round) -> list[Criterion]:
    return list(round_.rubric.criteria.all())
