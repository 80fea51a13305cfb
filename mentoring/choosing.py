"""One returner and every mentor: who would fit, how well and why, and what stands between them and the others."""

from collections.abc import Callable
from typing import NamedTuple

from cohorts.models import Enrolment, Programme
from mentoring.actions.weighing import newest_weights
from mentoring.explaining import in_words
from mentoring.gathering import Gathered, gather
from mentoring.models import Mentor
from mentoring.people import Person, Rule
from mentoring.rules import Parts, broken, parts_of
from mentoring.weights import Weights

# What it is to break a rule, for staff.
IN_THE_WAY = {
    Rule.STRAND: "They are in different strands",
    Rule.EMPLOYER: "They have an employer in common",
    Rule.SENIORITY: "The mentor is less senior",
    Rule.AVAILABILITY: "They have no time in common",
    Rule.MODE: "One of them meets online alone, the other in person alone",
    Rule.REGION: "One of them meets in person alone, and they are in different regions",
    Rule.EXCLUSION: "One of them asked not to be matched with the other",
    Rule.FORBIDDEN: "Staff ruled them out, or one was asked about the other before",
    Rule.CAPACITY: "The mentor has no place left",
}


class Possible(NamedTuple):
    """A mentor as one returner meets them. `rules` stand between the two; `parts` are the points they would have.

    `words` are for staff: what the two may read of it is in `mentoring.in_common`.
    """

    mentor: Mentor
    person: Person
    rules: list[Rule]
    parts: Parts
    words: str

    @property
    def score(self) -> int:
        return self.parts.total

    @property
    def in_the_way(self) -> str:
        """In sentences; nothing if they fit."""
        return " ".join(f"{IN_THE_WAY[rule]}." for rule in self.rules)


def weights_of(programme: Programme) -> Weights:
    """Those set last; until somebody sets any, the usual ones."""
    newest = newest_weights(programme)
    return newest.weights if newest else Weights()


def mentors_for(enrolment: Enrolment) -> list[Possible]:
    """Every mentor who takes somebody new: those who fit first, the best at the top, then those fewest rules bar.

    Equal ones are in the order of their ids, so that two who look at the same moment see the same.
    """
    gathered = gather(enrolment.cohort, alone=enrolment)
    (mentee,) = gathered.mentees
    weights = weights_of(enrolment.cohort.programme)
    found = [looked_at(gathered, mentee, mentor, weights) for mentor in gathered.mentors]
    return sorted(found, key=lambda one: (len(one.rules), -one.score, one.person.id))


def looked_at(gathered: Gathered, mentee: Person, mentor: Person, weights: Weights) -> Possible:
    """Capacity counts among the rules here: a mentor who has no place left cannot be asked."""
    ids = mentee.id, mentor.id
    rules = broken(mentee, mentor, forbidden=ids in gathered.wish.forbidden)
    parts = parts_of(mentee, mentor, weights, preference=gathered.wish.bonus.get(ids, 0))
    name: Callable[[str], str] = gathered.name
    return Possible(
        gathered.mentor_rows[mentor.id],
        mentor,
        [*rules, *([Rule.CAPACITY] if mentor.capacity < 1 else [])],
        parts,
        in_words(mentee, mentor, parts, name),
    )
