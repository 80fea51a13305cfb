"""Who belongs to an organisation: invited, confirmed, made to manage, leaving. And two answers at once."""

import datetime as dt
from functools import partial

import pytest
from allauth.account.models import EmailAddress

from core.errors import Refused
from employers import actions
from employers.actions.contacts import MOST_OPEN
from employers.models import Contact, JoinRequest
from tests.employers.memberships import DAY, HOUR, NOW, Status, accept, ask, invite, managed, officer
from tests.factories.accounts import UserFactory
from tests.factories.employers import ContactFactory, JoinRequestFactory, OrganisationFactory
from tests.letters import letter_to, letters_to

pytestmark = pytest.mark.django_db


# -- Invitations -----------------------------------------------------------------------------------------------------


def test_invite_and_accept():
    organisation, manager = managed()

    invited = invite(organisation, by=manager.person)
    member = accept(invited)

    assert invited.status == Status.INVITED
    assert (member.status, member.manages, member.joined_at) == (Status.MEMBER, False, NOW + HOUR)
    assert member.person.email == "new@cummins.example"


def test_invitation_names_who_invites_and_its_link_is_kept_off_every_page():
    organisation, manager = managed(organisation__name="Cummins", person__name="Grace Hopper")

    invited = invite(organisation, by=manager.person)

    letter = letter_to(None, "invitation")
    assert letter.subject == "Grace Hopper invites you to join Cummins on the Returner Portal"
    assert str(invited.link) in letter.text
    assert "open until Friday 15 May 2026 at 1pm" in letter.text
    assert letter.secret


def test_first_to_join_manages_since_nobody_else_does():
    organisation = OrganisationFactory()

    assert accept(invite(organisation, by=officer())).manages


@pytest.mark.parametrize("manages", [True, False])
def test_invite_is_for_staff_and_for_contacts_who_manage(manages):
    member = ContactFactory(manages=manages)

    if manages:
        assert invite(member.organisation, by=member.person)
    else:
        with pytest.raises(Refused, match="You do not manage"):
            invite(member.organisation, by=member.person)


def test_invite_again_replaces_the_link_but_a_second_press_does_not():
    organisation, manager = managed()

    first = invite(organisation, by=manager.person)
    pressed = invite(organisation, by=manager.person, at=NOW + dt.timedelta(seconds=5))
    later = invite(organisation, by=manager.person, at=NOW + DAY)

    assert first.pk == pressed.pk == later.pk
    assert first.link == pressed.link != later.link
    person = UserFactory(email=first.email)
    with pytest.raises(Refused, match="newer invitation"):
        accept(first, person=person, at=NOW + DAY)
    assert accept(later, person=person, at=NOW + DAY).status == Status.MEMBER


def test_invite_whoever_belongs_to_it_under_another_address_is_refused():
    organisation, manager = managed()
    EmailAddress.objects.create(user=manager.person, email="grace@home.example", verified=True)

    with pytest.raises(Refused, match=r"belongs to .* already"):
        invite(organisation, by=manager.person, email="Grace@home.example")


def test_invite_whoever_has_asked_says_to_confirm_them():
    organisation, manager = managed()
    asked = ContactFactory(organisation=organisation, asked=True)

    with pytest.raises(Refused, match="Confirm them instead"):
        invite(organisation, by=manager.person, email=asked.email)


def test_invitations_are_not_for_writing_to_strangers():
    organisation, manager = managed()
    ContactFactory.create_batch(MOST_OPEN, organisation=organisation, invited=True)

    with pytest.raises(Refused, match="have yet to answer"):
        invite(organisation, by=manager.person)


@pytest.mark.parametrize(
    ("person", "words"),
    [
        ({"email": "other@example.org"}, "is for new@"),
        ({"email": "new@cummins.example", "verified": False}, "is for new@"),
    ],
    ids=["another address", "address not verified"],
)
def test_link_alone_is_not_enough(person, words):
    organisation, manager = managed()
    invited = invite(organisation, by=manager.person)

    with pytest.raises(Refused, match=words):
        accept(invited, person=UserFactory(**person))


def test_invitation_runs_out_after_two_weeks():
    organisation, manager = managed()
    invited = invite(organisation, by=manager.person)

    with pytest.raises(Refused, match="run out"):
        accept(invited, at=NOW + 14 * DAY)


def test_withdrawn_invitation_opens_nothing():
    organisation, manager = managed()
    invited = invite(organisation, by=manager.person)

    actions.remove(invited, by=manager.person, at=NOW)

    with pytest.raises(Refused, match="withdrawn"):
        accept(invited)


def test_accepting_ends_what_the_same_person_has_asked():
    organisation, manager = managed()
    asked = ContactFactory(organisation=organisation, asked=True)
    EmailAddress.objects.create(user=asked.person, email="new@cummins.example", verified=True)
    invited = invite(organisation, by=manager.person)

    accept(invited, person=asked.person)

    asked.refresh_from_db()
    assert asked.status == Status.LEFT
    assert organisation.contacts.members().filter(person=asked.person).count() == 1


# -- Asking ----------------------------------------------------------------------------------------------------------


def test_ask_finds_the_organisation_by_the_domain_and_writes_to_whoever_manages_it():
    organisation, manager = managed(organisation__domain="cummins.example")
    ContactFactory(organisation=organisation)
    person = UserFactory(email="ada@cummins.example", name="Ada Lovelace")

    asked = ask(person, employer="Something else")

    assert (asked.organisation, asked.status, asked.name) == (organisation, Status.ASKED, "Ada Lovelace")
    assert "Ada Lovelace (ada@cummins.example) asks to join" in letter_to(manager.person, "asked_to_join").text
    assert not JoinRequest.objects.exists()


