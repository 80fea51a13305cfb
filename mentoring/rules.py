"""One pair, looked at plainly: which hard rules it breaks, and what its score is made of.

`mentoring.scoring` does the same for all pairs at once; a test holds the two together.
"""

from typing import NamedTuple

from mentoring.people import Mode, Person, Rule
from mentoring.weights import Weights

APART = {Mode.ONLINE, Mode.IN_PERSON}


class Parts(NamedTuple):
    """What a score is made of, in points."""

    base: int
    field: int
    skills: int
    topics: int
    region: int
    seniority: int
    availability: int
    preference: int = 0
    fairness: int = 0

    @property
    def total(self) -> int:
        return sum(self)


def broken(mentee: Person, mentor: Person, *, forbidden: bool = False) -> list[Rule]:
    """The hard rules that stand between the two, in their order. Capacity is left out: it is no matter of one pair."""
    keeps = (
        (Rule.STRAND, mentee.strand == mentor.strand),
        (Rule.EMPLOYER, mentee.employer_keys.isdisjoint(mentor.employer_keys)),
        (Rule.SENIORITY, mentor.seniority >= mentee.seniority),
        (Rule.AVAILABILITY, not mentee.slots.isdisjoint(mentor.slots)),
        (Rule.MODE, {mentee.mode, mentor.mode} != APART),
        (Rule.REGION, Mode.IN_PERSON not in (mentee.mode, mentor.mode) or mentee.region == mentor.region),
        (Rule.EXCLUSION, mentor.id not in mentee.exclude and mentee.id not in mentor.exclude),
        (Rule.FORBIDDEN, not forbidden),
    )
    return [rule for rule, kept in keeps if not kept]


def parts_of(mentee: Person, mentor: Person, weights: Weights, *, preference: int = 0) -> Parts:
    """The score of a pair that breaks no rule. `preference`: points that somebody gives this pair beside it."""
    return Parts(
        base=weights.base,
        field=weights.field * (mentee.field == mentor.field != ""),
        skills=weights.skill * len(mentee.skills & mentor.skills),
        topics=weights.topic * len(mentee.topics & mentor.topics),
        region=weights.region * (mentee.region == mentor.region != ""),
        seniority=weights.for_seniority(mentee.seniority, mentor.seniority),
        availability=weights.slot * min(len(mentee.slots & mentor.slots), weights.slots_at_most),
        preference=preference
        + sum(weights.for_wish(at) for at, topic in enumerate(mentee.wished) if topic in mentor.topics),
        fairness=weights.fairness * mentee.left_out,
    )
