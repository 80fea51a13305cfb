"""The pages of an application to a ranked cohort, from the first section to what was decided."""

import re

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.uktime import uk_date
from reporting.inbox import tasks
from returners import actions
from returners.models import Application, Assessment
from tests.conftest import sign_in
from tests.factories.ranked import AssessmentFactory, RankedApplicationFactory
from tests.factories.returners import PhoneDraftFactory, PlaceFactory

pytestmark = pytest.mark.django_db

ROLE = {
    "job_title": "Test engineer",
    "employer": "Bolt & Co",
    "occupation": "2136",
    "start_month": "9",
    "start_year": "2010",
    "end_month": "3",
    "end_year": "2018",
}


def url(name, application, *args):
    return reverse(f"returners:{name}", args=[application.uuid, *args])


@pytest.fixture
def empty(returner_client):
    """A draft that says nothing of the rubric yet."""
    return RankedApplicationFactory(person=returner_client.user, told=False)


@pytest.fixture
def ready(returner_client):
    return RankedApplicationFactory(person=returner_client.user)


def question(application, number=0):
    return url("application_section", application, f"question-{application.criteria_asked[number].pk}")


# -- Filling in ----------------------------------------------------------------------------------------------------


def test_whole_way_from_the_list_to_the_check(returner_client, empty):
    tasks = returner_client.get(url("application_tasks", empty)).context["tasks"]

    added = returner_client.post(url("work_role_add", empty), ROLE, follow=True)
    told = returner_client.post(url("work_role_list", empty), {"done": "yes"})
    first = returner_client.post(question(empty), {"answer": "I have used it\r\nevery day."})
    second = returner_client.post(question(empty, 1), {"answer": "My children are at school."})

    assert [task["title"] for task in tasks][3:6] == ["Your experience", "Potential to benefit", "Readiness"]
    assert "Test engineer" in added.text
    assert told.url == question(empty)
    assert first.url == question(empty, 1)
    assert second.url == url("application_check", empty)
    check = returner_client.get(second.url).text
    assert "Bolt &amp; Co" in check
    assert re.search(r"I have used it\s*<br>\s*every day\.", check)
    assert question(empty) in check
    assert f"Our decision comes by {uk_date(empty.cohort.decisions_by)}." in check


def test_question_says_who_reads_it_and_keeps_what_was_typed(returner_client, empty):
    page = returner_client.get(question(empty)).text
    too_long = returner_client.post(question(empty), {"answer": "x" * 2001}).text

    assert "What would you like to say about potential to benefit?" in page
    assert "Reviewers read your answer and do not know who you are." in page
    assert "must be 2000 characters or fewer" in too_long
    assert "x" * 2001 in too_long
    assert not empty.criterion_answers.exists()


def test_question_of_another_rubric_does_not_exist(returner_client, empty):
    other = RankedApplicationFactory()

    assert returner_client.get(url("application_section", empty, question(other).split("/")[-2])).status_code == 404
    assert returner_client.get(url("application_section", empty, "question-x")).status_code == 404


def test_somebody_without_a_job_to_tell_of_says_so_and_goes_on(returner_client, empty):
    page = returner_client.get(url("work_role_list", empty), follow=True).text
    said = returner_client.post(url("work_role_list", empty), {"done": "yes"})

    assert "I have no job to tell you about" in page
    assert said.url == question(empty)
    assert returner_client.get(url("application_tasks", empty)).context["tasks"][3]["status"] == "Completed"


def test_role_is_changed_and_removed_on_the_draft(returner_client, ready):
    role = ready.work_roles.get()

    changed = returner_client.post(url("work_role_change", ready, role.pk), ROLE, follow=True).text
    removed = returner_client.post(url("work_role_remove", ready, role.pk), follow=True)

    assert "Test engineer" in changed
    assert removed.redirect_chain[-1][0] == url("application_tasks", ready)
    assert "In progress" not in removed.text
    assert removed.context["tasks"][3]["status"] == "Not yet started"


