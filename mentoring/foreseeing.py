"""What publishing a run would do now: who is asked, and who is not, since somebody has changed meanwhile."""

from collections.abc import Iterator
from dataclasses import dataclass

from cohorts.models import Enrolment
from core.seen import mark_of
from mentoring.choosing import Possible, looked_at
from mentoring.gathering import Gathered, gather
from mentoring.models import Mentor, Pair, Proposal, Run
from mentoring.people import Rule

NO_LONGER = {
    Enrolment.Status.PAUSED: "They are having a break.",
    Enrolment.Status.ENDED: "They no longer take part in this cohort.",
    Enrolment.Status.COMPLETED: "They have completed the programme.",
}
MENTOR_NO_LONGER = {
    Mentor.Status.PAUSED: "The mentor is having a break.",
    Mentor.Status.LEFT: "The mentor has stopped.",
}


@dataclass(frozen=True)
class Line:
    """One proposal. `chosen` is who is asked, as the two are now; without, `skipped` says why nobody is.

    `looks_on`: the returner still wants a mentor, so that the next best is asked instead.
    """

    proposal: Proposal
    chosen: Possible | None = None
    skipped: str = ""
    looks_on: bool = False


def foresee(run: Run) -> list[Line]:
    """A line for each proposal of the run. Where a mentor has fewer places, locked and then best pairs keep them."""
    return list(_lines(run, gather(run.cohort)))


def seen_of(lines: list[Line]) -> str:
    """The mark of a page that shows these lines."""
    return mark_of(*((line.proposal.pk, line.skipped) for line in lines))


def _lines(run: Run, gathered: Gathered) -> Iterator[Line]:
    mentees = {one.id: one for one in gathered.mentees}
    mentors = {one.id: one for one in gathered.mentors}
    weights = run.weight_set.weights
    proposals = run.proposals.select_related(
        "enrolment__person",
        "enrolment__strand",
        "enrolment__mentor_wants",
        "enrolment__cohort__programme",
        "mentor__person",
    ).order_by("-was_locked", "-score", "pk")
    has_one = set(Pair.objects.live().filter(programme=run.cohort.programme_id).values_list("person", flat=True))
    for proposal in proposals:
        mentee, mentor = mentees.get(str(proposal.enrolment.uuid)), mentors.get(str(proposal.mentor.uuid))
        if mentee is None:
            yield Line(proposal, skipped=_why_not_they(proposal.enrolment, has_one))
        elif mentor is None:
            gone = MENTOR_NO_LONGER.get(Mentor.Status(proposal.mentor.status), "The mentor takes nobody new.")
            yield Line(proposal, skipped=gone, looks_on=True)
        else:
            chosen = looked_at(gathered, mentee, mentor, weights)
            if chosen.rules:
                yield Line(proposal, skipped=_why_not_both(chosen), looks_on=True)
            else:
                mentors[mentor.id] = mentor._replace(capacity=mentor.capacity - 1)
                yield Line(proposal, chosen)


def _why_not_they(enrolment: Enrolment, has_one: set[int]) -> str:
    if gone := NO_LONGER.get(Enrolment.Status(enrolment.status)):
        return gone
    if enrolment.person_id in has_one:
        return "They have a mentor, or one is being asked."
    wants = getattr(enrolment, "mentor_wants", None)
    return "They want no mentor at present." if wants and not wants.wants_mentor else "They have had a mentor."


def _why_not_both(chosen: Possible) -> str:
    if chosen.rules == [Rule.CAPACITY]:
        return "The mentor has no place left."
    return f"Something has changed. {chosen.in_the_way}"[:200]
