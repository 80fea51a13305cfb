"""One section of a sent application, opened again: by staff with a note, changed by its person, closed by either.

When it was sent never changes, nor its turn. Contact is always open; declarations are never reopened.
"""

import datetime as dt
from typing import Any

from django.db import transaction

from accounts.models import User
from cohorts.models import Cohort, Pool
from core import audit
from core.errors import Refused
from core.places import Status
from returners import letters, questions
from returners.actions.applying import apply_rules, write_answers
from returners.actions.steps import hold, note, pool_of
from returners.eligibility import Answers
from returners.models import Application, Reopening, Step
from returners.models.reopening import standing

Section = Reopening.Section
GONE = "This section is closed again, so nothing was changed. Look at your application as it stands now."


def can_be_reopened(application: Application) -> list[Section]:
    """The sections that staff may open again, as the application stands.

    Answers only while a person decides on them. Another strand only where the strand has no places of its own, and
    before the place is confirmed: then it belongs to the programme they take part in. Nor while an application is
    compared with others, by strand too.
    """
    if application.is_draft or application.closed_at:
        return []
    place, compared = application.place, application.status == Application.Status.ASSESSMENT
    by_cohort = application.cohort.places_by == Cohort.PlacesBy.COHORT
    may = {
        Section.ELIGIBILITY: application.status == Application.Status.IN_REVIEW,
        Section.STRAND: by_cohort and not compared and (place is None or place.status != Status.CONFIRMED),
        Section.SUPPORT: True,
    }
    return [section for section, allowed in may.items() if allowed]


def reopened(application: Application) -> Reopening | None:
    """What stands open now. A decision, or a place confirmed, closes a section without anybody pressing."""
    reopening = standing(application)
    return reopening if reopening and reopening.section in can_be_reopened(application) else None


@transaction.atomic
def reopen(application: Application, *, section: str, why: str, by: User, at: dt.datetime) -> Reopening:
    """Open a section with a note that its person reads. One at a time."""
    application = hold(application)
    if section not in can_be_reopened(application):
        raise Refused("This section can no longer be reopened. Look at the application again.")
    if last := standing(application):
        if last.section in can_be_reopened(application):
            raise Refused("One section is open already. Close it again before you open another.")
        last.end(Reopening.Ended.UNUSED, at=at)
    with audit.acting(by=by, why="Reopened a section"):
        reopening = Reopening.objects.create(
            application=application, section=section, note=why, opened_at=at, opened_by=by
        )
        note(application, Step.What.REOPENED, at=at, by=by, why=why)
        letters.section_reopened(reopening)
    return reopening


@transaction.atomic
def shut(reopening: Reopening, *, by: User, at: dt.datetime) -> None:
    """Close a section again that nobody changed."""
    reopening = _hold(reopening)
    reopening.end(Reopening.Ended.UNUSED, at=at)
    note(reopening.application, Step.What.SHUT, at=at, by=by, why=reopening.get_section_display())


@transaction.atomic
def change_section(reopening: Reopening, *, at: dt.datetime, **fields: Any) -> None:
    """Save the one form of a reopened section, and close it."""
    if reopening.section == Section.STRAND:
        # Whoever confirms the place meanwhile holds the pool, and reads the strand.
        Pool.objects.lock().get(pk=pool_of(reopening.application).pk)
    reopening = _hold(reopening)
    application = reopening.application
    for name, value in fields.items():
        setattr(application, name, value)
    application.changed_at = at
    application.save(update_fields=[*fields, "changed_at"])
    _changed(reopening, at=at)


@transaction.atomic
def keep_told(reopening: Reopening, answers: Answers, *, at: dt.datetime) -> Reopening:
    """One more question answered. The application stays as it is until all are saved."""
    reopening = _hold(reopening)
    reopening.answers = answers.as_json()
    reopening.save(update_fields=["answers"])
    return reopening


@transaction.atomic
def change_answers(reopening: Reopening, *, at: dt.datetime) -> None:
    """Save the new answers: the rules look again, and whoever decides sees both. It is still a person who decides."""
    reopening = _hold(reopening)
    application, answers = reopening.application, reopening.told()
    if questions.unanswered(answers, application.cohort.rules.target):
        raise Refused("A question is still open. Answer it before you save.")
    write_answers(application, answers, at=at)
    apply_rules(application, at=at)
    _changed(reopening, at=at)


def _changed(reopening: Reopening, *, at: dt.datetime) -> None:
    reopening.end(Reopening.Ended.CHANGED, at=at)
    application = reopening.application
    note(application, Step.What.CHANGED, at=at, by=application.person, why=reopening.get_section_display())


def _hold(reopening: Reopening) -> Reopening:
    """Lock the application; refused where the section has been closed, by a press or by a decision."""
    application = hold(reopening.application)
    held = reopened(application)
    if held is None or held.pk != reopening.pk:
        raise Refused(GONE)
    return held
