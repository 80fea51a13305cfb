"""Why somebody has no mentor: the rule that stood in the way, and the smallest change that would mend it."""

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import NamedTuple

from core.words import either, listed, number_of
from mentoring.explaining import slot_name
from mentoring.matching import Matching
from mentoring.people import Mode, Pair, Person, Rule
from mentoring.rules import broken

# More names than this in one sentence, nobody reads.
NAMES = 3


class Reason(NamedTuple):
    """`words` say what happened, `change` the smallest change after which there is a mentor."""

    rule: Rule
    words: str
    change: str


class Around(NamedTuple):
    """The mentors as somebody meets them: who fits, and who breaks which rules."""

    fit: list[Person]
    breaking: dict[tuple[Rule, ...], list[Person]]

    def near(self) -> list[tuple[Rule, list[Person]]]:
        """Those who break one rule alone, most first. Nobody changes strand for a mentor: that comes last."""
        alone = [(rules[0], mentors) for rules, mentors in self.breaking.items() if len(rules) == 1]
        return sorted(alone, key=lambda one: (one[0] == Rule.STRAND, -len(one[1]), one[0]))


def reasons(
    matching: Matching, mentees: Iterable[Person], mentors: Sequence[Person], forbidden: Collection[Pair] = ()
) -> dict[str, Reason]:
    """For each mentee without a mentor, by id."""
    unmatched, taken = set(matching.unmatched), Counter(match.mentor for match in matching.matches)
    free = {mentor.id for mentor in mentors if taken[mentor.id] < mentor.capacity}
    return {
        mentee.id: _reason(mentee, _around(mentee, mentors, forbidden), free)
        for mentee in mentees
        if mentee.id in unmatched
    }


def _around(mentee: Person, mentors: Sequence[Person], forbidden: Collection[Pair]) -> Around:
    breaking = defaultdict[tuple[Rule, ...], list[Person]](list)
    for mentor in mentors:
        breaking[tuple(broken(mentee, mentor, forbidden=(mentee.id, mentor.id) in forbidden))].append(mentor)
    return Around(breaking.pop((), []), breaking)


def _reason(mentee: Person, around: Around, free: Collection[str]) -> Reason:
    """`free`: ids of mentors with a place left. For somebody else's place, another mentee would have to go without."""
    if around.fit:
        return _full(around.fit)
    near = around.near()
    for rule, mentors in near:
        # To be of the other strand is no matter of places: it takes a new mentor.
        if useful := [mentor for mentor in mentors if mentor.id in free or rule == Rule.STRAND]:
            return Reason(rule, _nearly(rule, useful), CHANGES[rule](mentee, useful))
    for rule, mentors in near:
        words = f"{_nearly(rule, mentors)} Their places are taken, too."
        return Reason(rule, words, f"{CHANGES[rule](mentee, mentors)} And one more place with {either_ids(mentors)}.")
    return _far(mentee, around.breaking)


def _full(fit: list[Person]) -> Reason:
    """If one of them had a place left, there would be one pair more: with one more place, there is."""
    words = f"{number_of(len(fit), 'mentor')} would fit ({listed_ids(fit)}), and all their places are taken."
    return Reason(Rule.CAPACITY, words, f"One more place with {either_ids(fit)}.")


def _far(mentee: Person, breaking: dict[tuple[Rule, ...], list[Person]]) -> Reason:
    """Everybody breaks two rules or more."""
    if not breaking:
        return Reason(Rule.STRAND, "There is no mentor.", f"A mentor for {mentee.strand}.")
    rules = min(breaking, key=lambda rules: (len(rules), Rule.STRAND in rules, -len(breaking[rules]), rules))
    labels = listed(rule.label for rule in rules)
    words = f"No mentor comes near. Those nearest ({listed_ids(breaking[rules])}) lack: {labels}."
    return Reason(rules[0], words, f"A new mentor for {mentee.strand}.")


def _nearly(rule: Rule, mentors: list[Person]) -> str:
    return f"{number_of(len(mentors), 'mentor')} would fit ({listed_ids(mentors)}) but for one thing: {rule.label}."


def _other_times(mentee: Person, mentors: list[Person]) -> str:
    if not mentee.slots:
        return f"They have told no time at all. Once they do, {number_of(len(mentors), 'mentor')} may fit."
    times = Counter(slot for mentor in mentors for slot in mentor.slots)
    if not times:
        return f"A time from {listed_ids(mentors)}."
    slot, most = max(times.items(), key=lambda one: (one[1], one[0]))
    return f"If they were also free on {slot_name(slot)}, {number_of(most, 'mentor')} would fit."


def _other_way(mentee: Person, mentors: list[Person]) -> str:
    way = "in person" if mentee.mode == Mode.ONLINE else "online"
    return f"If they would also meet {way}, {number_of(len(mentors), 'mentor')} would fit."


def _other_place(mentee: Person, mentors: list[Person]) -> str:
    if open_to_both := [mentor for mentor in mentors if mentor.mode == Mode.EITHER]:
        return _other_way(mentee, open_to_both)
    also = ", and they themselves," if mentee.mode == Mode.IN_PERSON else ""
    return f"If {either_ids(mentors)}{also} would also meet online."


CHANGES: dict[Rule, Callable[[Person, list[Person]], str]] = {
    Rule.STRAND: lambda mentee, mentors: f"A new mentor for {mentee.strand}.",
    Rule.EMPLOYER: lambda mentee, mentors: "A mentor who works somewhere else.",
    Rule.SENIORITY: lambda mentee, mentors: f"A mentor at level {mentee.seniority} or above.",
    Rule.AVAILABILITY: _other_times,
    Rule.MODE: _other_way,
    Rule.REGION: _other_place,
    Rule.EXCLUSION: lambda mentee, mentors: f"If the two who ruled it out agreed to {either_ids(mentors)}.",
    Rule.FORBIDDEN: lambda mentee, mentors: (
        f"If staff allowed {either_ids(mentors)}, unless one of the two said no before."
    ),
}


def listed_ids(people: Sequence[Person]) -> str:
    """M1, M2, M3 and 4 more"""
    more = len(people) - NAMES
    return listed([*(person.id for person in people[:NAMES]), *([f"{more} more"] if more > 0 else [])])


def either_ids(people: Sequence[Person]) -> str:
    return either([*(person.id for person in people[:NAMES]), *(["another of them"] if len(people) > NAMES else [])])
