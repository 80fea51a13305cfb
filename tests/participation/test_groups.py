"""Forming small groups, moving people by hand, telling them, and what members share."""

from functools import partial

import pytest
from django.utils import timezone

from core.audit import AuditEntry
from core.errors import Refused, SeenOtherwise
from notifications.models import Message
from participation.actions import groups as actions
from participation.models import Group, GroupMember, GroupPlan
from participation.proposing import propose, standing_of
from tests.factories.accounts import ProgrammeManagerFactory
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import GroupFactory, GroupMemberFactory
from tests.parallel import in_parallel

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    """Groups of two to three, at two times of the week."""
    cohort = CohortFactory()
    GroupPlan.objects.create(cohort=cohort, least=2, most=3, at_once=1, slots=["mon-school", "wed-school"])
    return cohort


@pytest.fixture
def manager():
    return ProgrammeManagerFactory()


def people(cohort, *times):
    return [EnrolmentFactory(cohort=cohort, availability=list(slots)) for slots in times]


def form(cohort, by):
    actions.use_proposal(cohort, seen=propose(standing_of(cohort)).seen, by=by)


def tell(cohort, by):
    return actions.tell(cohort, seen=actions.told_seen(actions.to_tell(cohort)), at=timezone.now(), by=by)


def groups(cohort):
    """Who is in which: time and people of each group that has any."""
    standing = standing_of(cohort)
    return {group.slot: [one.pk for one in standing.in_group(group)] for group in standing.filled}


# -- Forming ---------------------------------------------------------------------------------------------------------


def test_use_proposal_puts_everyone_into_a_group_they_can_come_to(cohort, manager):
    first, last, *_ = people(cohort, ["mon-school"], ["wed-school"], *[["mon-school", "wed-school"]] * 2)

    form(cohort, manager)

    assert sum(len(members) for members in groups(cohort).values()) == 4
    assert first.pk in groups(cohort)["mon-school"]
    assert last.pk in groups(cohort)["wed-school"]
    assert {member.told for member in GroupMember.objects.all()} == {None}
    entry = AuditEntry.objects.filter(table="participation_groupmember").latest("pk")
    assert (entry.actor, entry.why) == (manager, "Groups formed")


def test_forming_again_changes_nothing_where_nothing_has_changed(cohort, manager):
    people(cohort, *[["mon-school"], ["wed-school"]] * 3)
    form(cohort, manager)
    before = list(GroupMember.objects.values_list("pk", "group"))

    proposal = propose(standing_of(cohort))
    actions.use_proposal(cohort, seen="an old page, pressed twice", by=manager)

    assert proposal.changes == []
    assert list(GroupMember.objects.values_list("pk", "group")) == before


def test_whoever_stops_or_moves_is_in_no_group_any_more(cohort, manager):
    *others, leaver = people(cohort, *[["mon-school"]] * 3)
    form(cohort, manager)

    leaver.status, leaver.ended_at = "ended", timezone.now()
    leaver.save()

    assert groups(cohort) == {"mon-school": [one.pk for one in sorted(others, key=lambda one: one.person.name)]}
    assert propose(standing_of(cohort)).changes == []


def test_a_proposal_is_shown_again_once_it_would_be_another(cohort, manager):
    people(cohort, *[["mon-school"]] * 2)
    seen = propose(standing_of(cohort)).seen
    people(cohort, ["mon-school"])

    with pytest.raises(SeenOtherwise, match="changed since"):
        actions.use_proposal(cohort, seen=seen, by=manager)

    assert not Group.objects.exists()


def test_a_group_that_is_empty_after_forming_again_goes(cohort, manager):
    people(cohort, *[["mon-school", "wed-school"]] * 2)
    form(cohort, manager)
    gone = Group.objects.get()
    actions.change_plan(cohort, least=2, most=3, at_once=1, slots=["fri-evening"], by=manager)
    cohort.enrolments.update(availability=["fri-evening"])

    form(cohort, manager)

    assert Group.objects.get().slot == "fri-evening"
    assert not Group.objects.filter(pk=gone.pk).exists()


# -- By hand ---------------------------------------------------------------------------------------------------------