def test_ask_twice_asks_once():
    _, manager = managed(organisation__domain="cummins.example")
    person = UserFactory(email="ada@cummins.example")

    assert ask(person) == ask(person)
    assert letters_to(manager.person) == ["asked_to_join"]


@pytest.mark.parametrize("verified", [True, False])
def test_ask_goes_by_confirmed_addresses_alone(verified):
    managed(organisation__domain="cummins.example")
    person = UserFactory(email="ada@gmail.com")
    EmailAddress.objects.create(user=person, email="ada@cummins.example", verified=verified)

    asked = ask(person)

    assert isinstance(asked, Contact if verified else JoinRequest)


def test_ask_by_free_mail_waits_for_staff_whatever_domain_an_organisation_has():
    person = UserFactory(email="ada@gmail.com")

    first, second = ask(person), ask(person)

    assert first == second
    assert (first.employer, first.person) == ("Cummins", person)


def test_ask_by_whoever_is_invited_is_a_yes():
    organisation, manager = managed(organisation__domain="cummins.example")
    invite(organisation, by=manager.person)

    asked = ask(UserFactory(email="new@cummins.example"))

    assert asked.status == Status.MEMBER


def test_ask_after_the_invitation_has_run_out_waits_for_a_yes():
    organisation, manager = managed(organisation__domain="cummins.example")
    invite(organisation, by=manager.person)

    assert ask(UserFactory(email="new@cummins.example"), at=NOW + 20 * DAY).status == Status.ASKED


def test_asked_where_nobody_manages_waits_for_staff():
    OrganisationFactory(domain="cummins.example")

    asked = ask(UserFactory(email="ada@cummins.example"))

    assert list(Contact.objects.unanswered()) == [asked]
    assert actions.confirm(asked, by=officer(), at=NOW).manages


@pytest.mark.parametrize("who", ["manager", "staff"])
def test_confirm_and_refuse_tell_by_letter(who):
    organisation, manager = managed()
    yes, no = (ContactFactory(organisation=organisation, asked=True) for _ in range(2))
    by = manager.person if who == "manager" else officer()

    actions.confirm(yes, by=by, at=NOW)
    actions.confirm(yes, by=by, at=NOW)
    refused = actions.refuse(no, by=by, at=NOW)

    assert letters_to(yes.person) == ["confirmed"]
    assert letters_to(no.person) == ["not_confirmed"]
    assert (refused.status, refused.left_at) == (Status.LEFT, NOW)


def test_confirm_by_whoever_no_longer_manages_is_refused():
    organisation, manager = managed()
    asked = ContactFactory(organisation=organisation, asked=True)
    actions.set_managing(manager, manages=False, by=officer(), at=NOW)

    with pytest.raises(Refused, match="You do not manage"):
        actions.confirm(asked, by=manager.person, at=NOW)


def test_staff_find_out_where_somebody_works():
    organisation, asked = OrganisationFactory(), JoinRequestFactory()

    member = actions.place(asked, organisation=organisation, by=officer(), at=NOW)

    asked.refresh_from_db()
    assert (member.person, member.status, member.organisation) == (asked.person, Status.MEMBER, organisation)
    assert (asked.contact, asked.decided_at) == (member, NOW)
    assert letters_to(asked.person) == ["confirmed"]


def test_staff_cannot_place_somebody_at_an_address_that_a_colleague_has():
    organisation, asked = OrganisationFactory(), JoinRequestFactory()
    ContactFactory(organisation=organisation, email=asked.person.email)

    with pytest.raises(Refused, match="for somebody else"):
        actions.place(asked, organisation=organisation, by=officer(), at=NOW)


def test_staff_cannot_find_out_where_somebody_works():
    asked = JoinRequestFactory()

    actions.turn_down(asked, by=officer(), at=NOW)

    assert letters_to(asked.person) == ["not_found"]
    with pytest.raises(Refused, match="answered this meanwhile"):
        actions.place(asked, organisation=OrganisationFactory(), by=officer(), at=NOW)


# -- Managing and leaving --------------------------------------------------------------------------------------------


def test_last_who_manages_cannot_leave_colleagues_alone():
    organisation, manager = managed()
    colleague = ContactFactory(organisation=organisation)

    for action in (
        partial(actions.leave, manager, at=NOW),
        partial(actions.remove, manager, by=manager.person, at=NOW),
        partial(actions.set_managing, manager, manages=False, by=manager.person, at=NOW),
    ):
        with pytest.raises(Refused, match="Let a colleague manage it first"):
            action()

    actions.set_managing(colleague, manages=True, by=manager.person, at=NOW)
    assert actions.leave(manager, at=NOW).status == Status.LEFT


def test_whoever_is_alone_may_go_and_staff_may_do_all_of_it():
    _, alone = managed()
    organisation, manager = managed()
    ContactFactory(organisation=organisation)

    assert actions.leave(alone, at=NOW).status == Status.LEFT
    assert not actions.set_managing(manager, manages=False, by=officer(), at=NOW).manages
    assert actions.remove(manager, by=officer(), at=NOW).status == Status.LEFT


def test_remove_tells_whoever_belonged_to_it_and_twice_is_once():
    organisation, manager = managed()
    member = ContactFactory(organisation=organisation)

    for _ in range(2):
        removed = actions.remove(member, by=manager.person, at=NOW)

    assert removed.status == Status.LEFT
    assert letters_to(member.person) == ["removed"]


def test_whoever_was_removed_sees_it_no_more_and_can_ask_again():
    organisation, manager = managed(organisation__domain="cummins.example")
    member = ContactFactory(organisation=organisation, person__email="ada@cummins.example")
    actions.remove(member, by=manager.person, at=NOW)

    again = ask(member.person)

    assert again.pk != member.pk
    assert again.status == Status.ASKED
