"""What somebody finds of their own pairs. Whose it is not, does not exist: for staff, too."""

from typing import NamedTuple

from django.db.models import QuerySet
from django.shortcuts import get_object_or_404

from accounts.requests import SignedInRequest
from mentoring.models import Goal, Meeting, Pair, PairNote
from mentoring.sides import Seat, seat_of


class Own(NamedTuple):
    """A pair as one of the two looks at it."""

    pair: Pair
    seat: Seat

    @property
    def is_running(self) -> bool:
        return self.pair.status == Pair.Status.ACTIVE


def own_pair(request: SignedInRequest, uuid: str) -> Own:
    return _own(request, get_object_or_404(_pairs(request), uuid=uuid))


def own_meeting(request: SignedInRequest, uuid: str) -> tuple[Own, Meeting]:
    meeting = get_object_or_404(Meeting.objects.filter(pair__in=_pairs(request)), uuid=uuid)
    return _with(request, meeting), meeting


def own_goal(request: SignedInRequest, uuid: str) -> tuple[Own, Goal]:
    goal = get_object_or_404(Goal.objects.filter(pair__in=_pairs(request)), uuid=uuid)
    return _with(request, goal), goal


def own_note(request: SignedInRequest, uuid: str) -> tuple[Own, PairNote]:
    """One that they wrote themselves."""
    note = get_object_or_404(PairNote.objects.filter(pair__in=_pairs(request)), uuid=uuid)
    own = _with(request, note)
    return own, get_object_or_404(PairNote.objects.filter(side=own.seat.side), pk=note.pk)


def _with(request: SignedInRequest, thing: Meeting | Goal | PairNote) -> Own:
    own = _own(request, _pairs(request).get(pk=thing.pair_id))
    thing.pair = own.pair
    return own


def _own(request: SignedInRequest, pair: Pair) -> Own:
    return Own(pair, seat_of(pair, request.user))


def _pairs(request: SignedInRequest) -> QuerySet[Pair]:
    return Pair.objects.of(request.user).select_related("person", "mentor__person", "programme", "enrolment")