def test_whoever_was_moved_by_hand_stays_when_groups_are_formed_again(cohort, manager):
    mover, *others = people(cohort, *[["mon-school"]] * 3)
    form(cohort, manager)

    actions.move(mover, to="wed-school", is_locked=True, by=manager)
    people(cohort, ["wed-school"])
    form(cohort, manager)

    assert mover.pk in groups(cohort)["wed-school"]
    assert len(groups(cohort)["wed-school"]) == 2
    assert sorted(groups(cohort)["mon-school"]) == sorted(one.pk for one in others)


def test_the_same_move_made_twice_is_one(cohort, manager):
    group = GroupFactory(cohort=cohort)
    (mover,) = people(cohort, ["mon-school"])

    for _ in range(2):
        actions.move(mover, to=group, is_locked=False, by=manager)

    assert mover.group_member.group == group
    assert not mover.group_member.is_locked


def test_a_new_group_opened_twice_is_one(cohort, manager):
    (mover,) = people(cohort, ["mon-school"])
    seen = actions.seat_seen(standing_of(cohort), mover)

    for _ in range(2):
        actions.move(mover, to="mon-school", is_locked=True, seen=seen, by=manager)

    assert Group.objects.get().number == 1


def test_move_from_an_old_page_undoes_nothing(cohort, manager):
    first, second = (GroupMemberFactory(group__cohort=cohort).group for _ in range(2))
    (mover,) = people(cohort, ["mon-school"])
    seen = actions.seat_seen(standing_of(cohort), mover)
    actions.move(mover, to=first, is_locked=True, seen=seen, by=manager)

    with pytest.raises(SeenOtherwise):
        actions.move(mover, to=second, is_locked=True, seen=seen, by=manager)

    assert mover.group_member.group == first


def test_moved_into_no_group_nobody_is_locked(cohort, manager):
    member = GroupMemberFactory(group__cohort=cohort, untold=True, is_locked=True)

    actions.move(member.enrolment, to=None, is_locked=True, by=manager)

    member.refresh_from_db()
    assert (member.group, member.is_locked) == (None, False)
    assert not Group.objects.exists()


def test_move_is_refused_into_a_group_of_another_cohort_and_for_who_has_stopped(cohort, manager):
    (mover,) = people(cohort, ["mon-school"])
    gone = EnrolmentFactory(cohort=cohort, ended=True)

    with pytest.raises(Refused, match="not there any more"):
        actions.move(mover, to=GroupFactory(), is_locked=True, by=manager)
    with pytest.raises(Refused, match="does not take part"):
        actions.move(gone, to="mon-school", is_locked=True, by=manager)

    assert not GroupMember.objects.exists()


def test_lock_everyone_keeps_them_all_and_unlock_lets_them_go(cohort, manager):
    members = [GroupMemberFactory(group=GroupFactory(cohort=cohort)) for _ in range(2)]

    assert actions.lock_everyone(cohort, is_locked=True, by=manager) == 2
    assert {len(kept.members) for kept in standing_of(cohort).wish.kept} == {1}
    assert len(standing_of(cohort).wish.kept) == len(members)
    actions.lock_everyone(cohort, is_locked=False, by=manager)

    assert standing_of(cohort).wish.kept == ()


def test_settings_are_kept_and_written_down(cohort, manager):
    actions.change_plan(cohort, least=3, most=5, at_once=4, slots=["fri-evening"], by=manager)

    plan = GroupPlan.objects.get()
    assert (plan.least, plan.most, plan.at_once, plan.slots) == (3, 5, 4, ["fri-evening"])
    assert AuditEntry.objects.filter(table="participation_groupplan", actor=manager).exists()


def test_settings_that_a_colleague_changed_are_shown_again(cohort, manager):
    seen = actions.plan_seen(GroupPlan.objects.get())
    actions.change_plan(cohort, least=3, most=5, at_once=4, slots=["fri-evening"], by=manager)

    with pytest.raises(SeenOtherwise, match="colleague"):
        actions.change_plan(cohort, least=2, most=3, at_once=1, slots=["mon-school"], by=manager, seen=seen)
    with pytest.raises(Refused, match="cannot be larger"):
        actions.change_plan(cohort, least=4, most=3, at_once=1, slots=["mon-school"], by=manager)

    assert GroupPlan.objects.get().least == 3


# -- Telling ---------------------------------------------------------------------------------------------------------


