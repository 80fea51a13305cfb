"""The mentors of a programme, for its managers."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from mentoring.models import Mentor, MentorResource
from notifications.models import Message
from reporting.inbox import tasks
from tests.conftest import sign_in
from tests.documents import pdf
from tests.factories.cohorts import ProgrammeFactory
from tests.factories.mentoring import MentorFactory, PairFactory

pytestmark = pytest.mark.django_db

Status = Mentor.Status


def url(name, *args):
    return reverse(f"mentoring:{name}", args=args)


@pytest.fixture
def programme(staff_client):
    programme = ProgrammeFactory(slug="recharge", name="STEM ReCharge", is_public=True)
    make_manager(programme, person=staff_client.user)
    return programme


def test_inbox_leads_to_those_who_wait_and_no_others(staff_client, programme):
    waiting = MentorFactory.create_batch(2, programme=programme, status=Status.WAITING)
    MentorFactory(programme=programme)
    MentorFactory(status=Status.WAITING)

    (task,) = tasks(staff_client.user, timezone.now())
    page = staff_client.get(task.url)

    assert (task.group, task.title) == ("STEM ReCharge", "2 mentors to approve")
    assert len(page.context["rows"]) == 2
    assert all(str(mentor.person) in page.text for mentor in waiting)


def test_approve_once_and_tell_them_once(staff_client, programme):
    mentor = MentorFactory(programme=programme, status=Status.WAITING)

    for _ in range(2):
        page = staff_client.post(url("mentor_approve", "recharge", mentor.uuid), follow=True).text

    mentor.refresh_from_db()
    assert (mentor.status, mentor.decided_by) == (Status.APPROVED, staff_client.user)
    assert "Begin a break for them" in page
    assert Message.objects.get(to=mentor.person.email).subject == "You are a mentor now: STEM ReCharge"


def test_turn_down_with_words_and_approve_after_all(staff_client, programme):
    mentor = MentorFactory(programme=programme, status=Status.WAITING)

    staff_client.post(url("mentor_turn_down", "recharge", mentor.uuid), {"words": "We have enough mentors in London."})
    letter = Message.objects.get(to=mentor.person.email).text
    staff_client.post(url("mentor_approve", "recharge", mentor.uuid))

    mentor.refresh_from_db()
    assert "We have enough mentors in London." in letter
    assert mentor.status == Status.APPROVED


def test_staff_begin_a_break_and_end_it(staff_client, programme):
    mentor = MentorFactory(programme=programme)

    staff_client.post(url("mentor_pause", "recharge", mentor.uuid))
    mentor.refresh_from_db()
    paused = mentor.status
    staff_client.post(url("mentor_come_back", "recharge", mentor.uuid))

    mentor.refresh_from_db()
    assert (paused, mentor.status) == (Status.PAUSED, Status.APPROVED)
    subjects = Message.objects.filter(to=mentor.person.email).order_by("pk").values_list("subject", flat=True)
    assert [subject.partition(":")[0] for subject in subjects] == [
        "You are having a break from mentoring",
        "You are a mentor again",
    ]


def test_approving_who_has_left_meanwhile_is_refused_on_the_page(staff_client, programme):
    mentor = MentorFactory(programme=programme, status=Status.LEFT, left_at=timezone.now())

    page = staff_client.post(url("mentor_approve", "recharge", mentor.uuid), follow=True).text

    assert "This cannot be changed any more" in page


def test_list_shows_how_many_places_are_taken_and_filters(staff_client, programme):
    mentor = MentorFactory(programme=programme, capacity=2)
    PairFactory(mentor=mentor, active=True)
    MentorFactory(programme=programme, status=Status.PAUSED)

    page = staff_client.get(url("mentor_list", "recharge"), {"status": "approved", "strand": mentor.strand_id})

    (row,) = page.context["rows"]
    assert "1 of 2" in row


def test_what_is_shared_is_for_mentors_of_the_programme(staff_client, programme):
    theirs = sign_in(Client(), MentorFactory(programme=programme).person)
    waiting = sign_in(Client(), MentorFactory(programme=programme, status=Status.WAITING).person)
    elsewhere = sign_in(Client(), MentorFactory().person)

    sent = {"title": "A guide to the first meeting", "document": SimpleUploadedFile("guide.pdf", pdf())}
    staff_client.post(url("resource_add", "recharge"), sent)
    resource = MentorResource.objects.get()
    file = url("resource_file", resource.uuid)
    home = theirs.get(url("mentor_home")).text
    answers = [client.get(file).status_code for client in (theirs, staff_client, waiting, elsewhere)]
    staff_client.post(url("resource_remove", "recharge", resource.uuid))

    assert file in home
    assert answers == [200, 200, 404, 404]
    assert theirs.get(file).status_code == 404


def test_search_finds_a_mentor_of_ones_own_programme(staff_client, programme):
    mentor = MentorFactory(programme=programme, person__name="Zadie Quill")
    other = MentorFactory(person__name="Zadie Other")

    page = staff_client.post(reverse("reporting:search"), {"text": "zadie"}, follow=True).text

    assert url("mentor_detail", "recharge", mentor.uuid) in page
    assert str(other.person) not in page
