"""What staff set by hand on two people: kept together, or never matched, in every run to come."""

import datetime as dt

from django.db import transaction

from accounts.models import User
from cohorts.models import Enrolment
from core import audit
from core.errors import Refused, SeenOtherwise
from core.seen import mark_of
from mentoring.actions.asking import hold_enrolment, hold_mentor
from mentoring.choosing import mentors_for
from mentoring.models import Hand, Mentor, Pair
from mentoring.people import Rule

LOCKED, FORBIDDEN = Hand.Kind.LOCKED, Hand.Kind.FORBIDDEN


def hand_on(enrolment: Enrolment, mentor: Mentor) -> Hand | None:
    return Hand.objects.filter(enrolment=enrolment, mentor=mentor).first()


def hand_seen(enrolment: Enrolment, mentor: Mentor) -> str:
    """The mark of a page that shows what is set on these two."""
    hand = hand_on(enrolment, mentor)
    return mark_of(enrolment.pk, mentor.pk, hand and (hand.kind, hand.set_at))


@transaction.atomic
def set_hand(enrolment: Enrolment, mentor: Mentor, kind: str, *, seen: str, by: User, at: dt.datetime) -> Hand | None:
    """Keep the two together or never match them; with no kind neither, the score decides again.

    Refused where it cannot be kept: a rule stands between them, or there is no place left.
    """
    enrolment, mentor = hold_enrolment(enrolment), hold_mentor(mentor)
    if seen != hand_seen(enrolment, mentor):
        raise SeenOtherwise("A colleague has set something on these two since you opened this page. Look at it again.")
    hand = hand_on(enrolment, mentor)
    if not kind:
        if hand:
            with audit.acting(by=by, why="The score decides again"):
                hand.delete()
        return None
    if hand and hand.kind != kind:
        raise Refused(f"These two are set to “{hand.get_kind_display().lower()}”. Let the score decide first.")
    if kind == LOCKED:
        _refuse_unless_lockable(enrolment, mentor)
    with audit.acting(by=by, why=Hand.Kind(kind).label):
        hand, _ = Hand.objects.get_or_create(
            enrolment=enrolment, mentor=mentor, defaults={"kind": kind, "set_at": at, "set_by": by}
        )
    return hand


def _refuse_unless_lockable(enrolment: Enrolment, mentor: Mentor) -> None:
    locked = Hand.objects.filter(kind=LOCKED)
    other = locked.filter(enrolment=enrolment).exclude(mentor=mentor).select_related("mentor__person").first()
    if other:
        raise Refused(f"{enrolment.person} is kept together with {other.mentor}. Let the score decide on them first.")
    found = next((one for one in mentors_for(enrolment) if one.mentor.pk == mentor.pk), None)
    if found is None:
        raise Refused(f"{mentor} takes nobody new at the moment, so nobody can be kept together with them.")
    if set(found.rules) - {Rule.CAPACITY}:
        raise Refused(f"These two cannot be kept together. {found.in_the_way}")
    live = Pair.objects.live().filter(programme=mentor.programme)
    waiting = locked.filter(mentor=mentor, enrolment__status=Enrolment.Status.ACTIVE).exclude(
        enrolment__person__in=live.values("person")
    )
    taken = live.filter(mentor=mentor).count() + waiting.exclude(enrolment=enrolment).count()
    if taken >= mentor.capacity:
        raise Refused(
            f"{mentor} takes {mentor.capacity} at once, and has as many: those they mentor, those they are asked about "
            "and those who are kept together with them."
        )
