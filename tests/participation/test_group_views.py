"""The pages of small groups: what a manager presses, and what a member sees of the others."""

import pytest
from django.test import Client
from django.urls import reverse

from core.audit import AuditEntry
from notifications.models import Message
from participation.models import Group, GroupMember, GroupPlan
from tests.conftest import sign_in
from tests.factories.cohorts import CohortFactory, EnrolmentFactory
from tests.factories.participation import GroupFactory, GroupMemberFactory
from tests.queries.growing import manager_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def cohort():
    cohort = CohortFactory()
    GroupPlan.objects.create(cohort=cohort, least=2, most=3, at_once=1, slots=["mon-school", "wed-school"])
    return cohort


@pytest.fixture
def manager(cohort):
    return sign_in(Client(), manager_of(cohort.programme))


def page(name, cohort, *more):
    return reverse(f"participation:{name}", args=[cohort.programme.slug, cohort.slug, *more])


def people(cohort, *names):
    return [EnrolmentFactory(cohort=cohort, person__name=name, told_when=True) for name in names]


def seen_on(response):
    return response.context["form"]["seen"].value()


# -- Staff -----------------------------------------------------------------------------------------------------------


def test_a_manager_forms_groups_and_tells_people(cohort, manager):
    people(cohort, "Amina Hussain", "Bea Long")
    shown = manager.get(page("group_propose", cohort))
    assert "Everyone is in a group." in shown.text
    assert not Group.objects.exists()

    formed = manager.post(page("group_propose", cohort), {"seen": seen_on(shown)}, follow=True)
    told = manager.get(page("group_tell", cohort))
    sent = manager.post(page("group_tell", cohort), {"seen": seen_on(told)}, follow=True)

    assert "The groups are formed. Nobody has been told yet." in formed.text
    assert "Send 2 letters" in told.text
    assert "Everyone knows about their group" in sent.text
    assert Message.objects.count() == 2


def test_an_old_page_of_the_proposal_is_shown_again(cohort, manager):
    people(cohort, "Amina Hussain", "Bea Long")
    old = seen_on(manager.get(page("group_propose", cohort)))
    people(cohort, "Carys Evans")

    shown = manager.post(page("group_propose", cohort), {"seen": old})

    assert "Something has changed since this page was shown" in shown.text
    assert "Carys Evans" in shown.text
    assert not Group.objects.exists()


def test_whoever_cannot_be_placed_is_listed_with_why_and_what_would_help(cohort, manager):
    people(cohort, "Amina Hussain", "Bea Long")
    EnrolmentFactory(cohort=cohort, person__name="Carys Evans", availability=["fri-evening"])
    EnrolmentFactory(cohort=cohort, person__name="Dee Okafor", availability=["fri-evening"])

    shown = manager.get(page("group_propose", cohort)).text

    assert "2 of 4 people are in a group. Nobody could place more with these settings: checked." in shown
    assert "They cannot come at any of the times on offer." in shown
    assert "Offer one more time, Friday, evening (6pm to 9pm): 2 people more would be in a group." in shown


def test_locks_that_cannot_be_kept_are_said_on_the_page(cohort, manager):
    GroupMemberFactory(group__cohort=cohort, is_locked=True)

    shown = manager.get(page("group_propose", cohort), follow=True)

    assert "cannot all reach 2 people" in shown.text


def test_a_manager_moves_somebody_by_hand(cohort, manager):
    (mover,) = people(cohort, "Amina Hussain")
    full = GroupFactory(cohort=cohort, slot="fri-evening")
    for _ in range(3):
        GroupMemberFactory(group=full)
    address = page("group_move", cohort, mover.uuid)

    shown = manager.get(address).text
    moved = manager.post(address, {"group": full.uuid, "is_locked": "on"}, follow=True)

    assert "3 people now. Full: groups have up to 3. They have not said that they can come at this time." in shown
    assert "Amina Hussain: saved. They have not been told yet." in moved.text
    assert (mover.group_member.group, mover.group_member.is_locked) == (full, True)


