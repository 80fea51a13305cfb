"""Session leaders of a programme: invited and removed as reviewers are, and without a session from then on."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.models import Role, User
from cohorts import holders
from cohorts.actions import make_manager, remove_manager
from core.errors import Refused
from notifications.models import Message
from tests.cohorts.pages import url
from tests.factories.accounts import AdministratorFactory, UserFactory
from tests.factories.cohorts import ProgrammeFactory, SessionLeaderFactory
from tests.factories.participation import SessionFactory
from tests.queries.growing import manager_of

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)


def fresh(person):
    return User.objects.get(pk=person.pk)


def test_invited_leader_accepts_and_leads_for_that_programme(staff_client, programme, sign_in):
    person = UserFactory()

    page = staff_client.post(url("leader_invite", programme), {"email": person.email}, follow=True).text
    link = next(word for word in Message.objects.get(to=person.email).text.split() if "/invitation/" in word)
    sign_in(person).post("/" + link.split("/", 3)[3])

    assert "has been invited to lead sessions of STEM ReCharge." in page
    assert fresh(person).roles == [Role.SESSION_LEADER]
    assert programme.roles.leaders().get().person == person
    assert not programme.roles.reviewers().exists()


def test_leader_is_not_invited_twice(staff_client, programme):
    held = SessionLeaderFactory(programme=programme)

    with pytest.raises(Refused, match="is a session leader of this programme already"):
        holders.invite_holder(
            programme, role=Role.SESSION_LEADER, email=held.person.email, by=staff_client.user, at=NOW
        )


def test_removed_leader_opens_no_session_and_leads_none_to_come(staff_client, programme, sign_in):
    held = SessionLeaderFactory(programme=programme)
    was, comes = (SessionFactory(cohort__programme=programme, leader=held.person, over=over) for over in (True, False))
    client = sign_in(held.person)
    page = reverse("participation:leading_session", args=[was.uuid])
    assert client.get(page).status_code == 200

    staff_client.post(url("leader_remove", programme, held.pk))

    assert client.get(page).status_code == 404
    assert fresh(held.person).roles == []
    was.refresh_from_db()
    comes.refresh_from_db()
    assert (was.leader, comes.leader) == (held.person, None)


def test_leader_of_two_programmes_keeps_the_other(staff_client, programme, sign_in):
    held = SessionLeaderFactory(programme=programme)
    other = holders.make_holder(ProgrammeFactory(), role=Role.SESSION_LEADER, person=held.person)
    session = SessionFactory(cohort__programme=other.programme, leader=held.person)

    holders.remove_holder(held, by=staff_client.user, at=NOW)

    assert fresh(held.person).roles == [Role.SESSION_LEADER]
    page = sign_in(held.person).get(reverse("participation:leading_list")).text
    assert session.title in page


def test_manager_who_leads_has_the_page_of_a_leader(programme, sign_in):
    manager = manager_of(programme)
    session = SessionFactory(cohort__programme=programme, leader=manager)
    client = sign_in(manager)

    assert session.title in client.get(reverse("participation:leading_list")).text
    assert client.get(reverse("participation:leading_session", args=[session.uuid])).status_code == 200
    elsewhere = SessionFactory(led=True)
    assert client.get(reverse("participation:leading_session", args=[elsewhere.uuid])).status_code == 404


def test_manager_who_goes_leads_nothing_to_come_unless_they_lead_for_it_too(programme):
    manager, both = manager_of(programme), manager_of(programme)
    holders.make_holder(programme, role=Role.SESSION_LEADER, person=both)
    sessions = [SessionFactory(cohort__programme=programme, leader=one) for one in (manager, both)]

    for role in programme.roles.managers():
        remove_manager(role, by=AdministratorFactory())

    for session in sessions:
        session.refresh_from_db()
    assert [session.leader for session in sessions] == [None, both]


def test_programme_counts_its_leaders_and_its_reviewers_apart(staff_client, programme):
    SessionLeaderFactory(programme=programme)
    make_manager(programme, person=staff_client.user)

    page = staff_client.get(url("programme_settings", programme)).text

    assert "1 person leads sessions." in page
    assert "They are needed only where places go by score." in page
