"""Who reads which application: shared out evenly, and given again when somebody cannot or must not read it.

Every action here holds the round first: nothing is given out any more once its decisions are being prepared.
"""

import datetime as dt
from collections.abc import Collection, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from accounts.models import User
from core import audit
from core.calendar import add_working_days, uk_day
from core.errors import Refused
from notifications.timed import replan_all
from returners.models import Application
from selection import letters, standing
from selection.actions.conflicting import note_shared_employers
from selection.actions.entering import enter_candidates, enter_reviewers
from selection.models import Candidate, Conflict, Review, Reviewer, Round
from selection.sharing import Unmet

# Whoever is given something to read late has at least so many working days for it.
LEAST_DAYS = 2


def hold(round_: Round) -> Round:
    """Lock a round and read it anew. It comes before pools, applications and reviews."""
    return Round.objects.lock().select_related("cohort__programme", "cohort__rubric").get(pk=round_.pk)


def hold_while_read(round_: Round) -> Round:
    """The same, Refused once the decisions are being prepared."""
    round_ = hold(round_)
    if round_.status != Round.Status.REVIEWING:
        raise Refused("The decisions are being prepared, so who reads what cannot be changed any more.")
    return round_


@transaction.atomic
def fill(
    round_: Round, *, at: dt.datetime, by: User | None = None, candidates: Collection[Candidate] | None = None
) -> tuple[Unmet, ...]:
    """Bring who reads what into line with what is true now. Done twice, it changes nothing the second time.

    Whoever has become eligible comes in. What somebody must not or cannot read any more goes to others. Where two
    reviews differ too much, a third person reads. With `candidates`, for these alone, where nothing else has changed.
    Returned are the reviews that find no reader, by the pk of the candidate. Nothing happens once the decisions are
    being prepared.
    """
    round_ = hold(round_)
    if round_.status != Round.Status.REVIEWING:
        return ()
    with audit.acting(by=by):
        enter_reviewers(round_.cohort.programme)
        if candidates is None:
            enter_candidates(round_)
        rows = standing.waiting(round_, candidates)
        note_shared_employers(round_.cohort.programme, rows, at=at)
        _take_back(round_, at)
        wants = standing.needs(round_, rows)
        shared = standing.plan(round_, rows, wants)
        pairs: Iterable[tuple[Any, Any]] = shared.pairs
        _write([_review(round_, one, to, at, is_third=one in wants.thirds) for one, to in pairs], round_, at)
        _replan(round_, at)
    return shared.unmet


@transaction.atomic
def after_submission(review: Review, *, at: dt.datetime, by: User) -> None:
    """A review has come in. Perhaps a third person has to read; whoever has read everything is thanked, once."""
    round_ = review.candidate.round
    fill(round_, at=at, by=by, candidates=[review.candidate])
    if not Review.objects.to_do().filter(reviewer=review.reviewer, candidate__round=round_).exists():
        letters.thanks(review.reviewer, round_)


@transaction.atomic
def even_out(round_: Round, *, by: User, at: dt.datetime) -> int:
    """Hand some of what nobody has begun on to whoever has fewer, such as somebody new. Returned is how many.

    A review with anything written in it stays where it is. Done twice, it changes nothing the second time.
    """
    round_ = hold_while_read(round_)
    fill(round_, at=at, by=by)
    with audit.acting(by=by, why="Shares evened out"):
        # Whoever is keeping something in a review holds it: then it is begun.
        list(Review.objects.lock().to_do().filter(candidate__round=round_).order_by("pk"))
        taken, pairs, thirds = standing.evened(round_)
        _close(Review.objects.filter(pk__in=taken), Review.Status.TAKEN_AWAY, at)
        _write([_review(round_, one, to, at, is_third=one in thirds) for one, to in pairs], round_, at)
        _replan(round_, at)
    return len(taken)


@transaction.atomic
def give(candidate: Candidate, *, to: Reviewer, by: User, at: dt.datetime) -> None:
    """Ask somebody to read an application, chosen by hand. Who reads it already goes on with theirs."""
    round_ = hold_while_read(candidate.round)
    if candidate.reviews.live().filter(reviewer=to).exists():
        return
    if why := why_not(to, candidate):
        raise Refused(why)
    thirds = standing.needs(round_, standing.waiting(round_, [candidate])).thirds
    with audit.acting(by=by, why="Given by hand"):
        _write([_review(round_, candidate.pk, to.pk, at, is_third=candidate.pk in thirds)], round_, at)
        _replan(round_, at)


@transaction.atomic
def reassign(review: Review, *, to: Reviewer | None = None, by: User, at: dt.datetime) -> None:
    """Take what is not submitted away from somebody, and give it to somebody else: `to`, or whoever has least."""
    round_ = hold_while_read(review.candidate.round)
    review = Review.objects.lock().select_related("candidate__round", "reviewer").get(pk=review.pk)
    if review.status != Review.Status.ASSIGNED:
        raise Refused(f"This review is {review.get_status_display().lower()}, so it cannot be given to somebody else.")
    with audit.acting(by=by, why="Given to somebody else"):
        _close(Review.objects.filter(pk=review.pk), Review.Status.TAKEN_AWAY, at)
        if to:
            give(review.candidate, to=to, by=by, at=at)
            return
        unmet = fill(round_, at=at, by=by, candidates=[review.candidate])
    if unmet or review.candidate.reviews.live().filter(reviewer=review.reviewer).exists():
        raise Refused("Nobody else can read it at the moment. Invite another reviewer, or choose somebody by hand.")


