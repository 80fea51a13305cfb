"""The applicant's way to a decision: start, answer, send."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.db import transaction

from accounts.actions import change_name
from accounts.models import User
from cohorts.models import Cohort
from core.errors import Refused
from core.uktime import uk_end, uk_on
from notifications.timed import cancel_timed, replan
from returners import letters
from returners.actions.steps import hold, hold_draft, note, pool_of
from returners.actions.turns import hold_in_turn, place_in_turn, put_forward
from returners.actions.writing import carry_over
from returners.eligibility import Answers, Outcome, check
from returners.models import Application, CareerBreak, Decision, Place, Step
from returners.sections import incomplete

ANSWERED_APART = {"breaks"}


@transaction.atomic
def start(person: User, *, cohort: Cohort, answers: Answers, at: dt.datetime) -> Application:
    """A draft with what the eligibility check already knows. Whoever has a live application gets that one back.

    A draft for another cohort moves to this one: nothing is typed twice.
    """
    refuse_unless_open(cohort, at)
    application, is_new = Application.objects.live().get_or_create(
        person=person,
        programme=cohort.programme,
        defaults={"cohort": cohort, "full_name": person.name, "started_at": at, "changed_at": at},
    )
    if is_new:
        keep_answers(application, answers, at=at)
        note(application, Step.What.STARTED, at=at, by=person)
        replan(application)
    elif application.is_draft and application.cohort_id != cohort.pk:
        application = hold(application)
        # It may have been sent this second, and been read before that was decided.
        if application.is_draft:
            move(application, cohort, at=at)
    return application


def move(application: Application, cohort: Cohort, *, at: dt.datetime) -> None:
    application.cohort, application.changed_at = cohort, at
    if application.strand not in cohort.open_strands():
        application.strand = None
    application.save(update_fields=["cohort", "strand", "changed_at"])
    carry_over(application)
    replan(application)


@transaction.atomic
def answer(application: Application, *, at: dt.datetime, **fields: Any) -> Application:
    """Save answers of one section of a draft. Its reminders are not planned anew: they look when they fall due."""
    application = hold_draft(application)
    if fields.get("full_name") and not application.person.name:
        # Whoever signed up with an address alone has said their name here: not asked twice.
        change_name(application.person, name=fields["full_name"])
    for name, value in fields.items():
        setattr(application, name, value)
    application.changed_at = at
    application.save(update_fields=[*fields, "changed_at"])
    return application


@transaction.atomic
def keep_answers(application: Application, answers: Answers, *, at: dt.datetime) -> Application:
    """Save all answers of the eligibility questions."""
    return write_answers(hold_draft(application), answers, at=at)


def write_answers(application: Application, answers: Answers, *, at: dt.datetime) -> Application:
    """For whoever holds the application."""
    fields = {name: value for name, value in vars(answers).items() if name not in ANSWERED_APART}
    for name, value in fields.items():
        setattr(application, name, value)
    application.changed_at = at
    application.save(update_fields=[*fields, "changed_at"])
    application.breaks.all().delete()
    CareerBreak.objects.bulk_create(
        CareerBreak(application=application, reason=b.reason, start=b.start, end=b.end) for b in answers.breaks
    )
    return application


@transaction.atomic
def change_contact(application: Application, *, phone: str, contact_by: str, at: dt.datetime) -> Application:
    """How to reach somebody may change while the application stands; everything else is frozen once it is sent.

    The name too: with another one a place could be handed on.
    """
    application = hold(application)
    if application.closed_at:
        raise Refused("This application is over, so its contact details can no longer be changed.")
    application.phone, application.contact_by, application.changed_at = phone, contact_by, at
    application.save(update_fields=["phone", "contact_by", "changed_at"])
    note(application, Step.What.NEW_CONTACT, at=at, by=application.person)
    return application


@transaction.atomic
def submit(application: Application, *, at: dt.datetime) -> Application:
    """Send a draft: the rules decide at once, and whoever is eligible is placed or waits in order of arrival.

    Whoever is referred to a person takes the same turn: their place is kept until it is decided. In a ranked cohort
    nobody has a place or a turn before the one release, so when it was sent within the time makes no difference.

    `at` is the instant it arrived, by which the close is judged. Sending twice answers with what was sent.

    The application is locked before the pool, the other way round than elsewhere. It can be: a draft has no place, so
    nobody who holds a pool wants its row. Everything that can be written before the pool is held, is.
    """
    application = hold(application)
    if not application.is_draft:
        return application
    refuse_unless_open(application.cohort, at)
    if missing := incomplete(application):
        names = ", ".join(section.title.lower() for section in missing)
        raise Refused(f"Some sections are not complete yet: {names}.")
    application.move_to(Application.Status.SUBMITTED)
    application.submitted_at = application.changed_at = at
    note(application, Step.What.SUBMITTED, at=at, by=application.person)
    cancel_timed(application)
    _decide_by_rules(application, at=at)
    return application


def apply_rules(application: Application, *, at: dt.datetime) -> Decision:
    """What the rules say to the answers as they are, written down beside what they said before."""
    answers, cohort = application.answers(), application.cohort
    verdict = check(answers, cohort.rules, cohort.reference_date)
    return Decision.objects.create(
        application=application,
        rules=cohort.rules,
        outcome=verdict.outcome,
        answers=answers.as_json(),
        verdict=verdict.as_json(),
        decided_at=at,
    )


def _decide_by_rules(application: Application, *, at: dt.datetime) -> None:
    decision, is_ranked = apply_rules(application, at=at), application.cohort.is_ranked
    if is_ranked:
        pool_of(application)  # the release needs one: a strand without is refused now
    if not (is_ranked and decision.outcome == Outcome.MET):
        letters.received(application)
    if decision.outcome == Outcome.MET:
        note(application, Step.What.FOUND_ELIGIBLE, at=at)
        if is_ranked:
            _save_status(application, Application.Status.ASSESSMENT)
            put_forward(application, at=at)
        else:
            _save_status(application, Application.Status.DECIDED)
            _take_turn(place_in_turn, application, at=at)
    elif decision.outcome == Outcome.REFER:
        _save_status(application, Application.Status.IN_REVIEW)
        note(application, Step.What.REFERRED, at=at)
        if is_ranked:
            letters.referred(application)
        else:
            _take_turn(hold_in_turn, application, at=at)
    else:
        application.closed_at = at
        _save_status(application, Application.Status.NOT_ELIGIBLE)
        note(application, Step.What.NOT_ELIGIBLE, at=at)
        letters.not_eligible(application, decision)


def _take_turn(how: Callable[..., Place], application: Application, *, at: dt.datetime) -> None:
    try:
        how(application, at=at)
    except Refused as refusal:
        raise Refused(f"{refusal} {_what_next(application.cohort, at)}") from None


def _what_next(cohort: Cohort, at: dt.datetime) -> str:
    """For whoever can have neither place nor turn. All is undone: they still have their draft."""
    if Cohort.objects.with_state(at).get(pk=cohort.pk).state == Cohort.State.OPEN:
        return "You can choose another strand. Your answers are kept."
    if other := cohort.programme.cohort_instead_of(cohort, at):
        return f"Your answers are kept: you can take them along to the {other.name}, from the programme's page."
    return "Your answers are kept for the next cohort."


def _save_status(application: Application, status: Application.Status) -> None:
    application.move_to(status)
    application.save(update_fields=["status", "submitted_at", "changed_at", "closed_at"])


def refuse_unless_open(cohort: Cohort, at: dt.datetime) -> None:
    if at < cohort.opens_at:
        raise Refused(f"Applications for the {cohort.name} open {uk_on(cohort.opens_at)}.")
    if cohort.has_closed(at):
        raise Refused(
            f"Applications for the {cohort.name} closed {uk_end(cohort.closes_at)}. Your answers are kept for the next"
            " one."
        )
