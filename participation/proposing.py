"""The groups of a cohort as they are, as they would be formed now, and what would change."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from cohorts.models import Cohort, Enrolment
from core.seen import mark_of
from core.slots import SLOTS
from participation.grouping import (
    Change,
    Formed,
    Grouping,
    Kept,
    Person,
    Wish,
    changes_that_help,
    form_groups,
)
from participation.models import Group, GroupMember, GroupPlan


@dataclass(frozen=True)
class Seat:
    """A group of a proposal: one that is there already, or a new one of this number."""

    group: Group | None
    number: int
    slot: str
    members: tuple[int, ...]

    @property
    def meets(self) -> str:
        return SLOTS[self.slot].label


@dataclass
class Standing:
    """Everyone with a place, their groups now, and the settings."""

    cohort: Cohort
    plan: GroupPlan
    enrolments: dict[int, Enrolment]
    members: dict[int, GroupMember] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)

    def group_of(self, enrolment: int) -> Group | None:
        member = self.members.get(enrolment)
        return self.groups.get(member.group_id or 0) if member else None

    def in_group(self, group: Group) -> list[Enrolment]:
        return [one for one in self.enrolments.values() if self.group_of(one.pk) == group]

    @property
    def without(self) -> list[Enrolment]:
        return [one for one in self.enrolments.values() if self.group_of(one.pk) is None]

    @property
    def filled(self) -> list[Group]:
        used = {self.group_of(pk) for pk in self.enrolments}
        return [group for group in self.groups.values() if group in used]

    def is_locked(self, enrolment: int) -> bool:
        return enrolment in self.members and self.members[enrolment].is_locked

    @property
    def to_tell(self) -> list[GroupMember]:
        return [member for member in self.members.values() if member.group_id != member.told_id]

    @cached_property
    def people(self) -> list[Person]:
        return [
            Person(one.pk, frozenset(one.availability), one.strand.name, one.region) for one in self.enrolments.values()
        ]

    @property
    def wish(self) -> Wish:
        locked = {
            group: frozenset(one.pk for one in self.in_group(group) if self.is_locked(one.pk)) for group in self.filled
        }
        kept = tuple(Kept(group.pk, group.slot, members) for group, members in locked.items() if members)
        return Wish(tuple(self.plan.slots), self.plan.least, self.plan.most, self.plan.at_once, kept)


def standing_of(cohort: Cohort) -> Standing:
    plan = GroupPlan.objects.filter(cohort=cohort).first() or GroupPlan(cohort=cohort)
    enrolments = cohort.enrolments.live().select_related("person", "strand").order_by("person__name", "pk")
    members = GroupMember.objects.live().filter(enrolment__cohort=cohort)
    return Standing(
        cohort,
        plan,
        {one.pk: one for one in enrolments},
        {member.enrolment_id: member for member in members},
        {group.pk: group for group in cohort.groups.all()},
    )


@dataclass
class Proposal:
    standing: Standing
    grouping: Grouping
    seats: list[Seat]

    @property
    def changes(self) -> list[tuple[Enrolment, Group | None, Seat | None]]:
        """Everyone whose group would be another: who, from where, to where."""
        to = {key: seat for seat in self.seats for key in seat.members}
        moves = [(one, self.standing.group_of(one.pk), to.get(one.pk)) for one in self.standing.enrolments.values()]
        return [move for move in moves if not _stays(*move[1:])]

    @property
    def seen(self) -> str:
        """The same as long as the same groups would be formed of the same ones."""
        before = sorted((pk, member.group_id) for pk, member in self.standing.members.items())
        after = [(seat.number, seat.slot, seat.members) for seat in self.seats]
        return mark_of(before, after)

    @property
    def helps(self) -> list[Change]:
        """Small changes of the settings after which more people would be in a group."""
        if not self.grouping.unplaced:
            return []
        return changes_that_help(self.standing.people, self.standing.wish, self.grouping.placed, times=list(SLOTS))


def _stays(before: Group | None, after: Seat | None) -> bool:
    return before is None if after is None else before is not None and before == after.group


def propose(standing: Standing) -> Proposal:
    """Refused, in words, where locks cannot be kept."""
    grouping = form_groups(standing.people, standing.wish)
    return Proposal(standing, grouping, list(_seats(grouping.groups, standing)))


def _seats(formed: Sequence[Formed], standing: Standing) -> Iterable[Seat]:
    """A new group takes the number of the one at its time that it shares most people with; what is left is new."""
    free = dict(standing.groups)
    own: dict[int, Group] = {}
    for index, one in enumerate(formed):
        if one.key is not None:
            own[index] = free.pop(one.key)  # type: ignore[call-overload]
    shared = [
        (-sum(standing.group_of(pk) == group for pk in one.members), index, pk)  # type: ignore[arg-type]
        for index, one in enumerate(formed)
        for pk, group in free.items()
        if index not in own and group.slot == one.slot
    ]
    for _, index, pk in sorted(shared):
        if index not in own and pk in free:
            own[index] = free.pop(pk)
    numbers = iter(new_numbers(standing.groups.values()))
    for index, one in enumerate(formed):
        group = own.get(index)
        yield Seat(group, group.number if group else next(numbers), one.slot, one.members)  # type: ignore[arg-type]


def new_numbers(groups: Iterable[Group]) -> Iterable[int]:
    """The numbers that no group has, lowest first."""
    used = {group.number for group in groups}
    return (number for number in range(1, 10_000) if number not in used)


def spread_over(standing: Standing) -> list[tuple[str, list[int]]]:
    """How many of each strand and region are in each group: the name, and a number for each group."""
    groups = standing.filled
    rows = []
    for of in (lambda one: one.strand.name, lambda one: one.get_region_display() or "Region not known"):
        count = Counter((of(one), standing.group_of(one.pk)) for one in standing.enrolments.values())
        names = sorted({name for name, group in count if group})
        rows += [(name, [count[name, group] for group in groups]) for name in names]
    return rows
