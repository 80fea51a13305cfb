"""A reopened section on its pages: staff open and close it, its person changes it."""

import pytest
from django.urls import reverse
from django.utils import timezone

from cohorts.actions import make_manager
from core.audit import AuditEntry
from returners import actions
from returners.models import Application, Reopening
from tests.factories.cohorts import CohortFactory
from tests.factories.returners import ApplicationFactory
from tests.letters import letters_to

pytestmark = pytest.mark.django_db

NOTE = "Please check\nthe year."


@pytest.fixture
def application(staff_client, returner_client):
    """That of `returner_client`, with a person of the programme that `staff_client` manages."""
    cohort = CohortFactory()
    make_manager(cohort.programme, person=staff_client.user)
    draft = ApplicationFactory(cohort=cohort, person=returner_client.user, situation="studying")
    return actions.submit(draft, at=timezone.now())


def url(name, application, *more):
    return reverse(f"returners:{name}", args=[application.uuid, *more])


def reopen(staff_client, application, section="eligibility"):
    return staff_client.post(url("section_reopen", application), {"section": section, "why": NOTE}, follow=True)


def test_staff_open_a_section_and_see_that_it_is_open(staff_client, application):
    before = staff_client.get(url("application_review", application)).text
    form = staff_client.get(url("section_reopen", application)).text

    page = reopen(staff_client, application).text

    assert url("section_reopen", application) in before
    assert all(title in form for title in Reopening.Section.labels)
    assert "How to reach you" not in form
    assert "The section is open, and we have written to the applicant." in page
    assert "Please check<br>the year." in page
    assert letters_to(application.person)[-1] == "section_reopened"


def test_reopening_without_a_note_asks_for_one(staff_client, application):
    page = staff_client.post(url("section_reopen", application), {"section": "support", "why": " "})

    assert "Write a note, so that they know what to change" in page.text
    assert not Reopening.objects.exists()


def test_section_that_cannot_be_reopened_is_not_offered(staff_client, application):
    actions.withdraw(application, at=timezone.now())

    page = staff_client.get(url("section_reopen", application), follow=True).text

    assert "No section of this application can be reopened any more." in page
    assert url("section_reopen", application) not in page


def test_staff_close_a_section_by_a_press_alone(staff_client, application):
    reopen(staff_client, application)

    staff_client.get(url("section_shut", application))
    before = actions.reopened(application)
    pages = [staff_client.post(url("section_shut", application), follow=True).text for _ in range(2)]

    assert before
    assert "The section is closed again." in pages[0]
    assert "This section is closed already." in pages[1]


def test_applicant_changes_their_answers_question_by_question(staff_client, returner_client, application):
    reopen(staff_client, application)
    detail = returner_client.get(url("application_detail", application)).text
    section = returner_client.get(url("reopened_section", application)).text

    work = url("reopened_question", application, "work")
    returner_client.get(work)
    led_on = returner_client.post(work, {"situation": "working below skill level"})
    caring = returner_client.post(led_on.url, {"because_of_caring": "yes"})
    unsaved = Application.objects.get().situation
    page = returner_client.post(url("reopened_section", application), follow=True).text

    assert "Please look at one part of your application" in detail
    assert "Please check<br>the year." in section
    assert led_on.url == url("reopened_question", application, "caring")
    assert caring.url == url("reopened_section", application)
    assert unsaved == "studying"
    assert "Your changes are saved. Thank you." in page
    assert "Please look at one part of your application" not in page
    application.refresh_from_db()
    assert (application.situation, application.status) == ("working below skill level", "in review")


def test_staff_see_old_answers_and_new_ones_and_what_the_rules_say_to_both(staff_client, returner_client, application):
    reopen(staff_client, application)
    returner_client.post(url("reopened_question", application, "work"), {"situation": "not working"})
    returner_client.post(url("reopened_section", application))

    page = staff_client.get(url("application_review", application)).text

    assert "Before: Studying" in page
    assert "Now: Not working" in page
    assert page.count("Checked against version 1 of the rules") == 2


def test_question_left_open_by_a_change_is_answered_before_saving(staff_client, returner_client, application):
    reopen(staff_client, application)
    returner_client.post(url("reopened_question", application, "postcode"), {"postcode": "SY10 7AA"})

    page = returner_client.get(url("reopened_section", application)).text
    pressed = returner_client.post(url("reopened_section", application), follow=True).text

    assert "Answer the next question" in page
    assert "Save my new answers" not in page
    assert "A question is still open." in pressed
    assert Application.objects.get().postcode == "LS6 3BN"


def test_another_break_is_told_on_a_page_of_its_own(staff_client, returner_client, application):
    reopen(staff_client, application)
    spell = {"reason": "eldercare", "start_month": "3", "start_year": "2015", "end_month": "4", "end_year": "2016"}

    returner_client.get(url("reopened_break", application, "new"))
    response = returner_client.post(url("reopened_break", application, "new"), spell)
    page = returner_client.get(response.url).text

    assert "Your career breaks" in page
    assert len(Reopening.objects.get().told().breaks) == 2
    assert Application.objects.get().breaks.count() == 1


@pytest.mark.parametrize(
    ("section", "given", "field"),
    [
        ("support", {"needs_support": "yes", "support_needs": "Captions"}, "needs_support"),
        ("strand", {"strand": ""}, "strand"),
    ],
)
def test_section_of_one_form_is_saved_by_it_and_closes(
    staff_client, returner_client, application, section, given, field
):
    reopen(staff_client, application, section)
    other = application.programme.strands.exclude(pk=application.strand_id).get()
    given = {name: value or other.pk for name, value in given.items()}
    first = returner_client.get(url("reopened_section", application))

    wrong = returner_client.post(url("reopened_section", application), {field: "nonsense"})
    page = returner_client.post(url("reopened_section", application), given, follow=True).text

    assert NOTE.replace("\n", "<br>") in first.text
    assert wrong.status_code == 200
    assert "Your changes are saved. Thank you." in page
    assert returner_client.get(url("reopened_section", application)).url == url("application_detail", application)


@pytest.mark.parametrize("page", ["reopened_section", "reopened_question", "reopened_break"])
def test_pages_of_a_section_that_is_closed_lead_to_the_application(returner_client, application, page):
    more = {"reopened_question": ["work"], "reopened_break": ["new"]}.get(page, [])

    for method in (returner_client.get, returner_client.post):
        assert method(url(page, application, *more)).url == url("application_detail", application)


@pytest.mark.parametrize("page", ["reopened_question", "reopened_break"])
def test_questions_of_another_section_lead_back_to_it(staff_client, returner_client, application, page):
    reopen(staff_client, application, "support")
    slug = {"reopened_question": "work", "reopened_break": "new"}[page]

    response = returner_client.post(url(page, application, slug), {"situation": "not working"})

    assert response.url == url("reopened_section", application)
    assert Reopening.objects.get().answers is None


def test_decision_on_an_older_page_is_told_of_the_new_answers(staff_client, returner_client, application):
    reopen(staff_client, application)
    decide = url("application_decide", application)
    read = staff_client.get(decide).context["decision"].pk
    returner_client.post(url("reopened_question", application, "work"), {"situation": "not working"})
    returner_client.post(url("reopened_section", application))

    page = staff_client.post(decide, {"eligible": "no", "why": "No.", "read": read}, follow=True).text

    application.refresh_from_db()
    assert "changed their answers since you opened this page" in page
    assert application.status == Application.Status.IN_REVIEW


def test_what_was_typed_stays_out_of_the_trail(staff_client, returner_client, application):
    reopen(staff_client, application)

    assert not AuditEntry.objects.filter(why__contains="year").exists()
