"""Answers to the equality questions: given, changed, taken back, mixed, and added up.

Nothing here says who acted: no step, no audit entry, no letter, no job. A write is the only one of its transaction, or
the database would remember (as xmin) which other row was written with it.
"""

import datetime as dt
from collections import Counter
from typing import Any

from django.db import connection, transaction
from django.db.models import Count

from cohorts.models import Programme
from core.errors import Refused
from core.small_numbers import SMALLEST_SHOWN, hide_small
from returners.equality import NEWEST, VERSIONS, Answered, QuestionSet
from returners.models import Application, EqualityAnswers, EqualityTotals

# Whoever is about to write waits for the moment it takes; whoever reads does not. A weaker lock would let them take the
# row in hand first, and each wait for the other.
HOLD = "LOCK TABLE returners_equalityanswers IN EXCLUSIVE MODE"
# Waits for an erasure under way, whose DELETE holds the table to its commit, and has the next one wait. A lock on the
# application's row would leave the number of this transaction in it: it would say whose answer it is.
APART_FROM_ERASURE = "LOCK TABLE returners_equalityanswers IN SHARE ROW EXCLUSIVE MODE"
UNMIXED = "SELECT count(DISTINCT xmin::text) > 1 FROM returners_equalityanswers"
MIX = """
    WITH taken AS (DELETE FROM returners_equalityanswers RETURNING *)
    INSERT INTO returners_equalityanswers SELECT * FROM taken ORDER BY key
"""


@transaction.atomic
def answer_equality(application: Application, *, question: str, answer: str) -> None:
    """Keep the answer to one question, and let go of what no longer fits it. After the application is over, too."""
    if not application.submitted_at:
        raise Refused("The equality questions come after you have sent your application.")
    _refuse_erased(application)
    found = EqualityAnswers.objects.lock().of(application).first()
    if found is None:
        found = _first_answer(application, NEWEST.tidied({question: answer}))
    answers = found.questions.tidied({**found.answers, question: answer})
    # None is left of an answer that nobody was asked for: of a second step, after the first was taken back elsewhere.
    if answers and answers != found.answers:
        found.answers = answers
        found.save(update_fields=["answers"])


def _refuse_erased(application: Application) -> None:
    """An erased application has another uuid: under the old one, nobody would ever find the answer again."""
    with connection.cursor() as cursor:
        cursor.execute(APART_FROM_ERASURE)
    if not Application.objects.filter(pk=application.pk, uuid=application.uuid).exists():
        raise Refused("This application has been deleted.")


def _first_answer(application: Application, answers: Answered) -> EqualityAnswers:
    """The row for it; in two tabs at once, one of them is the first and the other finds it."""
    new = EqualityAnswers.new(application, answers)
    if not answers:
        return new
    fields = {"programme": new.programme, "version": new.version, "answers": new.answers}
    found, _ = EqualityAnswers.objects.lock().get_or_create(key=new.key, defaults=fields)
    return found


def forget_equality_answers(application: Application) -> None:
    """Delete them for good. Before an application loses its uuid: after that nobody finds them any more."""
    EqualityAnswers.objects.of(application).delete()


def mix_equality_answers() -> bool:
    """Write all rows anew in the order of their keys: neither their place on the disk nor xmin tells who came when.

    Answers whether there was anything to do. What was written since the last time lies open to whoever can read the
    database's insides, so it happens every hour.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(HOLD)
        cursor.execute(UNMIXED)
        if not cursor.fetchone()[0]:
            return False
        cursor.execute(MIX)
    return True


def freeze_equality_totals(*, on: dt.date) -> None:
    """Add up every programme's answers anew, if there are ten more people in it than last time, or ten fewer.

    Ten more means ten different people at least: whoever compares today with yesterday sees no smaller crowd. Whoever
    came while another left does not count, which errs on the safe side, and needs no note of who has been counted.
    """
    crowds = EqualityAnswers.objects.values_list("programme", "version").annotate(people=Count("key"))
    programmes = {programme.uuid: programme for programme in Programme.objects.all()}
    for uuid, version, people in crowds.filter(people__gte=SMALLEST_SHOWN).order_by("programme", "version"):
        if programme := programmes.get(uuid):
            _freeze(programme, version, people, on=on)


def _freeze(programme: Programme, version: int, people: int, *, on: dt.date) -> None:
    before = programme.equality_totals.filter(version=version).first()
    if before and abs(people - before.people) < SMALLEST_SHOWN:
        return
    rows = EqualityAnswers.objects.filter(programme=programme.uuid, version=version)
    told = list(rows.values_list("answers", flat=True))
    tables = add_up(VERSIONS[version], told)
    EqualityTotals.objects.update_or_create(
        programme=programme, version=version, defaults={"frozen_on": on, "people": len(told), "tables": tables}
    )


def add_up(questions: QuestionSet, told: list[Answered]) -> list[dict[str, Any]]:
    """One table for each question, small numbers hidden: everybody is in one row of each."""
    tables = []
    for question in questions.counted():
        counts = Counter(questions.row(question, answers) for answers in told)
        labels = questions.rows(question)
        shown = hide_small([counts[label] for label in labels])
        tables.append({"title": question.table or question.short, "rows": list(zip(labels, shown, strict=True))})
    return tables
