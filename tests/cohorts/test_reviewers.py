"""Reviewers of a programme: invited by its managers, with a row to read under, and gone with the next request."""

import datetime as dt
from functools import partial

import pytest
from django.db import transaction

from accounts import actions as accounts
from accounts.models import Invitation, Role, User
from cohorts import holders
from cohorts.actions import make_manager, remove_manager
from cohorts.models import ProgrammeRole
from cohorts.signals import reviewer_removed
from core.audit import AuditEntry
from core.errors import Refused
from notifications.models import Message
from selection.models import Reviewer
from tests.cohorts.pages import url
from tests.factories.accounts import AdministratorFactory, InvitationFactory, ProgrammeManagerFactory, UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.selection import ReviewerFactory
from tests.parallel import blocked

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


@pytest.fixture
def heard():
    """What other floors hear of reviewers who go."""
    heard = []

    def listen(sender, *, programme, person, by, at, **signal):
        heard.append((programme, person, by))

    reviewer_removed.connect(listen)
    yield heard
    reviewer_removed.disconnect(listen)


def fresh(person):
    return User.objects.get(pk=person.pk)


def role_of(reviewer):
    return ProgrammeRole.objects.reviewers().get(programme=reviewer.programme, person=reviewer.person)


def offer(manager, programme, email):
    return InvitationFactory(invited_by=manager, email=email, role=Role.REVIEWER, scope=programme.uuid)


# -- Inviting ------------------------------------------------------------------------------------------------------


def test_invited_reviewer_accepts_and_reads_for_that_programme(staff_client, programme, sign_in):
    person, other = UserFactory(), ProgrammeFactory()

    page = staff_client.post(url("reviewer_invite", programme), {"email": person.email.upper()}, follow=True).text
    letter = Message.objects.get(to=person.email)
    link = next(word for word in letter.text.split() if "/invitation/" in word)
    sign_in(person).post("/" + link.split("/", 3)[3])

    assert "has been invited to read applications to STEM ReCharge." in page
    assert "You are invited to be Reviewer of STEM ReCharge" in letter.subject
    assert fresh(person).roles == [Role.REVIEWER]
    assert list(programme.roles.reviewers().values_list("person", flat=True)) == [person.pk]
    assert Reviewer.objects.get().programme == programme
    assert not other.roles.exists()


def test_reviewer_is_not_invited_twice(staff_client, programme):
    reviewer = ReviewerFactory(programme=programme)

    page = staff_client.post(url("reviewer_invite", programme), {"email": reviewer.person.email}).text

    assert "is a reviewer of this programme already." in page
    assert not Invitation.objects.exists()


def test_reviewer_of_another_programme_may_read_for_this_one_too(staff_client, programme):
    reviewer = ReviewerFactory()

    holders.invite_holder(programme, role=Role.REVIEWER, email=reviewer.person.email, by=staff_client.user, at=NOW)

    assert Invitation.objects.get().scope == programme.uuid


def test_list_shows_who_reads_and_who_has_not_answered(staff_client, programme):
    ReviewerFactory(programme=programme, person__name="Rosa Reader")
    elsewhere = ReviewerFactory(person__name="Somebody Else")
    offer(staff_client.user, programme, "ida@example.org")
    InvitationFactory(role=Role.REVIEWER, scope=elsewhere.programme.uuid, email="other@example.org")
    InvitationFactory(role=Role.PROGRAMME_MANAGER, scope=programme.uuid, email="manager@example.org")

    page = staff_client.get(url("reviewer_list", programme)).text

    assert "Rosa Reader" in page
    assert "ida@example.org" in page
    assert not any(words in page for words in ("Somebody Else", "other@example.org", "manager@example.org"))


def test_invitation_is_withdrawn_by_a_press_only(staff_client, programme):
    invitation = offer(staff_client.user, programme, "ida@example.org")
    page = url("reviewer_withdraw", programme, invitation.uuid)

    staff_client.get(page)
    still_open = Invitation.objects.pending().count()
    answer = staff_client.post(page, follow=True).text

    assert (still_open, Invitation.objects.pending().count()) == (1, 0)
    assert "The invitation of ida@example.org is withdrawn." in answer


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.PROGRAMME_MANAGER, Role.EVENTS_OFFICER])
def test_manager_gives_no_other_role(role):
    with pytest.raises(Refused, match="Only an administrator"):
        accounts.invite("ida@example.org", role=role, by=ProgrammeManagerFactory(), at=NOW)

    assert not Invitation.objects.exists()


# -- Whoever invited stops managing --------------------------------------------------------------------------------


def test_invitations_of_a_manager_end_with_their_programme():
    manager, administrator = ProgrammeManagerFactory(), AdministratorFactory()
    first, second = (make_manager(ProgrammeFactory(), person=manager) for _ in range(2))
    offers = [offer(manager, role.programme, "ida@example.org") for role in (first, second)]
    offer_of_a_colleague = offer(ProgrammeManagerFactory(), first.programme, "ada@example.org")

    remove_manager(first, by=administrator)

    assert set(Invitation.objects.pending()) == {offers[1], offer_of_a_colleague}


