"""The pages on which somebody asks for a person to look at a decision, and on which staff answer."""

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.uktime import uk_deadline
from reporting.inbox import tasks
from returners import actions
from returners.models import ReviewRequest
from tests.conftest import sign_in
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory

pytestmark = pytest.mark.django_db


def url(name, application):
    return reverse(f"returners:{name}", args=[application.uuid])


@pytest.fixture
def turned_down(returner_client):
    draft = ApplicationFactory(person=returner_client.user, cohort=CohortFactory(name="Spring cohort"), field="other")
    return actions.submit(draft, at=timezone.now())


def test_detail_of_a_no_shows_each_rule_and_leads_to_asking(returner_client, turned_down):
    page = returner_client.get(url("application_detail", turned_down)).text

    assert "You need experience in technology or engineering." in page
    assert "no person has looked at it yet" in page
    assert url("review_ask", turned_down) in page


def test_ask_with_nothing_but_one_press(returner_client, turned_down):
    page = returner_client.post(url("review_ask", turned_down), {"said": ""}, follow=True).text

    request = ReviewRequest.objects.get()
    assert f"You have asked. A person answers by {uk_deadline(request.answer_by)}." in page
    assert "A person looks at it and writes to you" in page
    assert url("review_take_back", turned_down) in page


def test_ask_again_from_another_tab_says_that_it_has_been_done(returner_client, turned_down):
    for _ in range(2):
        response = returner_client.post(url("review_ask", turned_down), {"said": "Trains"}, follow=True)

    assert "You have asked already." in response.text
    assert ReviewRequest.objects.count() == 1


def test_looking_at_the_page_asks_nothing(returner_client, turned_down):
    page = returner_client.get(url("review_ask", turned_down)).text

    assert "Please do not tell us about the person you care for" in page
    assert not ReviewRequest.objects.exists()


def test_ask_when_it_is_too_late_says_so_and_names_the_next_cohort(turned_down):
    CohortFactory(programme=turned_down.programme, name="Summer cohort", now=turned_down.cohort.last_joining_at)

    with time_machine.travel(turned_down.cohort.last_joining_at, tick=False):
        client = sign_in(Client(), turned_down.person)
        page = client.get(url("review_ask", turned_down), follow=True).text

    assert "The time to ask for a person to look at it ended" in page
    assert "You can try for the Summer cohort" in page


def test_take_back_needs_a_press(returner_client, turned_down):
    actions.ask_for_review(turned_down, at=timezone.now())

    returner_client.get(url("review_take_back", turned_down))
    still = ReviewRequest.objects.open().exists()
    page = returner_client.post(url("review_take_back", turned_down), follow=True).text

    assert still
    assert "You no longer ask for a person to look at it." in page
    assert "and took that back on" in page


def test_staff_find_it_in_the_inbox_and_read_what_the_person_said(staff_client, turned_down):
    make_manager(turned_down.programme, person=staff_client.user)
    request = actions.ask_for_review(turned_down, said="I wrote <b>software</b> for trains.", at=timezone.now())

    (task,) = tasks(staff_client.user, timezone.now())
    page = staff_client.get(task.url).text

    assert task.title == "1 person asks for a person to look at a decision, Spring cohort"
    assert (task.by, task.is_late) == (request.answer_by, False)
    assert tasks(staff_client.user, request.answer_by)[0].is_late
    assert "I wrote &lt;b&gt;software&lt;/b&gt; for trains." in page
    assert "Not eligible" in page


def test_staff_answer_and_the_person_reads_the_reason(staff_client, returner_client, turned_down):
    make_manager(turned_down.programme, person=staff_client.user)
    actions.ask_for_review(turned_down, at=timezone.now())

    staff_client.post(url("application_decide", turned_down), {"eligible": "no", "why": "You sold trains."})

    page = returner_client.get(url("application_detail", turned_down)).text
    assert "You sold trains." in page
    assert "A person looked at it: not eligible" in page
    assert url("review_ask", turned_down) not in page
    assert tasks(staff_client.user, timezone.now()) == []


def test_detail_names_other_help_as_the_programme_sets_it(returner_client, turned_down):
    programme = turned_down.programme
    programme.other_help = "National Careers Service https://nationalcareers.service.gov.uk\nno address here"
    programme.save()

    page = returner_client.get(url("application_detail", turned_down)).text

    assert '<a class="govuk-link" href="https://nationalcareers.service.gov.uk">National Careers Service</a>' in page
    assert "no address here" not in page
