"""The pages on which people offer to mentor, and on which mentors look after what they offer."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from core.skills import Skill
from core.uktime import uk_datetime
from mentoring.models import Mentor
from notifications.models import Message
from tests.conftest import sign_in
from tests.factories.accounts import UserFactory
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.employers import OrganisationFactory
from tests.factories.mentoring import MeetingFactory, MentorFactory, PairFactory
from tests.letters import letters_to
from tests.mentoring.offering import offer, typed

pytestmark = pytest.mark.django_db

Status = Mentor.Status


def url(name, *args):
    return reverse(f"mentoring:{name}", args=args)


@pytest.fixture
def programme():
    return ProgrammeFactory(slug="recharge", name="STEM ReCharge", is_public=True)


@pytest.fixture
def client():
    return sign_in(Client(), UserFactory(email="sam@example.org"))


def test_offer_to_mentor_from_the_public_page_to_the_letter(client, programme):
    OrganisationFactory(name="Cummins Ltd")
    begin = url("offer_section", "recharge", "work")

    welcome = Client().get(url("mentor_welcome")).text
    page = offer(client, programme).text

    mentor = Mentor.objects.get(person__email="sam@example.org")
    assert begin in welcome
    assert "We are looking at it" in page
    assert (mentor.status, mentor.strand.slug, mentor.capacity) == (Status.WAITING, "technology", 2)
    assert mentor.availability == ["tue-school", "tue-evening"]
    assert mentor.skills.get().group == Skill.Group.TOPIC
    assert mentor.organisation.name == "Cummins Ltd"
    assert Message.objects.get(to="sam@example.org").subject == "Thank you for offering to mentor: STEM ReCharge"


def test_page_that_was_skipped_is_asked_for_before_anything_is_sent(client, programme):
    client.post(url("offer_section", "recharge", "work"), typed()["work"])

    later = client.get(url("offer_section", "recharge", "limits"))
    sent = client.post(url("offer_check", "recharge"))

    assert later.url == sent.url == url("offer_section", "recharge", "help")
    assert not Mentor.objects.exists()


def test_answers_are_there_again_on_the_way_back(client, programme):
    client.post(url("offer_section", "recharge", "work"), typed(job_title="Systems engineer")["work"])

    page = client.get(url("offer_section", "recharge", "work")).text

    assert "Systems engineer" in page


def test_offer_sent_twice_is_one_and_leads_home(client, programme):
    offer(client, programme)

    again = client.post(url("offer_check", "recharge"))

    assert again.url == url("mentor_home")
    assert Mentor.objects.count() == 1


def test_whoever_left_offers_again_and_is_looked_at_again(client, programme):
    mentor = MentorFactory(
        person=UserFactory(email="ada@example.org"), programme=programme, status=Status.LEFT, left_at=timezone.now()
    )
    ada = sign_in(Client(), mentor.person)

    page = ada.get(url("mentor_home")).text
    offer(ada, programme, capacity="3")

    mentor.refresh_from_db()
    assert url("offer_section", "recharge", "work") in page
    assert (mentor.status, mentor.capacity, mentor.left_at) == (Status.WAITING, 3, None)


def test_programme_that_is_not_public_takes_no_offers(client):
    ProgrammeFactory(slug="later", is_public=False)

    page = client.get(url("offer_section", "later", "work"))

    assert page.status_code == 404


def test_mentor_changes_what_they_offer(client, programme):
    mentor = MentorFactory(programme=programme, availability=["mon-morning"])
    theirs = sign_in(Client(), mentor.person)

    page = theirs.post(url("offer_change", mentor.uuid, "times"), typed()["times"], follow=True).text

    mentor.refresh_from_db()
    assert "Your change is saved." in page
    assert (mentor.availability, mentor.status) == (["tue-school", "tue-evening"], Status.APPROVED)


def test_break_takes_back_what_is_not_answered_and_keeps_whom_they_mentor(programme):
    mentor = MentorFactory(programme=programme, capacity=2)
    asked, active = PairFactory(mentor=mentor), PairFactory(mentor=mentor, active=True)
    theirs = sign_in(Client(), mentor.person)

    before = theirs.get(url("offer_pause", mentor.uuid)).text
    theirs.post(url("offer_pause", mentor.uuid))
    back = theirs.post(url("offer_come_back", mentor.uuid), follow=True).text

    asked.refresh_from_db()
    active.refresh_from_db()
    assert str(active.person) in before
    assert (asked.status, active.status) == ("withdrawn", "active")
    assert "Ready to mentor" in back


def test_whoever_stops_ends_what_is_live(programme):
    mentor = MentorFactory(programme=programme)
    active = PairFactory(mentor=mentor, active=True)
    theirs = sign_in(Client(), mentor.person)

    page = theirs.post(url("offer_leave", mentor.uuid), follow=True).text
    theirs.post(url("offer_leave", mentor.uuid))

    active.refresh_from_db()
    assert "You are no longer a mentor." in page
    assert (active.status, active.reason) == ("ended", "left")
    assert letters_to(mentor.person) == ["pair_ended", "mentor_left"]


def test_mentor_sees_nothing_of_another_mentor_of_the_programme(programme):
    mentor, other = MentorFactory.create_batch(2, programme=programme, capacity=2)
    asked, active = PairFactory(mentor=mentor), PairFactory(mentor=mentor, active=True)
    client = sign_in(Client(), other.person)

    home = client.get(url("mentor_home")).text
    offers = ("offer_detail", "offer_pause", "offer_come_back", "offer_leave", "offer_renew")
    tried = [client.get(url(name, mentor.uuid)) for name in offers]
    tried += [client.post(url(name, mentor.uuid)) for name in offers]
    tried += [client.post(url("offer_change", mentor.uuid, "limits"), {"not_with": "Everybody"})]
    tried += [client.get(url("ask_detail", asked.uuid)), client.get(url("pair_detail", active.uuid))]

    mentor.refresh_from_db()
    assert {page.status_code for page in tried} == {404}
    assert not any(str(person) in home for person in (mentor.person, asked.person, active.person))
    assert (mentor.status, mentor.not_with) == (Status.APPROVED, "")


def test_mentor_home_says_what_comes_next_with_each(programme):
    mentor = MentorFactory(programme=programme, capacity=3)
    asked, none, agreed = (
        PairFactory(mentor=mentor, enrolment__person__name=name, **state)
        for name, state in (("Leila Farah", {}), ("Mo Grant", {"active": True}), ("Pia Hart", {"active": True}))
    )
    meeting = MeetingFactory(pair=agreed, agreed=True)
    client = sign_in(Client(), mentor.person)

    page = client.get(url("mentor_home")).text

    assert "Would you mentor Leila?" in page
    assert "Farah" not in page
    assert page.count("No meeting is planned.") == 1
    assert uk_datetime(meeting.starts_at) in page
    assert all(url(name, pair.uuid) in page for name, pair in (("ask_detail", asked), ("pair_detail", none)))


def test_whoever_is_mentored_reads_about_their_mentor_and_not_what_is_for_staff(programme):
    mentor = MentorFactory(programme=programme, job_title="Lead developer", about="I came back", not_with="Alex Reed")
    pair = PairFactory(mentor=mentor, active=True)
    client = sign_in(Client(), pair.person)

    page = client.get(url("pair_detail", pair.uuid)).text

    assert "Lead developer" in page
    assert "I came back" in page
    assert "Alex Reed" not in page


def test_signing_in_leads_mentors_home_and_their_own_page_says_that_somebody_waits(programme):
    mentor = MentorFactory(programme=programme)
    client = sign_in(Client(), mentor.person)

    before = client.get(reverse("portal:my_home")).text
    PairFactory(mentor=mentor)
    after = client.get(reverse("portal:my_home")).text

    assert client.get(reverse("portal:after_sign_in")).url == url("mentor_home")
    assert "Waiting for your answer" in after
    assert "Waiting for your answer" not in before


@pytest.mark.parametrize("status", [Mentor.Status.WAITING, Mentor.Status.TURNED_DOWN])
def test_nobody_approves_themselves_by_coming_back(programme, status):
    mentor = MentorFactory(programme=programme, status=status)

    sign_in(Client(), mentor.person).post(url("offer_come_back", mentor.uuid))

    mentor.refresh_from_db()
    assert mentor.status == status