@transaction.atomic
def hand_over(reviewer: Reviewer, round_: Round, *, by: User, at: dt.datetime) -> int:
    """Give everything that somebody has not submitted to others. Returned is how many reviews find no other reader."""
    round_ = hold_while_read(round_)
    with audit.acting(by=by, why="Given to others"):
        theirs = Review.objects.to_do().filter(reviewer=reviewer, candidate__round=round_)
        candidates = list(Candidate.objects.filter(reviews__in=theirs))
        _close(theirs, Review.Status.TAKEN_AWAY, at)
        unmet = fill(round_, at=at, by=by, candidates=candidates)
    back = Review.objects.to_do().filter(reviewer=reviewer, candidate__in=candidates).count()
    return sum(one.missing for one in unmet) + back


@transaction.atomic
def declare_conflict(candidate: Candidate, reviewer: Reviewer, *, why: str, by: User, at: dt.datetime) -> Conflict:
    """Somebody must not read an application. What they said of it counts no more, and another person reads it."""
    round_ = hold_while_read(candidate.round)
    with audit.acting(by=by, why="Conflict declared"):
        # One that follows from employers goes when they do. What a manager has said stays.
        Conflict.objects.filter(
            reviewer=reviewer, application=candidate.application_id, kind=Conflict.Kind.EMPLOYER
        ).delete()
        conflict, _ = Conflict.objects.get_or_create(
            reviewer=reviewer,
            application_id=candidate.application_id,
            defaults={"kind": Conflict.Kind.DECLARED, "why": why, "at": at, "by": by},
        )
        fill(round_, at=at, by=by, candidates=[candidate])
    return conflict


@transaction.atomic
def forget_conflict(conflict: Conflict, *, by: User, at: dt.datetime) -> None:
    """A conflict was declared by mistake. What was handed back, and what follows from employers, stays."""
    candidate = Candidate.objects.select_related("round").get(application=conflict.application_id)
    round_ = hold_while_read(candidate.round)
    if conflict.kind != Conflict.Kind.DECLARED:
        raise Refused("Only a conflict that a manager has declared can be taken back.")
    with audit.acting(by=by, why="Conflict taken back"):
        Conflict.objects.filter(pk=conflict.pk).delete()
        fill(round_, at=at, by=by, candidates=[candidate])


def why_not(reviewer: Reviewer, candidate: Candidate) -> str:
    """Why somebody cannot be given an application, in words for the page; nothing where they can."""
    application = candidate.application
    if not Reviewer.objects.active().filter(pk=reviewer.pk, programme=application.programme_id).exists():
        return f"{reviewer} is away, or does not review for this programme any more."
    if reviewer.person_id == application.person_id:
        return f"{reviewer} cannot read their own application."
    if Conflict.objects.filter(reviewer=reviewer, application=application).exists():
        return f"{reviewer} must not read this application."
    if application.status != Application.Status.ASSESSMENT:
        return f"{candidate} is not being assessed any more."
    return ""


# -- Writing ---------------------------------------------------------------------------------------------------------


def _take_back(round_: Round, at: dt.datetime) -> None:
    """What somebody must not read any more; what they cannot, having left; and what need not be read any more."""
    conflict = Conflict.objects.filter(reviewer=OuterRef("reviewer"), application=OuterRef("candidate__application"))
    rows = Review.objects.filter(candidate__round=round_)
    must_not = rows.filter(Exists(conflict))
    stays = rows.filter(
        reviewer__in=Reviewer.objects.in_role(), candidate__application__status=Application.Status.ASSESSMENT
    )
    _close(must_not.submitted(), Review.Status.RECUSED, at)
    _close(must_not.to_do(), Review.Status.TAKEN_AWAY, at)
    _close(rows.to_do().exclude(pk__in=stays.values("pk")), Review.Status.TAKEN_AWAY, at)


def _close(reviews: QuerySet[Review], status: Review.Status, at: dt.datetime) -> None:
    reviews.update(status=status, closed_at=at)


def _review(round_: Round, candidate: int, reviewer: int, at: dt.datetime, *, is_third: bool = False) -> Review:
    due_on = max(round_.review_by, add_working_days(uk_day(at), LEAST_DAYS))
    return Review(candidate_id=candidate, reviewer_id=reviewer, is_third=is_third, due_on=due_on, assigned_at=at)


def _write(reviews: list[Review], round_: Round, at: dt.datetime) -> None:
    """Save new reviews, and tell each of those who are to read them in one letter."""
    Review.objects.bulk_create(reviews)
    due_on = {review.reviewer_id: review.due_on for review in reviews}
    readers = Reviewer.objects.filter(pk__in=due_on).with_to_read(round_)
    for reviewer in readers.select_related("person").order_by("pk"):
        letters.to_read(reviewer, round_, due_on=due_on[reviewer.pk], at=at)


def _replan(round_: Round, at: dt.datetime) -> None:
    """Whoever has more to read, or less, is reminded of another day."""
    replan_all(Reviewer.objects.filter(programme=round_.cohort.programme_id), at=at)