def test_tell_writes_to_those_whose_group_is_news_and_to_nobody_twice(cohort, manager):
    people(cohort, *[["mon-school"]] * 2)
    form(cohort, manager)

    assert tell(cohort, manager) == 2
    assert tell(cohort, manager) == 0

    assert sorted(Message.objects.values_list("to", flat=True)) == sorted(
        cohort.enrolments.values_list("person__email", flat=True)
    )
    assert "Monday, school hours" in Message.objects.first().text


def test_whoever_loses_their_group_is_told_kindly_and_the_empty_group_goes(cohort, manager):
    member = GroupMemberFactory(group__cohort=cohort, sharing=True)

    actions.move(member.enrolment, to=None, is_locked=False, by=manager)
    tell(cohort, manager)

    member.refresh_from_db()
    assert (member.told, member.shares) == (None, False)
    assert "Your place in the programme is safe" in Message.objects.get().text
    assert not Group.objects.exists()


def test_tell_shows_again_whom_it_would_write_to_once_that_has_changed(cohort, manager):
    member = GroupMemberFactory(group__cohort=cohort, untold=True)
    seen = actions.told_seen(actions.to_tell(cohort))
    actions.move(member.enrolment, to="wed-school", is_locked=True, by=manager)

    with pytest.raises(SeenOtherwise, match="changed since"):
        actions.tell(cohort, seen=seen, at=timezone.now(), by=manager)

    assert not Message.objects.exists()


# -- Sharing ---------------------------------------------------------------------------------------------------------


def test_share_keeps_what_somebody_ticked_and_lets_them_stop():
    member = GroupMemberFactory()
    share = partial(actions.share, member, at=timezone.now(), by=member.enrolment.person)

    share(email=True, phone="+441632960001")
    member.refresh_from_db()
    assert (member.shares_email, member.phone.as_e164) == (True, "+441632960001")
    share(email=False, phone="")

    member.refresh_from_db()
    assert (member.shares, member.shared_at) == (False, None)


def test_share_is_refused_where_there_is_nobody_to_share_with():
    member = GroupMemberFactory(untold=True)

    with pytest.raises(Refused, match="not in a group"):
        actions.share(member, email=True, phone="", at=timezone.now(), by=member.enrolment.person)


def test_what_was_shared_with_one_group_is_not_shared_with_the_next(cohort, manager):
    member = GroupMemberFactory(group__cohort=cohort, sharing=True)

    actions.move(member.enrolment, to="wed-school", is_locked=True, by=manager)
    tell(cohort, manager)

    member.refresh_from_db()
    assert (member.told.slot, member.shares) == ("wed-school", False)


def test_what_was_ticked_for_one_group_is_not_shared_with_the_next(cohort, manager):
    member = GroupMemberFactory(group__cohort=cohort)
    seen = actions.group_seen(member)
    actions.move(member.enrolment, to="wed-school", is_locked=True, by=manager)
    tell(cohort, manager)

    with pytest.raises(SeenOtherwise, match="You are in another group now"):
        actions.share(member, email=True, phone="", seen=seen, at=timezone.now(), by=member.enrolment.person)

    assert not GroupMember.objects.get().shares


def test_tell_with_nobody_to_tell_is_no_telling(cohort, manager):
    GroupMemberFactory(group__cohort=cohort)

    assert tell(cohort, manager) == 0
    assert GroupPlan.objects.get().told_at is None


# -- At the same time ------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_managers_who_open_a_new_group_make_two_groups():
    cohort, manager = CohortFactory(), ProgrammeManagerFactory()
    first, second = people(cohort, ["mon-school"], ["wed-school"])

    moved = in_parallel(
        partial(actions.move, one, to=one.availability[0], is_locked=True, by=manager) for one in (first, second)
    )

    assert sorted(member.group.number for member in moved) == [1, 2]


@pytest.mark.django_db(transaction=True)
def test_two_presses_form_the_groups_and_write_the_letters_once():
    cohort, manager = CohortFactory(), ProgrammeManagerFactory()
    GroupPlan.objects.create(cohort=cohort, least=2, most=3)
    people(cohort, *[["mon-school"]] * 3)
    seen = propose(standing_of(cohort)).seen

    in_parallel([partial(actions.use_proposal, cohort, seen=seen, by=manager)] * 2)
    told = actions.told_seen(actions.to_tell(cohort))
    sent = in_parallel([partial(actions.tell, cohort, seen=told, at=timezone.now(), by=manager)] * 2)

    assert Group.objects.count() == 1
    assert sorted(sent) == [0, 3]
    assert Message.objects.count() == 3
