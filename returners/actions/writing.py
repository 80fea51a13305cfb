"""What somebody writes to the questions of a ranked cohort's rubric, as long as it is a draft."""

import datetime as dt

from django.db import transaction

from cohorts.models import Criterion
from returners.actions.steps import hold_draft
from returners.models import Application, CriterionAnswer


@transaction.atomic
def answer_question(application: Application, criterion: Criterion, *, text: str, at: dt.datetime) -> Application:
    """Save the answer to the question of one criterion."""
    application = hold_draft(application)
    application.criterion_answers.update_or_create(criterion=criterion, defaults={"text": text})
    application.changed_at = at
    application.save(update_fields=["changed_at"])
    return application


def carry_over(application: Application) -> None:
    """A draft has moved to another cohort: what was written to the same question is its answer there, too.

    For whoever holds the application. Answers that are not asked for stay where they are: it may move back.
    """
    written = {
        answer.criterion.question: answer.text for answer in application.criterion_answers.select_related("criterion")
    }
    told = application.criterion_answers.values_list("criterion_id", flat=True)
    CriterionAnswer.objects.bulk_create(
        CriterionAnswer(application=application, criterion=criterion, text=written[criterion.question])
        for criterion in application.criteria_asked
        if criterion.question in written and criterion.pk not in told
    )
