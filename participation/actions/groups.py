"""What staff do with the small groups of a cohort, and what a member shares. The plan's row is held throughout."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.db.models import Count

from accounts.models import User
from cohorts.models import Cohort, Enrolment
from core import audit
from core.errors import Refused, SeenOtherwise
from core.seen import mark_of
from participation import group_letters as letters
from participation.models import Group, GroupMember, GroupPlan
from participation.models.groups import GroupMemberQuerySet
from participation.proposing import Standing, new_numbers, propose, standing_of


@transaction.atomic
def change_plan(
    cohort: Cohort, *, least: int, most: int, at_once: int, slots: Sequence[str], by: User, seen: str | None = None
) -> GroupPlan:
    """Sizes and times from now on. Groups that are there stay until they are formed again."""
    plan = _hold(cohort)
    if seen not in (None, plan_seen(plan)):
        raise SeenOtherwise(
            "A colleague has changed the settings since this page was shown. Look at what they are now."
        )
    if least > most:
        raise Refused("The smallest group cannot be larger than the largest.")
    plan.least, plan.most, plan.at_once, plan.slots = least, most, at_once, list(slots)
    plan.save(update_fields=["least", "most", "at_once", "slots"])
    audit.changed(by, plan, ["at_once", "least", "most", "slots"])
    return plan


def plan_seen(plan: GroupPlan) -> str:
    """The same as long as nobody changes the settings."""
    return mark_of(plan.least, plan.most, plan.at_once, sorted(plan.slots))


@transaction.atomic
def use_proposal(cohort: Cohort, *, seen: str, by: User) -> None:
    """Form the groups that a page showed; shown again if they would be others now."""
    _hold(cohort)
    proposal = propose(standing_of(cohort))
    if not proposal.changes:
        return
    if seen != proposal.seen:
        raise SeenOtherwise("Something has changed since this page was shown. Look at what the groups would be now.")
    with audit.acting(by, "Groups formed"):
        to: dict[int, Group] = {}
        for seat in proposal.seats:
            group = seat.group or Group.objects.create(cohort=cohort, number=seat.number, slot=seat.slot)
            to |= dict.fromkeys(seat.members, group)
        for enrolment, _, _ in proposal.changes:
            _put(proposal.standing, enrolment, to.get(enrolment.pk), is_locked=False)
        _remove_empty(cohort)


@transaction.atomic
def move(
    enrolment: Enrolment, *, to: Group | str | None, is_locked: bool, by: User, seen: str | None = None
) -> GroupMember:
    """Put somebody into a group by hand, into a new one at a time, or into none. The same move made twice is one."""
    _hold(enrolment.cohort)
    standing = standing_of(enrolment.cohort)
    if enrolment.pk not in standing.enrolments:
        raise Refused("This person does not take part any more.")
    if isinstance(to, Group) and to.pk not in standing.groups:
        raise Refused("This group is not there any more. Choose another one.")
    if isinstance(to, str):
        to = _alone_at(standing, enrolment, to) or _new_group(standing, to)
    is_locked = is_locked and to is not None
    is_done = (standing.group_of(enrolment.pk), standing.is_locked(enrolment.pk)) == (to, is_locked)
    if not is_done and seen not in (None, seat_seen(standing, enrolment)):
        raise SeenOtherwise("A colleague has moved this person since you opened this page. Look where they are now.")
    with audit.acting(by, "Moved by hand"):
        member = _put(standing, enrolment, to, is_locked=is_locked)
        _remove_empty(enrolment.cohort)
    return member


def seat_seen(standing: Standing, enrolment: Enrolment) -> str:
    """The same as long as nobody moves or locks this person."""
    member = standing.members.get(enrolment.pk)
    return mark_of(member and member.group_id, standing.is_locked(enrolment.pk))


def _alone_at(standing: Standing, enrolment: Enrolment, slot: str) -> Group | None:
    """The new group that a first press has opened for somebody, with nobody else in it yet."""
    group = standing.group_of(enrolment.pk)
    return group if group and group.slot == slot and standing.in_group(group) == [enrolment] else None


def _new_group(standing: Standing, slot: str) -> Group:
    number = next(iter(new_numbers(standing.groups.values())))
    return Group.objects.create(cohort=standing.cohort, number=number, slot=slot)


@transaction.atomic
def lock_everyone(cohort: Cohort, *, is_locked: bool, by: User) -> int:
    """Everyone stays where they are when groups are formed again; or nobody has to."""
    _hold(cohort)
    with audit.acting(by, "Locked" if is_locked else "Unlocked"):
        members = GroupMember.objects.live().filter(enrolment__cohort=cohort, group__isnull=False)
        return members.exclude(is_locked=is_locked).update(is_locked=is_locked)


@transaction.atomic
def tell(cohort: Cohort, *, seen: str, at: dt.datetime, by: User) -> int:
    """Write to everyone whose group is not the one they know. How many letters that made.

    Whoever comes into another group shares nothing with it before they choose to.
    """
    plan = _hold(cohort)
    members = list(to_tell(cohort))
    if not members:
        return 0
    if seen != told_seen(members):
        raise SeenOtherwise("Something has changed since this page was shown. Look at who would be written to now.")
    with audit.acting(by, "Told about their group"):
        for member in members:
            member.told, member.told_at = member.group, at if member.group else None
            member.stop_sharing()
            member.save(update_fields=["told", "told_at", "shares_email", "phone", "shared_at"])
            letters.told(member, at=at)
        plan.told_at = at
        plan.save(update_fields=["told_at"])
        _remove_empty(cohort)
    return len(members)


def to_tell(cohort: Cohort) -> GroupMemberQuerySet:
    """Those whose group is not the one they know, with what a letter to them says."""
    members = GroupMember.objects.to_tell().filter(enrolment__cohort=cohort).order_by("enrolment_id")
    return members.select_related("group", "enrolment__person", "enrolment__cohort__programme")


def told_seen(members: Sequence[GroupMember]) -> str:
    """The same as long as the same people would be told the same."""
    return mark_of(*sorted((member.enrolment_id, member.group_id) for member in members))


def meetings_to_come(cohort: Cohort, *, at: dt.datetime) -> dict[int, int]:
    """By the key of a group, how many of its meetings are still to come."""
    sessions = cohort.sessions.standing().filter(group__isnull=False, ends_at__gt=at).order_by()
    return dict(sessions.values_list("group").annotate(Count("pk")))


@transaction.atomic
def share(member: GroupMember, *, email: bool, phone: str, at: dt.datetime, by: User, seen: str | None = None) -> None:
    """What a member shows to those of their group who share something too. Nothing: they stop."""
    member = GroupMember.objects.lock().select_related("enrolment").get(pk=member.pk)
    if member.told_id is None or not member.enrolment.is_live:
        raise Refused("You are not in a group at the moment, so there is nobody to share with.")
    if seen not in (None, group_seen(member)):
        raise SeenOtherwise("You are in another group now. Look which one it is, then choose what to share with it.")
    member.shares_email, member.phone, member.shared_at = email, phone, at
    if not member.shares:
        member.stop_sharing()
    with audit.acting(by):
        member.save(update_fields=["shares_email", "phone", "shared_at"])


def group_seen(member: GroupMember) -> str:
    """The same as long as a member is in the group they know."""
    return mark_of(member.told_id)


def _hold(cohort: Cohort) -> GroupPlan:
    GroupPlan.objects.get_or_create(cohort=cohort)
    return GroupPlan.objects.lock().get(cohort=cohort)


def _put(standing: Standing, enrolment: Enrolment, group: Group | None, *, is_locked: bool) -> GroupMember:
    member = standing.members.get(enrolment.pk) or GroupMember(enrolment=enrolment)
    member.group, member.is_locked = group, is_locked
    member.save()
    return member


def _remove_empty(cohort: Cohort) -> None:
    """A group in which nobody is, of which nobody has been told, and which has met and will meet never."""
    cohort.groups.filter(members=None, told_members=None, sessions=None).delete()
