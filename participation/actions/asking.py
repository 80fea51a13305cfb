"""Somebody who takes part asks the team of their programme. How a thread goes on is `support`'s."""

import datetime as dt
import uuid

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from participation.models import Question
from support import actions as threads


@transaction.atomic
def ask(enrolment: Enrolment, *, subject: str, text: str, key: uuid.UUID, by: User, at: dt.datetime) -> Question:
    """Also in a break and when it is all over: there may be something to ask then, too. Sent twice, asked once."""
    return threads.open_thread(Question(uuid=key, enrolment=enrolment, subject=subject), text=text, by=by, at=at)


@transaction.atomic
def say(question: Question, *, text: str, by: User, at: dt.datetime) -> Question:
    """They write again. Whoever saw to it and manages the programme no more leaves it to their colleagues."""
    question = threads.hold(question)
    if question.owner and not question.team().filter(pk=question.owner.pk).exists():
        question.owner = None
        question.save(update_fields=["owner"])
    return threads.say(question, text=text, by=by, at=at)
