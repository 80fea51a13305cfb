"""A round begins, once its cohort has closed; and the day by which its applications are to be read."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from core.uktime import uk_date, uk_end
from core.words import number_of
from notifications.timed import replan_all
from returners.models import Application
from selection import letters
from selection.actions.assigning import fill, hold_while_read
from selection.actions.entering import enter_reviewers
from selection.models import Review, Reviewer, Round

USUAL_DAYS = 14


@transaction.atomic
def open_round(
    cohort: Cohort, *, review_by: dt.date, by: User | None, at: dt.datetime, without_referred: bool = False
) -> Round:
    """Everybody who waits to be assessed becomes a candidate, and reviewers get even shares. Pressed twice, once.

    Applications that a person has yet to decide on come in when they are found eligible: to begin without them is to
    be said (`without_referred`).
    """
    cohort = Cohort.objects.lock().select_related("programme", "rubric").get(pk=cohort.pk)
    if existing := Round.objects.filter(cohort=cohort).first():
        return existing
    enter_reviewers(cohort.programme)
    if why := why_not_open(cohort, at):
        raise Refused(why)
    if not without_referred and (count := referred(cohort)):
        raise Refused(f"{_wait(count)} for a person to decide. Decide first, or begin without.")
    _refuse_day(cohort, review_by, at)
    round_ = Round.objects.create(cohort=cohort, review_by=review_by, opened_at=at, opened_by=by)
    audit.changed(by, round_, ["review_by"], why="Round opened")
    fill(round_, at=at, by=by)
    return round_


@transaction.atomic
def set_review_by(round_: Round, *, review_by: dt.date, by: User, at: dt.datetime) -> None:
    """Another day by which to read, for everything that is not submitted. Whoever has something to read is told."""
    round_ = hold_while_read(round_)
    _refuse_day(round_.cohort, review_by, at)
    if round_.review_by == review_by:
        return
    round_.review_by = review_by
    round_.save(update_fields=["review_by"])
    audit.changed(by, round_, ["review_by"])
    with audit.acting(by=by, why="Another day to read by"):
        Review.objects.to_do().filter(candidate__round=round_).update(due_on=review_by)
    reviewers = Reviewer.objects.in_role().filter(programme=round_.cohort.programme_id)
    for reviewer in reviewers.with_to_read(round_).filter(to_read__gt=0).select_related("person").order_by("pk"):
        letters.new_date(reviewer, round_, at=at)
    replan_all(reviewers, at=at)


@transaction.atomic
def chase(reviewer: Reviewer, round_: Round, *, at: dt.datetime) -> None:
    """Ask somebody for what they have not submitted. Asking again on the same day sends nothing more."""
    round_ = hold_while_read(round_)
    theirs = Reviewer.objects.filter(pk=reviewer.pk).with_to_read(round_).select_related("person", "programme").get()
    if not theirs.to_read:
        raise Refused(f"{reviewer} has nothing left to read.")
    letters.chased(theirs, round_, at=at)


def why_not_open(cohort: Cohort, at: dt.datetime) -> str:
    """Why the applications to a ranked cohort cannot be given out yet, in words for the page."""
    if not cohort.has_closed(at):
        return f"Applications are open until they close {uk_end(cohort.closes_at)}. Give them out after that."
    if not Application.objects.in_assessment().filter(cohort=cohort).exists():
        return "There is no application to read yet."
    each = cohort.rubric.reviews_each  # type: ignore[union-attr]
    readers = Reviewer.objects.active().filter(programme=cohort.programme_id).count()
    if readers < each:
        return (
            f"Each application is read by {number_of(each, 'person').replace('persons', 'people')}, and there"
            f" {'is' if readers == 1 else 'are'} {number_of(readers, 'reviewer')}. Invite more reviewers first."
        )
    return ""


def referred(cohort: Cohort) -> int:
    """How many applications a person has yet to decide on: eligible or not."""
    return Application.objects.in_review().filter(cohort=cohort).count()


def usual_day(cohort: Cohort, at: dt.datetime) -> dt.date:
    """Two weeks from now, unless decisions are promised earlier."""
    return min(uk_day(at) + dt.timedelta(days=USUAL_DAYS), last_day(cohort, at))


def last_day(cohort: Cohort, at: dt.datetime) -> dt.date:
    """By when reading has to be over: the day that decisions are promised by. Once it is past, the last joining day."""
    today = uk_day(at)
    return cohort.decisions_by if cohort.decisions_by >= today else max(today, uk_day(cohort.last_joining_at))


def _refuse_day(cohort: Cohort, day: dt.date, at: dt.datetime) -> None:
    today, last = uk_day(at), last_day(cohort, at)
    if not today <= day <= last:
        raise Refused(f"Choose a day from today, {uk_date(today)}, to {uk_date(last)}: decisions are promised by then.")


def _wait(count: int) -> str:
    return "1 application waits" if count == 1 else f"{count} applications wait"
