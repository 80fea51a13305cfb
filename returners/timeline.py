"""One application as its person sees it: what has happened, what comes next, by when."""

import datetime as dt
from typing import Any

from core.places import Status
from returners.models import Application, Place, ReviewRequest, Step, awaits_release

Item = dict[str, Any]

TOLD_WHY = (
    Step.What.NOT_ELIGIBLE,
    Step.What.UPHELD,
    Step.What.STAYS,
    Step.What.REOPENED,
    Step.What.CHANGED,
    Step.What.SHUT,
    Step.What.DEFERRED,
    Step.What.MOVED,
)


def timeline(
    application: Application, place: Place | None, at: dt.datetime, *, asked: ReviewRequest | None = None
) -> list[Item]:
    """The steps so far, oldest first, then where it stands now and what is still to come.

    `asked`: for a person to look at a decision.
    """
    past = [_told(step) for step in application.steps.all() if not _goes_without_saying(step)]
    if asked and asked.is_open:
        return [*past, {"title": "A person looks at it and writes to you", "state": "now", "by": asked.answer_by}]
    return past + now_and_next(application, place, at)


def _goes_without_saying(step: Step) -> bool:
    """The rules found it eligible, and in the same second came the place or the turn that says so."""
    return step.what == Step.What.FOUND_ELIGIBLE and not step.by_id  # type: ignore[attr-defined]


def _told(step: Step) -> Item:
    """Reasons are the staff's to read, except those that were written to the person."""
    given = step.why if step.what in TOLD_WHY else ""
    return {"title": step.get_what_display(), "when": step.at, "text": given}


def now_and_next(application: Application, place: Place | None, at: dt.datetime) -> list[Item]:
    if application.status == Application.Status.IN_REVIEW:
        return [] if application.closed_at else _in_review(application, place)
    if application.status == Application.Status.ASSESSMENT:
        return [] if application.closed_at else _being_assessed(application, at)
    return _of_place(application, place, at) if place else []


def _of_place(application: Application, place: Place, at: dt.datetime) -> list[Item]:
    if place.status == Status.WAITING:
        return _waiting(application, place)
    if place.is_on_offer(at):
        return [
            {"title": "Accept or turn down your place", "state": "now", "by": place.offer_expires_at},
            *_programme(place),
        ]
    if place.status == Status.CONFIRMED:
        return _programme(place)
    return []


def _in_review(application: Application, place: Place | None) -> list[Item]:
    if awaits_release(application.cohort):
        return [
            {"title": "We tell you whether you are eligible", "state": "now", "by": application.decide_by},
            {"title": "If you are, your application is assessed with all the others", "state": "next"},
            {"title": "We decide and write to you", "state": "next", "by": application.release_by},
        ]
    status = Status(place.status) if place else None
    by = place.pending_until if place and status == Status.HELD else application.decide_by
    kept: dict[Status | None, str] = {
        Status.HELD: "If you are eligible, we offer you the place that is kept for you",
        Status.WAITING: "If you are eligible, you keep your number on the waiting list",
    }
    then = kept.get(status, "If you are eligible, you get the next free place")
    return [{"title": "We decide and write to you", "state": "now", "by": by}, {"title": then, "state": "next"}]


def _being_assessed(application: Application, at: dt.datetime) -> list[Item]:
    reading = {"title": "Reviewers read every application, and do not know whose it is"}
    decision = {"title": "We decide and write to you", "state": "next", "by": application.release_by}
    if application.cohort.has_closed(at):
        return [{**reading, "state": "now"}, decision]
    closing = {"title": "Applications close", "state": "now", "by": application.cohort.closes_at}
    return [closing, {**reading, "state": "next"}, decision]


def _waiting(application: Application, place: Place) -> list[Item]:
    return [
        {"title": f"You are number {place.turn} on the waiting list", "state": "now"},
        {"title": "If a place comes free, we offer it to you by email", "state": "next"},
        {"title": "The waiting list closes", "state": "next", "by": application.cohort.last_joining_at},
    ]


def _programme(place: Place) -> list[Item]:
    cohort = place.pool.cohort
    days = [
        ("The programme starts", cohort.starts_on),
        ("Mentoring starts", cohort.mentoring_starts_on),
        ("The programme ends", cohort.ends_on),
    ]
    return [{"title": title, "state": "next", "on": day} for title, day in days]