def test_roles_after_sending_lead_to_what_stands(returner_client, ready):
    actions.submit(ready, at=timezone.now())

    response = returner_client.post(url("work_role_add", ready), ROLE, follow=True)

    assert response.redirect_chain[-1][0] == url("application_detail", ready)
    assert ready.work_roles.count() == 1


def test_send_leads_to_what_happens_next(returner_client, ready):
    page = returner_client.post(url("application_submit", ready), follow=True).text

    assert "Application sent" in page
    assert "You are eligible." in page
    assert f"We write to you with our decision by <strong>{uk_date(ready.cohort.decisions_by)}</strong>" in page


# -- What stands ---------------------------------------------------------------------------------------------------


def test_detail_while_it_is_assessed_before_and_after_the_close_and_when_we_are_late(returner_client, ready):
    actions.submit(ready, at=timezone.now())
    seen = {}

    for when in ("closes_at", "last_joining_at"):
        seen["before"] = seen.get("before") or returner_client.get(url("application_detail", ready)).text
        with time_machine.travel(getattr(ready.cohort, when), tick=False):
            client = sign_in(Client(), ready.person)
            seen[when] = client.get(url("application_detail", ready)).text

    assert "When you applied makes no difference." in seen["before"]
    assert "Applications close" in seen["before"]
    assert "At least 2 people read each application." in seen["closes_at"]
    assert "We are late, and we are sorry." in seen["last_joining_at"]


def test_home_says_where_it_stands(returner_client, ready):
    actions.submit(ready, at=timezone.now())

    assert "Being assessed" in returner_client.get(reverse("portal:my_home")).text


def test_detail_of_no_place_says_why_and_what_each_part_came_to(returner_client, ready):
    sent = actions.submit(ready, at=timezone.now())
    Application.objects.filter(pk=sent.pk).update(status="not offered", closed_at=timezone.now())
    AssessmentFactory(application=sent)

    page = returner_client.get(url("application_detail", sent)).text

    assert "others had a higher score" in page
    assert "You gave one clear example." in page
    assert "Some" in page
    assert "<strong>What would score higher:</strong> Much" in page
    assert url("review_ask", sent) in page


def test_ask_and_take_back_after_a_release(returner_client):
    application = AssessmentFactory(application__person=returner_client.user).application

    form = returner_client.get(url("review_ask", application)).text
    asked = returner_client.post(url("review_ask", application), {"said": "I led <b>six</b>."}, follow=True).text
    sure = returner_client.get(url("review_take_back", application)).text
    back = returner_client.post(url("review_take_back", application), follow=True).text

    assert "You were not offered a place." in form
    assert "You have asked for a person to look at your application again." in asked
    assert "I led &lt;b&gt;six&lt;/b&gt;." in asked
    # No rule decided here.
    assert "If you take this back, our decision stands." in sure
    assert "and took that back on" in back


def test_staff_answer_what_a_release_decided(staff_client, returner_client):
    application = AssessmentFactory(application__person=returner_client.user).application
    make_manager(application.programme, person=staff_client.user)
    actions.ask_for_review(application, said="I led a team.", at=timezone.now())

    read = staff_client.get(url("application_review", application)).text
    led = staff_client.get(url("application_decide", application))
    (task,) = tasks(staff_client.user, timezone.now())
    page = staff_client.get(task.url).text
    staff_client.post(task.url, {"gives_place": "no", "why": "Your team was of another field."})

    assert "Score 50.00 of 100, number 12 in the ranking." in read
    assert led.url == task.url == url("application_decide_again", application)
    assert "I led a team." in page
    own = returner_client.get(url("application_detail", application)).text
    assert "Your team was of another field." in own
    assert "A person looked at it: no place offered" in own
    assert url("review_ask", application) not in own


