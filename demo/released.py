"""What follows a release: offers are taken up or turned down, and somebody asks for a person to look at it again."""

import datetime as dt

from accounts.models import User
from cohorts.models import Cohort
from core import jobs
from demo.applying import take_up
from returners import actions
from returners.models import Application, Place
from selection.actions.releasing import RELEASE, carry_out_release, start_release
from selection.models import Round

NOT_OFFERED, NOT_OFFERED_NAME = "hilary.dunmore@example.org", "Hilary Dunmore"
I_WROTE_LITTLE = (
    "I wrote very little because I filled this in on my phone at a bus stop. I have been a physiotherapist for nine"
    " years, and a clinic near me has agreed to supervise my first weeks. I can send you their letter."
)


def release(round_: Round, manager: User, at: dt.datetime) -> None:
    """A manager presses, and a worker does it."""
    start_release(round_, by=manager, at=at)
    while job := jobs.take(RELEASE, at=at):
        carry_out_release(job, at=at)


def answer_offers(cohort: Cohort, at: dt.datetime) -> None:
    """Most take theirs up. One turns it down, so that the next in rank has an offer; the last one thinks it over."""
    *taken, turned_down, _ = Place.objects.offered().filter(pool__cohort=cohort).order_by("position")
    for number, place in enumerate(taken):
        take_up(place.application, at + dt.timedelta(hours=number))
    actions.decline(turned_down, reason="I have found a job.", at=at + dt.timedelta(days=1))


def ask_again(application: Application, at: dt.datetime) -> None:
    actions.ask_for_review(application, said=I_WROTE_LITTLE, at=at)