def test_settings_keep_what_was_typed_and_lead_to_the_proposal(cohort, manager):
    address = page("group_settings", cohort)
    seen = seen_on(manager.get(address))
    given = {"least": 3, "most": 5, "at_once": 2, "fri": ["fri-evening"], "seen": seen}

    wrong = manager.post(address, {**given, "most": 2}).text
    none = manager.post(address, {**given, "fri": []}).text
    saved = manager.post(address, given)

    assert "Most people in a group must be the same as the fewest, or more" in wrong
    assert "Tick at least one time" in none
    assert saved.url == page("group_propose", cohort)
    assert GroupPlan.objects.get().slots == ["fri-evening"]


# -- A member --------------------------------------------------------------------------------------------------------


def seen_by(member):
    return sign_in(Client(), member.enrolment.person).get(page("group_detail", member.enrolment.cohort)).text


def member_of(group, name, **more):
    enrolment = EnrolmentFactory(cohort=group.cohort, person__name=name)
    return GroupMemberFactory(group=group, enrolment=enrolment, **more)


def test_a_member_sees_first_names_and_no_address_of_those_who_share_nothing(cohort):
    group = GroupFactory(cohort=cohort)
    own, other = member_of(group, "Amina Hussain", sharing=True), member_of(group, "Bea Long")

    shown = seen_by(own)

    assert "You are in group 1." in shown
    assert "Monday, school hours" in shown
    assert "Bea" in shown
    assert "Long" not in shown
    assert other.enrolment.person.email not in shown


@pytest.mark.parametrize(("own_shares", "sees"), [(True, True), (False, False)])
def test_what_others_share_is_seen_only_by_those_who_share_too(cohort, own_shares, sees):
    group = GroupFactory(cohort=cohort)
    own, other = member_of(group, "Amina Hussain", sharing=own_shares), member_of(group, "Bea Long", sharing=True)

    assert (other.enrolment.person.email in seen_by(own)) is sees


def test_what_is_shared_stays_in_the_group_and_ends_with_the_place(cohort):
    group = GroupFactory(cohort=cohort)
    own, other = member_of(group, "Amina Hussain", sharing=True), member_of(group, "Bea Long", sharing=True)
    stranger = member_of(GroupFactory(cohort=cohort), "Carys Evans", sharing=True)
    assert other.enrolment.person.email in seen_by(own)

    other.enrolment.status, other.enrolment.ended_at = "ended", other.enrolment.signed_at
    other.enrolment.save()

    for gone in (other, stranger):
        assert gone.enrolment.person.email not in seen_by(own)


def test_a_group_is_not_shown_before_people_are_told(cohort):
    member = member_of(GroupFactory(cohort=cohort), "Amina Hussain", untold=True)

    assert "You are not in a small group yet." in seen_by(member)
    client = sign_in(Client(), member.enrolment.person)
    assert client.get(page("group_share", cohort)).status_code == 404


def test_the_trail_says_who_looked_at_the_groups(cohort, manager):
    (someone,) = people(cohort, "Ada Able")

    for name in ("group_list", "group_propose"):
        manager.get(page(name, cohort))

    looks = AuditEntry.objects.filter(table="cohorts_enrolment", row=someone.pk, verb="looked")
    assert set(looks.values_list("why", flat=True)) == {"Small groups", "Forming small groups"}


def test_a_member_shares_and_stops(cohort):
    member = member_of(GroupFactory(cohort=cohort), "Amina Hussain")
    client, address = sign_in(Client(), member.enrolment.person), page("group_share", cohort)

    shared = client.post(address, {"shares_email": "on", "phone": "01632 960 001"}, follow=True).text
    stopped = client.post(address, {"phone": ""}, follow=True).text

    assert "your email address" in shared
    assert "your phone number" in shared
    assert "Choose what to share" in stopped
    assert not GroupMember.objects.get().shares
