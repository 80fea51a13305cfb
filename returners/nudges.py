"""Reminders to whoever began an application and has not sent it: one when they stopped, one before the close."""

import datetime as dt
from typing import Any

from django.urls import reverse

from core.calendar import uk_day, uk_instant
from core.uktime import uk_deadline, uk_end
from notifications.models import TimedLetter
from notifications.outbox import letter_url
from notifications.timed import Rule, due_instant, rule_settings
from returners.letters import context
from returners.models import Application, PhoneDraft
from returners.sections import incomplete

STOPPED, CLOSING = "draft-stopped", "draft-closing"
# Nobody is reminded twice within this time.
APART = dt.timedelta(days=2)


def _day_of_change(application: Application) -> dt.datetime:
    """Moves with every save, and nothing is planned anew for that: the clock finds out when the letter falls due."""
    return uk_instant(uk_day(application.changed_at), 0)


def _last_moment(application: Application) -> dt.datetime:
    """A close at midnight is about the day before."""
    return application.cohort.closes_at - dt.timedelta(microseconds=1)


def _closing_due(application: Application) -> dt.datetime:
    return due_instant(_last_moment(application), rule_settings()[CLOSING])


def _stopped_letters(application: Application) -> Any:
    return TimedLetter.objects.filter(rule=STOPPED, object_id=application.pk, state=TimedLetter.State.SENT)


def _is_begun(application: Application) -> bool:
    """By its person: what staff write down on the phone has letters of its own."""
    return application.is_draft and not PhoneDraft.objects.filter(application=application).exists()


def _wants_nudge(application: Application) -> bool:
    """Once for an application, whoever stops again knows where to find it."""
    return _is_begun(application) and not _stopped_letters(application).exists()


def _wants_last_call(application: Application) -> bool:
    """Whoever began or saved something after it was due needs no reminder, nor who was reminded a day before."""
    if not _is_begun(application):
        return False
    due = _closing_due(application)
    return application.changed_at < due and not _stopped_letters(application).filter(due_at__gt=due - APART).exists()


def _until_last_call(application: Application) -> dt.datetime:
    """From then on the other reminder says it better."""
    if not rule_settings()[CLOSING].enabled:
        return application.cohort.closes_at
    return min(application.cohort.closes_at, _closing_due(application) - dt.timedelta(minutes=1))


def _letter(template: str, application: Application) -> dict[str, Any]:
    missing = [section.title for section in incomplete(application)]
    return {
        "to": application.person.email,
        "person": application.person,
        "about": application.uuid,
        "template": f"returners/email/{template}",
        "context": context(application)
        | {
            "name": application.full_name or application.person.name,
            "missing": "\n".join(f"- {title}" for title in missing),
            "deadline": uk_deadline(application.cohort.closes_at),
            "closes": uk_end(application.cohort.closes_at),
            # A ranked cohort asks for more before the decision.
            "takes": "half an hour" if application.cohort.is_ranked else "ten minutes",
            "tasks_url": letter_url(reverse("returners:application_tasks", args=[application.uuid])),
        },
    }


RULES = [
    Rule(
        key=STOPPED,
        name="An application was begun and has stopped",
        model=Application,
        anchor=_day_of_change,
        wanted=_wants_nudge,
        letter=lambda application: _letter("draft_stopped", application),
        latest=_until_last_call,
        offset_days=5,
        uk_hour=9,
    ),
    Rule(
        key=CLOSING,
        name="Applications close soon, and this one is not sent",
        model=Application,
        anchor=_last_moment,
        wanted=_wants_last_call,
        letter=lambda application: _letter("draft_closing", application),
        # Worth reading while there is time to finish it.
        latest=lambda application: application.cohort.closes_at - dt.timedelta(hours=2),
        offset_days=-3,
        uk_hour=9,
    ),
]
