"""Turns in the order of arrival: what an application gets, with its history, letter and reminder."""

import datetime as dt

from django.db.models import prefetch_related_objects

from accounts.models import User
from core import places
from core.places import Status
from notifications.timed import replan
from returners import letters
from returners.actions.steps import note, pool_of
from returners.models import Application, Place, Step


def place_in_turn(application: Application, *, at: dt.datetime, ahead: bool = False) -> Place:
    """A place for an eligible application, or its turn on the waiting list, with the letter that says so."""
    place = places.claim(pool_of(application), Place(application=application), at=at, ahead=ahead)
    if place.status == Status.OFFERED:
        _offered(place, at=at)
    else:
        note(application, Step.What.WAITING, at=at)
        letters.waiting(place)
    return place


def hold_in_turn(application: Application, *, at: dt.datetime) -> Place:
    """The same for one that a person has to look at: the place is kept, or the turn counts, while they decide."""
    place = Place(application=application, pending_until=application.decide_by)
    place = places.claim(pool_of(application), place, at=at)
    note(application, Step.What.HELD if place.status == Status.HELD else Step.What.WAITING, at=at)
    letters.referred(application, place)
    return place


def put_forward(application: Application, *, at: dt.datetime, by: User | None = None) -> None:
    """An eligible application to a ranked cohort waits for the one release: neither place nor turn before it.

    `by` is who found it eligible; nobody where the rules did.
    """
    note(application, Step.What.ASSESSED, at=at)
    letters.put_forward(application) if by else letters.assessment_received(application)


def settle(place: Place, *, at: dt.datetime) -> Place:
    """A person has found it eligible: a place that was kept is offered, a turn keeps its number."""
    place = places.settle(place, at=at)
    if place.status == Status.OFFERED:
        _offered(place, at=at)
    else:
        letters.waiting(place)
    return place


def _offered(place: Place, *, at: dt.datetime) -> None:
    note(place.application, Step.What.OFFERED, at=at)
    letters.offered(place)
    replan(place)


def tell(promoted: list[Place], *, at: dt.datetime) -> None:
    """History, letter and reminder for places that came free and went to those who waited: offered, or kept."""
    prefetch_related_objects(promoted, "application__person", "application__cohort__programme")
    for place in promoted:
        if place.status == Status.HELD:
            note(place.application, Step.What.HELD, at=at)
            letters.held(place)
        else:
            note(place.application, Step.What.OFFERED, at=at)
            letters.promoted(place)
            replan(place)
