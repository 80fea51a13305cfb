"""What a release writes to each person. The letter that staff read before it is the letter that goes."""

from core.uktime import uk_deadline
from notifications.outbox import Lane, post
from notifications.rendering import render_letter
from returners import letters
from returners.models import Assessment

Outcome = Assessment.Outcome
TEMPLATES = {
    Outcome.OFFERED: "returners/email/assessed_offered",
    Outcome.WAITING: "returners/email/assessed_waiting",
    Outcome.NOT_OFFERED: "returners/email/not_offered",
}


def preview(assessment: Assessment, *, turn: int | None = None) -> dict[str, str]:
    """The letter as it would go out: subject, text and html. The assessment need not be saved yet."""
    return render_letter(TEMPLATES[Outcome(assessment.outcome)], _context(assessment, turn))


def tell(assessment: Assessment, *, turn: int | None = None) -> None:
    """Write to somebody what was decided. `turn` is their number on the waiting list, if they are put on it."""
    application = assessment.application
    post(
        f"application-assessed:{assessment.uuid}",
        to=application.person.email,
        person=application.person,
        about=application.uuid,
        lane=Lane.BULK,
        template=TEMPLATES[Outcome(assessment.outcome)],
        context=_context(assessment, turn),
    )


def _context(assessment: Assessment, turn: int | None) -> dict[str, str]:
    application, at = assessment.application, assessment.decided_at
    cohort = application.cohort
    said = {
        Outcome.OFFERED: {"deadline": uk_deadline(cohort.offer_deadline(at))},
        Outcome.WAITING: {"turn": str(turn)},
        Outcome.NOT_OFFERED: {
            "ask_until": uk_deadline(application.ask_until(assessment)),
            "other_help": cohort.programme.other_help,
        },
    }
    return letters.context(application) | said[Outcome(assessment.outcome)]
