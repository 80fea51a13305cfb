"""What somebody who was turned down can try next: in kind words, for the rule that stood in the way."""

import datetime as dt

from cohorts.models import Cohort, Programme
from returners.eligibility import Outcome, Result
from returners.models import Application, Decision

# For a rule that is not met. A break that only time is missing of has a date of its own instead.
FOR_RULE = {
    "region": "If you move into our area, you can apply again.",
    "break": "This programme is for breaks for caring. Other returner programmes take people after any kind of break.",
    "field": "If you have worked in our field in another role, or it was long ago, tell us: it may well count.",
    "right_to_work": "You can apply as soon as you have the right to work in the UK.",
}


def advice(results: list[Result] | tuple[Result, ...], *, only_time_missing: bool) -> list[str]:
    """One sentence for each rule that is not met."""
    missed = [result.rule for result in results if result.outcome == Outcome.NOT_MET]
    return [FOR_RULE[rule] for rule in missed if not (rule == "break" and only_time_missing)]


def cohort_to_try(application: Application, decision: Decision | None, at: dt.datetime) -> Cohort | None:
    """The next one, for whoever's application is over; where only time was missing, one that is late enough."""
    programme: Programme = application.programme
    if not application.closed_at:
        return None
    if application.status == Application.Status.NOT_ELIGIBLE and decision and decision.eligible_from:
        return programme.cohort_for(decision.eligible_from, at)
    return programme.cohort_instead_of(application.cohort, at)