def test_accept_refuses_when_whoever_invited_manages_nothing_any_more():
    manager, person, programme = ProgrammeManagerFactory(), UserFactory(), ProgrammeFactory()
    invitation = offer(manager, programme, person.email)
    manager.role_grants.all().delete()

    with pytest.raises(Refused, match="can no longer do so"):
        accounts.accept(Invitation.objects.get(pk=invitation.pk), user=person, at=NOW)

    assert not fresh(person).roles


@pytest.mark.django_db(transaction=True)
def test_accept_waits_while_whoever_invited_is_removed():
    manager, person, administrator = ProgrammeManagerFactory(), UserFactory(), AdministratorFactory()
    managing = make_manager(ProgrammeFactory(), person=manager)
    invitation = offer(manager, managing.programme, person.email)

    with transaction.atomic():
        remove_manager(managing, by=administrator)
        accepting = blocked(partial(accounts.accept, Invitation.objects.get(pk=invitation.pk), user=person, at=NOW))

    with pytest.raises(Refused):
        accepting.result(timeout=60)
    assert not ProgrammeRole.objects.exists()


# -- Removing ------------------------------------------------------------------------------------------------------


def test_reviewer_is_removed_by_a_press_and_others_hear_of_it(staff_client, programme, heard):
    reviewer = ReviewerFactory(programme=programme, person__name="Rosa Reader")
    offer(staff_client.user, programme, reviewer.person.email)
    page = url("reviewer_remove", programme, role_of(reviewer).pk)

    shown = staff_client.get(page).text
    before = programme.roles.reviewers().count()
    answer = staff_client.post(page, follow=True).text

    assert "Remove Rosa Reader as a reviewer?" in shown
    assert (before, programme.roles.reviewers().count()) == (1, 0)
    assert "Rosa Reader does not read applications to STEM ReCharge any more." in answer
    assert heard == [(programme, reviewer.person, staff_client.user)]
    assert not fresh(reviewer.person).roles
    assert not Invitation.objects.pending().exists()
    assert AuditEntry.objects.filter(table="cohorts_programmerole", verb="deleted", actor=staff_client.user).exists()


def test_reviewer_of_two_programmes_keeps_the_role_for_the_other(heard):
    reviewer = ReviewerFactory()
    other = holders.make_holder(ProgrammeFactory(), role=Role.REVIEWER, person=reviewer.person)

    holders.remove_holder(role_of(reviewer), by=AdministratorFactory(), at=NOW)

    assert list(ProgrammeRole.objects.all()) == [other]
    assert fresh(reviewer.person).roles == [Role.REVIEWER]
    assert len(heard) == 1


def test_reviewer_who_also_manages_goes_on_managing():
    manager = ProgrammeManagerFactory()
    managing = make_manager(ProgrammeFactory(), person=manager)
    accounts.grant_role(manager, role=Role.REVIEWER, by=AdministratorFactory())
    reading = holders.make_holder(managing.programme, role=Role.REVIEWER, person=manager)

    holders.remove_holder(reading, by=fresh(manager), at=NOW)

    assert list(ProgrammeRole.objects.all()) == [managing]
    assert fresh(manager).roles == [Role.PROGRAMME_MANAGER]


def test_manager_who_also_reads_loses_only_what_they_manage():
    person = ReviewerFactory().person
    accounts.grant_role(person, role=Role.PROGRAMME_MANAGER, by=None)
    managing = make_manager(ProgrammeFactory(), person=person)

    remove_manager(managing, by=AdministratorFactory())

    assert fresh(person).roles == [Role.REVIEWER]
    assert ProgrammeRole.objects.reviewers().count() == 1


def test_reviewer_removed_twice_is_heard_of_once(heard):
    role = role_of(ReviewerFactory())

    for _ in range(2):
        holders.remove_holder(role, by=AdministratorFactory(), at=NOW)

    assert len(heard) == 1


def test_role_of_reviewer_taken_away_ends_reading_for_every_programme(heard):
    reviewer, administrator = ReviewerFactory(), AdministratorFactory()
    holders.make_holder(ProgrammeFactory(), role=Role.REVIEWER, person=reviewer.person)
    colleague = role_of(ReviewerFactory())

    accounts.take_role_away(reviewer.person, role=Role.REVIEWER, by=administrator)

    assert list(ProgrammeRole.objects.all()) == [colleague]
    assert [by for _, _, by in heard] == [administrator] * 2


def test_reviewer_who_comes_back_is_not_away():
    reviewer = ReviewerFactory(is_away=True, employers=["Acme"])
    holders.remove_holder(role_of(reviewer), by=AdministratorFactory(), at=NOW)

    holders.make_holder(reviewer.programme, role=Role.REVIEWER, person=reviewer.person)

    reviewer.refresh_from_db()
    assert (reviewer.is_away, reviewer.employers) == (False, ["Acme"])