def test_staff_give_a_place_after_all_and_a_second_press_says_so(staff_client):
    application = AssessmentFactory().application
    make_manager(application.programme, person=staff_client.user)

    for _ in range(2):
        given = {"gives_place": "yes", "why": "An error in a review."}
        page = staff_client.post(url("application_decide_again", application), given, follow=True).text

    assert "There is nothing to decide again on this application." in page
    assert application.places.count() == 1
    assert Assessment.objects.filter(application=application).count() == 2


def test_staff_who_decide_too_late_keep_what_they_typed(staff_client):
    application = AssessmentFactory().application
    make_manager(application.programme, person=staff_client.user)

    with time_machine.travel(application.cohort.last_joining_at):
        given = {"gives_place": "yes", "why": "An error in a review."}
        client = sign_in(Client(), staff_client.user)
        page = client.post(url("application_decide_again", application), given).text

    assert "it has no place to give. Keep the decision" in page
    assert "An error in a review." in page


def test_waiting_list_of_a_ranked_cohort_shows_what_readers_thought(returner_client):
    assessment = AssessmentFactory(
        application__person=returner_client.user,
        application__status=Application.Status.DECIDED,
        application__closed_at=None,
        outcome=Assessment.Outcome.WAITING,
    )
    application = assessment.application
    pool = application.cohort.pools.get()
    pool.capacity = 0
    pool.allowance = 1
    pool.save()
    PlaceFactory(pool=pool, application__cohort=application.cohort)
    PlaceFactory(pool=pool, application=application)

    page = returner_client.get(url("application_detail", application)).text

    assert "you are number 1 on the waiting list" in page
    assert "You gave one clear example." in page
    assert "If you think we have misunderstood something" in page


# -- Staff -------------------------------------------------------------------------------------------------------------


def test_staff_read_all_that_was_told_and_may_find_it_not_eligible(staff_client, ready):
    sent = actions.submit(ready, at=timezone.now())
    make_manager(sent.programme, person=staff_client.user)

    page = staff_client.get(url("application_review", sent)).text
    decide = staff_client.get(url("application_decide", sent)).text
    staff_client.post(url("application_decide", sent), {"eligible": "no", "why": "You live in Wales."})

    assert "Acme Software" in page
    assert "My readiness." in page
    assert "Being assessed" in page
    assert "Find not eligible" in page
    assert 'value="yes"' not in decide
    sent.refresh_from_db()
    assert sent.status == Application.Status.NOT_ELIGIBLE


def test_staff_take_roles_and_answers_by_phone(staff_client):
    application = RankedApplicationFactory(told=False, declarations=None, declared_at=None)
    draft = PhoneDraftFactory(application=application, taken_by=staff_client.user)
    make_manager(application.programme, person=staff_client.user)

    added = staff_client.post(url("phone_role_add", application), ROLE, follow=True).text
    told = staff_client.post(url("phone_role_list", application), {"done": "yes"})
    pages = [url("phone_section", application, f"question-{one.pk}") for one in application.criteria_asked]
    answers = [staff_client.post(page, {"answer": "As they said it."}) for page in pages]

    assert "Test engineer" in added
    assert told.url == pages[0]
    assert answers[-1].url == url("phone_check", application)
    assert "As they said it." in staff_client.get(answers[-1].url).text
    actions.send_to_confirm(draft, by=staff_client.user, at=timezone.now())
    actions.delete_phone_draft(draft, by=staff_client.user, at=timezone.now())
    assert not Application.objects.exists()


def test_phone_draft_to_a_first_come_cohort_has_no_roles(staff_client):
    draft = PhoneDraftFactory(taken_by=staff_client.user)
    make_manager(draft.application.programme, person=staff_client.user)

    assert staff_client.get(url("phone_role_list", draft.application)).status_code == 404


def test_list_finds_those_that_are_assessed(staff_client, ready):
    sent = actions.submit(ready, at=timezone.now())
    make_manager(sent.programme, person=staff_client.user)

    page = staff_client.get(reverse("returners:application_list"), {"status": "assessment"}).text

    assert sent.reference in page
