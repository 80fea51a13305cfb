"""The two sides of a pair, as each of them looks at it."""

from typing import NamedTuple

from accounts.models import User
from mentoring.models import Pair, Side

OTHER = {Side.MENTOR: Side.RETURNER, Side.RETURNER: Side.MENTOR}


class Seat(NamedTuple):
    """Where one of the two sits: which side, who they are, and who sits opposite."""

    side: Side
    person: User
    other: User

    @property
    def other_name(self) -> str:
        """Never their address: it is theirs to give."""
        return self.other.name or ("the person you mentor" if self.is_mentor else "your mentor")

    @property
    def is_mentor(self) -> bool:
        return self.side == Side.MENTOR


def seat_at(pair: Pair, side: Side) -> Seat:
    mentor, returner = pair.mentor.person, pair.person
    return Seat(side, mentor, returner) if side == Side.MENTOR else Seat(side, returner, mentor)


def seats(pair: Pair) -> list[Seat]:
    """The returner's, then the mentor's."""
    return [seat_at(pair, side) for side in Side]


def seat_of(pair: Pair, person: User) -> Seat:
    """Of somebody who is one of the two."""
    return seat_at(pair, Side.MENTOR if pair.mentor.person_id == person.pk else Side.RETURNER)
