"""Answers to the equality questions, and what they add up to. The order of the questions says nothing about people."""

import datetime as dt
import random

from cohorts.models import Cohort
from core.calendar import uk_day
from returners import actions
from returners.equality import NEWEST
from returners.models import Application

PEOPLE = 40
# How much more often than any other answer to the same question.
OFTEN = {"35-44": 12, "45-54": 6, "25-34": 4, "female": 24, "white": 8, "asian": 5, "no": 16, "same": 40}
SKIPPED = 0.3


def answer_questions(cohort: Cohort, at: dt.datetime) -> None:
    """Some of those who applied answer, most of the questions; the night after, their answers are added up."""
    chance = random.Random(PEOPLE)
    sent = cohort.applications.submitted().select_related("programme").order_by("pk")
    for application in sent[:PEOPLE]:
        _answer(application, chance)
    actions.mix_equality_answers()
    actions.freeze_equality_totals(on=uk_day(at))


def _answer(application: Application, chance: random.Random) -> None:
    answers: dict[str, str] = {}
    for question in NEWEST.questions:
        options = [option.value for option in question.offered(answers)]
        if options and chance.random() > SKIPPED:
            [answer] = chance.choices(options, [OFTEN.get(option, 1) for option in options])
            answers[question.slug] = answer
            actions.answer_equality(application, question=question.slug, answer=answer)
