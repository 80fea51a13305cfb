"""Mentors are asked: one by one, each next best as soon as there is nobody asked before.

Locks, always in this order: the enrolment, the mentor, the pair. A mentor's places are counted while they are held.
Only who begins a pair holds the enrolment. It ends under its own lock, and whoever ends it closes what it then finds.
"""

import datetime as dt
import itertools

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.calendar import uk_day
from core.errors import Refused
from mentoring import ask_letters as letters
from mentoring.choosing import Possible, mentors_for
from mentoring.models import Mentor, NextAsk, Pair, Run
from notifications.timed import replan

# How long a mentor has to answer.
ANSWER_DAYS = 7
# Somebody else may take a mentor's last place between the look and the lock; then there is another look.
LOOKS = 5


def ask(
    enrolment: Enrolment, chosen: Possible, *, at: dt.datetime, by: User | None = None, run: Run | None = None
) -> Pair:
    """The caller holds both people, and has looked at all rules but those that only a lock can keep."""
    mentor, programme = chosen.mentor, enrolment.cohort.programme
    place = free_place(mentor)
    if place is None:
        raise Refused(f"{mentor} has no place left at the moment.")
    if Pair.objects.live().filter(person=enrolment.person, programme=programme).exists():
        raise Refused(f"{enrolment.person} has a mentor, or one is being asked.")
    with audit.acting(by=by, why="A mentor is asked"):
        stop_looking(enrolment)
        pair = Pair.objects.create(
            enrolment=enrolment,
            person=enrolment.person,
            programme=programme,
            mentor=mentor,
            run=run,
            place=place,
            score=chosen.score,
            parts=chosen.parts._asdict(),
            words=chosen.words,
            asked_at=at,
            answer_by=uk_day(at) + dt.timedelta(days=ANSWER_DAYS),
        )
    replan(pair, at=at)
    letters.asked(pair)
    return pair


def free_place(mentor: Mentor) -> int | None:
    """The lowest of a mentor's places that nobody has; none while they have a break, or as many people as they take."""
    taken = set(mentor.pairs.live().values_list("place", flat=True))
    if mentor.status != Mentor.Status.APPROVED or len(taken) >= mentor.capacity:
        return None
    return next(place for place in itertools.count(1) if place not in taken)


@transaction.atomic
def ask_by_hand(enrolment: Enrolment, mentor: Mentor, *, by: User, at: dt.datetime) -> Pair:
    """Staff choose whom to ask. No rule is broken for it."""
    enrolment = hold_enrolment(enrolment)
    if enrolment.status not in NextAsk.OPEN_TO:
        raise Refused(f"{enrolment.person} does not take part at the moment, so nobody can be asked for them.")
    mentor = hold_mentor(mentor)
    chosen = next((one for one in mentors_for(enrolment) if one.mentor.pk == mentor.pk), None)
    if chosen is None:
        raise Refused(f"{mentor} takes nobody new at the moment.")
    if chosen.rules:
        raise Refused(f"{mentor} cannot be asked. {chosen.in_the_way}")
    return ask(enrolment, chosen._replace(mentor=mentor), by=by, at=at)


# -- The next best ---------------------------------------------------------------------------------------------------


def look_for_next(enrolment: Enrolment, *, at: dt.datetime) -> None:
    """The next best is asked as soon as this commits or, if that goes wrong, by the clock. Twice is once."""
    NextAsk.objects.update_or_create(enrolment=enrolment, defaults={"ran_out_at": None}, create_defaults={"since": at})
    transaction.on_commit(lambda: ask_next(enrolment, at=at), robust=True)


def stop_looking(enrolment: Enrolment) -> None:
    """Somebody is asked, or they take no part any more."""
    NextAsk.objects.filter(enrolment=enrolment).delete()


@transaction.atomic
def look_again(enrolment: Enrolment, *, by: User, at: dt.datetime) -> None:
    """After nobody was left: staff have seen to it that there may be somebody now."""
    enrolment = hold_enrolment(enrolment)
    if not NextAsk.objects.filter(enrolment=enrolment).exists():
        raise Refused(f"{enrolment.person} has a mentor, or one is being asked.")
    with audit.acting(by=by, why="Another mentor is looked for"):
        look_for_next(enrolment, at=at)


def ask_next_due(at: dt.datetime) -> None:
    """For everybody who waits, the longest first: one transaction each, so that a worker that dies leaves the rest."""
    for waiting in NextAsk.objects.due().select_related("enrolment"):
        ask_next(waiting.enrolment, at=at)


def ask_next(enrolment: Enrolment, *, at: dt.datetime) -> None:
    """Ask the best who can be asked now; staff see it where nobody is left. Any number of these may run at once."""
    for _ in range(LOOKS):
        if _look(enrolment, at):
            return


@transaction.atomic
def _look(enrolment: Enrolment, at: dt.datetime) -> bool:
    """Whether there is nothing more to look for."""
    enrolment = hold_enrolment(enrolment)
    waiting = NextAsk.objects.due().filter(enrolment=enrolment).first()
    if waiting is None:
        return True
    if Pair.objects.live().filter(person=enrolment.person_id, programme=enrolment.cohort.programme_id).exists():
        with audit.acting(why="They have a mentor, or one is being asked"):
            stop_looking(enrolment)
        return True
    best = next((one for one in mentors_for(enrolment) if not one.rules), None)
    if best is None:
        with audit.acting(why="Nobody is left to be asked"):
            waiting.ran_out_at = at
            waiting.save(update_fields=["ran_out_at"])
        return True
    mentor = hold_mentor(best.mentor)
    if free_place(mentor) is None:
        return False
    ask(enrolment, best._replace(mentor=mentor), at=at)
    return True


# -- Locks -----------------------------------------------------------------------------------------------------------


def hold_enrolment(enrolment: Enrolment) -> Enrolment:
    return Enrolment.objects.lock().select_related("cohort__programme", "person", "strand").get(pk=enrolment.pk)


def hold_mentor(mentor: Mentor) -> Mentor:
    return Mentor.objects.lock().select_related("person", "programme").get(pk=mentor.pk)
