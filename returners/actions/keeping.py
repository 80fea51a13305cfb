"""Drafts that missed the close are kept. When another cohort opens, their people are told, once for each."""

import datetime as dt
from functools import partial
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Value
from django.db.models.functions import Cast, Concat

from cohorts.models import Cohort
from core.batches import work_off
from notifications.models import Message
from returners import letters
from returners.models import Application

BATCH = 50


def tell_of_next_cohort(*, at: dt.datetime) -> int:
    """Write to everyone whose draft could move to a cohort that is open now: how many letters.

    In batches, each with its letters in one transaction: stopped halfway it goes on, and any number may run at once.
    """
    told = 0
    for cohort in _cohorts_to_move_to(at):
        drafts = kept_drafts(cohort, at=at).select_related("person", "cohort__programme")
        told += work_off(drafts, partial(_tell, cohort=cohort), size=BATCH)
    return told


def _cohorts_to_move_to(at: dt.datetime) -> list[Cohort]:
    """One of each programme: open, with room, and the first to have opened."""
    cohorts = Cohort.objects.public().open_at(at).with_state(at).filter(state=Cohort.State.OPEN)
    found: dict[int, Cohort] = {}
    for cohort in cohorts.select_related("programme").order_by("opens_at", "pk"):
        found.setdefault(cohort.programme_id, cohort)
    return list(found.values())


def _tell(applications: list[Application], *, cohort: Cohort) -> None:
    for application in applications:
        letters.kept(application, cohort)


def kept_drafts(cohort: Cohort, *, at: dt.datetime) -> Any:
    """Drafts of the programme whose own cohort has closed and whose people have not been told of this one.

    Not those that staff wrote down on the phone: their people have not begun anything themselves.
    """
    key = Concat(Value("application-kept:"), Cast(OuterRef("pk"), CharField()), Value(f":{cohort.pk}"))
    told = Message.objects.filter(key=key)
    # Never sent, which the index of a programme's applications knows.
    drafts = Application.objects.drafts().filter(programme=cohort.programme_id, submitted_at=None)
    return drafts.filter(~Exists(told), phone_draft=None, cohort__closes_at__lte=at, person__is_active=True).order_by(
        "pk"
    )
